namespace Throughline.Corridor;

/// <summary>One change that a user makes to a scenario: to all elements of a kind that match every selector.</summary>
/// <param name="Kind">link, crossing, service, transfer or rate.</param>
/// <param name="Selectors">Pairs of field and value that all must match: id (may end in *), tag, country, mode, place,
/// kind, unit, from, to, per, gauge, status. None means every element of the kind.</param>
/// <param name="Action">open, close, time_factor, time_hours, time_hours_ab, time_hours_ba, speed, price_factor, price,
/// hours, hours_a, hours_b or per_week.</param>
/// <param name="Value">Value of the action; null for open and close. Factors and hours are decimal numbers, price is an
/// amount or «amount currency per», hours are opening hours.</param>
public sealed record ScenarioChange(
    string Kind, IReadOnlyList<KeyValuePair<string, string>> Selectors, string Action, string? Value)
{
    /// <summary>Reads a change from a text of the grammar in <c>docs/scenario-changes.md</c>.</summary>
    /// <param name="text">For example <c>crossing country=AM mode=rail dwell=6h</c>.</param>
    /// <param name="corridor">The corridor that ids, places, tags and countries must belong to.</param>
    /// <param name="change">The change when the text is right.</param>
    /// <param name="error">A sentence that says what is wrong and what to write, else null.</param>
    public static bool TryParse(string text, CorridorModel corridor, out ScenarioChange? change, out string? error)
    {
        var parser = new Scenarios.ChangeParser(text, corridor);
        change = parser.Read();
        error = parser.Error;
        return change is not null;
    }

    /// <summary>Reads a change from a text.</summary>
    /// <exception cref="ScenarioException">The text is not right.</exception>
    public static ScenarioChange Parse(string text, CorridorModel corridor) =>
        TryParse(text, corridor, out var change, out var error) ? change! : throw new ScenarioException([error!]);

    /// <summary>The change as a text that <see cref="TryParse"/> reads back.</summary>
    public override string ToString()
    {
        var words = new List<string> { Kind };
        foreach (var (field, value) in Selectors)
            words.Add($"{field}={value}");
        var word = Scenarios.ChangeGrammar.WordOf(Action);
        words.Add(Value is null ? word : $"{word}={Value.Replace(' ', '_')}");
        return string.Join(' ', words);
    }
}
