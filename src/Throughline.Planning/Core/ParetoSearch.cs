namespace Throughline.Planning.Core;

/// <summary>Label-setting search for the exact Pareto set of arrival, cost, CO2e and handlings.</summary>
/// <remarks>Labels are taken in the order of (arrival + least remaining time, cost, CO2e, handlings). Waiting is free
/// and travel never overtakes, so a label that is closed earlier at a vertex has arrived no later: dominance there
/// needs the other criteria only. A label is dropped when what it can become at best is already matched at the goal.
/// Correctness needs bounds that never exceed the true remainder; a test audits them.</remarks>
internal static class ParetoSearch
{
    /// <summary>Runs the search; solutions stand in <see cref="SearchState.Solutions"/> by arrival.</summary>
    /// <remarks>A quick pass with slack finds a rough front first. It only tells the exact pass what is reachable, so
    /// that this one need not follow what cannot win; the answer does not depend on it.</remarks>
    public static void Run(SearchProblem problem, SearchState state, CancellationToken cancellation)
    {
        state.ForgetGoal();
        if (!problem.AnyWay && problem.Slack == 0)
            Pass(problem.Quick, state, cancellation);
        Pass(problem, state, cancellation);
    }

    /// <summary>Runs one pass alone. It follows nothing that <see cref="SearchState.Known"/> surpasses already. When it
    /// aims at everywhere, what it finds stands among the closed labels of each vertex.</summary>
    /// <remarks>For <see cref="SearchAim.Cost"/> one label a vertex is enough, and the least cost is exact unless
    /// <see cref="SearchState.RanOut"/> says that time kept a label from going on.</remarks>
    public static void RunOnce(SearchProblem problem, SearchState state, CancellationToken cancellation) =>
        Pass(problem, state, cancellation);

    private static void Pass(SearchProblem problem, SearchState state, CancellationToken cancellation)
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
                || vertex != goal && CannotWin(problem, state, vertex, state.Arrival[label], state.Cost[label],
                    state.Co2e[label], state.Handlings[label], state.Driver[label]))
                continue;
            state.Close(label);
            if (vertex == goal)
            {
                state.Solutions.Add(label);
                state.Known.Add(state.Arrival[label], state.Cost[label], state.Co2e[label], state.Handlings[label]);
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
                if ((table.Use[v] & VertexUse.Start) != VertexUse.Start || problem.HasBlocked && state.VertexBlocked[v])
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
        if ((table.Use[vertex] & VertexUse.End) != VertexUse.End || problem.HasBlocked && state.VertexBlocked[vertex])
            return;
        var place = table.Vertices[vertex].Place;
        foreach (var target in problem.Targets)
        {
            if (target.Place != place)
                continue;
            if ((state.Mask[label] & problem.Required) != problem.Required)
                return;
            Offer(problem, state, problem.Network.VertexCount, label, -1 - vertex,
                problem.Network.EndAt(vertex, state.Arrival[label]) + target.Seconds,
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
                    Frequency(problem, state, label, arc);
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
                        Timetable(problem, state, label, arc, trip, day);
                    else
                        state.RanOut = true;
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
        if (network.ArcCrossing[arc] < 0)
            return;
        for (var pause = 0; pause < Drivers.Pauses; pause++)
        {
            if (stop < problem.Drivers.PauseSeconds(pause))
                Drive(problem, state, label, arc, stop, problem.Drivers.PauseSeconds(pause));
        }
    }

    private static void Drive(
        SearchProblem problem, SearchState state, int label, int arc, long natural, long stop)
    {
        var before = state.Driver[label];
        var rested = stop > 0 ? problem.Drivers.AfterStop(before, stop) : before;
        // Stretching a stop is of use only when it lifts a counter that the natural stop does not.
        if (stop > natural && rested == problem.Drivers.AfterStop(before, natural))
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

        Stop(problem, state, label, arc, stop);
    }

    /// <summary>A stop of the driver: as long as it must be, or stretched to a pause that lifts a counter
    /// more.</summary>
    private static void Stop(SearchProblem problem, SearchState state, int label, int arc, long natural)
    {
        var before = state.Driver[label];
        var rested = problem.Drivers.AfterStop(before, natural);
        Arrive(problem, state, label, arc, state.Arrival[label] + natural, rested);
        for (var pause = 0; pause < Drivers.Pauses; pause++)
        {
            var seconds = problem.Drivers.PauseSeconds(pause);
            if (natural >= seconds || problem.Drivers.AfterStop(before, seconds) == rested)
                continue;
            Arrive(problem, state, label, arc, state.Arrival[label] + (long)seconds,
                problem.Drivers.AfterStop(before, seconds));
        }
    }

    private static void Frequency(SearchProblem problem, SearchState state, int label, int arc)
    {
        if (problem.Network.KeepsDriver[problem.Network.ArcTo[arc]])
            Stop(problem, state, label, arc, problem.Network.ArcSeconds[arc]);
        else
            Arrive(problem, state, label, arc, (long)state.Arrival[label] + problem.Network.ArcSeconds[arc], default);
    }

    private static void Timetable(SearchProblem problem, SearchState state, int label, int arc, int trip, int day)
    {
        var network = problem.Network;
        var line = network.Lines[network.ArcGate[arc]];
        var time = state.Arrival[label];
        var arrival = line.Arrival(trip, day, network.ArcAlight[arc]);
        if (!network.KeepsDriver[network.ArcTo[arc]])
        {
            Arrive(problem, state, label, arc, arrival, default);
            return;
        }

        var before = state.Driver[label];
        var rested = problem.Drivers.AfterStop(before, arrival - time);
        Arrive(problem, state, label, arc, arrival, rested);
        for (var pause = 0; pause < Drivers.Pauses; pause++)
        {
            // The driver may let departures go by until wait and ride make a rest.
            var seconds = problem.Drivers.PauseSeconds(pause);
            if (arrival - time >= seconds || problem.Drivers.AfterStop(before, seconds) == rested)
                continue;
            var later = line.FirstStop(network.ArcBoard[arc], network.ArcAlight[arc], time, seconds, out _, out _);
            if (later != Line.Never)
                Arrive(problem, state, label, arc, later, problem.Drivers.AfterStop(before, later - time));
        }
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
        var remaining = problem.Aim == SearchAim.Front ? problem.Bounds.Least[vertex] : 0;
        if (remaining == Bounds.Unreachable || arrival + remaining > problem.Latest)
        {
            state.RanOut |= remaining != Bounds.Unreachable;
            return;
        }

        if (CannotWin(problem, state, vertex, (int)arrival, cost, co2e, handlings, driver)
            || DominatedAt(problem, state, vertex, (int)arrival, cost, co2e, handlings, mask, driver))
            return;
        var key = problem.Aim == SearchAim.Cost ? 0 : (int)arrival + remaining;
        state.Push(state.Add(
            vertex, parent, arc, (int)arrival, key, cost, co2e, handlings, mask, driver));
    }

    /// <summary>Whether a closed label of the vertex is no worse in everything. Closed ones arrived no later.</summary>
    private static bool DominatedAt(SearchProblem problem, SearchState state, int vertex, int arrival, long cost,
        long co2e, int handlings, byte mask, in DriverState driver)
    {
        if (problem.Aim == SearchAim.Cost)
            return CheaperAt(problem, state, vertex, handlings, mask);
        if (problem.Aim == SearchAim.Arrivals)
            cost = co2e = long.MaxValue;
        if (problem.Slack > 0)
        {
            // The quick pass measures slack against the whole journey, so that short ways are not favoured.
            var last = (Bounds.Layers - 1) * problem.Bounds.Stride + vertex;
            cost += (long)((cost + problem.Bounds.Cost[last]) * problem.Slack);
            co2e += (long)((co2e + problem.Bounds.Co2e[last]) * problem.Slack);
        }

        var drivers = vertex < problem.Network.VertexCount && problem.Network.KeepsDriver[vertex] && problem.Slack == 0;
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

    /// <summary>Whether a cheaper label of the vertex may do all that this one may.</summary>
    private static bool CheaperAt(SearchProblem problem, SearchState state, int vertex, int handlings, byte mask)
    {
        for (var other = state.BagHead[vertex]; other >= 0; other = state.BagNext[other])
        {
            if ((state.Mask[other] & mask) == mask
                && (problem.MaxHandlings == int.MaxValue || state.Handlings[other] <= handlings))
                return true;
        }

        return false;
    }

    /// <summary>Whether the best that can come of a label is already surpassed at the goal, for every number of
    /// handlings that may still come.</summary>
    private static bool CannotWin(SearchProblem problem, SearchState state, int vertex, int arrival, long cost,
        long co2e, int handlings, in DriverState driver)
    {
        if (problem.Aim != SearchAim.Front)
            return handlings > problem.MaxHandlings;
        var bounds = problem.Bounds;
        if (vertex == problem.Network.VertexCount)
            return state.Known.Dominates(arrival, cost, co2e, handlings);
        var charged = arrival + problem.Charge.Owed(problem.Network.KeepsDriver[vertex], driver);
        var slack = problem.Slack;
        long lastCost = -1;
        long lastCo2e = -1;
        long lastSeconds = -1;
        var lastCharged = long.MaxValue;
        for (var layer = 0; layer < Bounds.Layers; layer++)
        {
            var at = layer * bounds.Stride + vertex;
            if (handlings + layer > problem.MaxHandlings)
                return true;
            if (!bounds.Reaches(vertex, layer)
                || bounds.Cost[at] == lastCost && bounds.Co2e[at] == lastCo2e && bounds.Seconds[at] == lastSeconds
                && bounds.Charged[at] == lastCharged)
                continue;
            lastCharged = bounds.Charged[at];
            lastCost = bounds.Cost[at];
            lastCo2e = bounds.Co2e[at];
            lastSeconds = bounds.Seconds[at];
            var bestArrival = Math.Max(arrival + bounds.Seconds[at], charged + bounds.Charged[at]);
            var bestCost = cost + lastCost;
            var bestCo2e = co2e + lastCo2e;
            if (slack > 0)
            {
                bestArrival += (long)((bestArrival - problem.Ready) * slack);
                bestCost += (long)(bestCost * slack);
                bestCo2e += (long)(bestCo2e * slack);
            }

            if (bestArrival <= problem.Latest
                && !state.Known.Dominates(bestArrival, bestCost, bestCo2e, handlings + layer))
                return false;
        }

        return true;
    }
}
