using System.Diagnostics;
using Throughline.Corridor;
using Throughline.Planning.Timetables;

namespace Throughline.Bench;

/// <summary>Random requests on a railway timetable: earliest arrival, arrival against changes, all departures of a
/// day.</summary>
internal static class TimetableBench
{
    private const string Folder = "../shared/bench/db-fernverkehr";
    private const int Day = 86_400;
    private const int ChangeSeconds = 120;

    /// <summary>Measures.</summary>
    public static int Run(string[] args)
    {
        var folder = args.Length > 1 ? args[1] : Folder;
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"{folder} is not there; name a folder with GTFS files");
            return 2;
        }

        var begin = Stopwatch.GetTimestamp();
        var terms = CorridorFolder.Load(Requests.Folder()).GetCorridor();
        var corridor = GtfsImport.Load(folder, new GtfsOptions { Base = terms, Country = "ZZ" }).GetCorridor();
        var scan = new TimetableScan(Requests.Snapshot(corridor, corridor.Scenarios[0].Id),
            new TimetableOptions { ChangeSeconds = ChangeSeconds });
        // A day in the middle: at both ends of a feed only a part of the trains runs.
        var calendars = scan.Trips.Select(t => t.Trip.Calendar).ToList();
        var first = (calendars.Min(c => c.FirstActive) + calendars.Max(c => c.LastActive)) / 2;
        Console.WriteLine($"{corridor.Places.Count} places, {scan.Trips.Count} trips; "
            + $"{scan.CountConnections(first) + scan.CountConnections(first + 1)} connections in two days; "
            + $"{ChangeSeconds} s for a change; ready in {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:0} ms");
        var requests = Draw(scan, corridor, first, Program.Number(args, 2, 5_000), Program.Number(args, 3, 1));
        Measure("arrival", scan, requests, r =>
            scan.FindArrival(r.From, r.To, r.Ready, r.Ready + 2 * Day) == TimetableScan.Never ? 0 : 1);
        Measure("arrival, changes", scan, requests, r =>
            scan.ListByChanges(r.From, r.To, r.Ready, r.Ready + 2 * Day).Length);
        Measure("24 h of departures", scan, requests, r =>
            scan.ListDepartures(r.From, r.To, r.Ready, r.Ready + Day, r.Ready + 2 * Day).Length);
        return 0;
    }

    /// <summary>Pairs of places at which something leaves and stops in the two days, departures in the first.</summary>
    private static List<(int From, int To, int Ready)> Draw(
        TimetableScan scan, CorridorModel corridor, int first, int count, int seed)
    {
        var served = scan.Trips.Where(t => t.Trip.Calendar.RunsOn(first) || t.Trip.Calendar.RunsOn(first + 1))
            .SelectMany(t => t.Service.Stops).Distinct().Select(scan.FindPlace).Order().ToList();
        var random = new Random(seed);
        var requests = new List<(int, int, int)>();
        while (requests.Count < count)
        {
            var (from, to) = (served[random.Next(served.Count)], served[random.Next(served.Count)]);
            if (from != to)
                requests.Add((from, to, first * Day + random.Next(Day)));
        }

        return requests;
    }

    private static void Measure(string what, TimetableScan scan, List<(int From, int To, int Ready)> requests,
        Func<(int From, int To, int Ready), int> answer)
    {
        foreach (var request in requests)
            answer(request);
        var times = new double[requests.Count];
        var scanned = new double[requests.Count];
        var choices = new double[requests.Count];
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times.Length; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            choices[i] = answer(requests[i]);
            times[i] = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
            scanned[i] = scan.Scanned;
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Console.WriteLine($"{what}: mean {times.Average():0} µs, {choices.Average():0.0} choices, {bytes} bytes");
        Percentiles.Print("µs", times);
        Percentiles.Print("connections", scanned);
    }
}
