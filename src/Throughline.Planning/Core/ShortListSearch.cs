namespace Throughline.Planning.Core;

/// <summary>Searches the part of the Pareto set that a short list needs, without the rest.</summary>
/// <remarks>The part is given by a region (<see cref="ShortListRegion"/>) that holds, with an end of a journey,
/// everything that dominates it. So a label that cannot end there leads to nothing that is wanted, and a label that is
/// dominated leads to nothing that the one that dominates it does not give: the answer is exactly what of the whole set
/// lies in the region.</remarks>
internal static class ShortListSearch
{
    /// <summary>From so many labels of the first arrivals on a quick pass with slack is worth its time.</summary>
    private const int LongSearch = 2_000;

    /// <summary>Runs the search; solutions stand in <see cref="SearchState.Solutions"/> by arrival.</summary>
    public static void Run(SearchProblem problem, SearchState state, CancellationToken cancellation)
    {
        var region = state.Region;
        region.SetLeast(Least(problem, state));
        ParetoSearch.RunOnce(problem.Quickest, state, cancellation);
        if (state.Solutions.Count == 0)
            return;
        var first = state[state.Solutions[0]];
        region.SetLatest(problem.Ready, first.Arrival);
        var fewest = first;
        var labels = state.Count;
        if (first.Handlings > region.Handlings)
        {
            var few = problem.QuickestWithin(region.Handlings);
            ParetoSearch.RunOnce(few, state, cancellation);
            labels += state.Count;
            if (state.Solutions.Count > 0)
                fewest = state[state.Solutions[0]];
        }

        region.SetFewest(fewest.Arrival);
        state.ForgetGoal();
        state.Known.Add(first.Arrival, first.Cost, first.Co2e, first.Handlings);
        state.Known.Add(fewest.Arrival, fewest.Cost, fewest.Co2e, fewest.Handlings);
        if (labels > LongSearch)
            ParetoSearch.RunOnce(problem.Quick, state, cancellation);
        ParetoSearch.RunOnce(problem, state, cancellation);
        if (!region.IsReached(state))
            SearchAll(problem, state, cancellation);
    }

    /// <summary>The least of each criterion that the bounds know of.</summary>
    private static (long Cost, long Co2e, int Handlings) Least(SearchProblem problem, SearchState state)
    {
        var table = problem.Network.Table;
        var (cost, co2e, handlings) = (long.MaxValue, long.MaxValue, int.MaxValue);
        foreach (var source in problem.Sources)
        {
            for (var v = table.FirstVertex[source.Place]; v < table.FirstVertex[source.Place + 1]; v++)
            {
                if ((table.Use[v] & VertexUse.Start) != VertexUse.Start || problem.HasBlocked && state.VertexBlocked[v])
                    continue;
                foreach (ref readonly var least in ParetoSearch.BoundsAtStart(problem, state, v).LeastAt(v))
                {
                    if (least.Handlings > problem.MaxHandlings)
                        break;
                    handlings = Math.Min(handlings, least.Handlings);
                    cost = Math.Min(cost, source.Cost + problem.Weights.StartCost[v] + least.Cost);
                    co2e = Math.Min(co2e, source.Co2e + least.Co2e);
                }
            }
        }

        return (cost, co2e, handlings);
    }

    /// <summary>What is least without a clock cannot be had in time, or not with so few handlings: only the whole set
    /// tells what is.</summary>
    private static void SearchAll(SearchProblem problem, SearchState state, CancellationToken cancellation)
    {
        ParetoSearch.Run(problem with { ShortListOnly = false }, state, cancellation);
        var (cost, co2e, handlings) = (long.MaxValue, long.MaxValue, int.MaxValue);
        var arrival = int.MaxValue;
        foreach (var s in state.Solutions)
        {
            ref readonly var label = ref state[s];
            (cost, co2e) = (Math.Min(cost, label.Cost), Math.Min(co2e, label.Co2e));
            // By arrival: the first with so few handlings is the fastest of those.
            if (label.Handlings < handlings)
                (handlings, arrival) = (label.Handlings, label.Arrival);
        }

        var region = state.Region;
        region.SetLeast((cost, co2e, handlings));
        region.SetFewest(arrival);
        state.Solutions.RemoveAll(
            s => !region.Wants(state[s].Arrival, state[s].Cost, state[s].Co2e, state[s].Handlings));
    }
}

/// <summary>What a short list wants: what is nearly as fast as can be, what costs least, what emits least, and the
/// fastest with the fewest handlings.</summary>
internal sealed class ShortListRegion
{
    /// <summary>Most by which the duration may exceed the shortest one, in per cent.</summary>
    private const int SlackPercent = 25;

    private int _latest;
    private int _fewest;
    private long _cost;
    private long _co2e;

    /// <summary>The fewest handlings.</summary>
    public int Handlings { get; private set; }

    /// <summary>Sets the least cost, CO2e and handlings.</summary>
    public void SetLeast((long Cost, long Co2e, int Handlings) least) => (_cost, _co2e, Handlings) = least;

    /// <summary>Sets the first arrival of all.</summary>
    public void SetLatest(int ready, int first) =>
        _latest = ready + (int)((long)(first - ready) * (100 + SlackPercent) / 100);

    /// <summary>Sets the first arrival with the fewest handlings.</summary>
    public void SetFewest(int arrival) => _fewest = arrival;

    /// <summary>Whether an end of a journey lies in the region.</summary>
    public bool Wants(int arrival, long cost, long co2e, int handlings) => arrival <= _latest || cost <= _cost
        || co2e <= _co2e || handlings <= Handlings && arrival <= _fewest;

    /// <summary>Whether a search has found the least of each criterion.</summary>
    public bool IsReached(SearchState state)
    {
        var (cheap, clean, few) = (false, false, false);
        foreach (var s in state.Solutions)
        {
            cheap |= state[s].Cost <= _cost;
            clean |= state[s].Co2e <= _co2e;
            few |= state[s].Handlings <= Handlings;
        }

        return cheap && clean && few;
    }
}
