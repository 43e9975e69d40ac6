using NodaTime;

namespace Throughline.Corridor;

/// <summary>The planner's clock: whole seconds after 2020-01-01T00:00:00Z in an <see cref="int"/>.</summary>
/// <remarks>The range ends in January 2088. Journeys last weeks, so minutes in 16 bits would not do.</remarks>
public static class CorridorTime
{
    /// <summary>The zero of the clock.</summary>
    public static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>First and last instant that a request may name: the years 2020 to 2060.</summary>
    public const int MaxSeconds = 1_294_444_800;

    /// <summary>Seconds of one week.</summary>
    public const int WeekSeconds = 7 * 86_400;

    internal static readonly Instant EpochInstant = Instant.FromDateTimeOffset(Epoch);

    /// <summary>Seconds of an instant; fractions of a second are cut off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is not in the years 2020 to 2060.</exception>
    public static int ToSeconds(DateTimeOffset instant)
    {
        var seconds = (instant.ToUniversalTime() - Epoch).Ticks / TimeSpan.TicksPerSecond;
        if (instant < Epoch || seconds > MaxSeconds)
            throw new ArgumentOutOfRangeException(nameof(instant), instant,
                "Times must lie in the years 2020 to 2060.");
        return (int)seconds;
    }

    /// <summary>The instant in UTC.</summary>
    public static DateTimeOffset FromSeconds(int seconds) => Epoch.AddSeconds(seconds);
}

/// <summary>Offsets of one time zone as sorted arrays, so that a look-up needs no calendar arithmetic.</summary>
public sealed class ZoneClock
{
    private readonly int[] _starts;
    private readonly int[] _offsets;
    private readonly DateTimeZone _zone;

    /// <summary>Reads a zone from the built-in IANA data.</summary>
    /// <exception cref="ArgumentException">There is no zone of this name.</exception>
    public ZoneClock(string zoneId)
    {
        _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId)
            ?? throw new ArgumentException($"There is no IANA time zone '{zoneId}'.", nameof(zoneId));
        Id = zoneId;
        var end = CorridorTime.EpochInstant + Duration.FromSeconds(int.MaxValue);
        var starts = new List<int>();
        var offsets = new List<int>();
        foreach (var interval in _zone.GetZoneIntervals(CorridorTime.EpochInstant, end))
        {
            var start = interval.HasStart && interval.Start > CorridorTime.EpochInstant
                ? (int)(interval.Start - CorridorTime.EpochInstant).TotalSeconds
                : int.MinValue;
            starts.Add(start);
            offsets.Add(interval.WallOffset.Seconds);
        }

        _starts = [.. starts];
        _offsets = [.. offsets];
    }

    /// <summary>IANA name of the zone.</summary>
    public string Id { get; }

    /// <summary>Seconds to add to UTC to get local time at this instant.</summary>
    public int OffsetAt(int seconds)
    {
        if (_starts.Length == 1)
            return _offsets[0];
        var index = Array.BinarySearch(_starts, seconds);
        return _offsets[index >= 0 ? index : ~index - 1];
    }

    /// <summary>Whether the offset is the same from one instant to another.</summary>
    public bool IsFixedBetween(long fromSeconds, long toSeconds)
    {
        for (var i = 1; i < _starts.Length; i++)
        {
            if (_starts[i] > fromSeconds && _starts[i] <= toSeconds && _offsets[i] != _offsets[i - 1])
                return false;
        }

        return true;
    }

    /// <summary>The instant of a local clock reading, in seconds. A reading that a clock change skips moves on by
    /// the gap; one that occurs twice means the first.</summary>
    public int FromLocal(int localSeconds)
    {
        // A zone moves by at most a few hours, so the offset before and after decide the reading.
        var before = OffsetAt(Clamp((long)localSeconds - 86_400));
        var first = localSeconds - before;
        if (OffsetAt(first) == before)
            return first;
        var after = OffsetAt(Clamp((long)localSeconds + 86_400));
        var second = localSeconds - after;
        // In a gap neither reading exists: the clock went from before to after, so the old offset shifts it on.
        return OffsetAt(second) == after ? second : first;
    }

    /// <summary>The instant as local time with its offset.</summary>
    public DateTimeOffset ToLocal(int seconds)
    {
        var offset = TimeSpan.FromSeconds(OffsetAt(seconds));
        return CorridorTime.FromSeconds(seconds).ToOffset(TimeSpan.FromMinutes(Math.Round(offset.TotalMinutes)));
    }

    private static int Clamp(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);
}
