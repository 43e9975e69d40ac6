namespace Throughline.Planning.Core;

/// <summary>What one search needs besides the network.</summary>
internal sealed class SearchProblem
{
    public required Network Network { get; init; }
    public required Weights Weights { get; init; }
    public required Bounds Bounds { get; init; }
    public required Drivers Drivers { get; init; }
    public required Terminal[] Sources { get; init; }
    public required Terminal[] Targets { get; init; }
    /// <summary>The instant at which the goods are ready.</summary>
    public required int Ready { get; init; }
    /// <summary>Nothing that arrives later is looked at.</summary>
    public required int Latest { get; init; }
    public int MaxHandlings { get; init; } = int.MaxValue;
    /// <summary>Requirements that a journey must meet, as bits.</summary>
    public byte Required { get; init; }
    /// <summary>Some arcs are blocked; <see cref="SearchState.Blocked"/> is filled.</summary>
    public bool HasBlocked { get; init; }
    /// <summary>Stop at the first way found: only whether there is one matters.</summary>
    public bool AnyWay { get; init; }
}

/// <summary>Label-setting search for the exact Pareto set of arrival, cost, CO2e and handlings.</summary>
/// <remarks>Labels are taken in the order of (arrival + least remaining time, cost, CO2e, handlings). Waiting is free
/// and travel never overtakes, so a label that is closed earlier at a vertex has arrived no later: dominance there
/// needs the other criteria only. A label is dropped when what it can become at best is already matched at the goal.
/// Correctness needs bounds that never exceed the true remainder; a test audits them.</remarks>
internal static class ParetoSearch
{
    /// <summary>Runs the search; solutions stand in <see cref="SearchState.Solutions"/> by arrival.</summary>
    public static void Run(SearchProblem problem, SearchState state, CancellationToken cancellation)
    {
        state.Reset();
        Start(problem, state);
        var goal = problem.Network.VertexCount;
        for (var taken = 0; ; taken++)
        {
            if ((taken & 0x3FF) == 0x3FF)
                cancellation.ThrowIfCancellationRequested();
            var label = state.Pop();
            if (label < 0)
                return;
            var vertex = state.Vertex[label];
            if (DominatedAt(problem, state, vertex, state.Arrival[label], state.Cost[label], state.Co2e[label],
                    state.Handlings[label], state.Mask[label], state.Driver[label])
                || vertex != goal && DominatedAtGoal(problem, state, vertex, state.Cost[label], state.Co2e[label],
                    state.Handlings[label]))
                continue;
            state.Close(label);
            if (vertex == goal)
            {
                state.Solutions.Add(label);
                if (problem.AnyWay)
                    return;
                continue;
            }

            Finish(problem, state, label, vertex);
            Expand(problem, state, label, vertex);
        }
    }

    private static void Start(SearchProblem problem, SearchState state)
    {
        var table = problem.Network.Table;
        foreach (var source in problem.Sources)
        {
            for (var v = table.FirstVertex[source.Place]; v < table.FirstVertex[source.Place + 1]; v++)
            {
                if (!table.Use[v].HasFlag(VertexUse.Start) || problem.HasBlocked && state.VertexBlocked[v])
                    continue;
                var time = problem.Ready + source.Seconds;
                if (table.StartGate[v] >= 0)
                {
                    var gate = problem.Network.Gates[table.StartGate[v]];
                    time = gate.Hours.NextOpen(time, gate.Zone);
                }

                var mask = problem.Required != 0 ? state.VertexMask[v] : (byte)0;
                Offer(problem, state, v, -1, -1 - v, (long)time + table.StartSeconds[v],
                    source.Cost + problem.Weights.StartCost[v], source.Co2e, 0, mask, default);
            }
        }
    }

    /// <summary>Ends the journey at this vertex when it belongs to the goal.</summary>
    private static void Finish(SearchProblem problem, SearchState state, int label, int vertex)
    {
        var table = problem.Network.Table;
        if (!table.Use[vertex].HasFlag(VertexUse.End) || problem.HasBlocked && state.VertexBlocked[vertex])
            return;
        var place = table.Vertices[vertex].Place;
        foreach (var target in problem.Targets)
        {
            if (target.Place != place)
                continue;
            if ((state.Mask[label] & problem.Required) != problem.Required)
                return;
            var time = state.Arrival[label];
            if (table.EndGate[vertex] >= 0)
            {
                var gate = problem.Network.Gates[table.EndGate[vertex]];
                time = gate.Hours.NextOpen(time, gate.Zone);
            }

            Offer(problem, state, problem.Network.VertexCount, label, -1 - vertex,
                (long)time + table.EndSeconds[vertex] + target.Seconds,
                state.Cost[label] + problem.Weights.EndCost[vertex] + target.Cost, state.Co2e[label] + target.Co2e,
                state.Handlings[label], problem.Required, default);
        }
    }

    private static void Expand(SearchProblem problem, SearchState state, int label, int vertex)
    {
        var network = problem.Network;
        var line = -1;
        var board = -1;
        var trip = -1;
        var day = 0;
        for (var arc = network.FirstArc[vertex]; arc < network.FirstArc[vertex + 1]; arc++)
        {
            if (problem.HasBlocked && state.Blocked[arc])
                continue;
            switch (network.ArcKinds[arc])
            {
                case ArcKind.Run:
                    Run(problem, state, label, arc);
                    break;
                case ArcKind.Transfer:
                    Transfer(problem, state, label, arc);
                    break;
                case ArcKind.Frequency:
                    Ride(problem, state, label, arc, (long)state.Arrival[label] + network.ArcSeconds[arc]);
                    break;
                default:
                    // Rides of one line from one stop lie together and share the departure.
                    if (network.ArcGate[arc] != line || network.ArcBoard[arc] != board)
                    {
                        line = network.ArcGate[arc];
                        board = network.ArcBoard[arc];
                        network.Lines[line].NextDeparture(board, state.Arrival[label], out trip, out day);
                    }

                    if (trip >= 0)
                        Ride(problem, state, label, arc, network.Lines[line].Arrival(trip, day, network.ArcAlight[arc]));
                    break;
            }
        }
    }

    private static void Run(SearchProblem problem, SearchState state, int label, int arc)
    {
        var network = problem.Network;
        var time = state.Arrival[label];
        var stop = 0L;
        if (network.ArcCrossing[arc] >= 0)
        {
            ref readonly var crossing = ref network.Crossings[network.ArcCrossing[arc]];
            var open = crossing.NextOpen(time);
            if (open == DirectedCrossing.Never)
                return;
            stop = (long)open - time + crossing.Dwell.MedianSeconds;
        }

        if (!network.ArcDriven[arc])
        {
            Arrive(problem, state, label, arc, time + stop + network.ArcSeconds[arc], default);
            return;
        }

        Drive(problem, state, label, arc, stop, stop);
        if (!network.ArcStretch[arc])
            return;
        if (stop < problem.Drivers.DailyRest)
            Drive(problem, state, label, arc, stop, problem.Drivers.DailyRest);
        if (stop < problem.Drivers.WeeklyRest)
            Drive(problem, state, label, arc, stop, problem.Drivers.WeeklyRest);
    }

    private static void Drive(
        SearchProblem problem, SearchState state, int label, int arc, long natural, long stop)
    {
        var before = state.Driver[label];
        var rested = stop > 0 ? problem.Drivers.AfterStop(before, (int)stop) : before;
        // Stretching a stop is of use only when it lifts a counter that the natural stop does not.
        if (stop > natural && rested == problem.Drivers.AfterStop(before, (int)natural))
            return;
        Span<DriveOutcome> outcomes = stackalloc DriveOutcome[Drivers.MostOutcomes];
        var count = problem.Drivers.Drive(rested, problem.Network.ArcSeconds[arc], outcomes);
        for (var i = 0; i < count; i++)
        {
            Arrive(problem, state, label, arc,
                state.Arrival[label] + stop + problem.Network.ArcSeconds[arc] + outcomes[i].PauseSeconds,
                outcomes[i].State);
        }
    }

    private static void Transfer(SearchProblem problem, SearchState state, int label, int arc)
    {
        var network = problem.Network;
        var time = state.Arrival[label];
        var begin = time;
        if (network.ArcGate[arc] >= 0)
        {
            var gate = network.Gates[network.ArcGate[arc]];
            begin = gate.Hours.NextOpen(time, gate.Zone);
        }

        var stop = (long)begin - time + network.ArcSeconds[arc];
        if (!network.KeepsDriver[network.ArcTo[arc]] || network.ArcHandlings[arc] > 0)
        {
            Arrive(problem, state, label, arc, time + stop, default);
            return;
        }

        var before = state.Driver[label];
        var rested = problem.Drivers.AfterStop(before, (int)stop);
        Arrive(problem, state, label, arc, time + stop, rested);
        if (!network.ArcStretch[arc])
            return;
        Stretch(problem, state, label, arc, stop, problem.Drivers.DailyRest, before, rested);
        Stretch(problem, state, label, arc, stop, problem.Drivers.WeeklyRest, before, rested);
    }

    private static void Stretch(SearchProblem problem, SearchState state, int label, int arc, long natural, int rest,
        in DriverState before, in DriverState rested)
    {
        if (natural >= rest)
            return;
        var after = problem.Drivers.AfterStop(before, rest);
        if (after != rested)
            Arrive(problem, state, label, arc, state.Arrival[label] + (long)rest, after);
    }

    private static void Ride(SearchProblem problem, SearchState state, int label, int arc, long arrival)
    {
        var driver = problem.Network.KeepsDriver[problem.Network.ArcTo[arc]]
            ? problem.Drivers.AfterStop(state.Driver[label], (int)Math.Min(arrival - state.Arrival[label], int.MaxValue))
            : default;
        Arrive(problem, state, label, arc, arrival, driver);
    }

    private static void Arrive(
        SearchProblem problem, SearchState state, int label, int arc, long arrival, in DriverState driver)
    {
        var mask = problem.Required != 0 ? (byte)(state.Mask[label] | state.ArcMask[arc]) : (byte)0;
        Offer(problem, state, problem.Network.ArcTo[arc], label, arc, arrival,
            state.Cost[label] + problem.Weights.ArcCost[arc], state.Co2e[label] + problem.Weights.ArcCo2e[arc],
            state.Handlings[label] + problem.Network.ArcHandlings[arc], mask, driver);
    }

    private static void Offer(SearchProblem problem, SearchState state, int vertex, int parent, int arc, long arrival,
        long cost, long co2e, int handlings, byte mask, in DriverState driver)
    {
        var remaining = problem.Bounds.Seconds[vertex];
        if (remaining == Bounds.Unreachable || arrival + remaining > problem.Latest
            || (long)handlings + problem.Bounds.Handlings[vertex] > problem.MaxHandlings)
            return;
        if (DominatedAt(problem, state, vertex, (int)arrival, cost, co2e, handlings, mask, driver)
            || DominatedAtGoal(problem, state, vertex, cost, co2e, handlings))
            return;
        state.Push(state.Add(
            vertex, parent, arc, (int)arrival, (int)arrival + remaining, cost, co2e, handlings, mask, driver));
    }

    /// <summary>Whether a closed label of the vertex is no worse in everything. Closed ones arrived no later.</summary>
    private static bool DominatedAt(SearchProblem problem, SearchState state, int vertex, int arrival, long cost,
        long co2e, int handlings, byte mask, in DriverState driver)
    {
        var drivers = vertex < problem.Network.VertexCount && problem.Network.KeepsDriver[vertex];
        // On the quay a driver can no longer choose to rest, so being early there is no substitute for having rested.
        var mayRest = drivers && problem.Network.Table.Vertices[vertex].Phase != Phase.Ready;
        for (var other = state.BagHead[vertex]; other >= 0; other = state.BagNext[other])
        {
            if (state.Cost[other] <= cost && state.Co2e[other] <= co2e && state.Handlings[other] <= handlings
                && (state.Mask[other] & mask) == mask
                && (!drivers || problem.Drivers.Dominates(
                    state.Driver[other], driver, mayRest ? arrival - state.Arrival[other] : 0)))
                return true;
        }

        return false;
    }

    /// <summary>Whether the best that can come of a label is already matched at the goal, no later.</summary>
    private static bool DominatedAtGoal(
        SearchProblem problem, SearchState state, int vertex, long cost, long co2e, int handlings)
    {
        var leastCost = cost + problem.Bounds.Cost[vertex];
        var leastCo2e = co2e + problem.Bounds.Co2e[vertex];
        var leastHandlings = handlings + problem.Bounds.Handlings[vertex];
        for (var other = state.BagHead[problem.Network.VertexCount]; other >= 0; other = state.BagNext[other])
        {
            if (state.Cost[other] <= leastCost && state.Co2e[other] <= leastCo2e
                && state.Handlings[other] <= leastHandlings)
                return true;
        }

        return false;
    }
}
