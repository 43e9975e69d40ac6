using System.Diagnostics;
using Throughline.Corridor;
using Throughline.Planning;

namespace Throughline.Bench;

/// <summary>A matrix over places of the reference corridor.</summary>
internal static class MatrixBench
{
    /// <summary>Plans so many places against each other and prints the time.</summary>
    public static void Run(string[] args)
    {
        var size = Program.Number(args, 1, 300);
        var threads = Program.Number(args, 2, Environment.ProcessorCount);
        var unit = args.Length > 3 ? args[3] : "container40";
        var corridor = CorridorFolder.Load(Requests.Folder()).GetCorridor();
        var planner = new Planner(Requests.Snapshot(corridor, "with-tripp"));
        string[] places = [.. corridor.Places.Select(p => p.Id).Take(size)];
        var request = new MatrixRequest
        {
            Origins = places,
            Destinations = places,
            DepartAfter = new DateTimeOffset(2030, 6, 3, 4, 0, 0, TimeSpan.Zero),
            Cargo = new Cargo { Unit = unit, GrossMassKg = 20_000 },
        };
        var begin = Stopwatch.GetTimestamp();
        var cells = 0;
        var ways = 0;
        foreach (var cell in Matrix.Run(planner, request, threads))
        {
            cells++;
            ways += cell.DurationSeconds is null ? 0 : 1;
        }

        Console.WriteLine($"{unit}: {places.Length} x {places.Length} places, {cells} pairs, {ways} with a way, "
            + $"{threads} threads: {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s");
    }
}
