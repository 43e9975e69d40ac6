using CsCheck;
using NodaTime;

namespace Throughline.Corridor.Tests;

public class ServiceCalendarTests
{
    [Fact]
    public void Weekdays_hold_between_the_dates_and_exceptions_win()
    {
        var monday = Day(2026, 6, 1);
        var calendar = new ServiceCalendar("c", 0b0010101, monday, Day(2026, 6, 30), [monday + 1], [monday + 2]);
        Assert.True(calendar.RunsOn(monday));
        Assert.True(calendar.RunsOn(monday + 1));
        Assert.False(calendar.RunsOn(monday + 2));
        Assert.True(calendar.RunsOn(monday + 4));
        Assert.False(calendar.RunsOn(monday - 7));
        Assert.False(calendar.RunsOn(Day(2026, 7, 1)));
    }

    [Fact]
    public void Days_of_the_week_are_those_of_the_calendar()
    {
        Gen.Select(Gen.Int[-5000, 20_000], Gen.Int[0, 127]).Sample((day, bits) =>
        {
            var date = ServiceCalendar.DateOf(day);
            Assert.Equal(day, ServiceCalendar.DayOf(date));
            var runs = (bits >> ((int)date.DayOfWeek - 1) & 1) != 0;
            Assert.Equal(runs, new ServiceCalendar("c", bits, day - 10, day + 10, [], []).RunsOn(day));
        });
    }

    [Fact]
    public void First_and_last_active_day_count_added_days()
    {
        var calendar = new ServiceCalendar("c", 0, 100, 200, [50, 300], []);
        Assert.Equal((50, 300), (calendar.FirstActive, calendar.LastActive));
    }

    private static int Day(int year, int month, int day) => ServiceCalendar.DayOf(new LocalDate(year, month, day));
}
