namespace Throughline.Customs;

/// <summary>Says what there is where a script has a name that nothing bears.</summary>
internal static class ScenarioNames
{
    private const int MostListed = 60;
    private const int MostNear = 3;
    private const int FewestLetters = 3;
    private const double MostDistance = 2;

    /// <summary>A sentence or two: the names that were perhaps meant, and all that there are.</summary>
    /// <param name="given">The name of the script.</param>
    /// <param name="known">The names that there are.</param>
    public static string Offer(string given, IEnumerable<string> known)
    {
        var names = known.Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            return "There is none.";
        var near = Near(given, names);
        return (near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}? " : "")
            + $"There {(names.Count == 1 ? "is" : "are")}: {string.Join(", ", names.Take(MostListed))}"
            + (names.Count > MostListed ? ", …" : ".");
    }

    /// <summary>What a group of a message has, and where else in the message the name stands.</summary>
    public static string OfferLines(MessageStructure structure, GroupStructure group, string given)
    {
        var paths = Paths(structure.Root, "").Where(p => p == given
            || p.EndsWith("/" + given, StringComparison.Ordinal)).Take(MostNear).ToList();
        return paths.Count > 0
            ? $"It stands at {string.Join(" and ", paths)}."
            : Offer(given, group.Lines.Select(l => l.Name));
    }

    private static IReadOnlyList<string> Near(string given, List<string> names) =>
    [
        .. names.Select(n => (Name: n, Distance: Distance(given, n))).Where(n => n.Distance <= MostDistance)
            .OrderBy(n => n.Distance).Select(n => n.Name).Take(MostNear),
    ];

    private static double Distance(string given, string name)
    {
        if (given.Length >= FewestLetters && (name.Contains(given, StringComparison.OrdinalIgnoreCase)
            || name.Length >= FewestLetters && given.Contains(name, StringComparison.OrdinalIgnoreCase)))
            return 0;
        return WordDistance.Between(given.ToLowerInvariant(), name.ToLowerInvariant(),
            Math.Min(MostDistance, given.Length / 2.0));
    }

    private static IEnumerable<string> Paths(GroupStructure group, string above)
    {
        foreach (var line in group.Lines)
        {
            yield return above + line.Name;
            if (line is not GroupStructure below)
                continue;
            foreach (var path in Paths(below, above + line.Name + "/"))
                yield return path;
        }
    }
}
