namespace Throughline.Corridor;

/// <summary>How many typing errors two words are apart.</summary>
internal static class EditDistance
{
    /// <summary>Damerau-Levenshtein distance (insert, delete, replace, swap of neighbours), or
    /// <paramref name="max"/> + 1 when it is larger than that.</summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int max)
    {
        if (Math.Abs(a.Length - b.Length) > max)
            return max + 1;
        if (a.Length > 128 || b.Length > 128)
            return a.SequenceEqual(b) ? 0 : max + 1;
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var best = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    value = Math.Min(value, before[j - 2] + 1);
                row[j] = value;
                best = Math.Min(best, value);
            }

            if (best > max)
                return max + 1;
            last.CopyTo(before);
            row.CopyTo(last);
        }

        return Math.Min(last[b.Length], max + 1);
    }

    /// <summary>The candidate nearest to a word, case ignored, or null when none is near.</summary>
    public static string? FindNearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > 128)
            return null;
        var wanted = word.ToUpperInvariant();
        var limit = Math.Max(1, wanted.Length / 3);
        string? nearest = null;
        foreach (var candidate in candidates)
        {
            var distance = Between(wanted, candidate.ToUpperInvariant(), limit);
            if (distance > limit)
                continue;
            nearest = candidate;
            limit = distance - 1;
            if (limit < 0)
                break;
        }

        return nearest;
    }
}
