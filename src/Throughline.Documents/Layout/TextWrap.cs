namespace Throughline.Documents;

/// <summary>Breaks texts into lines of a width.</summary>
internal static class TextWrap
{
    /// <summary>Stands at the end of a text that was cut.</summary>
    public const string Ellipsis = "…";

    private const string BreakAfter = " ;,/-";

    /// <summary>All lines of a text. A line breaks after a blank or a separator, and inside a word that is longer than
    /// a line.</summary>
    /// <param name="text">The text, clean; a line feed begins a new line.</param>
    /// <param name="width">Width of a line in points.</param>
    /// <param name="size">Size of the letters in points.</param>
    /// <param name="isBold">Whether they are bold.</param>
    public static IReadOnlyList<string> Break(string text, double width, double size, bool isBold = false)
    {
        var lines = new List<string>();
        var font = PrintFonts.Of(isBold);
        foreach (var paragraph in text.Split('\n'))
            BreakParagraph(paragraph.AsSpan().Trim(), width, size, font, lines);
        return lines;
    }

    /// <summary>A text cut to one line of a width, with an ellipsis when something is missing.</summary>
    public static string Cut(string text, double width, double size, bool isBold = false)
    {
        var font = PrintFonts.Of(isBold);
        if (font.WidthOf(text, size) <= width)
            return text;
        var room = width - font.WidthOf(Ellipsis, size);
        return string.Concat(text.AsSpan(0, Fitting(text, room, size, font, atLeast: 0)).TrimEnd(), Ellipsis);
    }

    private static void BreakParagraph(
        ReadOnlySpan<char> rest, double width, double size, FontMetrics font, List<string> lines)
    {
        while (rest.Length > 0)
        {
            var fitting = Fitting(rest, width, size, font, atLeast: 1);
            if (fitting < rest.Length)
            {
                // A blank may stand beyond the edge, so the character after the last that fits counts too.
                var at = rest[..(fitting + 1)].LastIndexOfAny(BreakAfter);
                if (at == fitting && rest[at] != ' ')
                    at = rest[..fitting].LastIndexOfAny(BreakAfter);
                if (at > 0)
                    fitting = Math.Min(at + 1, rest.Length);
            }

            lines.Add(rest[..fitting].TrimEnd().ToString());
            rest = rest[fitting..].TrimStart();
        }
    }

    private static int Fitting(ReadOnlySpan<char> text, double width, double size, FontMetrics font, int atLeast)
    {
        var used = 0.0;
        for (var i = 0; i < text.Length; i++)
        {
            used += font.WidthOf(text.Slice(i, 1), size);
            if (used > width)
                return Math.Max(i, atLeast);
        }

        return text.Length;
    }
}
