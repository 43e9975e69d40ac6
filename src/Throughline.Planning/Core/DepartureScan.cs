namespace Throughline.Planning.Core;

/// <summary>Goes through the departures of a window from the last one back to the first. Each that brings goods nearer
/// to the goal leaves a step (standing here by then, there by then) at its vertex and at every vertex from which it is
/// reached.</summary>
internal sealed class DepartureScan
{
    private readonly Network _network;
    private readonly int _goal;
    private readonly int[] _least;
    private readonly Departures _departures;
    private readonly int[] _alone;
    private readonly int[] _firstInto;
    private readonly List<(int From, int Seconds)> _into = [];
    private readonly int[][] _times;
    private readonly int[][] _arrivals;
    private readonly int[] _counts;
    private (int Vertex, int Time)[] _queue = new (int, int)[256];

    /// <summary>Prepares a scan.</summary>
    /// <param name="network">The network.</param>
    /// <param name="goal">Index of the place where journeys end.</param>
    /// <param name="least">Least seconds from each vertex, by <see cref="Bounds.Least"/> without bans and
    /// requirements.</param>
    /// <param name="departures">The departures.</param>
    public DepartureScan(Network network, int goal, int[] least, Departures departures)
    {
        _network = network;
        _goal = goal;
        _least = least;
        _departures = departures;
        var vertices = network.VertexCount;
        _alone = new int[vertices];
        _firstInto = new int[vertices + 1];
        for (var v = 0; v < vertices; v++)
        {
            for (var i = network.FirstArcInto[v]; i < network.FirstArcInto[v + 1]; i++)
            {
                var arc = network.ArcInto[i];
                if (network.ArcKinds[arc] != ArcKind.Timetable)
                    _into.Add((network.ArcFrom[arc], (int)Bounds.LeastSeconds(network, arc)));
            }

            _firstInto[v + 1] = _into.Count;
        }

        _times = new int[vertices][];
        _arrivals = new int[vertices][];
        _counts = new int[vertices];
    }

    /// <summary>Scans the window.</summary>
    public DepartureBounds Run()
    {
        WalkAlone();
        for (var v = 0; v < _counts.Length; v++)
        {
            _times[v] = new int[16];
            _arrivals[v] = new int[16];
            if (_least[v] == Bounds.Unreachable)
                continue;
            // Whoever waits until the window is over cannot be there sooner.
            _times[v][0] = _departures.End;
            _arrivals[v][0] = _departures.End + _least[v];
            _counts[v] = 1;
        }

        foreach (ref readonly var departure in _departures.All)
        {
            var first = Bounds.Unreachable;
            for (var arc = departure.FirstArc; arc < departure.EndArc; arc++)
            {
                var arrival = departure.Line.Arrival(departure.Trip, departure.Day, _network.ArcAlight[arc]);
                first = Math.Min(first, From(_network.ArcTo[arc], arrival));
            }

            if (first != Bounds.Unreachable)
                Spread(_network.ArcFrom[departure.FirstArc], departure.Time, first);
        }

        return new DepartureBounds(_times, _arrivals, _counts, _alone);
    }

    private int From(int vertex, int time)
    {
        if (_least[vertex] == Bounds.Unreachable)
            return Bounds.Unreachable;
        var step = StepAt(vertex, time);
        var stepped = step < 0 ? time + _least[vertex] : _arrivals[vertex][step];
        return _alone[vertex] == Bounds.Unreachable ? stepped : Math.Min(stepped, time + _alone[vertex]);
    }

    /// <summary>The last step that is not before an instant, or −1. It lies near the end, as the scan goes back in
    /// time.</summary>
    private int StepAt(int vertex, int time)
    {
        var times = _times[vertex];
        var step = _counts[vertex] - 1;
        while (step >= 0 && times[step] < time)
            step--;
        return step;
    }

    /// <summary>Leaves a step at a vertex and wherever it is reached from in time without a timetable.</summary>
    private void Spread(int vertex, int time, int arrival)
    {
        if (!Insert(vertex, time, arrival))
            return;
        var tail = 0;
        _queue[tail++] = (vertex, time);
        for (var head = 0; head < tail; head++)
        {
            var (to, by) = _queue[head];
            for (var i = _firstInto[to]; i < _firstInto[to + 1]; i++)
            {
                var (from, seconds) = _into[i];
                if (!Insert(from, by - seconds, arrival))
                    continue;
                if (tail == _queue.Length)
                    Array.Resize(ref _queue, tail * 2);
                _queue[tail++] = (from, by - seconds);
            }
        }
    }

    /// <summary>Puts a step among those of a vertex unless one of them is as good.</summary>
    private bool Insert(int vertex, int time, int arrival)
    {
        if (time < _departures.Begin
            || _alone[vertex] != Bounds.Unreachable && time + _alone[vertex] <= arrival)
            return false;
        var before = StepAt(vertex, time);
        if (before >= 0 && _arrivals[vertex][before] <= arrival)
            return false;
        // Steps behind it are earlier; those that arrive no sooner are of no use any more.
        var end = before + 1;
        while (end < _counts[vertex] && _arrivals[vertex][end] >= arrival)
            end++;
        var at = before >= 0 && _times[vertex][before] == time ? before : before + 1;
        Move(vertex, end, at + 1);
        _times[vertex][at] = time;
        _arrivals[vertex][at] = arrival;
        return true;
    }

    /// <summary>Moves the steps of a vertex from one on to another position.</summary>
    private void Move(int vertex, int from, int to)
    {
        var left = _counts[vertex] - from;
        if (to + left > _times[vertex].Length)
        {
            Array.Resize(ref _times[vertex], _times[vertex].Length * 2);
            Array.Resize(ref _arrivals[vertex], _arrivals[vertex].Length * 2);
        }

        if (from != to)
        {
            Array.Copy(_times[vertex], from, _times[vertex], to, left);
            Array.Copy(_arrivals[vertex], from, _arrivals[vertex], to, left);
        }

        _counts[vertex] = to + left;
    }

    /// <summary>Least seconds to the goal without a timetable.</summary>
    private void WalkAlone()
    {
        Array.Fill(_alone, Bounds.Unreachable);
        var queue = new PriorityQueue<int, int>();
        var table = _network.Table;
        for (var v = table.FirstVertex[_goal]; v < table.FirstVertex[_goal + 1]; v++)
        {
            if ((table.Use[v] & VertexUse.End) != VertexUse.End)
                continue;
            _alone[v] = table.EndSeconds[v];
            queue.Enqueue(v, _alone[v]);
        }

        while (queue.TryDequeue(out var v, out var seconds))
        {
            if (seconds > _alone[v])
                continue;
            for (var i = _firstInto[v]; i < _firstInto[v + 1]; i++)
            {
                var (from, more) = _into[i];
                if (seconds + more >= _alone[from])
                    continue;
                _alone[from] = seconds + more;
                queue.Enqueue(from, _alone[from]);
            }
        }
    }
}
