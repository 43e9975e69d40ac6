using System.Collections.Concurrent;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Planned times of services.</summary>
internal static class ServiceTimes
{
    /// <summary>Seconds between two departures of a frequency service.</summary>
    public static int Headway(Service service) =>
        (int)Math.Floor(CorridorTime.WeekSeconds / service.DeparturesPerWeek!.Value + 0.5);

    /// <summary>Expected wait for a frequency service: half a headway when even, one headway when irregular.</summary>
    public static int ExpectedWait(Service service) => service.Wait == WaitModel.Random
        ? Headway(service)
        : (int)Math.Floor(Headway(service) / 2.0 + 0.5);

    /// <summary>Sum of the medians of the sections between two stops.</summary>
    public static int RideSeconds(Service service, int board, int alight)
    {
        var seconds = 0;
        for (var s = board; s < alight; s++)
            seconds += service.SectionTimes[s].MedianSeconds;
        return seconds;
    }
}

/// <summary>Splits the trips of a timetabled service into lines.</summary>
internal static class LineBuilder
{
    /// <summary>Lines in which no trip overtakes another and all cost the same.</summary>
    public static List<Line> Build(int service, Service data, Func<string, ZoneClock> zone)
    {
        var lines = new List<Line>();
        foreach (var group in data.Trips.GroupBy(t => (t.TimeZone, t.PriceMinor, Rights(t))))
        {
            var chains = new List<List<Trip>>();
            foreach (var trip in group.OrderBy(t => t.Times[0].DepartureSeconds)
                .ThenBy(t => t.Id, StringComparer.Ordinal))
            {
                var chain = chains.Find(c => Follows(c[^1], trip));
                if (chain is null)
                    chains.Add([trip]);
                else
                    chain.Add(trip);
            }

            // Trips of one line on neighbouring days must not overtake either; a trip longer than the gap could.
            lines.AddRange(chains.SelectMany(Split).Select(c => new Line(service, c, zone(group.Key.TimeZone))));
        }

        return lines;
    }

    /// <summary>The shortest ride between two stops on any trip.</summary>
    public static int ShortestRide(Line line, int board, int alight)
    {
        var best = int.MaxValue;
        for (var t = 0; t < line.Trips.Count; t++)
            best = Math.Min(best, line.RideSeconds(t, board, alight));
        return Math.Max(0, best);
    }

    private static string Rights(Trip trip) =>
        string.Concat(trip.Times.Select(t => (t.MayBoard ? "b" : "-") + (t.MayAlight ? "a" : "-")));

    private static bool Follows(Trip earlier, Trip later)
    {
        for (var s = 0; s < earlier.Times.Count; s++)
        {
            if (later.Times[s].ArrivalSeconds < earlier.Times[s].ArrivalSeconds
                || later.Times[s].DepartureSeconds < earlier.Times[s].DepartureSeconds)
                return false;
        }

        return true;
    }

    private static IEnumerable<List<Trip>> Split(List<Trip> chain)
    {
        var first = chain[0];
        var last = chain[^1];
        // The last trip of a day stays ahead of the first one of the next day at every stop?
        for (var s = 0; s < first.Times.Count; s++)
        {
            if (last.Times[s].ArrivalSeconds > first.Times[s].ArrivalSeconds + DayBits.DaySeconds - 7_200)
                return chain.Select(t => new List<Trip> { t });
        }

        return [chain];
    }
}

/// <summary>Zones are a property of the world, not of a snapshot, and cost some reading; they are shared.</summary>
internal static class ZoneClocks
{
    private static readonly ConcurrentDictionary<string, ZoneClock> Known = new(StringComparer.Ordinal);

    /// <summary>The clock of a zone.</summary>
    public static ZoneClock Get(string id) => Known.GetOrAdd(id, static key => new ZoneClock(key));
}
