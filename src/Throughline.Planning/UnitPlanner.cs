using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Searches the network of one load unit and builds the itineraries.</summary>
internal sealed class UnitPlanner
{
    private readonly SampleStore _samples;

    /// <summary>Makes a planner of a network.</summary>
    public UnitPlanner(UnitNetwork unit)
    {
        Unit = unit;
        _samples = new SampleStore(unit.Snapshot, unit.Network);
        Evaluator = new ReliabilityEvaluator(unit.Network);
    }

    /// <summary>The network.</summary>
    public UnitNetwork Unit { get; }

    /// <summary>Computes reliabilities.</summary>
    internal ReliabilityEvaluator Evaluator { get; }

    /// <summary>All itineraries of the Pareto set for goods that are ready at an instant.</summary>
    public List<Itinerary> Search(Query query, int ready, CancellationToken cancellation, out int labels)
    {
        var state = Unit.Rent();
        try
        {
            var weights = Unit.WeightsFor(query.Request.Cargo.Count, query.Request.Cargo.GrossMassKg);
            var problem = Problem(query, weights, state, ready, ready + Planner.MostDays * DayBits.DaySeconds);
            ParetoSearch.Run(problem, state, cancellation);
            labels = state.Count;
            int? deadline = query.Request.ArriveBy is { } by ? CorridorTime.ToSeconds(by) : null;
            return Build(weights, problem, state, deadline, cancellation);
        }
        finally
        {
            Unit.Return(state);
        }
    }

    /// <summary>The itineraries of all solutions, in their order.</summary>
    private List<Itinerary> Build(ConsignmentWeights weights, SearchProblem problem, SearchState state, int? deadline,
        CancellationToken cancellation)
    {
        var builder = Builder(weights, problem);
        var itineraries = new Itinerary[state.Solutions.Count];
        var drawn = Evaluator.Rent(problem.Ready);
        foreach (var i in ItineraryBuilder.OrderByWay(state, state.Solutions))
        {
            cancellation.ThrowIfCancellationRequested();
            itineraries[i] = builder.Build(state, state.Solutions[i], deadline, drawn);
        }

        Evaluator.Return(drawn);
        return [.. itineraries];
    }

    /// <summary>Whether there is any way at all under a filter.</summary>
    public bool HasWay(Query query, RequestFilter filter, int? maxHandlings, CancellationToken cancellation)
    {
        var state = Unit.Rent();
        try
        {
            var weights = Unit.WeightsFor(query.Request.Cargo.Count, query.Request.Cargo.GrossMassKg);
            var time = CorridorTime.ToSeconds(query.Request.DepartAfter ?? query.Request.ArriveBy!.Value);
            var asked = query with
            {
                Filter = filter,
                Request = query.Request with
                {
                    Constraints = query.Request.Constraints with { MaxHandlings = maxHandlings },
                },
            };
            var problem =
                Problem(asked, weights, state, time, time + Planner.MostDays * DayBits.DaySeconds, anyWay: true);
            ParetoSearch.Run(problem, state, cancellation);
            return state.Solutions.Count > 0;
        }
        finally
        {
            Unit.Return(state);
        }
    }

    /// <summary>The vectors (arrival, cost, CO2e, handlings) of the Pareto set, without itineraries.</summary>
    public List<(int Arrival, long Cost, long Co2e, int Handlings)> Vectors(
        Query query, int ready, int latest, CancellationToken cancellation, ref int labels)
    {
        var state = Unit.Rent();
        try
        {
            var weights = Unit.WeightsFor(query.Request.Cargo.Count, query.Request.Cargo.GrossMassKg);
            ParetoSearch.Run(Problem(query, weights, state, ready, latest), state, cancellation);
            labels += state.Count;
            return state.Solutions.ConvertAll(s =>
                (state[s].Arrival, state[s].Cost, state[s].Co2e, state[s].Handlings));
        }
        finally
        {
            Unit.Return(state);
        }
    }

    /// <summary>What a query asks of the core.</summary>
    internal SearchProblem Problem(
        Query query, ConsignmentWeights weights, SearchState state, int ready, int latest, bool anyWay = false)
    {
        var problem = Everywhere(query, weights, state, ready);
        Bounds[] bounds;
        DepartureBounds? departures = null;
        if (query.Targets is [{ Seconds: 0, Cost: 0, Co2e: 0 } only])
        {
            bounds = weights.BoundsTo(
                only.Place, RuleOf(query.Request.TwoDrivers), query.Filter, Task(problem, query.Targets, state));
            departures = Unit.Departures.To(only.Place, ready,
                () => BoundsTo(problem, weights, only.Place, query.Request.TwoDrivers).Least);
        }
        else
        {
            bounds = state.BoundsFor(problem.Required);
            Task(problem, query.Targets, state).Compute(bounds);
        }

        return problem with
        {
            Aim = SearchAim.Front,
            ByMet = bounds,
            Departures = departures,
            Targets = query.Targets,
            Latest = latest,
            AnyWay = anyWay,
            ShortListOnly = !anyWay && query.Request.ShortListOnly,
        };
    }

    /// <summary>What a query asks of the core when it has no goal yet.</summary>
    internal SearchProblem Everywhere(Query query, ConsignmentWeights weights, SearchState state, int ready)
    {
        query.Filter.Mark(Unit, state);
        var drivers = new Drivers(
            Unit.Snapshot.Corridor.DriverRules.First(r => r.Id == RuleOf(query.Request.TwoDrivers)));
        return new SearchProblem
        {
            Network = Unit.Network,
            Weights = weights.Core,
            Aim = SearchAim.Arrivals,
            Drivers = drivers,
            Charge = new RestCharge(drivers, Unit.Network),
            Sources = query.Sources,
            Ready = ready,
            Latest = ready + Planner.MostDays * DayBits.DaySeconds,
            MaxHandlings = query.Request.Constraints.MaxHandlings ?? int.MaxValue,
            Required = query.Filter.RequiredMask,
            HasBlocked = query.Filter.Bans.Count > 0,
        };
    }

    /// <summary>Bounds towards a place without bans and requirements, kept for the next request.</summary>
    internal static Bounds BoundsTo(SearchProblem problem, ConsignmentWeights weights, int place, bool twoDrivers) =>
        weights.BoundsTo(place, RuleOf(twoDrivers), null, new BoundsTask
        {
            Network = problem.Network,
            Weights = weights.Core,
            Charge = problem.Charge,
            Targets = [new Terminal(place, 0, 0, 0, 0)],
        })[0];

    /// <summary>The bounds that a request needs; its bans and requirements are marked in the state.</summary>
    private static BoundsTask Task(SearchProblem problem, Terminal[] targets, SearchState state) => new()
    {
        Network = problem.Network,
        Weights = problem.Weights,
        Charge = problem.Charge,
        Targets = targets,
        Blocked = problem.HasBlocked ? state.Blocked : null,
        VertexBlocked = problem.HasBlocked ? state.VertexBlocked : null,
        ArcMask = problem.Required != 0 ? state.ArcMask : null,
    };

    /// <summary>A builder of itineraries of one search.</summary>
    internal ItineraryBuilder Builder(ConsignmentWeights weights, SearchProblem problem) =>
        new(Unit, weights, problem, _samples);

    private static string RuleOf(bool twoDrivers) => twoDrivers ? "two_drivers" : "one_driver";
}
