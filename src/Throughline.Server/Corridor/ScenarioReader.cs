using Throughline.Corridor;

namespace Throughline.Server;

/// <summary>Makes a scenario from what a user states.</summary>
public static class ScenarioReader
{
    private const int MaxChanges = 100;

    /// <summary>The scenario of a corridor that is meant when none is named: the first.</summary>
    public static string DefaultOf(CorridorModel corridor) => corridor.Scenarios[0].Id;

    /// <summary>Makes the scenario.</summary>
    /// <param name="corridor">The corridor.</param>
    /// <param name="body">What the user states.</param>
    /// <param name="pointer">Where it stands in the body, for errors; with ? the fields are parameters of a
    /// query.</param>
    /// <exception cref="ProblemException">A name is unknown or a change is wrong; carries every error.</exception>
    public static Scenario Resolve(CorridorModel corridor, ScenarioBody body, string pointer)
    {
        var errors = new List<FieldError>();
        var name = body.Name ?? DefaultOf(corridor);
        if (corridor.Scenarios.All(s => s.Id != name))
        {
            errors.Add(Unknown(
                pointer == "?" ? "?scenario" : pointer + "/name", "scenario.unknown", name,
                corridor.Scenarios.Select(s => s.Id)));
        }

        for (var i = 0; i < body.Switches.Count; i++)
        {
            if (corridor.Switches.All(s => s.Id != body.Switches[i]))
            {
                errors.Add(Unknown(
                    At(pointer, "switch", "switches", i), "switch.unknown", body.Switches[i],
                    corridor.Switches.Select(s => s.Id)));
            }
        }

        if (body.Year is < Scenario.FirstYear or > Scenario.LastYear)
            errors.Add(new FieldError(pointer == "?" ? "?year" : pointer + "/year", Texts.Server.Get("year.range")));
        CheckChanges(corridor, body.Changes, pointer, errors);
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        return Scenario.Resolve(corridor, name, body.Switches, body.Year, body.Changes);
    }

    private static void CheckChanges(
        CorridorModel corridor, IReadOnlyList<string> changes, string pointer, List<FieldError> errors)
    {
        if (changes.Count > MaxChanges)
            errors.Add(new FieldError(At(pointer, "change", "changes", MaxChanges),
                Texts.Server.Get("change.count", MaxChanges)));
        for (var i = 0; i < changes.Count && errors.Count < MaxChanges; i++)
        {
            if (!ScenarioChange.TryParse(changes[i], corridor, out _, out var error))
                errors.Add(new FieldError(At(pointer, "change", "changes", i), error!));
        }
    }

    private static string At(string pointer, string query, string field, int index) =>
        pointer == "?" ? "?" + query : FormattableString.Invariant($"{pointer}/{field}/{index}");

    private static FieldError Unknown(string pointer, string key, string given, IEnumerable<string> known)
    {
        var all = known.ToList();
        var near = Nearest.List(given, all, 3);
        return new FieldError(pointer, Texts.Server.Get(key, given), near.Count > 0 ? near : [.. all.Take(10)]);
    }
}
