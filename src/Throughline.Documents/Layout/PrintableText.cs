using System.Globalization;
using System.Text;

namespace Throughline.Documents;

/// <summary>Makes any text fit for a page: what cannot be printed is replaced or left out.</summary>
internal static class PrintableText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text with every white space as a blank, without control and formatting characters (they could turn
    /// the direction of what follows), and with a mark for every character that the fonts lack. Line feeds
    /// stay.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Append(clean, rune);
        return clean.ToString();
    }

    private static void Append(StringBuilder clean, Rune rune)
    {
        if (rune.Value == '\n')
        {
            clean.Append('\n');
            return;
        }

        if (Rune.IsWhiteSpace(rune))
        {
            clean.Append(' ');
            return;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned:
                return;
            default:
                var isThere = rune.IsBmp && PrintFonts.Regular.Has((char)rune.Value)
                    && PrintFonts.Bold.Has((char)rune.Value);
                clean.Append(isThere ? (char)rune.Value : Replacement);
                return;
        }
    }
}
