namespace Throughline.Planning.Core;

/// <summary>Vectors known to be reachable at the goal, without those that others dominate.</summary>
internal sealed class Frontier
{
    private int[] _arrival = new int[64];
    private long[] _cost = new long[64];
    private long[] _co2e = new long[64];
    private int[] _handlings = new int[64];

    /// <summary>Number of vectors.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Whether a known vector is no worse in everything and better in something.</summary>
    /// <remarks>What is found first moves to the front: neighbouring labels are mostly dominated by the same
    /// vector.</remarks>
    public bool Dominates(long arrival, long cost, long co2e, int handlings)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_cost[i] > cost || _co2e[i] > co2e || _arrival[i] > arrival || _handlings[i] > handlings
                || _cost[i] == cost && _co2e[i] == co2e && _arrival[i] == arrival && _handlings[i] == handlings)
                continue;
            if (i > 0)
                Swap(i, i / 2);
            return true;
        }

        return false;
    }

    /// <summary>Adds a vector unless one is known that is no worse.</summary>
    public void Add(int arrival, long cost, long co2e, int handlings)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_arrival[i] <= arrival && _cost[i] <= cost && _co2e[i] <= co2e && _handlings[i] <= handlings)
                return;
        }

        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (_arrival[i] < arrival || _cost[i] < cost || _co2e[i] < co2e || _handlings[i] < handlings)
                Copy(i, kept++);
        }

        Count = kept;
        if (Count == _cost.Length)
            Grow();
        _arrival[Count] = arrival;
        _cost[Count] = cost;
        _co2e[Count] = co2e;
        _handlings[Count++] = handlings;
    }

    private void Copy(int from, int to)
    {
        _arrival[to] = _arrival[from];
        _cost[to] = _cost[from];
        _co2e[to] = _co2e[from];
        _handlings[to] = _handlings[from];
    }

    private void Swap(int a, int b)
    {
        (_arrival[a], _arrival[b]) = (_arrival[b], _arrival[a]);
        (_cost[a], _cost[b]) = (_cost[b], _cost[a]);
        (_co2e[a], _co2e[b]) = (_co2e[b], _co2e[a]);
        (_handlings[a], _handlings[b]) = (_handlings[b], _handlings[a]);
    }

    private void Grow()
    {
        Array.Resize(ref _arrival, _arrival.Length * 2);
        Array.Resize(ref _cost, _cost.Length * 2);
        Array.Resize(ref _co2e, _co2e.Length * 2);
        Array.Resize(ref _handlings, _handlings.Length * 2);
    }
}
