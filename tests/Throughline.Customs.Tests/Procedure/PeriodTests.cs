namespace Throughline.Customs.Tests;

/// <summary>Periods end when the office's day does, also where clocks change and where zones differ.</summary>
public sealed class PeriodTests
{
    [Theory]
    [InlineData("45min", "2026-05-04 23:30", "Europe/Berlin", "2026-05-05 00:15")]
    [InlineData("2h", "2026-03-29 00:30", "UTC", "2026-03-29 02:30")]
    // Exact hours do not care that clocks were put forward at 02:00, nor that 02:30 came twice in autumn.
    [InlineData("2h", "2026-03-29 01:30", "Europe/Berlin", "2026-03-29 04:30")]
    [InlineData("2h", "2026-10-25 01:30", "Europe/Berlin", "2026-10-25 02:30")]
    // Days end at midnight of the office, whatever the clock did between.
    [InlineData("1d", "2026-03-28 12:00", "Europe/Berlin", "2026-03-30 00:00")]
    [InlineData("1d", "2026-10-24 12:00", "Europe/Berlin", "2026-10-26 00:00")]
    [InlineData("7mo", "2026-03-31 10:00", "Europe/Istanbul", "2026-11-01 00:00")]
    [InlineData("1mo", "2026-01-31 10:00", "Asia/Tbilisi", "2026-03-01 00:00")]
    public void A_period_ends(string period, string from, string zoneName, string expected)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);
        var start = Local(from, zone);
        var end = Period.Parse(period).After(start, zone);
        Assert.Equal(expected, TimeZoneInfo.ConvertTime(end, zone)
            .ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, end.Offset);
    }

    [Fact]
    public void In_autumn_the_hour_that_comes_twice_counts_twice()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var start = Local("2026-10-25 01:30", zone);
        Assert.Equal(TimeSpan.FromHours(2), Period.Parse("2h").After(start, zone) - start);
        Assert.Equal(TimeSpan.FromHours(25), Period.EndOf(new DateOnly(2026, 10, 25), zone)
            - Period.EndOf(new DateOnly(2026, 10, 24), zone));
    }

    [Fact]
    public void One_day_ends_at_different_instants()
    {
        var day = new DateOnly(2026, 7, 1);
        DateTimeOffset EndIn(string country) => Period.EndOf(day, CountrySettings.Of(country, isTrial: false).Zone);
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 20, 0, 0, TimeSpan.Zero), EndIn("AZ"));
        Assert.Equal(EndIn("AZ"), EndIn("AM"));
        Assert.Equal(EndIn("AZ").AddHours(1), EndIn("TR"));
        Assert.Equal(EndIn("AZ").AddHours(3), EndIn("PT"));
        Assert.Equal(EndIn("AZ").AddHours(4), EndIn("IS"));
    }

    /// <summary>In Beirut clocks go forward at midnight: the day after begins at 01:00.</summary>
    [Fact]
    public void A_midnight_that_does_not_exist_is_passed_over()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut");
        var end = Period.EndOf(new DateOnly(2026, 3, 28), zone);
        Assert.Equal(new DateTimeOffset(2026, 3, 28, 22, 0, 0, TimeSpan.Zero), end);
    }

    [Theory]
    [InlineData("")]
    [InlineData("min")]
    [InlineData("-3d")]
    [InlineData("3 weeks")]
    [InlineData("9999999d")]
    public void What_is_no_period_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Period.Parse(text));

    [Fact]
    public void Every_country_has_a_zone_and_every_setting_a_value()
    {
        foreach (var country in (string[])["AM", "AZ", "DE", "GB", "GE", "TR", "XI", "ZZ"])
        {
            var settings = CountrySettings.Of(country, isTrial: true);
            Assert.NotNull(settings.Zone);
            Assert.InRange(settings.TransitDays, 1, 999);
            Assert.Equal(TimeSpan.FromMinutes(45), settings["automatic-release"].Exact);
        }

        Assert.Throws<FormatException>(() => CountrySettings.Of("DE", true).With("automatic-release", "soon"));
        Assert.Throws<FormatException>(() => CountrySettings.Of("DE", true).With("automatic", "2h"));
        Assert.Throws<FormatException>(() => CountrySettings.Of("DE", true).With("zone", "Europe/Atlantis"));
    }

    private static DateTimeOffset Local(string text, TimeZoneInfo zone)
    {
        var local = DateTime.ParseExact(
            text, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
