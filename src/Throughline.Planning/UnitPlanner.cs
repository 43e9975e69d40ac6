using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Searches the network of one load unit and builds the itineraries.</summary>
internal sealed class UnitPlanner
{
    private readonly SampleStore _samples;
    private readonly ReliabilityEvaluator _evaluator;

    /// <summary>Makes a planner of a network.</summary>
    public UnitPlanner(UnitNetwork unit)
    {
        Unit = unit;
        _samples = new SampleStore(unit.Snapshot);
        _evaluator = new ReliabilityEvaluator(unit.Network);
    }

    /// <summary>The network.</summary>
    public UnitNetwork Unit { get; }

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
            var itineraries = new List<Itinerary>(state.Solutions.Count);
            foreach (var solution in state.Solutions)
            {
                cancellation.ThrowIfCancellationRequested();
                itineraries.Add(new ItineraryBuilder(Unit, weights, problem, _samples)
                    .Build(state, solution, deadline, _evaluator));
            }

            return itineraries;
        }
        finally
        {
            Unit.Return(state);
        }
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
                (state.Arrival[s], state.Cost[s], state.Co2e[s], state.Handlings[s]));
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
        query.Filter.Mark(Unit, state);
        var rule = query.Request.TwoDrivers ? "two_drivers" : "one_driver";
        var drivers = new Drivers(Unit.Snapshot.Corridor.DriverRules.First(r => r.Id == rule));
        var charge = new RestCharge(drivers, Unit.Network);
        Bounds bounds;
        if (query.Targets is [{ Seconds: 0, Cost: 0, Co2e: 0 } only])
        {
            bounds = weights.BoundsTo(only.Place, rule, charge);
        }
        else
        {
            bounds = state.Bounds;
            bounds.Compute(Unit.Network, weights.Core, charge, query.Targets);
        }

        return new SearchProblem
        {
            Network = Unit.Network,
            Weights = weights.Core,
            Bounds = bounds,
            Drivers = drivers,
            Charge = charge,
            Sources = query.Sources,
            Targets = query.Targets,
            Ready = ready,
            Latest = latest,
            MaxHandlings = query.Request.Constraints.MaxHandlings ?? int.MaxValue,
            Required = query.Filter.RequiredMask,
            HasBlocked = query.Filter.Bans.Count > 0,
            AnyWay = anyWay,
        };
    }
}
