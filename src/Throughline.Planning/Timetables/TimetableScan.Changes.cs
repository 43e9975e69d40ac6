using System.Numerics;
using System.Runtime.Intrinsics;

namespace Throughline.Planning.Timetables;

/// <content>Arrival against changes.</content>
public sealed partial class TimetableScan
{
    private static readonly Vector256<int> LaneNumbers = Vector256<int>.Indices;

    // Lane k: when a trip can be boarded after at most k trips; the last lane after any number.
    private readonly Vector256<int>[] _readyBy;
    private readonly byte[] _slotLevel;
    private readonly byte[] _slotBefore;

    /// <summary>All pairs of arrival and number of trips that nothing surpasses, fewest trips first.</summary>
    /// <param name="from">Number of the place of departure.</param>
    /// <param name="to">Number of the place of arrival.</param>
    /// <param name="departAfter">Earliest departure.</param>
    /// <param name="until">Latest arrival that counts.</param>
    /// <returns>The choices; none when there is no way or both places are one. Arrivals with
    /// <see cref="MostTrips"/> trips or more are one choice, the earliest of them.</returns>
    public ReadOnlySpan<TimetableChoice> ListByChanges(int from, int to, int departAfter, int until)
    {
        Begin(from, to, departAfter, until);
        var fewest = _fewest.Between(from, to);
        if (from == to || fewest == 255 || until < departAfter)
            return [];
        Array.Fill(_readyBy, Vector256.Create(Never));
        _readyBy[from] = Vector256.Create(departAfter);
        var arrivals = Vector256.Create(until + 1);
        var least = Math.Min(fewest, MostTrips);
        for (var day = departAfter / DaySeconds; day <= until / DaySeconds; day++)
        {
            var board = Board(day);
            if (ScanByTrips(board.All, board.FirstAt(departAfter), least, ref arrivals))
                break;
        }

        var best = until + 1;
        for (var lane = 1; lane < Lanes; lane++)
        {
            if (arrivals.GetElement(lane) >= best)
                continue;
            best = arrivals.GetElement(lane);
            _choices[_choiceCount++] = new TimetableChoice(departAfter, best, lane);
        }

        return _choices.AsSpan(0, _choiceCount);
    }

    /// <summary>The rides of a choice of the last <see cref="ListByChanges"/>. For <see cref="MostTrips"/> there may be
    /// more of them than that.</summary>
    public ReadOnlySpan<TimetableLeg> ListLegs(in TimetableChoice choice) => WalkBack(_target, choice.Trips, true);

    private bool ScanByTrips(ReadOnlySpan<Connection> all, int start, int least, ref Vector256<int> arrivals)
    {
        var (readyBy, stamps, levels, stamp) = (_readyBy, _slotStamp, _slotLevel, _stamp);
        var reached = arrivals;
        var last = reached.GetElement(least);
        for (var i = start; i < all.Length; i++)
        {
            ref readonly var c = ref all[i];
            if (c.Departure >= last)
            {
                Scanned += i - start;
                arrivals = reached;
                return true;
            }

            var slot = (int)(c.Flags & Connection.SlotMask);
            var on = stamps[slot] == stamp && (c.Flags & Connection.First) == 0 ? levels[slot] : Lanes;
            if ((c.Flags & Connection.Board) != 0)
            {
                var can = Vector256.LessThanOrEqual(readyBy[c.From], Vector256.Create(c.Departure))
                    .ExtractMostSignificantBits();
                var level = can == 0 ? Lanes : Math.Min(BitOperations.TrailingZeroCount(can) + 1, MostTrips);
                if (level < on)
                {
                    on = level;
                    stamps[slot] = stamp;
                    levels[slot] = (byte)level;
                    _slotBoard[slot] = c.DayStop;
                    _slotBefore[slot] = (byte)BitOperations.TrailingZeroCount(can);
                }
            }

            if (on == Lanes)
            {
                // Another day's run of the trip may have used the slot.
                if ((c.Flags & Connection.First) != 0)
                    stamps[slot] = 0;
                continue;
            }

            if ((c.Flags & Connection.Alight) == 0)
                continue;
            var lanes = Vector256.GreaterThanOrEqual(LaneNumbers, Vector256.Create(on));
            if (c.To == _target)
            {
                Settle(c, slot, on, lanes & Vector256.LessThan(Vector256.Create(c.Arrival), reached));
                var arrival = Vector256.ConditionalSelect(lanes, Vector256.Create(c.Arrival), reached);
                reached = Vector256.Min(reached, arrival);
                last = reached.GetElement(least);
                continue;
            }

            var time = Vector256.Create(c.Ready);
            var better = lanes & Vector256.LessThan(time, readyBy[c.To]);
            if (better == Vector256<int>.Zero)
                continue;
            readyBy[c.To] = Vector256.ConditionalSelect(better, time, readyBy[c.To]);
            Settle(c, slot, on, better);
        }

        Scanned += all.Length - start;
        arrivals = reached;
        return false;
    }

    private void Settle(in Connection c, int slot, int level, Vector256<int> lanes)
    {
        var origin = new Origin(slot, _slotBoard[slot], StopOf(c) + 1, level, _slotBefore[slot]);
        for (var bits = lanes.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            _parents[c.To * Lanes + BitOperations.TrailingZeroCount(bits)] = origin;
    }
}
