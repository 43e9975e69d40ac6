namespace Throughline.Planning.Core;

/// <summary>Decides which labels need not be followed.</summary>
internal static class Pruning
{
    /// <summary>Whether a closed label of the vertex, from one of them on, is no worse in everything.</summary>
    public static bool DominatedAt(SearchProblem problem, SearchState state, in Label label, int from)
    {
        if (state.Closed.CountAt(label.Vertex) <= from)
            return false;
        if (problem.Aim == SearchAim.Cost)
            return CheaperAt(problem, state, label);
        var (cost, co2e) = (label.Cost, label.Co2e);
        if (problem.Aim is SearchAim.Arrivals or SearchAim.Quickest)
            cost = co2e = long.MaxValue;
        var slack = problem.Slack;
        if (slack > 0)
        {
            // The quick pass measures slack against the whole journey, so that short ways are not favoured.
            var bounds = problem.BoundsOf(label.Mask);
            var last = (Bounds.Layers - 1) * bounds.Stride + label.Vertex;
            cost += (long)((cost + bounds.Cost[last]) * slack);
            co2e += (long)((co2e + bounds.Co2e[last]) * slack);
        }

        var network = problem.Network;
        var hasDriver = label.Vertex < network.VertexCount && network.KeepsDriver[label.Vertex] && slack == 0;
        // On the quay a driver can no longer choose to rest, so being early there is no substitute for having rested.
        var mayRest = hasDriver && network.Table.Vertices[label.Vertex].Phase != Phase.Ready;
        // Handlings matter only to a front, or where there may not be too many.
        var freely = problem.Aim != SearchAim.Front && problem.MaxHandlings == int.MaxValue;
        var asked = new Asked
        {
            Arrival = label.Arrival,
            Cost = cost,
            Co2e = co2e,
            Handlings = label.Handlings,
            MostHandlings = freely ? int.MaxValue : label.Handlings,
            CostFirst = problem.Aim == SearchAim.Cheapest,
            Mask = label.Mask,
            Driver = label.Driver,
            HasDriver = hasDriver,
            MayRest = mayRest,
            BeforeBreak = Before(label.Arrival, problem.Drivers.PauseSeconds(0), mayRest),
            BeforeRest = Before(label.Arrival, problem.Drivers.PauseSeconds(1), mayRest),
        };
        return state.Closed.Dominate(state.Labels, problem.Drivers, label.Vertex, from, asked);
    }

    /// <summary>Whether a way that goes back to where it stood two arcs ago has won nothing by it.</summary>
    /// <remarks>The label of two arcs ago is closed, so it would be found among the others of its vertex; one in six
    /// labels is spared the looking for it.</remarks>
    public static bool ComesBack(
        SearchProblem problem, in Label before, int vertex, long arrival, byte mask, in DriverState driver)
    {
        if (before.Vertex != vertex || (before.Mask & mask) != mask)
            return false;
        if (!problem.Network.KeepsDriver[vertex])
            return true;
        var mayRest = problem.Network.Table.Vertices[vertex].Phase != Phase.Ready;
        return problem.Drivers.Dominates(
            before.Driver, driver, mayRest ? (int)Math.Min(int.MaxValue, arrival - before.Arrival) : 0);
    }

    /// <summary>The latest arrival from which so many seconds are left.</summary>
    private static int Before(int arrival, int seconds, bool mayRest) =>
        mayRest ? arrival - seconds : seconds > 0 ? int.MinValue : int.MaxValue;

    /// <summary>Whether a cheaper label of the vertex may do all that this one may.</summary>
    private static bool CheaperAt(SearchProblem problem, SearchState state, in Label label)
    {
        for (var i = state.Closed.CountAt(label.Vertex) - 1; i >= 0; i--)
        {
            ref readonly var other = ref state[state.Closed.At(label.Vertex, i)];
            if ((other.Mask & label.Mask) == label.Mask
                && (problem.MaxHandlings == int.MaxValue || other.Handlings <= label.Handlings))
                return true;
        }

        return false;
    }

    /// <summary>Whether the best that can come of a label is already surpassed at the goal, for every number of
    /// handlings that may still come.</summary>
    public static bool CannotWin(SearchProblem problem, SearchState state, in Label label)
    {
        if (!problem.HasGoal)
            return label.Handlings > problem.MaxHandlings || problem.Horizon is { } horizon && horizon.IsBeyond(
                label, problem.Charge.Owed(problem.Network.KeepsDriver[label.Vertex], label.Driver));
        if (label.Vertex == problem.Network.VertexCount)
            return IsMatched(problem, state, label.Arrival, label.Cost, label.Co2e, label.Handlings);
        var leasts = problem.BoundsOf(label.Mask).LeastAt(label.Vertex);
        if (problem.Aim == SearchAim.Quickest)
            return label.Handlings + leasts[0].Handlings > problem.MaxHandlings;
        var charged = label.Arrival + problem.Charge.Owed(problem.Network.KeepsDriver[label.Vertex], label.Driver);
        var slack = problem.Slack;
        foreach (ref readonly var least in leasts)
        {
            var handlings = label.Handlings + least.Handlings;
            if (handlings > problem.MaxHandlings)
                return true;
            var arrival = Math.Max(
                label.Key, Math.Max((long)label.Arrival + least.Seconds, (long)charged + least.Charged));
            var cost = label.Cost + least.Cost;
            var co2e = label.Co2e + least.Co2e;
            if (slack > 0)
            {
                arrival += (long)((arrival - problem.Ready) * slack);
                cost += (long)(cost * slack);
                co2e += (long)(co2e * slack);
            }

            if (arrival <= problem.Latest && !IsMatched(problem, state, (int)arrival, cost, co2e, handlings))
                return false;
        }

        return true;
    }

    /// <summary>Whether something at the goal is of no use: not wanted, or surpassed.</summary>
    private static bool IsMatched(
        SearchProblem problem, SearchState state, int arrival, long cost, long co2e, int handlings) =>
        problem.Aim != SearchAim.Quickest
        && (problem.ShortListOnly && !state.Region.Wants(arrival, cost, co2e, handlings)
            || state.Known.Dominates(arrival, cost, co2e, handlings));
}
