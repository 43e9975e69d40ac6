using System.Diagnostics;
using Throughline.Planning;

namespace Throughline.Bench;

/// <summary>Time from a scenario to the network that plans under it.</summary>
internal static class ScenarioBench
{
    private static readonly string[] Names = ["with-tripp", "without-tripp", "today"];

    /// <summary>Switches scenarios round by round and prints the median and the worst of each step.</summary>
    public static void Run(int rounds)
    {
        var requests = new Requests(1);
        var snapshots = new double[rounds * Names.Length];
        var networks = new double[rounds * Names.Length];
        var weights = new double[rounds * Names.Length];
        for (var i = -Names.Length; i < snapshots.Length; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            var planner = new Planner(Requests.Snapshot(requests.Corridor, Names[(i + Names.Length) % Names.Length]));
            var snapshot = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            var unit = planner.ForUnit("container40").Unit;
            var network = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            unit.WeightsFor(1, 20_000);
            if (i < 0)
                continue;
            snapshots[i] = snapshot;
            networks[i] = network - snapshot;
            weights[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds - network;
        }

        Print("snapshot", snapshots);
        Print("network of a load unit", networks);
        Print("prices of a consignment", weights);
    }

    private static void Print(string what, double[] milliseconds)
    {
        Array.Sort(milliseconds);
        Console.WriteLine(
            $"{what,-26} median {milliseconds[milliseconds.Length / 2],8:0.00} ms  most {milliseconds[^1],8:0.00} ms");
    }
}
