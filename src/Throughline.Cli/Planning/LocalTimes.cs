using System.Globalization;
using NodaTime;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Reads times as a user types them: with an offset, or in local time of a place.</summary>
internal static class LocalTimes
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Reads a time; without an offset it is local time of the zone.</summary>
    /// <exception cref="ProblemException">It is not a time.</exception>
    public static DateTimeOffset Read(string text, string zone, string pointer)
    {
        if (Rfc3339.TryParse(text, out var time))
            return time;
        if (!DateTime.TryParseExact(
            text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            throw ProblemException.Unprocessable([new FieldError(pointer, T("time.wrong", text))]);
        return LocalDateTime.FromDateTime(local).InZoneLeniently(Get(zone)).ToDateTimeOffset();
    }

    /// <summary>The next full hour, in local time of the zone.</summary>
    public static DateTimeOffset NextHour(DateTimeOffset now, string zone)
    {
        var hours = (now.UtcTicks + TimeSpan.TicksPerHour - 1) / TimeSpan.TicksPerHour;
        return Instant.FromDateTimeOffset(new DateTimeOffset(hours * TimeSpan.TicksPerHour, TimeSpan.Zero))
            .InZone(Get(zone)).ToDateTimeOffset();
    }

    private static DateTimeZone Get(string zone) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;
}
