using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Plans the rows of a matrix: from an origin, three searches reach every destination at once.</summary>
/// <remarks>One finds the arrivals and handlings, one the least cost, one the least CO2e. Another itinerary may arrive
/// with the fastest one and cost less, because both wait for the same opening or departure; a Pareto search for
/// nothing but that shows it.</remarks>
internal sealed class MatrixRows
{
    private readonly UnitPlanner _planner;
    private readonly MatrixRequest _request;
    private readonly PlanRequest _asked;
    private readonly RequestFilter _filter;
    private readonly ConsignmentWeights _weights;
    private readonly int _ready;

    /// <summary>Checks the request.</summary>
    /// <exception cref="PlanRequestException">The request is wrong; carries every error.</exception>
    public MatrixRows(Planner planner, MatrixRequest request)
    {
        _request = request;
        var corridor = planner.Snapshot.Corridor;
        _asked = new PlanRequest
        {
            From = new Endpoint { Latitude = 0, Longitude = 0 },
            To = new Endpoint { Latitude = 0, Longitude = 1 },
            Cargo = request.Cargo,
            DepartAfter = request.DepartAfter,
            Constraints = request.Constraints,
            TwoDrivers = request.TwoDrivers,
        };
        var errors = RequestCheck.List(planner.Snapshot, _asked);
        RequestCheck.AddPlaces(corridor, request.Origins, "/origins", errors);
        RequestCheck.AddPlaces(corridor, request.Destinations, "/destinations", errors);
        if (errors.Count > 0)
            throw new PlanRequestException(errors);
        _planner = planner.ForUnit(request.Cargo.Unit);
        _filter = new RequestFilter(planner.Snapshot, _asked);
        _weights = _planner.Unit.WeightsFor(request.Cargo.Count, request.Cargo.GrossMassKg);
        _ready = CorridorTime.ToSeconds(request.DepartAfter);
    }

    /// <summary>Plans a piece of a row.</summary>
    public MatrixCell[] Plan(int origin, int from, int to, CancellationToken cancellation)
    {
        var unit = _planner.Unit;
        var (early, other) = (unit.Rent(), unit.Rent());
        try
        {
            var source = new Terminal(unit.PlaceIndex[_request.Origins[origin]], 0, 0, 0, 0);
            var problem = _planner.Everywhere(new Query(_asked, _filter, [source], []), _weights, early, _ready);
            _filter.Mark(unit, other);
            other.ForgetGoal();
            early.ForgetGoal();
            var least = problem with { Aim = SearchAim.Cost };
            var costs = SearchLeast(least, other, from, to, cancellation);
            least = least with { Weights = _weights.Core.Co2eAsCost };
            var grams = SearchLeast(least, other, from, to, cancellation);
            ParetoSearch.RunOnce(problem, early, cancellation);
            var row = new Row(problem, early, other, _planner.Builder(_weights, problem), new int[to - from],
                _planner.Evaluator.Rent(_ready));
            var cells = new MatrixCell[to - from];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Begin(row, _request.Origins[origin], from + i, i, costs?[i], grams?[i]);
            // Neighbours have much of their way in common, which is drawn once.
            foreach (var i in ItineraryBuilder.OrderByWay(early, row.First))
            {
                cancellation.ThrowIfCancellationRequested();
                if (row.First[i] >= 0)
                    cells[i] = Complete(row, cells[i], row.First[i], Target(from + i), cancellation);
            }

            _planner.Evaluator.Return(row.Drawn);
            return cells;
        }
        finally
        {
            unit.Return(early);
            unit.Return(other);
        }
    }

    /// <summary>The least cost to each destination; null when there is no way, or when time kept the search from
    /// telling.</summary>
    private long?[]? SearchLeast(
        SearchProblem problem, SearchState state, int from, int to, CancellationToken cancellation)
    {
        ParetoSearch.RunOnce(problem, state, cancellation);
        return state.RanOut
            ? null
            : [.. Enumerable.Range(from, to - from).Select(d => Least(problem, state, Target(d)))];
    }

    private int Target(int destination) => _planner.Unit.PlaceIndex[_request.Destinations[destination]];

    /// <summary>A cell with what the searches of the row tell; notes the label that arrives first.</summary>
    private MatrixCell Begin(Row row, string origin, int destination, int cell, long? cost, long? co2e)
    {
        var id = _request.Destinations[destination];
        row.First[cell] = -1;
        if (origin == id)
            return new MatrixCell(origin, id, 0, 0, 0, 0, 0, 0, 0, 0, "");
        (row.First[cell], var handlings) = Earliest(row.Problem, row.Early, Target(destination));
        return row.First[cell] < 0
            ? new MatrixCell(origin, id, null, null, null, null, null, null, null, null, "")
            : new MatrixCell(origin, id, null, null, null, null, null, cost, co2e, handlings, "");
    }

    private MatrixCell Complete(Row row, MatrixCell cell, int first, int target, CancellationToken cancellation)
    {
        var (early, other) = (row.Early, row.Other);
        var front = row.Problem with
        {
            Aim = SearchAim.Front,
            Bounds = UnitPlanner.BoundsTo(row.Problem, _weights, target, _request.TwoDrivers),
            Targets = [new Terminal(target, 0, 0, 0, 0)],
        };
        if (cell.CostMinor is null || cell.Co2eGrams is null)
        {
            // Something stops running before goods could take it: only the whole set tells the cheapest way in time.
            ParetoSearch.Run(front, other, cancellation);
            cell = cell with
            {
                CostMinor = other.Solutions.Min(s => other[s].Cost),
                Co2eGrams = other.Solutions.Min(s => other[s].Co2e),
            };
        }

        if (early[first].Cost == cell.CostMinor && early[first].Co2e == cell.Co2eGrams)
            return Describe(cell, row.Builder, early, first, row.Drawn);
        // Only what arrives no later and is cheaper, or as cheap and cleaner, is looked for.
        other.ForgetGoal();
        other.Known.Add(0, early[first].Cost + 1, 0, 0);
        other.Known.Add(0, early[first].Cost, early[first].Co2e, 0);
        front = front with { Latest = early[first].Arrival };
        ParetoSearch.RunOnce(front, other, cancellation);
        return other.Solutions.Count > 0
            ? Describe(cell, _planner.Builder(_weights, front), other, other.Solutions[0], row.Drawn)
            : Describe(cell, row.Builder, early, first, row.Drawn);
    }

    /// <summary>Adds to a cell what the way to a label tells.</summary>
    private MatrixCell Describe(
        MatrixCell cell, ItineraryBuilder builder, SearchState state, int label, DrawnStages drawn)
    {
        var (p50, p90, metres, summary) = builder.Outline(state, label, drawn);
        return cell with
        {
            DurationSeconds = state[label].Arrival - _ready,
            P50Seconds = p50,
            P90Seconds = p90,
            DistanceMetres = metres,
            FastestCostMinor = state[label].Cost,
            Summary = summary,
        };
    }

    /// <summary>The best label found of all that arrive first at a place, ended there, or −1; and the fewest handlings
    /// to the place.</summary>
    private static (int Label, int Handlings) Earliest(SearchProblem problem, SearchState state, int place)
    {
        var handlings = int.MaxValue;
        var (before, at) = (-1, -1);
        var key = (Arrival: problem.Latest + 1L, Cost: 0L, Co2e: 0L, Handlings: 0);
        foreach (var (vertex, label) in Ends(problem, state, place))
        {
            var arrival = problem.Network.EndAt(vertex, state[label].Arrival);
            if (arrival > problem.Latest)
                continue;
            handlings = Math.Min(handlings, state[label].Handlings);
            var other = (arrival, state[label].Cost + problem.Weights.EndCost[vertex], state[label].Co2e,
                state[label].Handlings);
            if (other.CompareTo(key) < 0)
                (key, before, at) = (other, label, vertex);
        }

        if (before < 0)
            return (-1, 0);
        var goal = problem.Network.VertexCount;
        var end = new Label
        {
            Vertex = goal,
            Parent = before,
            Arc = -1 - at,
            Arrival = (int)key.Arrival,
            Cost = key.Cost,
            Co2e = key.Co2e,
            Handlings = key.Handlings,
            Mask = problem.Required,
        };
        return (state.Add(end), handlings);
    }

    /// <summary>The least cost to a place, or null when there is no way.</summary>
    private static long? Least(SearchProblem problem, SearchState state, int place)
    {
        long? least = null;
        foreach (var (vertex, label) in Ends(problem, state, place))
        {
            var cost = state[label].Cost + problem.Weights.EndCost[vertex];
            least = least is { } known ? Math.Min(known, cost) : cost;
        }

        return least;
    }

    /// <summary>All labels with which a journey may end at a place.</summary>
    private static IEnumerable<(int Vertex, int Label)> Ends(SearchProblem problem, SearchState state, int place)
    {
        var table = problem.Network.Table;
        for (var v = table.FirstVertex[place]; v < table.FirstVertex[place + 1]; v++)
        {
            if ((table.Use[v] & VertexUse.End) != VertexUse.End || problem.HasBlocked && state.VertexBlocked[v])
                continue;
            for (var i = state.Closed.CountAt(v) - 1; i >= 0; i--)
            {
                var label = state.Closed.At(v, i);
                if ((state[label].Mask & problem.Required) == problem.Required)
                    yield return (v, label);
            }
        }
    }

    /// <summary>What the cells of a row share.</summary>
    /// <param name="Problem">The search for the arrivals.</param>
    /// <param name="Early">What it found.</param>
    /// <param name="Other">Room for another search.</param>
    /// <param name="Builder">Builds what was found.</param>
    /// <param name="First">By cell the label that arrives first, or −1.</param>
    /// <param name="Drawn">Scratch for percentiles.</param>
    private sealed record Row(SearchProblem Problem, SearchState Early, SearchState Other, ItineraryBuilder Builder,
        int[] First, DrawnStages Drawn);
}
