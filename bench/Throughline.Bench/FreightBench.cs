using System.Diagnostics;
using Throughline.Corridor;
using Throughline.Planning;
using Throughline.Planning.Core;

namespace Throughline.Bench;

/// <summary>Random requests on a freight-shaped network: a timetable of block trains and the roads between its
/// terminals.</summary>
internal static class FreightBench
{
    private const string Folder = "../shared/bench/synthetic-freight";

    /// <summary>Measures the network as given, then with borders, opening hours and driving rules.</summary>
    public static int Run(string[] args)
    {
        var folder = args.Length > 1 ? args[1] : Folder;
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"{folder} is not there; name a folder with GTFS files, road.gr and road.co");
            return 2;
        }

        var count = Program.Number(args, 2, 300);
        var seed = Program.Number(args, 3, 1);
        var terms = CorridorFolder.Load(Requests.Folder()).GetCorridor();
        Measure("as given", FreightNetwork.Load(folder, terms, null), count, seed);
        Measure("with borders, hours and rest", FreightNetwork.Load(folder, terms, seed), count, seed);
        return 0;
    }

    private static void Measure(string name, CorridorModel corridor, int count, int seed)
    {
        var begin = Stopwatch.GetTimestamp();
        var planner = new Planner(Requests.Snapshot(corridor, corridor.Scenarios[0].Id));
        var unit = planner.ForUnit("container40");
        Console.WriteLine($"{name}: {corridor.Places.Count} terminals, {corridor.Services.Count} lines, "
            + $"{corridor.Links.Count} roads, {corridor.Crossings.Count} crossings; {unit.Unit.Network.VertexCount} "
            + $"vertices, {unit.Unit.Network.ArcCount} arcs; compiled in "
            + $"{Stopwatch.GetElapsedTime(begin).TotalMilliseconds:0} ms");
        var random = new Random(seed);
        var times = new double[count];
        var cold = new double[count];
        var again = new double[count];
        var labels = new double[count];
        var sizes = new double[count];
        var shortTimes = new double[count];
        var shortSizes = new double[count];
        for (var i = 0; i < count; i++)
        {
            var query = Query(planner, corridor, random, out var ready);
            cold[i] = Once(unit, query, ready, out _, out _);
            again[i] = Once(unit, query, ready, out _, out _);
            times[i] = Once(unit, query, ready, out labels[i], out sizes[i]);
            var shortList = query with { Request = query.Request with { ShortListOnly = true } };
            Once(unit, shortList, ready, out _, out _);
            shortTimes[i] = Once(unit, shortList, ready, out _, out shortSizes[i]);
        }

        Percentiles.Print("ms, bounds kept", times);
        Percentiles.Print("ms, first asked", cold);
        Percentiles.Print("ms, asked again", again);
        Percentiles.Print("labels", labels);
        Percentiles.Print("front", sizes);
        Percentiles.Print("ms, short list alone", shortTimes);
        Percentiles.Print("short list", shortSizes);
    }

    private static Query Query(Planner planner, CorridorModel corridor, Random random, out int ready)
    {
        var from = corridor.Places[random.Next(corridor.Places.Count)].Id;
        var to = corridor.Places[random.Next(corridor.Places.Count)].Id;
        var first = corridor.Services.SelectMany(s => s.Trips).Min(t => t.Calendar.FirstActive);
        ready = first * DayBits.DaySeconds + random.Next(7 * DayBits.DaySeconds);
        var request = new PlanRequest
        {
            From = Endpoint.At(from),
            To = Endpoint.At(to),
            DepartAfter = CorridorTime.FromSeconds(ready),
            Cargo = new Cargo { Unit = "container40" },
        };
        var unit = planner.ForUnit("container40").Unit;
        return new Query(request, new RequestFilter(planner.Snapshot, request),
            Resolver.Resolve(unit, request.From, request.Cargo, "/from").Terminals,
            Resolver.Resolve(unit, request.To, request.Cargo, "/to").Terminals);
    }

    private static double Once(UnitPlanner unit, Query query, int ready, out double labels, out double size)
    {
        var begin = ThreadClock.NowMs();
        var made = 0;
        var front = unit.Vectors(
            query, ready, ready + Planner.MostDays * DayBits.DaySeconds, CancellationToken.None, ref made);
        labels = made;
        size = front.Count;
        return ThreadClock.NowMs() - begin;
    }
}
