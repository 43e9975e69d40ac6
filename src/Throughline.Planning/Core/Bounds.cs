namespace Throughline.Planning.Core;

/// <summary>Least remaining seconds, cost and CO2e from every vertex to the end of the journey, for each number of
/// handlings that may still come.</summary>
/// <remarks>Layer k holds the least values over ways with at most k more handlings; the last layer sets no limit. Each
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
    public void Compute(Network network, Weights weights, RestCharge charge, ReadOnlySpan<Terminal> targets)
    {
        Run(network, weights, charge, targets, Criterion.Seconds, Seconds);
        Run(network, weights, charge, targets, Criterion.Charged, Charged);
        Run(network, weights, charge, targets, Criterion.Cost, Cost);
        Run(network, weights, charge, targets, Criterion.Co2e, Co2e);
        for (var v = 0; v < network.VertexCount; v++)
        {
            var least = Seconds[(Layers - 1) * _stride + v];
            Least[v] = least >= Far ? Unreachable : (int)least;
            Gather(v);
        }

        for (var layer = 0; layer < Layers; layer++)
        {
            var end = layer * _stride + network.VertexCount;
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

    private void Run(Network network, Weights weights, RestCharge charge, ReadOnlySpan<Terminal> targets,
        Criterion criterion, long[] values)
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
            else
                Seed(network, weights, charge, targets, criterion, ref size);
            for (var arc = 0; arc < network.ArcCount && layer > 0; arc++)
            {
                var handlings = network.ArcHandlings[arc];
                if (handlings == 0 || handlings > layer)
                    continue;
                var rest = values[at - handlings * _stride + network.ArcTo[arc]];
                if (rest < Far)
                    Offer(at, network.ArcFrom[arc], rest + Step(network, weights, charge, arc, criterion), ref size);
            }

            while (size > 0)
            {
                var v = Take(at, ref size);
                for (var i = network.FirstArcInto[v]; i < network.FirstArcInto[v + 1]; i++)
                {
                    var arc = network.ArcInto[i];
                    if (network.ArcHandlings[arc] == 0 || layer == Layers - 1)
                    {
                        var value = values[at + v] + Step(network, weights, charge, arc, criterion);
                        Offer(at, network.ArcFrom[arc], value, ref size);
                    }
                }
            }
        }
    }

    private void Seed(Network network, Weights weights, RestCharge charge, ReadOnlySpan<Terminal> targets,
        Criterion criterion, ref int size)
    {
        foreach (var target in targets)
        {
            for (var v = network.Table.FirstVertex[target.Place]; v < network.Table.FirstVertex[target.Place + 1]; v++)
            {
                if ((network.Table.Use[v] & VertexUse.End) != VertexUse.End)
                    continue;
                Offer(0, v, criterion switch
                {
                    Criterion.Seconds => network.Table.EndSeconds[v] + target.Seconds,
                    Criterion.Charged => network.Table.EndSeconds[v] + target.Seconds - charge.Most,
                    Criterion.Cost => weights.EndCost[v] + target.Cost,
                    _ => target.Co2e,
                }, ref size);
            }
        }
    }

    private static long Step(Network network, Weights weights, RestCharge charge, int arc, Criterion criterion) =>
        criterion switch
        {
            Criterion.Seconds => LeastSeconds(network, arc),
            Criterion.Charged => charge.Step(network, arc),
            Criterion.Cost => weights.ArcCost[arc],
            _ => weights.ArcCo2e[arc],
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

/// <summary>Charges each driven second its share of a daily rest, so that bounds know of rests to come.</summary>
/// <remarks>The charged clock of a label is its arrival plus what it owes: on a road vehicle the driven part of the
/// day's share, elsewhere the most that can be owed. Along any arc that clock moves by at least <see cref="Step"/>,
/// whatever rests are taken and whatever a stop or a fresh driver forgives.</remarks>
internal readonly struct RestCharge
{
    private readonly int _daily;
    private readonly int _perDay;

    /// <summary>Sets the charge so low that no change on to a road vehicle is shorter than the debt it
    /// forgives.</summary>
    public RestCharge(Drivers drivers, Network network)
    {
        _daily = drivers.DailyRest;
        _perDay = drivers.PerDay;
        var most = _daily;
        for (var arc = 0; arc < network.ArcCount; arc++)
        {
            var onToRoad = network.KeepsDriver[network.ArcTo[arc]] && !network.KeepsDriver[network.ArcFrom[arc]];
            var renewed = network.KeepsDriver[network.ArcTo[arc]] && network.ArcHandlings[arc] > 0;
            if (onToRoad || renewed)
                most = Math.Min(most, network.ArcSeconds[arc]);
        }

        Most = most;
    }

    /// <summary>The most that can be owed, in seconds.</summary>
    public int Most { get; }

    /// <summary>What a label owes, rounded down.</summary>
    public int Owed(bool keepsDriver, in DriverState driver) =>
        keepsDriver ? (int)((long)driver.SinceDaily * Most / _perDay) : Most;

    /// <summary>The least by which an arc moves the charged clock.</summary>
    public long Step(Network network, int arc)
    {
        var seconds = (long)network.ArcSeconds[arc];
        var from = network.KeepsDriver[network.ArcFrom[arc]];
        var to = network.KeepsDriver[network.ArcTo[arc]];
        if (network.ArcDriven[arc])
        {
            // One second is taken off for the rounding of what is owed.
            var driven = seconds + seconds * Most / _perDay - 1;
            return Math.Max(0, driven)
                + (network.ArcCrossing[arc] >= 0
                    ? Stop(network.Crossings[network.ArcCrossing[arc]].Dwell.MedianSeconds)
                    : 0);
        }

        if (from && to)
            return network.ArcHandlings[arc] > 0 ? Math.Max(0, seconds - Most) : Stop(seconds);
        if (to)
            return Math.Max(0, seconds - Most);
        return network.ArcCrossing[arc] >= 0 ? Bounds.LeastSeconds(network, arc) : seconds;
    }

    /// <summary>A stop may forgive the debt when it is, or is stretched to, a daily rest.</summary>
    private long Stop(long seconds) => Math.Min(seconds, Math.Max(seconds, _daily) - Most);
}
