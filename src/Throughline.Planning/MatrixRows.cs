using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Plans the rows of a matrix: from an origin, five searches reach every destination at once.</summary>
/// <remarks>Three find the least cost, CO2e and handlings, one the first arrivals. Another itinerary may arrive with
/// the fastest one and cost less, because both wait for the same opening or departure. The last search finds it: it
/// knows when, and for how much, each destination is reached, and follows nothing that comes too late or costs
/// more.</remarks>
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
        var state = unit.Rent();
        try
        {
            var source = new Terminal(unit.PlaceIndex[_request.Origins[origin]], 0, 0, 0, 0);
            var problem = _planner.Everywhere(new Query(_asked, _filter, [source], []), _weights, state, _ready);
            state.ForgetGoal();
            var row = new Row(problem, state, from, to);
            var cells = Begin(row, _request.Origins[origin], cancellation);
            Search(row, cells, cancellation);
            return cells;
        }
        finally
        {
            unit.Return(state);
        }
    }

    private int Target(int destination) => _planner.Unit.PlaceIndex[_request.Destinations[destination]];

    private Bounds BoundsTo(Row row, int cell) =>
        UnitPlanner.BoundsTo(row.Problem, _weights, Target(row.From + cell), _request.TwoDrivers);

    /// <summary>The cells with what is least; notes when and for how much each is first reached.</summary>
    private MatrixCell[] Begin(Row row, string origin, CancellationToken cancellation)
    {
        var costs = SearchLeast(row, _weights.Core, cancellation);
        var grams = SearchLeast(row, _weights.Core.Co2eAsCost, cancellation);
        var handlings = SearchLeast(row, _weights.HandlingsAsCost, cancellation);
        ParetoSearch.RunOnce(row.Problem, row.State, cancellation);
        var cells = new MatrixCell[row.First.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var id = _request.Destinations[row.From + i];
            cells[i] = new MatrixCell(origin, id, null, null, null, null, null, null, null, null, "");
            row.First[i] = origin == id ? null : FindFirst(row, Target(row.From + i));
            if (origin == id)
                cells[i] = new MatrixCell(origin, id, 0, 0, 0, 0, 0, 0, 0, 0, "");
            else if (row.First[i] is not null)
                cells[i] = cells[i] with { CostMinor = costs[i], Co2eGrams = grams[i], Handlings = (int?)handlings[i] };
        }

        for (var i = 0; i < cells.Length; i++)
        {
            if (row.First[i] is not null
                && cells[i] is { CostMinor: null } or { Co2eGrams: null } or { Handlings: null })
                cells[i] = SearchFront(row, i, cells[i], cancellation);
        }

        return cells;
    }

    /// <summary>The least cost to each destination; null when there is no way, or when time kept the search from
    /// telling.</summary>
    private long?[] SearchLeast(Row row, Weights weights, CancellationToken cancellation)
    {
        var problem = row.Problem with { Aim = SearchAim.Cost, Weights = weights };
        ParetoSearch.RunOnce(problem, row.State, cancellation);
        var least = new long?[row.First.Length];
        for (var i = 0; i < least.Length && !row.State.RanOut; i++)
            least[i] = FindLeast(problem, row.State, Target(row.From + i));
        return least;
    }

    /// <summary>Something stops running before goods could take it: only the whole set tells the cheapest way in
    /// time.</summary>
    private MatrixCell SearchFront(Row row, int cell, MatrixCell known, CancellationToken cancellation)
    {
        var front = row.Problem with
        {
            Aim = SearchAim.Front,
            ByMet = [BoundsTo(row, cell)],
            Targets = [new Terminal(Target(row.From + cell), 0, 0, 0, 0)],
        };
        var state = row.State;
        ParetoSearch.Run(front, state, cancellation);
        return known with
        {
            CostMinor = state.Solutions.Min(s => state[s].Cost),
            Co2eGrams = state.Solutions.Min(s => state[s].Co2e),
            Handlings = state.Solutions.Min(s => state[s].Handlings),
        };
    }

    /// <summary>Searches the cheapest of the fastest ways and completes the cells with them.</summary>
    private void Search(Row row, MatrixCell[] cells, CancellationToken cancellation)
    {
        var horizon = new Horizon(_planner.Unit.Network.VertexCount);
        for (var i = 0; i < cells.Length; i++)
        {
            if (row.First[i] is { } first)
                horizon.Add(BoundsTo(row, i), first.Arrival, first.Cost);
        }

        var problem = row.Problem with { Aim = SearchAim.Cheapest, Horizon = horizon };
        ParetoSearch.RunOnce(problem, row.State, cancellation);
        var ends = new int[cells.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = -1;
            if (row.First[i] is not null && FindFirst(row, Target(row.From + i)) is { } end)
                ends[i] = row.State.Add(end);
        }

        var builder = _planner.Builder(_weights, problem);
        var drawn = _planner.Evaluator.Rent(_ready);
        // Neighbours have much of their way in common, which is drawn once.
        foreach (var i in ItineraryBuilder.OrderByWay(row.State, ends))
        {
            cancellation.ThrowIfCancellationRequested();
            if (ends[i] >= 0)
                cells[i] = Describe(cells[i], builder, row.State, ends[i], drawn);
        }

        _planner.Evaluator.Return(drawn);
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

    /// <summary>Of all labels found the one that arrives first at a place, then costs least, then emits least, then is
    /// handled least, ended there; null when there is none.</summary>
    private static Label? FindFirst(Row row, int place)
    {
        var (problem, state) = (row.Problem, row.State);
        var (before, at) = (-1, -1);
        var key = (Arrival: problem.Latest + 1L, Cost: 0L, Co2e: 0L, Handlings: 0);
        foreach (var (vertex, label) in Ends(problem, state, place))
        {
            var other = (problem.Network.EndAt(vertex, state[label].Arrival),
                state[label].Cost + problem.Weights.EndCost[vertex], state[label].Co2e, state[label].Handlings);
            if (other.CompareTo(key) < 0)
                (key, before, at) = (other, label, vertex);
        }

        return before < 0 || key.Arrival > problem.Latest
            ? null
            : new Label
            {
                Vertex = problem.Network.VertexCount,
                Parent = before,
                Arc = -1 - at,
                Arrival = (int)key.Arrival,
                Cost = key.Cost,
                Co2e = key.Co2e,
                Handlings = key.Handlings,
                Mask = problem.Required,
            };
    }

    /// <summary>The least cost to a place; null when there is no way, or when what costs least may come too
    /// late.</summary>
    private static long? FindLeast(SearchProblem problem, SearchState state, int place)
    {
        long? least = null;
        foreach (var (vertex, label) in Ends(problem, state, place))
        {
            if (problem.Network.EndAt(vertex, state[label].Arrival) > problem.Latest)
                return null;
            var cost = state[label].Cost + problem.Weights.EndCost[vertex];
            least = least is { } known ? Math.Min(known, cost) : cost;
        }

        return least;
    }

    /// <summary>All labels with which a journey may end at a place; at each vertex in the order in which they were
    /// closed, so that of equal ones the same comes first as in the whole set.</summary>
    private static IEnumerable<(int Vertex, int Label)> Ends(SearchProblem problem, SearchState state, int place)
    {
        var table = problem.Network.Table;
        for (var v = table.FirstVertex[place]; v < table.FirstVertex[place + 1]; v++)
        {
            if ((table.Use[v] & VertexUse.End) != VertexUse.End || problem.HasBlocked && state.VertexBlocked[v])
                continue;
            for (var i = 0; i < state.Closed.CountAt(v); i++)
            {
                var label = state.Closed.At(v, i);
                if ((state[label].Mask & problem.Required) == problem.Required)
                    yield return (v, label);
            }
        }
    }

    /// <summary>A piece of a row.</summary>
    /// <param name="Problem">The search for the first arrivals.</param>
    /// <param name="State">Room for its searches.</param>
    /// <param name="From">Number of the first destination.</param>
    /// <param name="To">One more than the number of the last.</param>
    private sealed record Row(SearchProblem Problem, SearchState State, int From, int To)
    {
        /// <summary>By cell one of the ways that arrive first, or null.</summary>
        public Label?[] First { get; } = new Label?[To - From];
    }
}
