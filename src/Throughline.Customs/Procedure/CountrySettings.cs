using System.Collections.Immutable;
using System.Globalization;

namespace Throughline.Customs;

/// <summary>Time zone and periods of a country's administration.</summary>
/// <remarks>From <c>Tables/procedure/countries.txt</c>: the lines <c>default</c>, then <c>trial</c> where the periods
/// of trader tests are asked for, then the country's own.</remarks>
public sealed class CountrySettings
{
    private static readonly Dictionary<string, ImmutableDictionary<string, string>> Lines = Read();
    private readonly ImmutableDictionary<string, string> _values;

    private CountrySettings(ImmutableDictionary<string, string> values)
    {
        _values = values;
        Zone = TimeZoneInfo.FindSystemTimeZoneById(values["zone"]);
    }

    /// <summary>Zone of its offices.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>Whether a document that breaks the structure is answered with a rejection (CC056C, CC057C) and not
    /// with CC917C.</summary>
    public bool RefusesBrokenStructure => _values["xml-errors"] == "refuse";

    /// <summary>Days for which the goods may travel when neither declaration nor officer says so, from 1.</summary>
    public int TransitDays => int.Parse(_values["transit-days"], CultureInfo.InvariantCulture);

    /// <summary>The period of a name, for example <c>automatic-release</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Period this[string period] => Period.Parse(_values[period]);

    /// <summary>Names of all settings, in order.</summary>
    public static IEnumerable<string> Names => Lines["default"].Keys.Order(StringComparer.Ordinal);

    /// <summary>The settings of a country; those of <c>default</c> when the table does not know it.</summary>
    /// <param name="country">Two letters.</param>
    /// <param name="isTrial">Whether the short periods of trader tests hold.</param>
    public static CountrySettings Of(string country, bool isTrial)
    {
        var values = Lines["default"];
        if (isTrial)
            values = values.SetItems(Lines["trial"]);
        return new CountrySettings(Lines.TryGetValue(country, out var own) ? values.SetItems(own) : values);
    }

    /// <summary>These settings with one changed.</summary>
    /// <exception cref="FormatException">There is no such setting, or the value is none of it.</exception>
    public CountrySettings With(string name, string value)
    {
        if (!_values.ContainsKey(name))
            throw new FormatException($"There is no setting '{name}'; there are {string.Join(", ", Names)}.");
        if (name == "zone" && !TimeZoneInfo.TryFindSystemTimeZoneById(value, out _))
            throw new FormatException($"There is no time zone '{value}'; write one like Asia/Tbilisi.");
        if (name == "transit-days"
            && !(int.TryParse(value, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 1_000))
            throw new FormatException("The days of transit are a number from 1 to 999.");
        if (name == "xml-errors" && value is not ("nack" or "refuse"))
            throw new FormatException($"«{value}» is no answer to broken structure: there are nack and refuse.");
        if (name is not ("zone" or "transit-days" or "xml-errors"))
            _ = Period.Parse(value);
        return new CountrySettings(_values.SetItem(name, value));
    }

    private static Dictionary<string, ImmutableDictionary<string, string>> Read()
    {
        var lines = new Dictionary<string, ImmutableDictionary<string, string>>(StringComparer.Ordinal);
        const string Name = "Tables/procedure/countries.txt";
        using var reader = new StreamReader(typeof(CountrySettings).Assembly.GetManifestResourceStream(Name)!);
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0][0] == '#')
                continue;
            var known = lines.GetValueOrDefault(words[0], ImmutableDictionary.Create<string, string>(
                StringComparer.Ordinal));
            lines[words[0]] = known.SetItems(words[1..].Select(w => w.Split('=', 2))
                .Select(p => KeyValuePair.Create(p[0], p[1])));
        }

        return lines;
    }
}
