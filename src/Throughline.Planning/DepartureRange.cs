using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>The departures of a window.</summary>
/// <param name="From">Start of the window.</param>
/// <param name="Until">End of the window.</param>
/// <param name="StepSeconds">Instants at which goods may be ready are this many seconds apart.</param>
/// <param name="Options">Every departure that nothing dominates, latest first.</param>
public sealed record DepartureWindow(
    DateTimeOffset From, DateTimeOffset Until, int StepSeconds, IReadOnlyList<DepartureOption> Options);

/// <summary>A departure of the window: nothing that is ready as late or later is as good in all criteria.</summary>
/// <param name="Ready">When the goods must be ready, local time of the origin.</param>
/// <param name="Arrival">Planning arrival, local time of the destination.</param>
/// <param name="DurationSeconds">From ready to arrival.</param>
/// <param name="CostMinor">US cents.</param>
/// <param name="Co2eGrams">Grams.</param>
/// <param name="Handlings">Lifts.</param>
/// <param name="Way">Index into <see cref="PlanAnswer.Itineraries"/>.</param>
public sealed record DepartureOption(
    DateTimeOffset Ready, DateTimeOffset Arrival, int DurationSeconds, long CostMinor, long Co2eGrams, int Handlings,
    int Way);

/// <summary>Searches a window of departures from its end to its start; what a later departure already gives prunes the
/// earlier ones.</summary>
internal static class DepartureRange
{
    /// <summary>Most instants in one window.</summary>
    public const int MostInstants = 1000;

    /// <summary>Answers for a window.</summary>
    public static (DepartureWindow Window, List<Itinerary> Ways) Search(
        UnitPlanner unit, Query query, int from, int until, int step, CancellationToken cancellation, out int labels)
    {
        var kept = new List<(int Ready, int Arrival, long Cost, long Co2e, int Handlings)>();
        var options = new List<(Itinerary Itinerary, string Way)>();
        labels = 0;
        var last = from + (until - from) / step * step;
        for (var ready = last; ready >= from; ready -= step)
        {
            var fresh = new HashSet<(int, long, long, int)>();
            foreach (var v in unit.Vectors(query, ready, ready + Planner.MostDays * 86_400, cancellation, ref labels))
            {
                if (kept.Exists(k => k.Arrival <= v.Arrival && k.Cost <= v.Cost && k.Co2e <= v.Co2e
                    && k.Handlings <= v.Handlings))
                    continue;
                fresh.Add(v);
            }

            if (fresh.Count == 0)
                continue;
            foreach (var itinerary in unit.Search(query, ready, cancellation, out _))
            {
                var arrival = CorridorTime.ToSeconds(itinerary.Arrival);
                if (!fresh.Contains((arrival, itinerary.CostMinor, itinerary.Co2eGrams, itinerary.Handlings)))
                    continue;
                kept.Add((ready, arrival, itinerary.CostMinor, itinerary.Co2eGrams, itinerary.Handlings));
                options.Add((itinerary, WayOf(itinerary)));
            }
        }

        return Answer(options, from, until, step);
    }

    /// <summary>What makes two itineraries the same way: the elements used, whatever rests and waits lie
    /// between.</summary>
    private static string WayOf(Itinerary itinerary) =>
        string.Join('|', itinerary.Steps.Where(s => s.Kind != StepKind.Rest).SelectMany(s => s.Elements));

    private static (DepartureWindow Window, List<Itinerary> Ways) Answer(
        List<(Itinerary Itinerary, string Way)> options, int from, int until, int step)
    {
        var ways = new List<Itinerary>();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (itinerary, way) in options.OrderBy(o => o.Itinerary.DurationSeconds))
        {
            if (index.TryAdd(way, ways.Count))
                ways.Add(itinerary);
        }

        var zone = options.Count > 0 ? options[0].Itinerary.Ready.Offset : TimeSpan.Zero;
        var window = new DepartureWindow(
            CorridorTime.FromSeconds(from).ToOffset(zone), CorridorTime.FromSeconds(until).ToOffset(zone), step,
            [
                .. options.Select(o => new DepartureOption(o.Itinerary.Ready, o.Itinerary.Arrival,
                    o.Itinerary.DurationSeconds, o.Itinerary.CostMinor, o.Itinerary.Co2eGrams, o.Itinerary.Handlings,
                    index[o.Way])),
            ]);
        return (window, ways);
    }
}
