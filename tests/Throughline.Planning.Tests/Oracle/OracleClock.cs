using NodaTime;
using NodaTime.TimeZones;
using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>Hours, zones and calendars by NodaTime alone, without the product's own clock.</summary>
internal static class OracleClock
{
    private static readonly LocalDate DayZero = new(2020, 1, 1);

    /// <summary>Instant of a number of seconds after 2020-01-01T00:00Z.</summary>
    public static Instant At(int seconds) => Instant.FromUtc(2020, 1, 1, 0, 0).Plus(Duration.FromSeconds(seconds));

    /// <summary>Seconds of an instant after 2020-01-01T00:00Z.</summary>
    public static int Seconds(Instant instant) =>
        checked((int)(instant - Instant.FromUtc(2020, 1, 1, 0, 0)).TotalSeconds);

    /// <summary>Local reading of an instant.</summary>
    public static ZonedDateTime Local(int seconds, string zone) => At(seconds).InZone(Zone(zone));

    /// <summary>First instant at or after the given one at which the hours are open; null hours are always
    /// open.</summary>
    public static int NextOpen(int seconds, OpeningHours? hours, string zone)
    {
        foreach (var (open, close) in OpenFrom(seconds, hours, zone, 4))
        {
            if (seconds < close)
                return Math.Max(seconds, open);
        }

        throw new InvalidOperationException("These hours never open.");
    }

    /// <summary>Times of being open from the week before an instant on.</summary>
    public static IEnumerable<(int Open, int Close)> OpenFrom(int seconds, OpeningHours? hours, string zone, int weeks)
    {
        if (hours is null || hours.WeekMinutes.SequenceEqual([(0, 7 * 1440)]))
        {
            yield return (int.MinValue, int.MaxValue);
            yield break;
        }

        var monday = Local(seconds, zone).Date.PlusDays(1).Previous(IsoDayOfWeek.Monday).PlusWeeks(-1);
        for (var week = 0; week < weeks; week++)
        {
            foreach (var (from, to) in hours.WeekMinutes)
            {
                var open = FromLocal(monday.PlusWeeks(week).AtMidnight().PlusMinutes(from), zone);
                var close = FromLocal(monday.PlusWeeks(week).AtMidnight().PlusMinutes(to), zone);
                if (open < close)
                    yield return (open, close);
            }
        }
    }

    /// <summary>First instant at or after the given one at which both posts are open: one after the other, until both
    /// are at once. Null when that does not happen within a quarter of a year.</summary>
    public static int? NextOpenOfBoth(
        int seconds, (OpeningHours? Hours, string Zone) near, (OpeningHours? Hours, string Zone) far)
    {
        for (var t = seconds; t < seconds + 90 * 86_400;)
        {
            var first = NextOpen(t, near.Hours, near.Zone);
            var second = NextOpen(first, far.Hours, far.Zone);
            if (second == first)
                return first;
            t = second;
        }

        return null;
    }

    /// <summary>The first run of a trip that leaves the stop at or after an instant, as the start of its service day;
    /// null when it runs no more.</summary>
    public static int? FirstRun(Trip trip, int stop, int ready)
    {
        var zone = Zone(trip.TimeZone);
        var calendar = trip.Calendar;
        var longest = trip.Times.Max(t => t.DepartureSeconds) / 86_400 + 2;
        var last = calendar.Added.Append(calendar.LastDay).Max();
        var first = Period.DaysBetween(DayZero, Local(ready, trip.TimeZone).Date) - longest;
        for (var day = first; day <= last; day++)
        {
            var date = DayZero.PlusDays(day);
            if (!Runs(calendar, day, date))
                continue;
            // The service day starts twelve hours before noon.
            var start = Seconds(zone.AtLeniently(date.At(LocalTime.Noon)).ToInstant()) - 43_200;
            if (start + trip.Times[stop].DepartureSeconds >= ready)
                return start;
        }

        return null;
    }

    private static bool Runs(ServiceCalendar calendar, int day, LocalDate date)
    {
        if (calendar.Removed.Contains(day))
            return false;
        if (calendar.Added.Contains(day))
            return true;
        var bit = (int)date.DayOfWeek - 1; // Monday is 1
        return day >= calendar.FirstDay && day <= calendar.LastDay && (calendar.Weekdays & (1 << bit)) != 0;
    }

    // A reading that a clock change skips moves on by the gap; one that occurs twice means the first.
    private static int FromLocal(LocalDateTime reading, string zone) =>
        Seconds(reading.InZone(Zone(zone), Resolvers.LenientResolver).ToInstant());

    private static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];
}
