namespace Throughline.Planning.Core;

/// <summary>Cost and CO2e of every move for one consignment. Immutable.</summary>
internal sealed class Weights
{
    public required long[] ArcCost { get; init; }
    public required long[] ArcCo2e { get; init; }
    /// <summary>Cost of starting at a vertex.</summary>
    public required long[] StartCost { get; init; }
    /// <summary>Cost of ending at a vertex.</summary>
    public required long[] EndCost { get; init; }
}

/// <summary>One place where a journey may begin or end, with the way between it and the real endpoint.</summary>
internal readonly record struct Terminal(int Place, int Seconds, long Metres, long Cost, long Co2e);

/// <summary>Least remaining seconds, cost, CO2e and handlings from every vertex to the end of the journey.</summary>
internal sealed class Bounds
{
    /// <summary>The end cannot be reached.</summary>
    public const int Unreachable = int.MaxValue;

    private readonly int[] _heap;
    private readonly long[] _key;
    private readonly int[] _slot;

    /// <summary>Makes room for a network of this many vertices.</summary>
    public Bounds(int vertices)
    {
        Seconds = new int[vertices + 1];
        Cost = new long[vertices + 1];
        Co2e = new long[vertices + 1];
        Handlings = new int[vertices + 1];
        _heap = new int[vertices];
        _key = new long[vertices];
        _slot = new int[vertices];
    }

    public int[] Seconds { get; }
    public long[] Cost { get; }
    public long[] Co2e { get; }
    public int[] Handlings { get; }

    /// <summary>Computes exact least values of each criterion alone, ignoring hours, timetables' waits and rests.</summary>
    public void Compute(Network network, Weights weights, ReadOnlySpan<Terminal> targets)
    {
        Run(network, weights, targets, 0);
        for (var v = 0; v < network.VertexCount; v++)
            Seconds[v] = _key[v] == long.MaxValue ? Unreachable : (int)_key[v];
        Run(network, weights, targets, 1);
        _key.CopyTo(Cost, 0);
        Run(network, weights, targets, 2);
        _key.CopyTo(Co2e, 0);
        Run(network, weights, targets, 3);
        for (var v = 0; v < network.VertexCount; v++)
            Handlings[v] = _key[v] == long.MaxValue ? Unreachable : (int)_key[v];
        Seconds[^1] = Handlings[^1] = 0;
        Cost[^1] = Co2e[^1] = 0;
    }

    private void Run(Network network, Weights weights, ReadOnlySpan<Terminal> targets, int criterion)
    {
        Array.Fill(_key, long.MaxValue);
        Array.Fill(_slot, -1);
        var size = 0;
        foreach (var target in targets)
        {
            for (var v = network.Table.FirstVertex[target.Place]; v < network.Table.FirstVertex[target.Place + 1]; v++)
            {
                if (!network.Table.Use[v].HasFlag(VertexUse.End))
                    continue;
                var value = criterion switch
                {
                    0 => network.Table.EndSeconds[v] + target.Seconds,
                    1 => weights.EndCost[v] + target.Cost,
                    2 => target.Co2e,
                    _ => 0,
                };
                Offer(v, value, ref size);
            }
        }

        while (size > 0)
        {
            var v = Take(ref size);
            for (var i = network.FirstArcInto[v]; i < network.FirstArcInto[v + 1]; i++)
            {
                var arc = network.ArcInto[i];
                var step = criterion switch
                {
                    0 => LeastSeconds(network, arc),
                    1 => weights.ArcCost[arc],
                    2 => weights.ArcCo2e[arc],
                    _ => network.ArcHandlings[arc],
                };
                Offer(network.ArcFrom[arc], _key[v] + step, ref size);
            }
        }
    }

    private static int LeastSeconds(Network network, int arc) => network.ArcCrossing[arc] >= 0
        ? network.ArcSeconds[arc] + network.Crossings[network.ArcCrossing[arc]].Dwell.MedianSeconds
        : network.ArcSeconds[arc];

    private void Offer(int v, long key, ref int size)
    {
        if (key >= _key[v])
            return;
        _key[v] = key;
        var at = _slot[v] >= 0 ? _slot[v] : size++;
        while (at > 0)
        {
            var up = (at - 1) >> 1;
            if (_key[_heap[up]] <= key)
                break;
            Put(_heap[up], at);
            at = up;
        }

        Put(v, at);
    }

    private int Take(ref int size)
    {
        var top = _heap[0];
        _slot[top] = -1;
        var last = _heap[--size];
        if (size == 0)
            return top;
        var at = 0;
        while (true)
        {
            var child = 2 * at + 1;
            if (child >= size)
                break;
            if (child + 1 < size && _key[_heap[child + 1]] < _key[_heap[child]])
                child++;
            if (_key[_heap[child]] >= _key[last])
                break;
            Put(_heap[child], at);
            at = child;
        }

        Put(last, at);
        return top;
    }

    private void Put(int v, int at)
    {
        _heap[at] = v;
        _slot[v] = at;
    }
}
