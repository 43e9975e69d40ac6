using System.Globalization;

namespace Throughline.Corridor.Scenarios;

/// <summary>Reads one change of a scenario and says what is wrong with it.</summary>
internal sealed class ChangeParser(string text, CorridorModel corridor)
{
    private const int MaxLength = 1000;
    private readonly List<KeyValuePair<string, string>> _selectors = [];
    private string _kind = "";
    private string? _action;
    private string? _value;

    /// <summary>What is wrong, as a sentence; null when nothing is.</summary>
    public string? Error { get; private set; }

    public ScenarioChange? Read()
    {
        if (text.Length > MaxLength)
            return Fail(FormattableString.Invariant($"it is longer than {MaxLength} characters; split it"));
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return Fail("it is empty; write, for example, crossing country=AM mode=rail dwell=6h");
        _kind = words[0];
        if (!ChangeGrammar.Kinds.Contains(_kind))
            return Fail($"'{_kind}' is no kind of element; {Near(_kind, ChangeGrammar.Kinds)}");
        for (var i = 1; i < words.Length; i++)
        {
            if (!ReadWord(words[i]))
                return null;
        }

        return _action is null
            ? Fail($"it does not say what to do; add one of {string.Join(", ", ChangeGrammar.ActionsOf(_kind))}")
            : new ScenarioChange(_kind, _selectors, _action, _value);
    }

    private bool ReadWord(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var key = equals < 0 ? word : word[..equals];
        var value = equals < 0 ? null : word[(equals + 1)..].Replace('_', ' ').Trim();
        var actions = ChangeGrammar.ActionsOf(_kind);
        // Crossings dwell and the rest take time, but both words are understood.
        if (key == "time" && _kind == "crossing")
            key = "dwell";
        if (key == "dwell" && _kind == "transfer")
            key = "time";
        if (actions.Contains(key))
            return _action is null
                ? ReadAction(key, value)
                : Stop($"it says two things, {ChangeGrammar.WordOf(_action)} and {key}; write two changes");
        var selectors = ChangeGrammar.SelectorsOf(_kind);
        if (!selectors.Contains(key))
            return Stop($"'{key}' does not fit a {_kind}; {Near(key, [.. selectors, .. actions])}");
        if (string.IsNullOrEmpty(value))
            return Stop($"'{key}' has no value; write {key}=…");
        // Only values of actions write spaces as underscores; in ids the underscore is a letter like any other.
        return ReadSelector(key, word[(equals + 1)..]);
    }

    private bool ReadSelector(string key, string value)
    {
        var known = KnownValues(key, ref value);
        var isPattern = key == "id" && value.EndsWith('*');
        var ok = isPattern
            ? known.Any(k => k.StartsWith(value[..^1], StringComparison.Ordinal))
            : known.Contains(value);
        if (!ok)
            return Stop($"there is no {_kind} with {key} '{value}'; {Near(value, [.. known])}");
        _selectors.Add(new(key, value));
        return true;
    }

    private HashSet<string> KnownValues(string key, ref string value)
    {
        switch (key)
        {
            case "id":
                return Set(Ids());
            case "tag":
                return Set(corridor.Tags.Select(t => t.Id));
            case "mode":
                value = value.ToLowerInvariant();
                return Set(Enum.GetValues<TransportMode>().Select(CorridorWords.Of));
            case "country":
                value = value.ToUpperInvariant();
                return Set(corridor.Places.Select(p => p.Country));
            case "place":
                return Set(corridor.Places.Select(p => p.Id));
            case "unit":
                return Set(corridor.LoadUnits.Select(u => u.Id));
            case "gauge":
                return Set(["1435", "1520"]);
            case "status":
                return Set(Enum.GetValues<OperatingStatus>().Select(CorridorWords.Of));
            case "per":
                return Set(["unit_km", "tonne_km", "crossing", "start"]);
            case "kind" when _kind == "service":
                return Set(["frequency", "timetable"]);
            case "kind":
                return Set(["gauge_change", "lift", "roll_on", "roll_off", "start", "end", "shunt", "yard"]);
            default:
                return Set([.. Enum.GetValues<Standing>().Select(s => CorridorWords.Of(s)), "rail"]);
        }
    }

    private IEnumerable<string> Ids() => _kind switch
    {
        "link" => corridor.Links.Select(l => l.Id),
        "crossing" => corridor.Crossings.Select(c => c.Id),
        "service" => corridor.Services.Select(s => s.Id),
        "transfer" => corridor.Transfers.Select(t => t.Id),
        _ => corridor.Rates.Select(r => r.Id),
    };

    private bool ReadAction(string word, string? value)
    {
        _action = ChangeGrammar.ActionOf(word);
        if (_action is "open" or "close")
            return value is null || Stop($"'{word}' takes no value; write {word} alone");
        if (string.IsNullOrEmpty(value))
            return Stop($"'{word}' has no value; write, for example, {Example(word)}");
        _value = _action switch
        {
            "time_factor" or "price_factor" => Factor(word, value),
            "time_hours" or "time_hours_ab" or "time_hours_ba" => Hours(value),
            "speed" => Number(value, 0.1, 1500),
            "per_week" => Number(value, 0.001, 100_000),
            "price" => Price(value),
            _ => OpeningHours.TryParse(value, out _, out _) ? value : null,
        };
        return _value is not null || Stop($"'{word}={value}' cannot be read; write, for example, {Example(word)}");
    }

    private static string Example(string word) => word switch
    {
        "slower" or "faster" or "dearer" or "cheaper" => $"{word}=1.5 (a factor from 0.01 to 100)",
        "dwell" or "time" or "dwell-ab" or "dwell-ba" => $"{word}=6h, {word}=45min or {word}=2d",
        "speed" => "speed=60 (km/h, 0.1 to 1500)",
        "per-week" => "per-week=3 (departures a week, 0.001 to 100000)",
        "price" => "price=900 or, with currency and measure, price=900_USD_TEU",
        _ => $"{word}=Mo-Fr_08:00-18:00 or {word}=24h",
    };

    private static string? Factor(string word, string value)
    {
        if (!TryNumber(value.AsSpan().TrimEnd('x'), 0.01, 100, out var factor))
            return null;
        return Text(word is "faster" or "cheaper" ? 1 / factor : factor);
    }

    private static string? Hours(string value)
    {
        var unit = 1.0;
        var letters = 1;
        if (value.EndsWith("min", StringComparison.Ordinal))
            (unit, letters) = (1 / 60.0, 3);
        else if (value.EndsWith('m'))
            unit = 1 / 60.0;
        else if (value.EndsWith('d'))
            unit = 24;
        else if (!value.EndsWith('h'))
            letters = 0;
        var number = value.AsSpan(0, value.Length - letters).TrimEnd();
        return TryNumber(number, 0, 100_000, out var amount) && amount * unit <= 8784 ? Text(amount * unit) : null;
    }

    private string? Price(string value)
    {
        var parts = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (1 or 3) || (parts.Length == 3 && _kind == "rate")
            || !decimal.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            || amount is < 0 or > 1_000_000_000)
            return null;
        if (parts.Length == 3 && (corridor.ExchangeRates.All(r => r.Currency != parts[1])
            || parts[2] is not ("TEU" or "FEU" or "unit" or "t")))
            return null;
        parts[0] = amount.ToString(CultureInfo.InvariantCulture);
        return string.Join(' ', parts);
    }

    private static string? Number(string value, double min, double max) =>
        TryNumber(value, min, max, out var number) ? Text(number) : null;

    private static bool TryNumber(ReadOnlySpan<char> text, double min, double max, out double value) =>
        double.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
        && value >= min && value <= max;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static HashSet<string> Set(IEnumerable<string> values) => new(values, StringComparer.Ordinal);

    private static string Near(string word, IReadOnlyCollection<string> words)
    {
        if (EditDistance.FindNearest(word, words) is { } near)
            return $"did you mean '{near}'?";
        return words.Count <= 12 ? $"write one of {string.Join(", ", words)}" : "look it up in the corridor's files";
    }

    private bool Stop(string message)
    {
        Fail(message);
        return false;
    }

    private ScenarioChange? Fail(string message)
    {
        var shown = text.Length > 100 ? text[..100] + "…" : text;
        var end = message.EndsWith('?') ? "" : ".";
        Error = $"The change '{shown}' cannot be made: {message}{end}";
        return null;
    }
}
