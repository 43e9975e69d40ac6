using System.Collections.Concurrent;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Plans over one snapshot. Thread-safe: any number of requests may run at once.</summary>
/// <remarks>From a folder to an answer: <c>CorridorFolder.Load</c>, <c>Scenario.Resolve</c>,
/// <c>CorridorSnapshot.Build</c>, <c>new Planner</c>, <see cref="Plan"/>. Keep the planner: its networks are made once
/// and serve all requests of the scenario. Another scenario is another snapshot and another planner.</remarks>
public sealed class Planner
{
    /// <summary>No journey longer than this is looked for.</summary>
    public const int MostDays = 180;

    private readonly Dictionary<string, int> _placeIndex;
    private readonly ConcurrentDictionary<string, UnitPlanner> _units = new(StringComparer.Ordinal);

    /// <summary>Prepares to plan over a snapshot. The network of a load unit is compiled when first asked for,
    /// in milliseconds.</summary>
    public Planner(CorridorSnapshot snapshot)
    {
        Snapshot = snapshot;
        _placeIndex = new(snapshot.Corridor.Places.Count, StringComparer.Ordinal);
        for (var i = 0; i < snapshot.Corridor.Places.Count; i++)
            _placeIndex[snapshot.Corridor.Places[i].Id] = i;
    }

    /// <summary>The snapshot that is planned over.</summary>
    public CorridorSnapshot Snapshot { get; }

    /// <summary>Answers a request.</summary>
    /// <exception cref="PlanRequestException">The request is wrong; carries every error.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public PlanAnswer Plan(PlanRequest request, CancellationToken cancellation = default)
    {
        var errors = RequestCheck.List(Snapshot, request);
        if (errors.Count > 0)
            throw new PlanRequestException(errors);
        var filter = new RequestFilter(Snapshot, request);
        var unit = ForUnit(request.Cargo.Unit);
        var from = Resolver.Resolve(unit.Unit, request.From, request.Cargo, "/from");
        var to = Resolver.Resolve(unit.Unit, request.To, request.Cargo, "/to");
        var query = new Query(request, filter, from.Terminals, to.Terminals);
        var itineraries = request.DepartAfter is { } depart
            ? unit.Search(query, CorridorTime.ToSeconds(depart), cancellation, out var labels)
            : LatestDeparture.Search(unit, query, CorridorTime.ToSeconds(request.ArriveBy!.Value), cancellation,
                out labels);
        var kept = ShortList.Thin(itineraries, request.Tolerance);
        return new PlanAnswer
        {
            Scenario = Snapshot.Scenario.Name,
            SnapshotVersion = Snapshot.Version,
            From = from.Shown,
            To = to.Shown,
            Itineraries = kept,
            ShortList = ShortList.Of(kept, request.ValueOfTimeMinorPerHour),
            Blocked = kept.Count > 0 ? null : BlockageFinder.Explain(this, query, cancellation),
            Labels = labels,
        };
    }

    /// <summary>All departures of a window that nothing dominates: later is better, and so are an earlier arrival, less
    /// cost, less CO2e and fewer handlings. Exact for goods that become ready at one of the instants of the
    /// window.</summary>
    /// <param name="request">The request; its earliest departure begins the window.</param>
    /// <param name="until">End of the window.</param>
    /// <param name="stepSeconds">Seconds between two instants, 300 to 86,400; at most 1,000 instants.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="PlanRequestException">The request is wrong; carries every error.</exception>
    public PlanAnswer PlanRange(
        PlanRequest request, DateTimeOffset until, int stepSeconds, CancellationToken cancellation = default)
    {
        var errors = RequestCheck.List(Snapshot, request);
        RequestCheck.AddWindow(request, until, stepSeconds, errors);
        if (errors.Count > 0)
            throw new PlanRequestException(errors);
        var unit = ForUnit(request.Cargo.Unit);
        var from = Resolver.Resolve(unit.Unit, request.From, request.Cargo, "/from");
        var to = Resolver.Resolve(unit.Unit, request.To, request.Cargo, "/to");
        var query = new Query(request, new RequestFilter(Snapshot, request), from.Terminals, to.Terminals);
        var (window, ways) = DepartureRange.Search(unit, query, CorridorTime.ToSeconds(request.DepartAfter!.Value),
            CorridorTime.ToSeconds(until), stepSeconds, cancellation, out var labels);
        return new PlanAnswer
        {
            Scenario = Snapshot.Scenario.Name,
            SnapshotVersion = Snapshot.Version,
            From = from.Shown,
            To = to.Shown,
            Itineraries = ways,
            ShortList = ShortList.Of(ways, request.ValueOfTimeMinorPerHour),
            Blocked = ways.Count > 0 ? null : BlockageFinder.Explain(this, query, cancellation),
            Labels = labels,
            Departures = window,
        };
    }

    /// <summary>The planner of a load unit.</summary>
    internal UnitPlanner ForUnit(string unit) => _units.GetOrAdd(unit, id =>
        new UnitPlanner(new UnitNetwork(Snapshot, Snapshot.Corridor.LoadUnits.First(u => u.Id == id), _placeIndex)));
}

/// <summary>A checked request with everything resolved.</summary>
internal sealed record Query(PlanRequest Request, RequestFilter Filter, Terminal[] Sources, Terminal[] Targets);
