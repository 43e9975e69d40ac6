using System.Globalization;
using System.Text;

namespace Throughline.Planning.Tests.Timetables;

/// <summary>Small random timetables as network text: loops, overtaking, rides of no time, stops only for boarding or
/// alighting, trips over midnights, calendars with exceptions, five time zones around a clock change.</summary>
internal static class RandomTimetables
{
    private static readonly string[] Zones =
        ["Asia/Baku", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Tehran"];

    private static readonly string[] Days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    /// <summary>A timetable; the same for the same seed. Its days lie around 2026-03-29, when Berlin changes.</summary>
    public static string Text(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        var places = random.Next(3, 8);
        for (var p = 0; p < places; p++)
            text.Append(CultureInfo.InvariantCulture, $"place P{p} AZ {Zones[random.Next(5)]} 40.{p} 49.0\n");
        for (var s = random.Next(1, 9); s > 0; s--)
        {
            var stops = Stops(random, places);
            text.Append(CultureInfo.InvariantCulture, $"sail {string.Join('>', stops)} id=S{s}\n");
            for (var trip = random.Next(1, 5); trip > 0; trip--)
                text.Append(CultureInfo.InvariantCulture, $"trip S{s} {Trip(random, stops.Count)}\n");
        }

        return text.ToString();
    }

    private static List<string> Stops(Random random, int places)
    {
        var stops = new List<string>();
        for (var count = random.Next(2, 6); stops.Count < count;)
        {
            var next = $"P{random.Next(places)}";
            if (stops.Count == 0 || stops[^1] != next)
                stops.Add(next);
        }

        return stops;
    }

    private static string Trip(Random random, int stops)
    {
        var words = new List<string>
        {
            random.Next(3) == 0
                ? "daily"
                : string.Join(',', Days.Where(_ => random.Next(5) < 2).DefaultIfEmpty("Su")),
        };
        // Few distinct minutes, so that departures and arrivals coincide.
        var step = random.Next(2) == 0 ? 60 : 7;
        var minute = random.Next(1440 / step) * step;
        for (var s = 0; s < stops; s++)
        {
            var departure = minute + (random.Next(2) == 0 ? 0 : random.Next(4) * step);
            var only = random.Next(6) switch { 0 => "+a", 1 => "+b", _ => "" };
            words.Add($"{Clock(minute)}/{Clock(departure)}{only}");
            minute = departure + random.Next(random.Next(6) == 0 ? 400 : 5) * step;
        }

        words.Add($"tz={Zones[random.Next(5)]}");
        if (random.Next(4) == 0)
            words.Add($"no=2026-03-{random.Next(27, 32)}");
        if (random.Next(4) == 0)
            words.Add($"also=2026-03-{random.Next(25, 32)}");
        if (random.Next(8) == 0)
            words.Add("from=2026-03-29");
        return string.Join(' ', words);
    }

    private static string Clock(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}
