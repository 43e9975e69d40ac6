using System.Runtime.Intrinsics;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning.Timetables;

/// <summary>Answers questions about time and changes on the timetabled services of a corridor by scanning departures
/// in order: earliest arrival, arrival against changes, and all departures of a span.</summary>
/// <remarks>
/// <para>Instants are seconds of <see cref="CorridorTime"/>. Frequency services have no departures and take no part;
/// neither do links, so a change never leads from one place to another. Cost and load units do not count here; that is
/// what <see cref="Planner"/> is for.</para>
/// <para>A change needs the least time of its place, the first boarding none. A ride to which the timetable gives no
/// time counts as one second before a change.</para>
/// <para>Departures come from the calendars, a board a UTC day, and few boards are kept: memory does not grow with the
/// span of the calendars or of a query. A query on days whose boards are ready allocates nothing once its arrays have
/// grown. An instance is used by one thread at a time; spans it gives hold until its next query.</para>
/// </remarks>
public sealed partial class TimetableScan
{
    /// <summary>No arrival.</summary>
    public const int Never = int.MaxValue;

    /// <summary>Trips are told apart up to this number, which stands for itself and more.</summary>
    public const int MostTrips = Lanes - 1;

    private const int Lanes = 8;
    private const int LatestEnd = CorridorTime.MaxSeconds + 366 * DaySeconds;
    private const int DaySeconds = DayBits.DaySeconds;
    private readonly TimetableData _data;
    private readonly DayBoard[] _boards;
    private readonly FewestTrips _fewest;
    private readonly int[] _ready;
    private readonly int[] _slotStamp;
    private readonly int[] _slotBoard;
    private readonly Origin[] _parents;
    private TimetableChoice[] _choices = new TimetableChoice[64];
    private TimetableLeg[] _legs = new TimetableLeg[64];
    private int _choiceCount;
    private int _stamp;
    private int _source;
    private int _target;

    /// <summary>Prepares the trips of a snapshot.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or a service has more than 16,384
    /// stops.</exception>
    public TimetableScan(CorridorSnapshot snapshot, TimetableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        options ??= new TimetableOptions();
        if (options.ChangeSeconds is < 0 or > CorridorTime.WeekSeconds)
            throw new ArgumentException("ChangeSeconds must lie between 0 and 604,800.", nameof(options));
        if (options.BoardDays is < 2 or > 64)
            throw new ArgumentException("BoardDays must lie between 2 and 64.", nameof(options));
        _data = new TimetableData(snapshot, options);
        _fewest = new FewestTrips(_data);
        _boards = new DayBoard[options.BoardDays];
        for (var i = 0; i < _boards.Length; i++)
            _boards[i] = new DayBoard();
        _ready = new int[_data.Places];
        _slotStamp = new int[_data.Slots];
        _slotBoard = new int[_data.Slots];
        _slotLevel = new byte[_data.Slots];
        _slotBefore = new byte[_data.Slots];
        _parents = new Origin[_data.Places * Lanes];
        _readyBy = new Vector256<int>[_data.Places];
        _slotArrivals = new Vector256<int>[_data.Slots];
        _heads = new int[_data.Places];
    }

    /// <summary>All trips, by number.</summary>
    public IReadOnlyList<TimetableTrip> Trips => _data.Trips;

    /// <summary>Number of places.</summary>
    public int PlaceCount => _data.Places;

    /// <summary>Connections that the last query looked at.</summary>
    public int Scanned { get; private set; }

    /// <summary>Number of a place of the corridor, or −1 when there is none of this id.</summary>
    public int FindPlace(string id) => _data.PlaceIndex.GetValueOrDefault(id, -1);

    /// <summary>How many connections leave on a UTC day, numbered from 2020-01-01.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day does not lie in the years 2020 to 2061.</exception>
    public int CountConnections(int utcDay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(utcDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(utcDay, LatestEnd / DaySeconds);
        return Board(utcDay).All.Length;
    }

    /// <summary>The earliest arrival.</summary>
    /// <param name="from">Number of the place of departure.</param>
    /// <param name="to">Number of the place of arrival.</param>
    /// <param name="departAfter">Earliest departure, in the years 2020 to 2060.</param>
    /// <param name="until">Latest arrival that counts, at most in 2061.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place, or an instant is out of its
    /// range.</exception>
    /// <returns>The instant; <paramref name="departAfter"/> when both places are one, <see cref="Never"/> when there
    /// is no way.</returns>
    public int FindArrival(int from, int to, int departAfter, int until)
    {
        Begin(from, to, departAfter, until);
        if (from == to || _fewest.Between(from, to) == 255 || until < departAfter)
            return from == to && until >= departAfter ? departAfter : Never;
        Array.Fill(_ready, Never);
        _ready[from] = departAfter;
        var best = until < Never ? until + 1 : Never;
        var found = false;
        for (var day = departAfter / DaySeconds; day <= until / DaySeconds; day++)
        {
            var board = Board(day);
            if (ScanArrivals(board, board.FirstAt(departAfter), to, ref best, ref found))
                break;
        }

        if (!found)
            return Never;
        _choices[_choiceCount++] = new TimetableChoice(departAfter, best, 1);
        return best;
    }

    /// <summary>The rides of the last <see cref="FindArrival"/>; empty when it found none.</summary>
    public ReadOnlySpan<TimetableLeg> ListLegs() => _choiceCount == 0 ? [] : WalkBack(_target, 0, false);

    private bool ScanArrivals(DayBoard board, int start, int target, ref int best, ref bool found)
    {
        var all = board.All;
        var (ready, stamps, stamp) = (_ready, _slotStamp, _stamp);
        for (var i = start; i < all.Length; i++)
        {
            ref readonly var c = ref all[i];
            if (c.Departure >= best)
            {
                Scanned += i - start;
                return true;
            }

            var slot = (int)(c.Flags & Connection.SlotMask);
            if (stamps[slot] != stamp || (c.Flags & Connection.First) != 0)
            {
                if (ready[c.From] > c.Departure || (c.Flags & Connection.Board) == 0)
                {
                    // Another day's run of the trip may have used the slot.
                    if ((c.Flags & Connection.First) != 0)
                        stamps[slot] = 0;
                    continue;
                }

                stamps[slot] = stamp;
                _slotBoard[slot] = c.DayStop;
            }

            if ((c.Flags & Connection.Alight) == 0 || c.Arrival >= best)
                continue;
            if (c.To == target)
            {
                best = c.Arrival;
                found = true;
            }
            else if (c.Ready >= ready[c.To])
            {
                continue;
            }

            ready[c.To] = c.Ready;
            _parents[c.To * Lanes] = new Origin(slot, _slotBoard[slot], StopOf(c) + 1, 1);
        }

        Scanned += all.Length - start;
        return false;
    }

    private void Begin(int from, int to, int departAfter, int until)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, _data.Places);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(to, _data.Places);
        ArgumentOutOfRangeException.ThrowIfNegative(departAfter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(departAfter, CorridorTime.MaxSeconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until, LatestEnd);
        if (_stamp == int.MaxValue)
        {
            Array.Clear(_slotStamp);
            _stamp = 0;
        }

        _stamp++;
        _source = from;
        _target = to;
        _choiceCount = 0;
        Scanned = 0;
    }

    private DayBoard Board(int day)
    {
        var board = _boards[day % _boards.Length];
        if (board.Day != day)
            board.Make(_data, day);
        return board;
    }

    private static int StopOf(in Connection c) => c.DayStop & ((1 << Connection.StopBits) - 1);

    private ReadOnlySpan<TimetableLeg> WalkBack(int place, int lane, bool byTrips)
    {
        var start = _legs.Length;
        while (true)
        {
            var origin = _parents[place * Lanes + lane];
            if (origin.Level == 0)
                break;
            if (start == 0)
            {
                var longer = new TimetableLeg[_legs.Length * 2];
                _legs.CopyTo(longer, _legs.Length);
                start = _legs.Length;
                _legs = longer;
            }

            var leg = _data.Leg(origin.Slot, origin.DayStop, origin.Alight);
            _legs[--start] = leg;
            place = _data.PlaceOf(leg.Trip, leg.BoardStop);
            if (place == _source)
                break;
            lane = byTrips ? origin.Before : 0;
        }

        return _legs.AsSpan(start);
    }

    /// <summary>How a place was reached.</summary>
    private readonly record struct Origin(int Slot, int DayStop, int Alight, int Level, int Before = 0);
}
