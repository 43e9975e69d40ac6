using System.Collections.Immutable;
using System.Globalization;

namespace Throughline.Customs;

/// <summary>Collects what a script lays down before anything happens.</summary>
internal sealed class ScenarioHead
{
    private static readonly DateTimeOffset UsualStart = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);

    private readonly List<Func<ProcedureSettings, ProcedureSettings>> _settings = [];

    /// <summary>EUR for one unit: round figures of the simulated world, so that a script about something else needs no
    /// rates. A currency that is not here has none until the script gives it.</summary>
    private readonly Dictionary<string, decimal> _rates = new(StringComparer.Ordinal)
    {
        ["EUR"] = 1,
        ["GBP"] = 1.2m,
        ["USD"] = 0.9m,
        ["CHF"] = 1,
        ["TRY"] = 0.02m,
        ["GEL"] = 0.3m,
        ["AZN"] = 0.5m,
        ["AMD"] = 0.002m,
    };

    private Scenario _scenario = new() { Start = UsualStart };

    /// <summary>Words that it reads.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "title", "start", "profile", "periods", "compare", "set", "zone", "trader", "guarantee", "rate", "codes", "off",
        "connected",
    ];

    public string Title => _scenario.Title;

    /// <summary>Reads a line; false when the word is none of its own.</summary>
    public bool Read(string word, string rest)
    {
        switch (word)
        {
            case "title":
                _scenario = _scenario with { Title = rest };
                return true;
            case "start":
                _scenario = _scenario with { Start = ReadInstant(rest) };
                return true;
            case "profile":
                _scenario = _scenario with
                {
                    Profile = Profile.Find(rest)
                        ?? throw new FormatException($"There is no profile «{rest}»; there are ncts and corridor."),
                };
                return true;
            case "periods":
                _scenario = _scenario with { IsTrial = Choose(rest, "trial", "operational") };
                return true;
            case "compare":
                _scenario = _scenario with { ComparesAll = Choose(rest, "all", "traders") };
                return true;
            case "codes":
                ReadCodes(rest);
                return true;
            default:
                return ReadSetting(word, rest);
        }
    }

    public Scenario Close()
    {
        var rates = _rates.ToImmutableDictionary(StringComparer.Ordinal);
        return _scenario with
        {
            Settings =
            [
                .. _settings,
                s => s with
                {
                    EuroRate = (currency, _) => rates.TryGetValue(currency, out var rate) ? rate : null,
                },
            ],
        };
    }

    /// <summary>Reads <c>2026-05-04 09:00</c>, or with a T between, in UTC or in a zone that is named
    /// behind.</summary>
    public static DateTimeOffset ReadInstant(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 0 && words[0].Length > 10 && words[0][10] == 'T')
            words = [words[0][..10], words[0][11..], .. words[1..]];
        var zone = TimeZoneInfo.Utc;
        if (words.Length is < 2 or > 3 || !DateTime.TryParseExact(words[0] + " " + words[1],
                ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var local)
            || words.Length == 3 && !TimeZoneInfo.TryFindSystemTimeZoneById(words[2], out zone!))
        {
            throw new FormatException(
                $"«{text}» is no time: write for example 2026-05-04 09:00, with a zone behind where it is not UTC.");
        }

        if (zone.IsInvalidTime(local))
            throw new FormatException($"«{text}» does not exist: clocks were put forward over it. Take a later time.");
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private bool ReadSetting(string word, string rest)
    {
        switch (word)
        {
            case "set":
                ReadSet(rest);
                return true;
            case "zone":
                var (office, name) = Pair(rest);
                if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
                    throw new FormatException($"There is no time zone «{name}»: write one like Asia/Tbilisi.");
                _settings.Add(s => s with { OfficeZones = s.OfficeZones.SetItem(office, zone) });
                return true;
            case "trader":
                ReadTrader(rest);
                return true;
            case "guarantee":
                ReadGuarantee(rest);
                return true;
            case "rate":
                var (currency, rate) = Pair(rest);
                if (!decimal.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euro))
                    throw new FormatException($"«{rate}» is no rate: write EUR for one {currency}, for example 0.3.");
                _rates[currency] = euro;
                return true;
            case "connected":
                var countries = rest.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
                if (Array.Find(countries, c => c.Length != 2 || !c.All(char.IsAsciiLetterUpper)) is { } wrong)
                    throw new FormatException($"«{wrong}» is no country: write two letters each, «connected GE TR».");
                _settings.Add(s => s with { Connected = s.Connected.Union(countries) });
                return true;
            case "off":
                var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length < 2)
                    throw new FormatException("Write «off GB R0855»: a country, then rules that it does not apply.");
                _settings.Add(s => s with { SwitchedOff = s.SwitchedOff.SetItem(words[0], [.. words[1..]]) });
                return true;
            default:
                return false;
        }
    }

    private void ReadSet(string rest)
    {
        var (left, value) = Pair(rest);
        var words = left.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2)
            throw new FormatException("Write «set DE automatic-release = 2h»: country, setting, value.");
        // Tried once now, so that a wrong value is found when the script is read.
        _ = CountrySettings.Of(words[0], isTrial: true).With(words[1], value);
        _settings.Add(s => s with
        {
            Countries = s.Countries.SetItem(words[0], s.Of(words[0]).With(words[1], value)),
        });
    }

    private void ReadTrader(string rest)
    {
        var (number, text) = Pair(rest);
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        if (parts.Length != 5)
            throw new FormatException("Write «trader NUMBER = name; street; postcode; city; country».");
        var trader = new TraderRecord(number, parts[0], parts[1], parts[2], parts[3], parts[4]);
        _settings.Add(s => s with { Traders = s.Traders.SetItem(number, trader) });
    }

    private void ReadGuarantee(string rest)
    {
        var record = ScenarioGuarantees.Read(rest, DateOnly.FromDateTime(_scenario.Start.UtcDateTime));
        _settings.Add(s => s with { Guarantees = s.Guarantees.SetItem(record.Grn, record) });
    }

    private void ReadCodes(string rest)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !words[0].StartsWith("CL", StringComparison.Ordinal))
            throw new FormatException("Write «codes CL244 GEPTI TRIST»: a code list, then its codes.");
        var known = _scenario.Codes.GetValueOrDefault(words[0], []);
        _scenario = _scenario with { Codes = _scenario.Codes.SetItem(words[0], known.AddRange(words[1..])) };
    }

    private static bool Choose(string word, string yes, string no) => word == yes
        || (word == no ? false : throw new FormatException($"Here stands «{yes}» or «{no}», not «{word}»."));

    private static (string Left, string Right) Pair(string text)
    {
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        if (cut < 1 || cut == text.Length - 1)
            throw new FormatException($"«{text}» has no form «name = value».");
        return (text[..cut].Trim(), text[(cut + 1)..].Trim());
    }
}
