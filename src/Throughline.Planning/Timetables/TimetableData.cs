using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning.Timetables;

/// <summary>The trips of a snapshot in arrays.</summary>
internal sealed class TimetableData
{
    private const int DaySeconds = DayBits.DaySeconds;
    private const int LastDay = 24_800;
    private readonly List<int[]> _places = [];
    private readonly List<TimetableTrip> _trips = [];
    private readonly List<ZoneClock> _zones = [];
    private readonly List<int> _slots = [];
    private readonly List<int> _spans = [];
    private readonly int[] _change;
    private readonly int[] _tripOfSlot;

    public TimetableData(CorridorSnapshot snapshot, TimetableOptions options)
    {
        var places = snapshot.Corridor.Places;
        for (var p = 0; p < places.Count; p++)
            PlaceIndex[places[p].Id] = p;
        _change = new int[places.Count];
        for (var p = 0; p < places.Count; p++)
            _change[p] = options.ChangeSeconds ?? ChangeAt(snapshot, places[p].Id);
        var slots = 0;
        var lines = new List<int[]>();
        foreach (var service in snapshot.Services)
        {
            if (service.Trips.Count == 0)
                continue;
            if (service.Stops.Count > 1 << Connection.StopBits)
                throw new ArgumentException($"Service {service.Id} has too many stops.", nameof(snapshot));
            int[] stops = [.. service.Stops.Select(s => PlaceIndex[s])];
            lines.Add(stops);
            foreach (var trip in service.Trips)
            {
                _places.Add(stops);
                _trips.Add(new TimetableTrip(service, trip));
                _zones.Add(ZoneClocks.Get(trip.TimeZone));
                // So many service days can be under way at once; a clock change makes one more.
                var span = (trip.Times[^1].ArrivalSeconds - trip.Times[0].DepartureSeconds) / DaySeconds + 2;
                _slots.Add(slots);
                _spans.Add(span);
                slots += span;
            }
        }

        if (slots > (int)Connection.SlotMask)
            throw new ArgumentException("The timetable has more trips than a scan can number.", nameof(snapshot));
        Lines = lines;
        _tripOfSlot = new int[slots];
        for (var t = 0; t < _trips.Count; t++)
            Array.Fill(_tripOfSlot, t, _slots[t], _spans[t]);
    }

    /// <summary>Number of a place.</summary>
    public Dictionary<string, int> PlaceIndex { get; } = new(StringComparer.Ordinal);

    /// <summary>Stops of each service with trips.</summary>
    public IReadOnlyList<int[]> Lines { get; }

    /// <summary>All trips.</summary>
    public IReadOnlyList<TimetableTrip> Trips => _trips;

    /// <summary>Number of slots.</summary>
    public int Slots => _tripOfSlot.Length;

    /// <summary>Number of places.</summary>
    public int Places => _change.Length;

    /// <summary>A ride as a leg.</summary>
    public TimetableLeg Leg(int slot, int dayStop, int alight)
    {
        var trip = _tripOfSlot[slot];
        var day = dayStop >> Connection.StopBits;
        var board = dayStop & ((1 << Connection.StopBits) - 1);
        var start = DayStart(trip, day);
        var times = _trips[trip].Trip.Times;
        return new TimetableLeg(trip, day, board, alight, start + times[board].DepartureSeconds,
            start + times[alight].ArrivalSeconds);
    }

    /// <summary>The place of a stop.</summary>
    public int PlaceOf(int trip, int stop) => _places[trip][stop];

    /// <summary>Writes the connections that leave within a UTC day, trip by trip.</summary>
    public void Write(int utcDay, DayBoard board)
    {
        var begin = utcDay * DaySeconds;
        for (var t = 0; t < _trips.Count; t++)
        {
            var trip = _trips[t].Trip;
            // Clocks differ from UTC by less than a day.
            var first = Math.Max(-7, utcDay - trip.Times[^1].DepartureSeconds / DaySeconds - 1);
            var last = Math.Min(LastDay, utcDay + 1);
            for (var day = first; day <= last; day++)
            {
                if (trip.Calendar.RunsOn(day))
                    WriteTrip(t, day, begin, board);
            }
        }
    }

    private void WriteTrip(int t, int day, int begin, DayBoard board)
    {
        var times = _trips[t].Trip.Times;
        var stops = _places[t];
        var start = DayStart(t, day);
        var slot = (uint)(_slots[t] + (day + 70_000) % _spans[t]);
        for (var s = 0; s + 1 < stops.Length; s++)
        {
            var departure = start + times[s].DepartureSeconds;
            if (departure < begin || departure >= begin + DaySeconds)
                continue;
            var flags = slot | (s == 0 ? Connection.First : 0) | (s + 2 == stops.Length ? Connection.Last : 0)
                | (times[s].MayBoard ? Connection.Board : 0) | (times[s + 1].MayAlight ? Connection.Alight : 0);
            var arrival = start + times[s + 1].ArrivalSeconds;
            // A ride that the timetable gives no time takes a second before a change: else order would be arbitrary.
            var ready = Math.Max(arrival, departure + 1) + _change[stops[s + 1]];
            board.Add(new Connection(stops[s], stops[s + 1], departure, arrival, ready, flags,
                day << Connection.StopBits | s));
        }
    }

    private int DayStart(int trip, int day) =>
        _zones[trip].FromLocal(day * DaySeconds + DaySeconds / 2) - DaySeconds / 2;

    private static int ChangeAt(CorridorSnapshot snapshot, string place)
    {
        var own = -1;
        var general = 0;
        foreach (var row in snapshot.Transfers)
        {
            if (!IsVehicle(row.From) || !IsVehicle(row.To))
                continue;
            if (row.Place == place)
                own = Math.Max(own, row.Time.MedianSeconds);
            else if (row.Place is null)
                general = Math.Max(general, row.Time.MedianSeconds);
        }

        return own >= 0 ? own : general;
    }

    private static bool IsVehicle(Standing standing) => standing is not (Standing.Origin or Standing.Destination);
}
