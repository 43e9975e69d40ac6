using System.Numerics;
using System.Runtime.Intrinsics;

namespace Throughline.Planning.Core;

/// <summary>The closed labels of every vertex, laid out so that eight are compared at once.</summary>
/// <remarks>Most of the time of a search goes into asking whether a closed label dominates a new one. The labels of a
/// vertex lie in blocks of eight, one row of a block for each thing compared. Cost and CO2e stand there as
/// <see cref="float"/>: rounding keeps the order, so what is not below when rounded is not below, and the few that pass
/// are compared exactly. A vertex that outgrows its room moves to one twice as large; rooms are given up together with
/// the search.</remarks>
internal sealed class ClosedLabels
{
    /// <summary>Labels of a block.</summary>
    private const int Lanes = 8;

    // Rows of a block; two to a cache line, in the order in which they are looked at.
    private const int CostRow = 0;
    private const int Co2eRow = Lanes;
    private const int HandlingsRow = 2 * Lanes;
    private const int WeekRow = 3 * Lanes;
    private const int DayRow = 4 * Lanes;
    private const int BreakRow = 5 * Lanes;
    private const int ArrivalRow = 6 * Lanes;
    private const int LabelRow = 7 * Lanes;
    private const int BlockSize = 8 * Lanes;

    private readonly Room[] _rooms;
    private readonly int[] _touched;
    private int _touchedCount;
    private int[] _pool = new int[BlockSize * 256];
    private int _used;

    /// <summary>Makes room for a network of this many vertices and the goal.</summary>
    public ClosedLabels(int vertices)
    {
        _rooms = new Room[vertices + 1];
        _touched = new int[vertices + 1];
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        for (var i = 0; i < _touchedCount; i++)
            _rooms[_touched[i]] = default;
        _touchedCount = 0;
        _used = 0;
    }

    /// <summary>Number of closed labels of a vertex.</summary>
    public int CountAt(int vertex) => _rooms[vertex].Count;

    /// <summary>A closed label of a vertex, in the order in which they were closed.</summary>
    public int At(int vertex, int index) =>
        _pool[_rooms[vertex].First + index / Lanes * BlockSize + LabelRow + index % Lanes];

    /// <summary>Adds a label to those of its vertex.</summary>
    public void Add(int number, in Label label)
    {
        ref var room = ref _rooms[label.Vertex];
        if (room.Count == room.Blocks * Lanes)
            Enlarge(ref room, label.Vertex);
        var index = room.Count++;
        var lane = index % Lanes;
        var block = _pool.AsSpan(room.First + index / Lanes * BlockSize, BlockSize);
        if (lane == 0)
            block[..Lanes].Fill(BitConverter.SingleToInt32Bits(float.PositiveInfinity));
        block[CostRow + lane] = BitConverter.SingleToInt32Bits(label.Cost);
        block[Co2eRow + lane] = BitConverter.SingleToInt32Bits(label.Co2e);
        block[HandlingsRow + lane] = label.Handlings;
        block[WeekRow + lane] = label.Driver.SinceWeekly;
        block[DayRow + lane] = label.Driver.SinceDaily;
        block[BreakRow + lane] = label.Driver.SinceBreak;
        block[ArrivalRow + lane] = label.Arrival;
        block[LabelRow + lane] = number;
    }

    private void Enlarge(ref Room room, int vertex)
    {
        if (room.Blocks == 0)
            _touched[_touchedCount++] = vertex;
        var blocks = Math.Max(1, room.Blocks * 2);
        while (_used + blocks * BlockSize > _pool.Length)
            Array.Resize(ref _pool, _pool.Length * 2);
        Array.Copy(_pool, room.First, _pool, _used, room.Blocks * BlockSize);
        room.First = _used;
        room.Blocks = blocks;
        _used += blocks * BlockSize;
    }

    /// <summary>Whether a closed label of a vertex, from one of them on, is no worse in everything that is
    /// asked.</summary>
    /// <param name="labels">All labels of the search.</param>
    /// <param name="drivers">The driving rules.</param>
    /// <param name="vertex">The vertex.</param>
    /// <param name="from">Number of the oldest ones that need not be looked at.</param>
    /// <param name="asked">What they are compared with.</param>
    public bool Dominate(Label[] labels, in Drivers drivers, int vertex, int from, in Asked asked)
    {
        var room = _rooms[vertex];
        if (from >= room.Count)
            return false;
        var cost = Vector256.Create((float)asked.Cost);
        var co2e = Vector256.Create(asked.CostFirst ? float.MaxValue : asked.Co2e);
        var handlings = Vector256.Create(asked.MostHandlings);
        // The newest first: neighbours in time are the most alike. The oldest block may hold some that were asked
        // before; to ask them again changes nothing.
        for (var block = (room.Count - 1) / Lanes; block >= from / Lanes; block--)
        {
            var at = room.First + block * BlockSize;
            ref var rows = ref _pool[at];
            var passed = Vector256.LessThanOrEqual(Row(ref rows, CostRow).AsSingle(), cost).AsInt32()
                & Vector256.LessThanOrEqual(Row(ref rows, Co2eRow).AsSingle(), co2e).AsInt32();
            if (passed == Vector256<int>.Zero)
                continue;
            passed &= Vector256.LessThanOrEqual(Row(ref rows, HandlingsRow), handlings);
            if (asked.HasDriver && passed != Vector256<int>.Zero)
                passed &= MayBeFresher(ref rows, asked);
            for (var bits = passed.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                var lane = BitOperations.TrailingZeroCount(bits);
                if (IsNoWorse(labels[_pool[at + LabelRow + lane]], drivers, asked))
                    return true;
            }
        }

        return false;
    }

    /// <summary>What every way of <see cref="Drivers.Dominates"/> needs.</summary>
    private static Vector256<int> MayBeFresher(ref int rows, in Asked asked)
    {
        var arrival = Row(ref rows, ArrivalRow);
        return Vector256.LessThanOrEqual(Row(ref rows, WeekRow), Vector256.Create(asked.Driver.SinceWeekly))
            & (Vector256.LessThanOrEqual(Row(ref rows, DayRow), Vector256.Create(asked.Driver.SinceDaily))
                | Vector256.LessThanOrEqual(arrival, Vector256.Create(asked.BeforeRest)))
            & (Vector256.LessThanOrEqual(Row(ref rows, BreakRow), Vector256.Create(asked.Driver.SinceBreak))
                | Vector256.LessThanOrEqual(arrival, Vector256.Create(asked.BeforeBreak)));
    }

    private static bool IsNoWorse(in Label closed, in Drivers drivers, in Asked asked) =>
        (asked.CostFirst ? IsNoDearer(closed, asked) : closed.Cost <= asked.Cost && closed.Co2e <= asked.Co2e)
        && (closed.Mask & asked.Mask) == asked.Mask
        // Ways that have met more have less to go, so that they may be closed before earlier ones that have not.
        && closed.Arrival <= asked.Arrival
        && (!asked.HasDriver || drivers.Dominates(
            closed.Driver, asked.Driver, asked.MayRest ? asked.Arrival - closed.Arrival : 0));

    private static bool IsNoDearer(in Label closed, in Asked asked) =>
        closed.Cost != asked.Cost ? closed.Cost < asked.Cost
        : closed.Co2e != asked.Co2e ? closed.Co2e < asked.Co2e
        : closed.Handlings <= asked.Handlings;

    private static Vector256<int> Row(ref int rows, int row) => Vector256.LoadUnsafe(ref rows, (nuint)row);

    private struct Room
    {
        public int First;
        public int Count;
        public int Blocks;
    }
}

/// <summary>What closed labels are compared with.</summary>
internal readonly ref struct Asked
{
    public required int Arrival { get; init; }
    public required long Cost { get; init; }
    public required long Co2e { get; init; }
    public required int Handlings { get; init; }
    /// <summary>No label with more is compared.</summary>
    public required int MostHandlings { get; init; }
    /// <summary>CO2e counts only where cost is equal.</summary>
    public required bool CostFirst { get; init; }
    public required byte Mask { get; init; }
    public required DriverState Driver { get; init; }
    /// <summary>The state of the driver counts.</summary>
    public required bool HasDriver { get; init; }
    /// <summary>Being earlier counts, because a driver may use the time to rest.</summary>
    public required bool MayRest { get; init; }
    /// <summary>The latest arrival that leaves time for a break.</summary>
    public required int BeforeBreak { get; init; }
    /// <summary>The latest arrival that leaves time for a daily rest.</summary>
    public required int BeforeRest { get; init; }
}
