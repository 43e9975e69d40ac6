using Throughline.Corridor;
using Throughline.Planning;
using Throughline.Planning.Core;

namespace Throughline.Bench;

/// <summary>Writes the fronts of random requests to a file; two versions are equal when their files are.</summary>
internal static class VectorDump
{
    private const int MostSlow = 8;

    /// <summary>Writes the file, and prints the requests that took longest.</summary>
    /// <param name="file">Where to write.</param>
    /// <param name="count">Number of requests.</param>
    /// <param name="seed">Seed of the requests.</param>
    /// <param name="patience">Seconds after which a request is given up; such lines begin with a question mark.</param>
    public static void Run(string file, int count, int seed, int patience)
    {
        var requests = new Requests(seed);
        using var writer = new StreamWriter(file);
        var labels = 0L;
        var vectors = 0L;
        var gaveUp = 0;
        var slow = new List<(double Ms, int Labels, string Name)>();
        for (var i = 0; i < count; i++)
        {
            var request = requests.Any();
            var name = $"{i} {request.Cargo.Unit} {request.From} {request.To}";
            if (RequestCheck.List(requests.Planner.Snapshot, request).Count > 0)
            {
                writer.WriteLine(name + " refused");
                continue;
            }

            var made = 0;
            var ready = CorridorTime.ToSeconds(request.DepartAfter!.Value);
            using var patient = new CancellationTokenSource(TimeSpan.FromSeconds(patience));
            List<(int Arrival, long Cost, long Co2e, int Handlings)> front;
            var begin = ThreadClock.NowMs();
            try
            {
                front = requests.Planner.ForUnit(request.Cargo.Unit).Vectors(requests.Resolve(request), ready,
                    ready + Planner.MostDays * DayBits.DaySeconds, patient.Token, ref made);
            }
            catch (OperationCanceledException)
            {
                gaveUp++;
                writer.WriteLine("? " + name);
                continue;
            }

            slow.Add((ThreadClock.NowMs() - begin, made, name));
            writer.Write(name);
            labels += made;
            vectors += front.Count;
            front.Sort();
            foreach (var vector in front)
                writer.Write($" {vector.Arrival},{vector.Cost},{vector.Co2e},{vector.Handlings}");
            writer.WriteLine();
            writer.Flush();
        }

        Console.WriteLine(
            $"{count} requests, {gaveUp} given up, {vectors} vectors, {labels} labels in the exact passes");
        foreach (var (ms, made, name) in slow.OrderByDescending(s => s.Ms).Take(MostSlow))
            Console.WriteLine($"{ms,8:0} ms {made,9} labels  {name}");
    }

    /// <summary>Compares two files and prints the lines that differ and that neither gave up.</summary>
    public static int Compare(string one, string other)
    {
        var a = File.ReadAllLines(one);
        var b = File.ReadAllLines(other);
        var compared = 0;
        var different = 0;
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (a[i].StartsWith('?') || b[i].StartsWith('?'))
                continue;
            compared++;
            if (a[i] == b[i])
                continue;
            different++;
            Console.WriteLine($"{i}: {a[i].Split(' ').Length} and {b[i].Split(' ').Length} words: {a[i]}");
        }

        Console.WriteLine($"{compared} requests compared, {different} differ");
        return different == 0 ? 0 : 1;
    }
}
