namespace Throughline.Planning.Core;

/// <summary>Label-setting search for the exact Pareto set of arrival, cost, CO2e and handlings.</summary>
/// <remarks>Labels are taken in the order of (first arrival at the goal that can come of them, cost, CO2e,
/// handlings), so that of the front everything is known that arrives before what is taken. Waiting is free and travel
/// never overtakes: a label that arrives no later at a vertex and is no worse otherwise dominates. A label is dropped
/// when what it can become at best is already matched at the goal. Correctness needs bounds that never exceed the true
/// remainder; a test audits them.</remarks>
internal static class ParetoSearch
{
    /// <summary>Runs the search; solutions stand in <see cref="SearchState.Solutions"/> by arrival.</summary>
    /// <remarks>A quick pass with slack finds a rough front first. It only tells the exact pass what is reachable, so
    /// that this one need not follow what cannot win; the answer does not depend on it.</remarks>
    public static void Run(SearchProblem problem, SearchState state, CancellationToken cancellation)
    {
        state.ForgetGoal();
        if (problem.ShortListOnly)
        {
            ShortListSearch.Run(problem, state, cancellation);
            return;
        }

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
            var number = state.Pop();
            if (number < 0)
                return;
            ref readonly var label = ref state[number];
            // What was closed before the label was made has been asked already.
            if (Pruning.DominatedAt(problem, state, label, label.Compared)
                || label.Vertex != goal && Pruning.CannotWin(problem, state, label))
                continue;
            state.Close(number);
            if (label.Vertex == goal)
            {
                state.Solutions.Add(number);
                state.Known.Add(label.Arrival, label.Cost, label.Co2e, label.Handlings);
                if (problem.AnyWay || problem.Aim == SearchAim.Quickest)
                    return;
                continue;
            }

            Finish(problem, state, number, label.Vertex);
            Expand(problem, state, number, label.Vertex);
        }
    }

    /// <summary>The bounds of a way that begins at a vertex.</summary>
    public static Bounds BoundsAtStart(SearchProblem problem, SearchState state, int vertex) =>
        problem.BoundsOf(problem.Required != 0 ? state.VertexMask[vertex] : (byte)0);

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
            if ((state[label].Mask & problem.Required) != problem.Required)
                return;
            Offer(problem, state, problem.Network.VertexCount, label, -1 - vertex,
                problem.Network.EndAt(vertex, state[label].Arrival) + target.Seconds,
                state[label].Cost + problem.Weights.EndCost[vertex] + target.Cost, state[label].Co2e + target.Co2e,
                state[label].Handlings, problem.Required, default);
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
                        network.Lines[line].NextDeparture(board, state[label].Arrival, out trip, out day);
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
        var time = state[label].Arrival;
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
        var before = state[label].Driver;
        var rested = stop > 0 ? problem.Drivers.AfterStop(before, stop) : before;
        // Stretching a stop is of use only when it lifts a counter that the natural stop does not.
        if (stop > natural && rested == problem.Drivers.AfterStop(before, natural))
            return;
        var outcomes = state.Outcomes;
        var count = problem.Drivers.Drive(rested, problem.Network.ArcSeconds[arc], outcomes, state.OutcomesToBe);
        for (var i = 0; i < count; i++)
        {
            Arrive(problem, state, label, arc,
                state[label].Arrival + stop + problem.Network.ArcSeconds[arc] + outcomes[i].PauseSeconds,
                outcomes[i].State);
        }
    }

    private static void Transfer(SearchProblem problem, SearchState state, int label, int arc)
    {
        var network = problem.Network;
        var time = state[label].Arrival;
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
        var before = state[label].Driver;
        var rested = problem.Drivers.AfterStop(before, natural);
        Arrive(problem, state, label, arc, state[label].Arrival + natural, rested);
        for (var pause = 0; pause < Drivers.Pauses; pause++)
        {
            var seconds = problem.Drivers.PauseSeconds(pause);
            if (natural >= seconds || problem.Drivers.AfterStop(before, seconds) == rested)
                continue;
            Arrive(problem, state, label, arc, state[label].Arrival + (long)seconds,
                problem.Drivers.AfterStop(before, seconds));
        }
    }

    private static void Frequency(SearchProblem problem, SearchState state, int label, int arc)
    {
        if (problem.Network.KeepsDriver[problem.Network.ArcTo[arc]])
            Stop(problem, state, label, arc, problem.Network.ArcSeconds[arc]);
        else
            Arrive(problem, state, label, arc, (long)state[label].Arrival + problem.Network.ArcSeconds[arc], default);
    }

    private static void Timetable(SearchProblem problem, SearchState state, int label, int arc, int trip, int day)
    {
        var network = problem.Network;
        var line = network.Lines[network.ArcGate[arc]];
        var time = state[label].Arrival;
        var arrival = line.Arrival(trip, day, network.ArcAlight[arc]);
        if (!network.KeepsDriver[network.ArcTo[arc]])
        {
            Arrive(problem, state, label, arc, arrival, default);
            return;
        }

        var before = state[label].Driver;
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
        ref readonly var from = ref state[label];
        var mask = problem.Required != 0 ? (byte)(from.Mask | state.ArcMask[arc]) : (byte)0;
        var to = problem.Network.ArcTo[arc];
        if (from.Parent >= 0 && Pruning.ComesBack(problem, state[from.Parent], to, arrival, mask, driver))
            return;
        Offer(problem, state, to, label, arc, arrival,
            from.Cost + problem.Weights.ArcCost[arc], from.Co2e + problem.Weights.ArcCo2e[arc],
            from.Handlings + problem.Network.ArcHandlings[arc], mask, driver);
    }

    /// <summary>The first arrival at the goal that can come of a label: by least seconds, by the charged clock, by
    /// timetables.</summary>
    private static int KeyOf(
        SearchProblem problem, int vertex, int arrival, int remaining, in DriverState driver, byte mask)
    {
        if (problem.Aim == SearchAim.Cost)
            return 0;
        var key = arrival + remaining;
        if (!problem.HasGoal || vertex == problem.Network.VertexCount)
            return key;
        var bounds = problem.BoundsOf(mask);
        var charged = arrival + problem.Charge.Owed(problem.Network.KeepsDriver[vertex], driver)
            + (int)bounds.Charged[(Bounds.Layers - 1) * bounds.Stride + vertex];
        return Math.Max(Math.Max(key, charged), problem.Departures?.From(vertex, arrival) ?? 0);
    }

    private static void Offer(SearchProblem problem, SearchState state, int vertex, int parent, int arc, long arrival,
        long cost, long co2e, int handlings, byte mask, in DriverState driver)
    {
        var remaining = problem.HasGoal ? problem.BoundsOf(mask).Least[vertex] : 0;
        if (remaining == Bounds.Unreachable || arrival + remaining > problem.Latest)
        {
            state.RanOut |= remaining != Bounds.Unreachable;
            return;
        }

        var label = new Label
        {
            Vertex = vertex,
            Parent = parent,
            Arc = arc,
            Arrival = (int)arrival,
            Cost = cost,
            Co2e = co2e,
            Driver = driver,
            Handlings = handlings,
            Key = KeyOf(problem, vertex, (int)arrival, remaining, driver, mask),
            Compared = state.Closed.CountAt(vertex),
            Mask = mask,
        };
        if (!Pruning.CannotWin(problem, state, label) && !Pruning.DominatedAt(problem, state, label, 0))
            state.Push(state.Add(label));
    }
}
