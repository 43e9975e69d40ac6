namespace Throughline.Customs;

/// <summary>Whether all characters of a text are of an ASCII class; none are, too.</summary>
/// <remarks>Plain loops: the texts are short, and the vectorised searches of the framework allocate until their code
/// is optimised.</remarks>
internal static class AsciiRuns
{
    public static bool AreDigits(ReadOnlySpan<char> text) => AreWithin(text, '0', '9');

    /// <summary>Printable, no space.</summary>
    public static bool AreGraphic(ReadOnlySpan<char> text) => AreWithin(text, '!', '~');

    /// <summary>Printable or space.</summary>
    public static bool ArePrintable(ReadOnlySpan<char> text) => AreWithin(text, ' ', '~');

    public static bool AreZeros(ReadOnlySpan<char> text) => AreWithin(text, '0', '0');

    public static bool AreCapitals(ReadOnlySpan<char> text) => AreWithin(text, 'A', 'Z');

    public static bool AreLetters(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetter(c))
                return false;
        }

        return true;
    }

    public static bool AreCapitalsOrDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c))
                return false;
        }

        return true;
    }

    private static bool AreWithin(ReadOnlySpan<char> text, char first, char last)
    {
        foreach (var c in text)
        {
            if (c < first || c > last)
                return false;
        }

        return true;
    }
}
