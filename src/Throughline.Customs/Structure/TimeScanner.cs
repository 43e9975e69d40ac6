namespace Throughline.Customs;

/// <summary>Checks days and times of day.</summary>
internal static class TimeScanner
{
    private const int DateLength = 10;
    private const int DateTimeLength = 19;

    public static FormatFault CheckDate(ReadOnlySpan<char> value) =>
        value.Length != DateLength || !Fits(value, "0000-00-00") ? FormatFault.Pattern
        : IsDay(value) ? FormatFault.None
        : FormatFault.Type;

    /// <summary>A local day and time. The last second of a day is 23:59:59: 24:00:00 is refused, as .NET's schema
    /// validation refuses it.</summary>
    public static FormatFault CheckDateTime(ReadOnlySpan<char> value)
    {
        if (value.Length != DateTimeLength || !Fits(value, "0000-00-00T00:00:00"))
            return FormatFault.Pattern;
        var (hour, minute, second) = (Two(value, 11), Two(value, 14), Two(value, 17));
        return IsDay(value) && hour <= 23 && minute <= 59 && second <= 59 ? FormatFault.None : FormatFault.Type;
    }

    private static bool Fits(ReadOnlySpan<char> value, ReadOnlySpan<char> pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '0' ? !char.IsAsciiDigit(value[i]) : value[i] != pattern[i])
                return false;
        }

        return true;
    }

    private static bool IsDay(ReadOnlySpan<char> value)
    {
        var (year, month, day) = ((Two(value, 0) * 100) + Two(value, 2), Two(value, 5), Two(value, 8));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    private static int Two(ReadOnlySpan<char> value, int at) => ((value[at] - '0') * 10) + (value[at + 1] - '0');
}
