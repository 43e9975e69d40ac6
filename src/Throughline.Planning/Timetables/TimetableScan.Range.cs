using System.Runtime.Intrinsics;

namespace Throughline.Planning.Timetables;

/// <content>All departures of a span.</content>
public sealed partial class TimetableScan
{
    private static readonly Vector256<int> ShiftUp = Vector256.Create(0, 0, 1, 2, 3, 4, 5, 6);
    private static readonly Vector256<int> LowestLane = Vector256.Create(-1, 0, 0, 0, 0, 0, 0, 0);
    private static readonly Vector256<int> HighestLane = Vector256.Create(0, 0, 0, 0, 0, 0, 0, -1);

    // Lane k: arrival at the target with at most k trips; lane 0 is never reached, the last lane means any number.
    private readonly Vector256<int>[] _slotArrivals;
    private readonly int[] _heads;
    private Entry[] _entries = new Entry[1024];
    private int _entryCount;

    /// <summary>All triples of departure, arrival and number of trips that nothing surpasses, later departures being
    /// better; the latest departure first, and for one departure fewer trips first. No way comes back to its origin for
    /// another trip.</summary>
    /// <param name="from">Number of the place of departure.</param>
    /// <param name="to">Number of the place of arrival.</param>
    /// <param name="departAfter">Earliest departure.</param>
    /// <param name="departBy">Latest departure, inclusive.</param>
    /// <param name="until">Latest arrival that counts.</param>
    /// <returns>The choices; none when there is no way or both places are one. The rides of one are those of
    /// <see cref="ListByChanges"/> asked for its departure.</returns>
    public ReadOnlySpan<TimetableChoice> ListDepartures(int from, int to, int departAfter, int departBy, int until)
    {
        Begin(from, to, departAfter, until);
        if (from == to || _fewest.Between(from, to) == 255 || until < departAfter)
            return [];
        Array.Clear(_heads);
        _entryCount = 1; // 0 ends every list
        _entries[0] = new Entry(Never, Vector256.Create(Never), 0);
        for (var day = until / DaySeconds; day >= departAfter / DaySeconds; day--)
        {
            var board = Board(day);
            ScanBack(board.All, board.FirstAt(departAfter), board.FirstAt(until + 1), departBy, until);
        }

        Collect(_heads[from]);
        _choices.AsSpan(0, _choiceCount).Reverse();
        return _choices.AsSpan(0, _choiceCount);
    }

    private void ScanBack(ReadOnlySpan<Connection> all, int start, int end, int departBy, int until)
    {
        var (stamps, stamp, slots) = (_slotStamp, _stamp, _slotArrivals);
        var never = Vector256.Create(Never);
        Scanned += end - start;
        for (var i = end - 1; i >= start; i--)
        {
            ref readonly var c = ref all[i];
            var slot = (int)(c.Flags & Connection.SlotMask);
            var isOn = stamps[slot] == stamp && (c.Flags & Connection.Last) == 0;
            var by = isOn ? slots[slot] : never;
            if ((c.Flags & Connection.Alight) != 0 && c.Arrival <= until)
            {
                by = Vector256.Min(by, c.To == _target
                    ? Vector256.ConditionalSelect(LowestLane, never, Vector256.Create(c.Arrival))
                    : ByChange(c.To, c.Ready));
            }

            if (by == never)
            {
                // Another day's run of the trip may have used the slot.
                stamps[slot] = 0;
                continue;
            }

            stamps[slot] = stamp;
            slots[slot] = by;
            if ((c.Flags & Connection.Board) == 0 || c.From == _source && c.Departure > departBy)
                continue;
            // Who passes the origin's own departures leaves earlier and must arrive earlier.
            if (Vector256.LessThanAny(by, _entries[_heads[_source]].By))
                Push(c.From, c.Departure, by);
        }
    }

    private Vector256<int> ByChange(int place, int ready)
    {
        var at = _heads[place];
        var entries = _entries;
        if (at == 0)
            return entries[0].By;
        while (entries[at].Departure < ready)
            at = entries[at].Later;
        var by = entries[at].By;
        var never = Vector256.Create(Never);
        var one = Vector256.ConditionalSelect(LowestLane, never, Vector256.Shuffle(by, ShiftUp));
        return Vector256.Min(one, Vector256.ConditionalSelect(HighestLane, by, never));
    }

    private void Push(int place, int departure, Vector256<int> by)
    {
        ref readonly var head = ref _entries[_heads[place]];
        if (!Vector256.LessThanAny(by, head.By))
            return;
        by = Vector256.Min(by, head.By);
        if (head.Departure == departure)
        {
            _entries[_heads[place]] = new Entry(departure, by, head.Later);
            return;
        }

        if (_entryCount == _entries.Length)
            Array.Resize(ref _entries, _entryCount * 2);
        _entries[_entryCount] = new Entry(departure, by, _heads[place]);
        _heads[place] = _entryCount++;
    }

    /// <summary>Lists what each departure of the origin adds to the later ones, the earliest departure first and more
    /// trips first.</summary>
    private void Collect(int at)
    {
        for (; at != 0; at = _entries[at].Later)
        {
            var by = _entries[at].By;
            var later = _entries[_entries[at].Later].By;
            for (var lane = Lanes - 1; lane > 0; lane--)
            {
                var arrival = by.GetElement(lane);
                if (arrival >= later.GetElement(lane) || arrival >= by.GetElement(lane - 1))
                    continue;
                if (_choiceCount == _choices.Length)
                    Array.Resize(ref _choices, _choiceCount * 2);
                _choices[_choiceCount++] = new TimetableChoice(_entries[at].Departure, arrival, lane);
            }
        }
    }

    private readonly struct Entry(int departure, Vector256<int> by, int later)
    {
        public readonly int Departure = departure;
        public readonly Vector256<int> By = by;
        public readonly int Later = later;
    }
}
