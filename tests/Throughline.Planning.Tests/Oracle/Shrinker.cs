namespace Throughline.Planning.Tests.Oracle;

/// <summary>Makes a failing network text small: leaves out lines and options as long as it still fails.</summary>
internal static class Shrinker
{
    /// <summary>The smallest text found for which the test still fails.</summary>
    public static string Shrink(string text, Func<string, bool> fails)
    {
        var lines = text.Split('\n').ToList();
        for (var before = int.MaxValue; Size(lines) < before;)
        {
            before = Size(lines);
            for (var i = lines.Count - 1; i >= 0; i--)
                TryWithout(lines, i, fails);
            for (var i = lines.Count - 1; i >= 0; i--)
                TryWithoutTokens(lines, i, fails);
        }

        return string.Join('\n', lines);
    }

    private static void TryWithout(List<string> lines, int index, Func<string, bool> fails)
    {
        List<string> fewer = [.. lines.Where((_, i) => i != index)];
        if (Fails(fewer, fails))
            lines.RemoveAt(index);
    }

    private static void TryWithoutTokens(List<string> lines, int index, Func<string, bool> fails)
    {
        for (var token = lines[index].Split(' ').Length - 1; token > 2; token--)
        {
            var tokens = lines[index].Split(' ');
            var shorter = string.Join(' ', tokens.Where((_, i) => i != token));
            List<string> changed = [.. lines.Select((l, i) => i == index ? shorter : l)];
            if (Fails(changed, fails))
                lines[index] = shorter;
        }
    }

    private static bool Fails(List<string> lines, Func<string, bool> fails)
    {
        try
        {
            return fails(string.Join('\n', lines));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or NotSupportedException
            or KeyNotFoundException or ArgumentException or TooManyWaysException or PlanRequestException)
        {
            return false; // no network any more
        }
    }

    private static int Size(List<string> lines) => lines.Sum(l => l.Length);
}
