using System.Globalization;

namespace Throughline.Corridor;

public sealed partial record Scenario
{
    /// <summary>First and last year that a scenario may have.</summary>
    public const int FirstYear = 2020, LastYear = 2060;

    /// <summary>Most changes that one scenario may carry.</summary>
    public const int MaxChanges = 1000;

    /// <summary>Makes a scenario from a named one of the corridor, switches, a year and changes.</summary>
    /// <param name="corridor">The corridor.</param>
    /// <param name="name">Id of a row of scenarios.csv.</param>
    /// <param name="switches">Ids of switches.csv, turned in this order: a later one wins.</param>
    /// <param name="year">Year up to which expected openings have happened, 2020 to 2060; null for that of the named
    /// scenario.</param>
    /// <param name="changes">The user's own changes as texts, applied in this order; the grammar is in
    /// <c>docs/scenario-changes.md</c>.</param>
    /// <exception cref="ScenarioException">Something is unknown or cannot be read; lists all of it.</exception>
    public static Scenario Resolve(
        CorridorModel corridor, string name, IEnumerable<string> switches, int? year, IEnumerable<string> changes)
    {
        var errors = new List<string>();
        var definition = FindDefinition(corridor, name, errors);
        var turned = FindSwitches(corridor, switches, errors);
        var read = ReadChanges(corridor, changes, errors);
        if (year is < FirstYear or > LastYear)
            errors.Add(FormattableString.Invariant(
                $"The year {year} is outside {FirstYear} to {LastYear}; give one of these years."));
        if (errors.Count > 0 || definition is null)
            throw new ScenarioException(errors);
        var tags = new SortedSet<string>(definition.Tags, StringComparer.Ordinal);
        var reopened = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in turned)
        {
            tags.UnionWith(item.Adds);
            tags.ExceptWith(item.Removes);
            if (item.ReopensSuspended)
                reopened.UnionWith(item.Adds);
            reopened.ExceptWith(item.Removes);
        }

        return new Scenario
        {
            Name = NameOf(definition, turned, year, read.Count),
            Tags = tags,
            Year = year ?? definition.Year,
            ReopenedTags = reopened,
            Changes = read,
        };
    }

    /// <summary>The scenario of this name as the corridor's folder defines it.</summary>
    /// <exception cref="ScenarioException">There is none of this name.</exception>
    public static Scenario Resolve(CorridorModel corridor, string name) => Resolve(corridor, name, [], null, []);

    private static ScenarioDefinition? FindDefinition(CorridorModel corridor, string name, List<string> errors)
    {
        foreach (var definition in corridor.Scenarios)
        {
            if (string.Equals(definition.Id, name, StringComparison.OrdinalIgnoreCase))
                return definition;
        }

        var ids = corridor.Scenarios.Select(s => s.Id).ToList();
        errors.Add($"There is no scenario '{name}'; {Hint(name, ids)}");
        return null;
    }

    private static List<ScenarioSwitch> FindSwitches(
        CorridorModel corridor, IEnumerable<string> switches, List<string> errors)
    {
        var found = new List<ScenarioSwitch>();
        foreach (var id in switches)
        {
            var item = corridor.Switches.FirstOrDefault(s =>
                string.Equals(s.Id, id, StringComparison.OrdinalIgnoreCase));
            if (item is null)
                errors.Add($"There is no switch '{id}'; {Hint(id, [.. corridor.Switches.Select(s => s.Id)])}");
            else
                found.Add(item);
        }

        return found;
    }

    private static List<ScenarioChange> ReadChanges(
        CorridorModel corridor, IEnumerable<string> changes, List<string> errors)
    {
        var read = new List<ScenarioChange>();
        foreach (var text in changes)
        {
            if (read.Count >= MaxChanges)
            {
                errors.Add(FormattableString.Invariant(
                    $"There are more than {MaxChanges} changes; join some of them with selectors such as country or ")
                        + "tag.");
                break;
            }

            if (ScenarioChange.TryParse(text, corridor, out var change, out var error))
                read.Add(change!);
            else
                errors.Add(error!);
        }

        return read;
    }

    private static string Hint(string word, List<string> ids)
    {
        if (EditDistance.FindNearest(word, ids) is { } near)
            return $"did you mean '{near}'?";
        return ids.Count == 0 ? "the corridor defines none." : $"write one of {string.Join(", ", ids)}.";
    }

    private static string NameOf(ScenarioDefinition definition, List<ScenarioSwitch> switches, int? year, int changes)
    {
        var parts = new List<string> { definition.Id };
        parts.AddRange(switches.Select(s => s.Id));
        if (year is { } other && other != definition.Year)
            parts.Add(other.ToString(CultureInfo.InvariantCulture));
        if (changes > 0)
            parts.Add(FormattableString.Invariant($"{changes} change{(changes == 1 ? "" : "s")}"));
        return string.Join(" + ", parts);
    }
}
