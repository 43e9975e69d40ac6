using CsCheck;
using NodaTime;
using NodaTime.TimeZones;

namespace Throughline.Corridor.Tests;

/// <summary>The clock's tables against the calendar library that they were made from.</summary>
public class ZoneClockTests
{
    private static readonly Instant Zero = Instant.FromUtc(2020, 1, 1, 0, 0);
    private static readonly LocalDateTime LocalZero = new(2020, 1, 1, 0, 0);
    private static readonly string[] Zones = [.. DateTimeZoneProviders.Tzdb.Ids];
    private static readonly ZoneLocalMappingResolver Lenient = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    [Fact]
    public void Offsets_agree_in_every_zone_at_any_instant()
    {
        Gen.Select(Gen.Int[0, Zones.Length - 1], Gen.Int[0, CorridorTime.MaxSeconds]).Sample((zone, seconds) =>
        {
            var offset = DateTimeZoneProviders.Tzdb[Zones[zone]].GetUtcOffset(Zero + Duration.FromSeconds(seconds));
            Assert.Equal(offset.Seconds, new ZoneClock(Zones[zone]).OffsetAt(seconds));
        }, iter: 2000);
    }

    [Fact]
    public void Local_readings_agree_gaps_move_on_and_the_first_of_two_counts()
    {
        Gen.Select(Gen.Int[0, Zones.Length - 1], Gen.Int[100_000, CorridorTime.MaxSeconds]).Sample((zone, local) =>
            Check(Zones[zone], local), iter: 2000);
    }

    [Fact]
    public void Readings_around_every_clock_change_agree()
    {
        var changes = new List<(string Zone, int Local)>();
        foreach (var id in (string[])["Europe/Berlin", "Asia/Tehran", "America/New_York", "Australia/Lord_Howe",
            "Asia/Almaty", "Africa/Casablanca", "Pacific/Apia", "Asia/Gaza", "Africa/Juba"])
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            foreach (var interval in zone.GetZoneIntervals(Zero + Duration.FromDays(2),
                Zero + Duration.FromDays(365 * 20)))
            {
                if (interval.HasStart && interval.Start > Zero + Duration.FromDays(2))
                    changes.Add(
                        (id, (int)Period.Between(LocalZero, interval.IsoLocalStart, PeriodUnits.Seconds).Seconds));
            }
        }

        Gen.Select(Gen.Int[0, changes.Count - 1], Gen.Int[-10_000, 10_000]).Sample((change, by) =>
            Check(changes[change].Zone, changes[change].Local + by), iter: 20_000);
    }

    [Fact]
    public void A_gap_and_an_overlap_in_berlin()
    {
        var clock = new ZoneClock("Europe/Berlin");
        // 2026-03-29 02:30 does not exist and means 03:30 summer time, which is 01:30 UTC.
        Assert.Equal(Seconds(2026, 3, 29, 1, 30), clock.FromLocal(Seconds(2026, 3, 29, 2, 30)));
        // 2026-10-25 02:30 occurs twice; the first is summer time, 00:30 UTC.
        Assert.Equal(Seconds(2026, 10, 25, 0, 30), clock.FromLocal(Seconds(2026, 10, 25, 2, 30)));
        Assert.Equal(7200, clock.OffsetAt(Seconds(2026, 7, 1, 0, 0)));
        Assert.Equal(3600, clock.OffsetAt(Seconds(2026, 1, 1, 0, 0)));
    }

    [Fact]
    public void Local_time_carries_its_offset()
    {
        var local = new ZoneClock("Asia/Tehran").ToLocal(Seconds(2026, 6, 1, 0, 0));
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 3, 30, 0, TimeSpan.FromHours(3.5)), local);
        Assert.Equal(TimeSpan.FromHours(3.5), local.Offset);
    }

    [Fact]
    public void An_unknown_zone_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ZoneClock("Europe/Atlantis"));

    [Fact]
    public void Instants_outside_the_range_are_refused()
    {
        Assert.Equal(0, CorridorTime.ToSeconds(CorridorTime.Epoch));
        Assert.Throws<ArgumentOutOfRangeException>(() => CorridorTime.ToSeconds(CorridorTime.Epoch.AddSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => CorridorTime.ToSeconds(CorridorTime.Epoch.AddYears(50)));
        Assert.Throws<ArgumentOutOfRangeException>(() => CorridorTime.ToSeconds(DateTimeOffset.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => CorridorTime.ToSeconds(DateTimeOffset.MaxValue));
        Gen.Int[0, CorridorTime.MaxSeconds].Sample(s => CorridorTime.ToSeconds(CorridorTime.FromSeconds(s)) == s);
    }

    private static void Check(string zone, int local)
    {
        var expected = (LocalZero.PlusSeconds(local)).InZone(DateTimeZoneProviders.Tzdb[zone], Lenient).ToInstant();
        Assert.Equal((int)(expected - Zero).TotalSeconds, new ZoneClock(zone).FromLocal(local));
    }

    private static int Seconds(int year, int month, int day, int hour, int minute) =>
        (int)(Instant.FromUtc(year, month, day, hour, minute) - Zero).TotalSeconds;
}
