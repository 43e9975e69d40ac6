namespace Throughline.Server;

/// <summary>Finds names that may have been meant.</summary>
public static class Nearest
{
    private const int MaxLength = 64;

    /// <summary>Candidates within a third of the letters of the wanted name, nearest first.</summary>
    /// <param name="wanted">What was given.</param>
    /// <param name="candidates">What exists.</param>
    /// <param name="limit">Most to list.</param>
    public static IReadOnlyList<string> List(string wanted, IEnumerable<string> candidates, int limit)
    {
        if (wanted.Length is 0 or > MaxLength)
            return [];
        var allowed = Math.Max(2, wanted.Length / 3);
        return
        [
            .. candidates.Where(c => c.Length <= MaxLength)
                .Select(c => (Name: c, Distance: Distance(wanted, c)))
                .Where(c => c.Distance <= allowed)
                .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
                .Take(limit).Select(c => c.Name),
        ];
    }

    /// <summary>Letters to insert, delete or replace to turn one name into the other, regardless of case.</summary>
    public static int Distance(string first, string second)
    {
        Span<int> previous = stackalloc int[MaxLength + 1];
        Span<int> current = stackalloc int[MaxLength + 1];
        for (var j = 0; j <= second.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= first.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var same = char.ToLowerInvariant(first[i - 1]) == char.ToLowerInvariant(second[j - 1]);
                current[j] = Math.Min(
                    Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
            }

            current[..(second.Length + 1)].CopyTo(previous);
        }

        return previous[second.Length];
    }
}
