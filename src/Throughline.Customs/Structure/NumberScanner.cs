namespace Throughline.Customs;

/// <summary>Checks numbers.</summary>
internal static class NumberScanner
{
    private const int LeastDegreeDecimals = 5;
    private const int MostDegreeDecimals = 7;

    /// <summary>A whole number in a range, 0 or more, without sign and leading zeros.</summary>
    public static FormatFault CheckInteger(ReadOnlySpan<char> value, int least, int most)
    {
        var signed = value.Length > 0 && value[0] is '-' or '+';
        var digits = signed ? value[1..] : value;
        if (digits.Length == 0 || !AsciiRuns.AreDigits(digits))
            return FormatFault.Type;
        if (signed && value[0] == '-' && !AsciiRuns.AreZeros(digits))
            return FormatFault.TooLow;
        if (signed || (digits[0] == '0' && digits.Length > 1))
            return FormatFault.Pattern;
        if (digits.Length > 10)
            return FormatFault.TooHigh;
        var number = ValueOf(digits);
        return number < least ? FormatFault.TooLow : number > most ? FormatFault.TooHigh : FormatFault.None;
    }

    /// <summary>A number from 0, with digits on both sides of a point. Zeros at the end of the fraction do not count,
    /// and neither does a zero before the point.</summary>
    public static FormatFault CheckDecimal(ReadOnlySpan<char> value, int mostDigits, int mostFraction, bool strict)
    {
        var point = value.IndexOf('.');
        var whole = point < 0 ? value : value[..point];
        var fraction = point < 0 ? default : value[(point + 1)..];
        if (!AsciiRuns.AreDigits(whole) || !AsciiRuns.AreDigits(fraction)
            || whole.Length == 0 || (point >= 0 && fraction.Length == 0))
        {
            return IsNumber(value) ? FormatFault.Pattern : FormatFault.Type;
        }

        if (whole[0] == '0' && whole.Length > 1)
            return FormatFault.Pattern;
        fraction = fraction.TrimEnd('0');
        var digits = whole[0] == '0' ? fraction.TrimStart('0').Length : whole.Length + fraction.Length;
        if (digits > mostDigits || fraction.Length > mostFraction)
            return FormatFault.TooLong;
        return strict && digits == 0 ? FormatFault.Pattern : FormatFault.None;
    }

    /// <summary>Degrees with 5 to 7 decimals and perhaps a sign. The limit itself may have any character for its
    /// point, because the pattern of the schema says so.</summary>
    public static FormatFault CheckDegrees(ReadOnlySpan<char> value, int limit)
    {
        var text = value.Length > 0 && value[0] is '+' or '-' ? value[1..] : value;
        var end = limit == 180 ? "180" : "90";
        if (text.StartsWith(end) && text.Length > end.Length
            && IsDegreeFraction(text[(end.Length + 1)..]) && AsciiRuns.AreZeros(text[(end.Length + 1)..]))
        {
            return FormatFault.None;
        }

        var point = text.IndexOf('.');
        return point >= 1 && point <= end.Length && AsciiRuns.AreDigits(text[..point])
            && ValueOf(text[..point]) < limit && IsDegreeFraction(text[(point + 1)..])
                ? FormatFault.None
                : FormatFault.Pattern;
    }

    /// <summary>The number that a few digits are.</summary>
    public static long ValueOf(ReadOnlySpan<char> digits)
    {
        var number = 0L;
        foreach (var digit in digits)
            number = (number * 10) + (digit - '0');
        return number;
    }

    private static bool IsDegreeFraction(ReadOnlySpan<char> digits) =>
        digits.Length is >= LeastDegreeDecimals and <= MostDegreeDecimals
        && AsciiRuns.AreDigits(digits);

    /// <summary>Whether it is a number at all, if not written as wanted: signs, nothing on one side of the point.
    /// </summary>
    private static bool IsNumber(ReadOnlySpan<char> value)
    {
        var text = value.Length > 0 && value[0] is '+' or '-' ? value[1..] : value;
        var point = text.IndexOf('.');
        var digits = text.Length - (point < 0 ? 0 : 1);
        return digits > 0 && AsciiRuns.AreDigits(text[..(point < 0 ? text.Length : point)])
            && AsciiRuns.AreDigits(text[(point + 1)..]);
    }
}
