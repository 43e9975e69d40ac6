using Throughline.Corridor;

namespace Throughline.Planning.Core;

/// <summary>Trips of one service that keep their order at every stop and cost the same, so that the first departure
/// that can be reached is the one to take.</summary>
internal sealed class Line
{
    private readonly ZoneClock _zone;
    private readonly bool _fixedOffset;
    private readonly int _offset;
    private readonly int _stops;
    private readonly int[] _arrivals;
    private readonly int[] _departures;
    private readonly DayBits[] _days;

    /// <summary>Makes a line.</summary>
    /// <param name="service">Index of the service.</param>
    /// <param name="trips">Its trips; all of one zone.</param>
    /// <param name="zone">The zone.</param>
    public Line(int service, IReadOnlyList<Trip> trips, ZoneClock zone)
    {
        Service = service;
        Trips = trips;
        _zone = zone;
        _stops = trips[0].Times.Count;
        _arrivals = new int[trips.Count * _stops];
        _departures = new int[trips.Count * _stops];
        _days = new DayBits[trips.Count];
        var low = int.MaxValue;
        var high = int.MinValue;
        for (var t = 0; t < trips.Count; t++)
        {
            for (var s = 0; s < _stops; s++)
            {
                _arrivals[t * _stops + s] = trips[t].Times[s].ArrivalSeconds;
                _departures[t * _stops + s] = trips[t].Times[s].DepartureSeconds;
            }

            _days[t] = new DayBits(trips[t].Calendar);
            low = Math.Min(low, trips[t].Calendar.FirstActive);
            high = Math.Max(high, trips[t].Calendar.LastActive);
        }

        _offset = zone.OffsetAt(low * DayBits.DaySeconds);
        _fixedOffset = zone.IsFixedBetween((low - 2) * DayBits.DaySeconds, (high + 3L) * DayBits.DaySeconds);
    }

    /// <summary>Index of the service.</summary>
    public int Service { get; }

    /// <summary>The trips, in order of departure.</summary>
    public IReadOnlyList<Trip> Trips { get; }

    /// <summary>The first departure from a stop at or after an instant.</summary>
    /// <param name="stop">Stop index.</param>
    /// <param name="time">Instant.</param>
    /// <param name="trip">Index of the trip, or −1 when nothing leaves any more.</param>
    /// <param name="day">Service day of the departure.</param>
    /// <returns>The instant of departure.</returns>
    public int NextDeparture(int stop, int time, out int trip, out int day)
    {
        var best = int.MaxValue;
        trip = -1;
        day = 0;
        for (var t = 0; t < _days.Length; t++)
        {
            var seconds = _departures[t * _stops + stop];
            // The offset moves by hours at most, so the first candidate day is at most one day too early.
            var first = FloorDay(time + (_fixedOffset ? _offset : _zone.OffsetAt(time)) - seconds);
            for (var d = _days[t].Next(first - 1); d != DayBits.None; d = _days[t].Next(d + 1))
            {
                var departure = DayStart(d) + seconds;
                if (departure < time)
                    continue;
                if (departure < best)
                {
                    best = departure;
                    trip = t;
                    day = d;
                }

                break;
            }
        }

        return best;
    }

    /// <summary>Nothing leaves any more.</summary>
    public const int Never = int.MaxValue;

    /// <summary>The arrival by the first departure with which wait and ride together last at least so many
    /// seconds.</summary>
    /// <returns>The arrival, or <see cref="Never"/>.</returns>
    public int FirstStop(int board, int alight, int time, int seconds, out int trip, out int day)
    {
        for (var from = time; ;)
        {
            var departure = NextDeparture(board, from, out trip, out day);
            if (trip < 0)
                return Never;
            var arrival = Arrival(trip, day, alight);
            if (arrival - time >= seconds)
                return arrival;
            from = departure + 1;
        }
    }

    /// <summary>When a trip that left on a service day is at a stop.</summary>
    public int Arrival(int trip, int day, int stop) => DayStart(day) + _arrivals[trip * _stops + stop];

    /// <summary>Seconds from one stop to another for a trip.</summary>
    public int RideSeconds(int trip, int board, int alight) =>
        _arrivals[trip * _stops + alight] - _departures[trip * _stops + board];

    private int DayStart(int day) => _fixedOffset
        ? day * DayBits.DaySeconds - _offset
        : _zone.FromLocal(day * DayBits.DaySeconds + 43_200) - 43_200;

    private static int FloorDay(int seconds) =>
        seconds >= 0 ? seconds / DayBits.DaySeconds : -((-seconds + DayBits.DaySeconds - 1) / DayBits.DaySeconds);
}

/// <summary>Days of a calendar as bits between its first and last active day.</summary>
internal readonly struct DayBits
{
    /// <summary>Seconds of a service day.</summary>
    public const int DaySeconds = 86_400;

    /// <summary>No further day.</summary>
    public const int None = int.MaxValue;

    private readonly int _first;
    private readonly ulong[] _bits;

    /// <summary>Reads the days of a calendar.</summary>
    public DayBits(ServiceCalendar calendar)
    {
        // Every instant lies between 2020 and 2088, days 0 to 25,000; anything else can never be asked for.
        _first = Math.Clamp(calendar.FirstActive, -7, 25_000);
        var last = Math.Clamp(calendar.LastActive, _first, 25_000);
        _bits = new ulong[(last - _first + 64) / 64];
        for (var day = _first; day <= last; day++)
        {
            if (calendar.RunsOn(day))
                _bits[(day - _first) >> 6] |= 1UL << ((day - _first) & 63);
        }
    }

    /// <summary>The first running day at or after a day, or <see cref="None"/>.</summary>
    public int Next(int day)
    {
        var index = Math.Max(0, day - _first);
        var word = index >> 6;
        if (word >= _bits.Length)
            return None;
        var bits = _bits[word] & (ulong.MaxValue << (index & 63));
        while (bits == 0)
        {
            if (++word == _bits.Length)
                return None;
            bits = _bits[word];
        }

        return _first + (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits);
    }
}
