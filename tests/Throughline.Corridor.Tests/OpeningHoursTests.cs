using NodaTime;
using NodaTime.Text;

namespace Throughline.Corridor.Tests;

public class OpeningHoursTests
{
    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>The instant of a local reading by the calendar library, as the corridor's seconds.</summary>
    private static int At(string local, string zone) => (int)(Local.Parse(local).Value
        .InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant() - Instant.FromUtc(2020, 1, 1, 0, 0))
        .TotalSeconds;

    // 2026-03-29 is the Sunday on which Berlin's clock goes from 02:00 to 03:00; 2026-10-25 from 03:00 back to 02:00.
    [Theory]
    [InlineData("24h", "Asia/Baku", "2026-06-03 23:59", "2026-06-03 23:59")]
    [InlineData("08:00-18:00", "Asia/Baku", "2026-06-03 07:59", "2026-06-03 08:00")]
    [InlineData("08:00-18:00", "Asia/Baku", "2026-06-03 08:00", "2026-06-03 08:00")]
    [InlineData("08:00-18:00", "Asia/Baku", "2026-06-03 17:59", "2026-06-03 17:59")]
    [InlineData("08:00-18:00", "Asia/Baku", "2026-06-03 18:00", "2026-06-04 08:00")]
    [InlineData("08:00-12:00,13:00-18:00", "Asia/Baku", "2026-06-03 12:30", "2026-06-03 13:00")]
    [InlineData("weekdays", "Asia/Yerevan", "2026-06-05 23:59", "2026-06-05 23:59")]
    [InlineData("weekdays", "Asia/Yerevan", "2026-06-06 00:00", "2026-06-08 00:00")]
    [InlineData("Mo-Fr 08:00-18:00", "Asia/Yerevan", "2026-06-05 18:00", "2026-06-08 08:00")]
    [InlineData("Mo,We 09:00-10:00", "Asia/Yerevan", "2026-06-01 10:00", "2026-06-03 09:00")]
    [InlineData("Mo 09:00-10:00", "Asia/Yerevan", "2026-06-01 10:00", "2026-06-08 09:00")]
    [InlineData("Sa-Mo 09:00-10:00", "Asia/Yerevan", "2026-06-02 00:00", "2026-06-06 09:00")]
    [InlineData("Mo-Fr 08:00-18:00;Sa 09:00-12:00", "Asia/Yerevan", "2026-06-06 00:00", "2026-06-06 09:00")]
    [InlineData("22:00-06:00", "Asia/Yerevan", "2026-06-03 05:59", "2026-06-03 05:59")]
    [InlineData("22:00-06:00", "Asia/Yerevan", "2026-06-03 06:00", "2026-06-03 22:00")]
    [InlineData("22:00-06:00", "Asia/Yerevan", "2026-06-03 00:00", "2026-06-03 00:00")]
    [InlineData("Su 22:00-06:00", "Asia/Yerevan", "2026-06-08 05:00", "2026-06-08 05:00")]
    [InlineData("Su 22:00-06:00", "Asia/Yerevan", "2026-06-08 06:00", "2026-06-14 22:00")]
    [InlineData("Fr 22:00-06:00", "Asia/Yerevan", "2026-06-06 05:59", "2026-06-06 05:59")]
    [InlineData("00:00-24:00", "Asia/Yerevan", "2026-06-03 23:59", "2026-06-03 23:59")]
    [InlineData("08:00-18:00", "Europe/Berlin", "2026-03-28 19:00", "2026-03-29 08:00")]
    [InlineData("08:00-18:00", "Europe/Berlin", "2026-03-29 18:00", "2026-03-30 08:00")]
    [InlineData("08:00-18:00", "Europe/Berlin", "2026-10-24 19:00", "2026-10-25 08:00")]
    [InlineData("Su 02:30-04:00", "Europe/Berlin", "2026-03-29 01:00", "2026-03-29 03:30")]
    [InlineData("02:00-03:00", "Europe/Berlin", "2026-03-29 01:00", "2026-03-30 02:00")]
    [InlineData("Su 02:30-02:45", "Europe/Berlin", "2026-10-25 00:00", "2026-10-25 02:30")]
    [InlineData("01:00-02:00", "Europe/Berlin", "2026-03-28 02:00", "2026-03-29 01:00")]
    public void The_next_open_instant(string hours, string zone, string from, string expected) =>
        Assert.Equal(At(expected, zone), OpeningHours.Parse(hours).NextOpen(At(from, zone), new ZoneClock(zone)));

    [Fact]
    public void The_opening_after_a_clock_change_keeps_local_time_not_its_distance()
    {
        var clock = new ZoneClock("Europe/Berlin");
        var hours = OpeningHours.Parse("08:00-18:00");
        // 23 hours from 08:00 to 08:00 in March, 25 in October.
        var closed = At("2026-03-28 18:00", "Europe/Berlin");
        Assert.Equal(13 * 3600, hours.NextOpen(closed, clock) - closed);
        closed = At("2026-10-24 18:00", "Europe/Berlin");
        Assert.Equal(15 * 3600, hours.NextOpen(closed, clock) - closed);
    }

    [Theory]
    [InlineData("Mo-Fr 08:00-12:00,12:00-18:00", "Mo-Fr 08:00-18:00")]
    [InlineData("weekdays", "Mo-Fr 00:00-24:00")]
    [InlineData("00:00-24:00", "24h")]
    [InlineData("24/7", "24h")]
    [InlineData("Mo,Tu,We,Th,Fr 08:00-18:00", "Mo-Fr 08:00-18:00")]
    public void Texts_that_mean_the_same_are_equal(string a, string b)
    {
        Assert.Equal(OpeningHours.Parse(a), OpeningHours.Parse(b));
        Assert.Equal(OpeningHours.Parse(a).GetHashCode(), OpeningHours.Parse(b).GetHashCode());
        Assert.Equal(OpeningHours.Parse(b).IsAlways, OpeningHours.Parse(a).IsAlways);
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("Mo")]
    [InlineData("Mo-Fr")]
    [InlineData("Xx 08:00-18:00")]
    [InlineData("Mo-Tu-We 08:00-18:00")]
    [InlineData("8-18")]
    [InlineData("08:00")]
    [InlineData("08:00-08:00")]
    [InlineData("08:60-18:00")]
    [InlineData("08:00-24:01")]
    [InlineData("24:00-06:00")]
    [InlineData("08:00-18:00,")]
    [InlineData("08:00-18:00 Mo")]
    public void A_wrong_text_is_refused_with_a_reason(string text)
    {
        Assert.False(OpeningHours.TryParse(text, out var hours, out var error));
        Assert.Null(hours);
        Assert.NotEmpty(error!);
        Assert.Throws<FormatException>(() => OpeningHours.Parse(text));
    }
}
