using Throughline.Corridor;
using Throughline.Planning;
using Throughline.Planning.Core;

namespace Throughline.Bench;

/// <summary>Random requests on the reference corridor: time, labels and size of the front.</summary>
internal static class CorridorBench
{
    private static readonly string[] Units = ["container40", "truck", "wagon"];

    /// <summary>Runs requests of every unit, first to warm up, then measured, without and with building the
    /// answers.</summary>
    public static void Run(string[] args)
    {
        var requests = new Requests(Program.Number(args, 2, 1));
        if (args.Length > 5 && args[3] == "pair")
        {
            Pair(requests, args[4], args[5]);
            return;
        }

        var count = Program.Number(args, 1, 300);
        foreach (var unit in Units)
        {
            var list = new List<PlanRequest>();
            for (var i = 0; i < count; i++)
                list.Add(requests.Plain(unit));
            Measure(requests, unit, list, answers: false);
            Measure(requests, unit, list, answers: true);
            var shortLists = list.ConvertAll(r => r with { ShortListOnly = true });
            Measure(requests, unit + ", short list alone", shortLists, answers: false);
            Measure(requests, unit + ", short list alone", shortLists, answers: true);
        }
    }

    private static void Pair(Requests requests, string from, string to)
    {
        var request = requests.Plain("container40") with { From = Endpoint.At(from), To = Endpoint.At(to) };
        Measure(requests, $"{from} {to}", [request, request, request, request, request], answers: false);
        Measure(requests, $"{from} {to}", [request, request, request, request, request], answers: true);
    }

    private static void Measure(Requests requests, string name, List<PlanRequest> list, bool answers)
    {
        var time = new double[list.Count];
        var cold = new double[list.Count];
        var labels = new double[list.Count];
        var sizes = new double[list.Count];
        for (var i = 0; i < list.Count; i++)
        {
            cold[i] = Once(requests, list[i], answers, out _, out _);
            time[i] = Once(requests, list[i], answers, out labels[i], out sizes[i]);
        }

        Console.WriteLine($"{name}, {(answers ? "whole answers" : "search alone")}, {list.Count} requests");
        Percentiles.Print("ms", time);
        if (answers)
            return;
        Percentiles.Print("ms, first asked", cold);
        Percentiles.Print("labels", labels);
        Percentiles.Print("front", sizes);
    }

    private static double Once(Requests requests, PlanRequest request, bool answers, out double labels, out double size)
    {
        var begin = ThreadClock.NowMs();
        if (answers)
        {
            var answer = requests.Planner.Plan(request);
            labels = answer.Labels;
            size = answer.Itineraries.Count;
            return ThreadClock.NowMs() - begin;
        }

        var made = 0;
        var ready = CorridorTime.ToSeconds(request.DepartAfter!.Value);
        var front = requests.Planner.ForUnit(request.Cargo.Unit).Vectors(requests.Resolve(request), ready,
            ready + Planner.MostDays * DayBits.DaySeconds, CancellationToken.None, ref made);
        labels = made;
        size = front.Count;
        return ThreadClock.NowMs() - begin;
    }
}
