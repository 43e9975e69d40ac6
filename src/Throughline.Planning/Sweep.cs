using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>One value of a sweep and the planner of the scenario it makes.</summary>
/// <param name="Value">The value.</param>
/// <param name="Planner">Makes the planner; called once, on a worker thread.</param>
public sealed record SweepCase(double Value, Func<Planner> Planner);

/// <summary>Where each value leads.</summary>
/// <param name="Points">One point per value, in the order given.</param>
/// <param name="Changes">Where between two neighbouring values the best way changes.</param>
public sealed record SweepAnswer(IReadOnlyList<SweepPoint> Points, IReadOnlyList<SweepChange> Changes);

/// <summary>The answer at one value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Best">Best itinerary by reason: fastest, cheapest, cleanest, most-reliable, fewest-handlings,
/// best-compromise. Empty when there is no way.</param>
/// <param name="Routes">Fastest itinerary of each tracked route by its id.</param>
public sealed record SweepPoint(
    double Value, IReadOnlyDictionary<string, SweepBest> Best, IReadOnlyDictionary<string, SweepRoute> Routes);

/// <summary>One best itinerary of a point.</summary>
/// <param name="DurationSeconds">Planning duration.</param>
/// <param name="P50Seconds">Median duration.</param>
/// <param name="P90Seconds">90th percentile of the duration.</param>
/// <param name="CostMinor">Cost in US cents.</param>
/// <param name="Co2eGrams">CO2e in grams.</param>
/// <param name="Handlings">Lifts between vehicles.</param>
/// <param name="Via">Name of the way, or its countries.</param>
/// <param name="ItinerarySummary">Modes and turning points in one line.</param>
public sealed record SweepBest(
    int DurationSeconds, int P50Seconds, int P90Seconds, long CostMinor, long Co2eGrams, int Handlings, string Via,
    string ItinerarySummary);

/// <summary>The fastest itinerary of a tracked route at one value; all null where the route has no way.</summary>
/// <param name="DurationSeconds">Planning duration.</param>
/// <param name="P50Seconds">Median duration.</param>
/// <param name="P90Seconds">90th percentile of the duration.</param>
/// <param name="CostMinor">Cost of the fastest itinerary in US cents.</param>
/// <param name="Co2eGrams">CO2e of the fastest itinerary in grams.</param>
/// <param name="BorderSeconds">Dwell at borders of the fastest itinerary.</param>
/// <param name="ItinerarySummary">Modes and turning points in one line.</param>
public sealed record SweepRoute(
    int? DurationSeconds, int? P50Seconds, int? P90Seconds, long? CostMinor, long? Co2eGrams, int? BorderSeconds,
    string? ItinerarySummary)
{
    /// <summary>A route without a way.</summary>
    public static SweepRoute None { get; } = new(null, null, null, null, null, null, null);
}

/// <summary>A change of the best way between two neighbouring values.</summary>
/// <param name="Between">The two values.</param>
/// <param name="Measure">For a best itinerary its reason, such as fastest; for tracked routes duration, p50, p90 or
/// cost.</param>
/// <param name="From">The way that is best at the first value.</param>
/// <param name="To">The way that is best at the second value.</param>
/// <param name="BreakEven">Value at which both are equal, by linear interpolation; null when one of the ways is not
/// known at both values.</param>
public sealed record SweepChange(
    IReadOnlyList<double> Between, string Measure, string From, string To, double? BreakEven);

/// <summary>Varies one thing of a scenario and tells where the best way changes.</summary>
public static class Sweep
{
    /// <summary>Plans the request at every value.</summary>
    /// <param name="corridor">The corridor, for the names of ways.</param>
    /// <param name="request">The request.</param>
    /// <param name="cases">Values in rising or falling order, each with its planner.</param>
    /// <param name="routes">Named routes to track, each planned by itself at every value; may be empty.</param>
    /// <param name="parallelism">Threads to use, 1 or more.</param>
    /// <param name="done">Called after each value, from any thread; may be null.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="PlanRequestException">The request is wrong.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static SweepAnswer Run(
        CorridorModel corridor, PlanRequest request, IReadOnlyList<SweepCase> cases, IReadOnlyList<NamedRoute> routes,
        int parallelism = 1, Action? done = null, CancellationToken cancellation = default)
    {
        var names = new RouteNames(corridor);
        var results = new PointResult[cases.Count];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, parallelism),
            CancellationToken = cancellation,
        };
        try
        {
            Parallel.For(0, cases.Count, options, i =>
            {
                results[i] = PlanPoint(names, request, cases[i], routes, cancellation);
                done?.Invoke();
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<PlanRequestException>().Any())
        {
            throw e.InnerExceptions.OfType<PlanRequestException>().First();
        }

        return new SweepAnswer([.. results.Select(r => r.Point)], SweepChanges.List(results, routes));
    }

    private static PointResult PlanPoint(
        RouteNames names, PlanRequest request, SweepCase sweepCase, IReadOnlyList<NamedRoute> routes,
        CancellationToken cancellation)
    {
        var planner = sweepCase.Planner();
        var answer = planner.Plan(request, cancellation);
        var best = new Dictionary<string, SweepBest>(StringComparer.Ordinal);
        var signatures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pick in answer.ShortList)
        {
            var itinerary = answer.Itineraries[pick.Itinerary];
            foreach (var reason in pick.Reasons)
            {
                best[reason] = new SweepBest(
                    itinerary.DurationSeconds, itinerary.Reliability.P50Seconds, itinerary.Reliability.P90Seconds,
                    itinerary.CostMinor, itinerary.Co2eGrams, itinerary.Handlings,
                    names.Describe(itinerary, routes), itinerary.Summary);
                signatures[reason] = names.Signature(itinerary);
            }
        }

        var tracked = new Dictionary<string, SweepRoute>(StringComparer.Ordinal);
        var all = new List<Itinerary>(answer.Itineraries);
        foreach (var route in routes)
        {
            var way = planner.Plan(names.Constrain(request, route), cancellation).Itineraries;
            tracked[route.Id] = ToRoute(way);
            all.AddRange(way);
        }

        var ways = all.ToLookup(names.Signature, StringComparer.Ordinal);
        return new PointResult(new SweepPoint(sweepCase.Value, best, tracked), signatures, ways);
    }

    private static SweepRoute ToRoute(IReadOnlyList<Itinerary> itineraries)
    {
        if (itineraries.MinBy(i => i.DurationSeconds) is not { } fastest)
            return SweepRoute.None;
        return new SweepRoute(
            fastest.DurationSeconds, fastest.Reliability.P50Seconds, fastest.Reliability.P90Seconds,
            fastest.CostMinor, fastest.Co2eGrams, fastest.Time.BorderSeconds, fastest.Summary);
    }
}

/// <summary>A point with what is needed to tell where ways change.</summary>
/// <param name="Point">The point.</param>
/// <param name="Signatures">Key of the way of each best itinerary, by reason.</param>
/// <param name="Ways">All itineraries by the key of their way, those of tracked routes too.</param>
internal sealed record PointResult(
    SweepPoint Point, IReadOnlyDictionary<string, string> Signatures, ILookup<string, Itinerary> Ways);
