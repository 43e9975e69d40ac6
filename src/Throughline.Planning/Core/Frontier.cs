using System.Numerics;
using System.Runtime.Intrinsics;

namespace Throughline.Planning.Core;

/// <summary>Vectors known to be reachable at the goal, without those that others dominate.</summary>
/// <remarks>Eight are compared at once. For that cost and CO2e are kept as <see cref="float"/> too: rounding keeps the
/// order, so that only those that pass need be compared exactly.</remarks>
internal sealed class Frontier
{
    private const int Lanes = 8;
    private int[] _arrival = new int[64];
    private int[] _handlings = new int[64];
    private long[] _cost = new long[64];
    private long[] _co2e = new long[64];
    private float[] _roundedCost = new float[64];
    private float[] _roundedCo2e = new float[64];

    /// <summary>Number of vectors.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Whether a known vector is no worse in everything and better in something.</summary>
    /// <remarks>What is found first moves to the front: neighbouring labels are mostly dominated by the same
    /// vector.</remarks>
    public bool Dominates(int arrival, long cost, long co2e, int handlings)
    {
        var allCost = Vector256.Create((float)cost);
        var allCo2e = Vector256.Create((float)co2e);
        var allArrival = Vector256.Create(arrival);
        var allHandlings = Vector256.Create(handlings);
        for (var block = 0; block < Count; block += Lanes)
        {
            var passed = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref _roundedCost[block]), allCost).AsInt32()
                & Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref _roundedCo2e[block]), allCo2e).AsInt32()
                & Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref _arrival[block]), allArrival)
                & Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref _handlings[block]), allHandlings);
            for (var bits = passed.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                var i = block + BitOperations.TrailingZeroCount(bits);
                // Behind the last one stand vectors of earlier searches.
                if (i >= Count || _cost[i] > cost || _co2e[i] > co2e
                    || _cost[i] == cost && _co2e[i] == co2e && _arrival[i] == arrival && _handlings[i] == handlings)
                    continue;
                if (block > 0)
                    Swap(i, i / 2);
                return true;
            }
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
                Set(kept++, _arrival[i], _cost[i], _co2e[i], _handlings[i]);
        }

        Count = kept;
        if (Count == _cost.Length)
            Grow();
        Set(Count++, arrival, cost, co2e, handlings);
    }

    private void Set(int i, int arrival, long cost, long co2e, int handlings)
    {
        _arrival[i] = arrival;
        _handlings[i] = handlings;
        _cost[i] = cost;
        _co2e[i] = co2e;
        _roundedCost[i] = cost;
        _roundedCo2e[i] = co2e;
    }

    private void Swap(int a, int b)
    {
        var (arrival, cost, co2e, handlings) = (_arrival[a], _cost[a], _co2e[a], _handlings[a]);
        Set(a, _arrival[b], _cost[b], _co2e[b], _handlings[b]);
        Set(b, arrival, cost, co2e, handlings);
    }

    private void Grow()
    {
        var size = _cost.Length * 2;
        Array.Resize(ref _arrival, size);
        Array.Resize(ref _handlings, size);
        Array.Resize(ref _cost, size);
        Array.Resize(ref _co2e, size);
        Array.Resize(ref _roundedCost, size);
        Array.Resize(ref _roundedCo2e, size);
    }
}
