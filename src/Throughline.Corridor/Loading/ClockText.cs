using System.Globalization;

namespace Throughline.Corridor.Loading;

/// <summary>Clock times H:MM and H:MM:SS that may pass midnight.</summary>
internal static class ClockText
{
    /// <summary>Seconds of the text, or null when it is no clock time; hours up to 9,999.</summary>
    public static int? Find(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, ':');
        if (count is not (2 or 3))
            return null;
        var hours = Part(text[parts[0]], 4, 9999);
        var minutes = Part(text[parts[1]], 2, 59);
        var seconds = count == 3 ? Part(text[parts[2]], 2, 59) : 0;
        return hours * 3600 + minutes * 60 + seconds;
    }

    /// <summary>H:MM, or H:MM:SS when the seconds are not zero.</summary>
    public static string Of(int seconds)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}");
        return seconds % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{seconds % 60:00}");
    }

    private static int? Part(ReadOnlySpan<char> text, int maxLength, int max) =>
        text.Length >= 1 && text.Length <= maxLength
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= max
            ? value
            : null;
}
