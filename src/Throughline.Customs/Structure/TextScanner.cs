using System.Globalization;

namespace Throughline.Customs;

/// <summary>Checks texts, enumerated values and e-mail addresses; the white space is normal already.</summary>
internal static class TextScanner
{
    private const int MostEmailLength = 256;

    public static FormatFault Check(ReadOnlySpan<char> value, Format format)
    {
        if (value.Length > format.Most)
            return FormatFault.TooLong;
        if (value.Length < format.Least)
            return FormatFault.TooShort;
        if (format.Strict && (IsSeparator(value[0]) || IsSeparator(value[^1])))
            return FormatFault.Pattern;
        return Has(value, format.Characters) ? FormatFault.None : FormatFault.Pattern;
    }

    public static FormatFault CheckListed(ReadOnlySpan<char> value, string[] sorted)
    {
        var (from, to) = (0, sorted.Length - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            var order = value.SequenceCompareTo(sorted[middle]);
            if (order == 0)
                return FormatFault.None;
            if (order < 0)
                to = middle - 1;
            else
                from = middle + 1;
        }

        return FormatFault.NotListed;
    }

    /// <summary>ASCII with something before the first at sign, something between it and the first point behind it,
    /// and something behind that; when strict, no separator at either end.</summary>
    public static FormatFault CheckEmail(ReadOnlySpan<char> value, bool strict)
    {
        if (value.Length > MostEmailLength)
            return FormatFault.TooLong;
        if (value.Length == 0)
            return FormatFault.TooShort;
        // The strict pattern of the standard takes any first character, an at sign too; the other one does not.
        if (strict ? IsSeparator(value[0]) || IsSeparator(value[^1]) : value[0] == '@')
            return FormatFault.Pattern;
        var domain = value[1..].IndexOf('@') + 2;
        if (domain < 2)
            return FormatFault.Pattern;
        var point = value[domain..].IndexOf('.');
        return point > 0 && domain + point < value.Length - 1 && System.Text.Ascii.IsValid(value)
            ? FormatFault.None
            : FormatFault.Pattern;
    }

    private static bool Has(ReadOnlySpan<char> value, CharacterClass characters) => characters switch
    {
        CharacterClass.Letters => AsciiRuns.AreLetters(value),
        CharacterClass.Capitals => AsciiRuns.AreCapitals(value),
        CharacterClass.CapitalsAndDigits => AsciiRuns.AreCapitalsOrDigits(value),
        CharacterClass.Digits => AsciiRuns.AreDigits(value),
        CharacterClass.Printable => AsciiRuns.ArePrintable(value),
        _ => true,
    };

    private static bool IsSeparator(char c) => c == ' ' || (c > '~' && CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
