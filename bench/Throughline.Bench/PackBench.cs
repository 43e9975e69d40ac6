using System.Diagnostics;
using Throughline.Customs;

namespace Throughline.Bench;

/// <summary>How long a reference pack takes to load: the first time in this process, as a command meets it, and
/// again, as a server does; as published and in its prepared form.</summary>
internal static class PackBench
{
    private const string Usage = "pack FOLDER [rounds]";

    /// <summary>Measures.</summary>
    /// <returns>0, or 2 when the arguments are wrong or the pack is.</returns>
    public static int Run(string[] args)
    {
        if (args.Length < 2 || !Directory.Exists(args[1]))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var (first, processor, pack) = Load(() => ReferencePack.Load(args[1]));
        if (pack is null)
        {
            Console.Error.WriteLine($"{args[1]} is no good pack; customs pack check says why.");
            return 2;
        }

        Console.WriteLine($"{pack}");
        Console.WriteLine($"as given, first time in a process: {first,6:0} ms, of processors {processor,6:0} ms");
        var rounds = Program.Number(args, 2, 5);
        Measure("as given, again", rounds, () => ReferencePack.Load(args[1]));
        using var prepared = new MemoryStream();
        pack.Write(prepared);
        var bytes = prepared.ToArray();
        Measure($"prepared, {bytes.Length:#,0} bytes", rounds, () => ReferencePack.Load(PackFiles.FromStreams(
            "prepared", new Dictionary<string, Func<Stream>> { ["pack.txt"] = () => new MemoryStream(bytes) })));
        return 0;
    }

    private static void Measure(string name, int rounds, Func<PackResult> load)
    {
        var times = Enumerable.Range(0, rounds).Select(_ => Load(load)).OrderBy(t => t.Milliseconds).ToList();
        var (least, median) = (times[0].Milliseconds, times[rounds / 2].Milliseconds);
        Console.WriteLine($"{name}: least {least,6:0} ms, median {median,6:0} ms, "
            + $"of processors {times.Min(t => t.Processor),6:0} ms");
    }

    /// <summary>Time on the wall and of all processors; the second says more on a machine with other
    /// work.</summary>
    private static (double Milliseconds, double Processor, ReferencePack? Pack) Load(Func<PackResult> load)
    {
        var begin = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        var pack = load().Pack;
        return (Stopwatch.GetElapsedTime(begin).TotalMilliseconds,
            (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, pack);
    }
}
