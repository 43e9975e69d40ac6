namespace Throughline.Planning.Core;

/// <summary>Least remaining seconds, cost and CO2e from every vertex to the end of the journey, for each number of
/// handlings that may still come.</summary>
/// <remarks>What a request bans is left out. A request that must touch something has bounds for each set of
/// requirements that are met already (<see cref="BoundsTask"/>): what still must be touched may lie far off the way,
/// and without those bounds the search would follow everything that could only win by leaving it out.
/// Layer k holds the least values over ways with at most k more handlings; the last layer sets no limit. Each
/// value is exact for its criterion alone, with hours, waits for timetables and rests left out, so it never exceeds
/// the truth. A second clock counts rests in advance: every driven second is charged its share of a daily rest, and
/// what a stop or a change of vehicle may give back is taken off (docs/decisions/0002-search.md).</remarks>
internal sealed class Bounds
{
    /// <summary>Layers of handlings: 0 to 5 more, and any number.</summary>
    public const int Layers = 7;

    /// <summary>The end cannot be reached.</summary>
    public const int Unreachable = int.MaxValue;

    private const long Far = long.MaxValue / 4;
    private readonly int _stride;
    private readonly Remainder[] _least;
    private readonly byte[] _leastCount;
    private readonly int[] _heap;
    private readonly int[] _slot;
    private long[] _key = [];

    /// <summary>Bounds of a search that has no goal.</summary>
    public static Bounds None { get; } = new(0);

    /// <summary>Makes room for several bounds of a network.</summary>
    public static Bounds[] Several(int vertices, int count)
    {
        var bounds = new Bounds[count];
        for (var i = 0; i < count; i++)
            bounds[i] = new Bounds(vertices);
        return bounds;
    }

    /// <summary>Makes room for a network of this many vertices.</summary>
    public Bounds(int vertices)
    {
        _stride = vertices + 1;
        Least = new int[_stride];
        Seconds = new long[_stride * Layers];
        Charged = new long[_stride * Layers];
        Cost = new long[_stride * Layers];
        Co2e = new long[_stride * Layers];
        _least = new Remainder[vertices * Layers];
        _leastCount = new byte[vertices];
        _heap = new int[vertices];
        _slot = new int[vertices];
    }

    /// <summary>Least seconds with any number of handlings.</summary>
    public int[] Least { get; }
    /// <summary>Least seconds by layer; vertex v of layer k is <c>[k * Stride + v]</c>.</summary>
    public long[] Seconds { get; }
    /// <summary>Least difference between the arrival and the charged clock, by layer.</summary>
    public long[] Charged { get; }
    /// <summary>Least cost by layer.</summary>
    public long[] Cost { get; }
    /// <summary>Least CO2e by layer.</summary>
    public long[] Co2e { get; }
    /// <summary>Entries of one layer.</summary>
    public int Stride => _stride;

    /// <summary>Whether the end can be reached from a vertex with so many more handlings.</summary>
    public bool Reaches(int vertex, int layer) => Seconds[layer * _stride + vertex] < Far;

    /// <summary>The least remainders of a vertex, by handlings, without those that repeat the one before.</summary>
    public ReadOnlySpan<Remainder> LeastAt(int vertex) => _least.AsSpan(vertex * Layers, _leastCount[vertex]);

    /// <summary>Computes all bounds.</summary>
    public void Compute(BoundsTask task)
    {
        Run(task, Criterion.Seconds, Seconds);
        Run(task, Criterion.Charged, Charged);
        Run(task, Criterion.Cost, Cost);
        Run(task, Criterion.Co2e, Co2e);
        var vertices = task.Network.VertexCount;
        for (var v = 0; v < vertices; v++)
        {
            var least = Seconds[(Layers - 1) * _stride + v];
            Least[v] = least >= Far ? Unreachable : (int)least;
            Gather(v);
        }

        for (var layer = 0; layer < Layers; layer++)
        {
            var end = layer * _stride + vertices;
            Seconds[end] = Charged[end] = Cost[end] = Co2e[end] = 0;
        }
    }

    /// <summary>Puts side by side what the search asks of a vertex.</summary>
    private void Gather(int vertex)
    {
        var count = 0;
        for (var layer = 0; layer < Layers; layer++)
        {
            if (!Reaches(vertex, layer))
                continue;
            var at = layer * _stride + vertex;
            var least = new Remainder(Cost[at], Co2e[at], (int)Seconds[at], (int)Charged[at], layer);
            var before = vertex * Layers + count - 1;
            if (count == 0 || _least[before] with { Handlings = layer } != least)
                _least[vertex * Layers + count++] = least;
        }

        _leastCount[vertex] = (byte)count;
    }

    private enum Criterion
    {
        Seconds,
        Charged,
        Cost,
        Co2e,
    }

    private void Run(BoundsTask task, Criterion criterion, long[] values)
    {
        _key = values;
        Array.Fill(values, Far);
        for (var layer = 0; layer < Layers; layer++)
        {
            var size = 0;
            var at = layer * _stride;
            Array.Fill(_slot, -1);
            if (layer > 0)
                Array.Copy(values, at - _stride, values, at, _stride);
            else if (task.Met == task.Required)
                Seed(task, criterion, ref size);
            EnterLayer(task, criterion, values, layer, ref size);
            Settle(task, criterion, values, layer, size);
        }
    }

    /// <summary>Goes back over the arcs that come from another layer, or that meet a requirement.</summary>
    private void EnterLayer(BoundsTask task, Criterion criterion, long[] values, int layer, ref int size)
    {
        var network = task.Network;
        for (var arc = 0; arc < network.ArcCount; arc++)
        {
            var handlings = network.ArcHandlings[arc];
            var met = task.MetAfter(arc);
            if (met == task.Met && handlings == 0 || task.IsBlocked(arc))
                continue;
            // After a requirement is met its bounds hold, and those are complete: also for any number of handlings.
            var left = met != task.Met && layer == Layers - 1 ? layer : layer - handlings;
            if (left < 0)
                continue;
            var rest = (met == task.Met ? values : task.ByMet[met].Of(criterion))[left * _stride + network.ArcTo[arc]];
            if (rest < Far)
                Offer(layer * _stride, network.ArcFrom[arc], rest + Step(task, arc, criterion), ref size);
        }
    }

    private void Settle(BoundsTask task, Criterion criterion, long[] values, int layer, int size)
    {
        var network = task.Network;
        var at = layer * _stride;
        while (size > 0)
        {
            var v = Take(at, ref size);
            for (var i = network.FirstArcInto[v]; i < network.FirstArcInto[v + 1]; i++)
            {
                var arc = network.ArcInto[i];
                if ((network.ArcHandlings[arc] == 0 || layer == Layers - 1)
                    && !task.IsBlocked(arc) && task.MetAfter(arc) == task.Met)
                    Offer(at, network.ArcFrom[arc], values[at + v] + Step(task, arc, criterion), ref size);
            }
        }
    }

    private void Seed(BoundsTask task, Criterion criterion, ref int size)
    {
        var table = task.Network.Table;
        foreach (var target in task.Targets)
        {
            for (var v = table.FirstVertex[target.Place]; v < table.FirstVertex[target.Place + 1]; v++)
            {
                if ((table.Use[v] & VertexUse.End) != VertexUse.End || task.VertexBlocked?[v] == true)
                    continue;
                Offer(0, v, criterion switch
                {
                    Criterion.Seconds => table.EndSeconds[v] + target.Seconds,
                    Criterion.Charged => table.EndSeconds[v] + target.Seconds - task.Charge.Most,
                    Criterion.Cost => task.Weights.EndCost[v] + target.Cost,
                    _ => target.Co2e,
                }, ref size);
            }
        }
    }

    private long[] Of(Criterion criterion) => criterion switch
    {
        Criterion.Seconds => Seconds,
        Criterion.Charged => Charged,
        Criterion.Cost => Cost,
        _ => Co2e,
    };

    private static long Step(BoundsTask task, int arc, Criterion criterion) =>
        criterion switch
        {
            Criterion.Seconds => LeastSeconds(task.Network, arc),
            Criterion.Charged => task.Charge.Step(task.Network, arc),
            Criterion.Cost => task.Weights.ArcCost[arc],
            _ => task.Weights.ArcCo2e[arc],
        };

    /// <summary>Least seconds of an arc.</summary>
    public static long LeastSeconds(Network network, int arc) => network.ArcCrossing[arc] >= 0
        ? network.ArcSeconds[arc] + network.Crossings[network.ArcCrossing[arc]].Dwell.MedianSeconds
        : network.ArcSeconds[arc];

    private void Offer(int layer, int v, long key, ref int size)
    {
        if (key >= _key[layer + v])
            return;
        _key[layer + v] = key;
        var at = _slot[v] >= 0 ? _slot[v] : size++;
        while (at > 0)
        {
            var up = (at - 1) >> 1;
            if (_key[layer + _heap[up]] <= key)
                break;
            Put(_heap[up], at);
            at = up;
        }

        Put(v, at);
    }

    private int Take(int layer, ref int size)
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
            if (child + 1 < size && _key[layer + _heap[child + 1]] < _key[layer + _heap[child]])
                child++;
            if (_key[layer + _heap[child]] >= _key[layer + last])
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

/// <summary>The least that is left of a journey with so many more handlings.</summary>
internal readonly record struct Remainder(long Cost, long Co2e, int Seconds, int Charged, int Handlings);
