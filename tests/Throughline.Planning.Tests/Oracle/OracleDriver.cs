using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>What a driver has driven since the last break, daily rest and weekly rest, and in the week
/// before.</summary>
internal readonly record struct Driver(int Break, int Day, int Week, int WeekBefore)
{
    public static readonly Driver Fresh = new(0, 0, 0, 0);

    /// <summary>No less tired in any way.</summary>
    public bool IsAtLeastAsTiredAs(Driver other) =>
        Break >= other.Break && Day >= other.Day && Week >= other.Week && WeekBefore >= other.WeekBefore;

    public Driver AfterDriving(int seconds) => new(Break + seconds, Day + seconds, Week + seconds, WeekBefore);

    public Driver AfterBreak() => this with { Break = 0 };

    public Driver AfterDailyRest() => this with { Break = 0, Day = 0 };

    public Driver AfterWeeklyRest() => new(0, 0, 0, Week);
}

/// <summary>One way to drive: pieces of driving and of pausing in turn.</summary>
internal sealed record Drive(Driver After, int Seconds, IReadOnlyList<(bool IsPause, int Seconds)> Pieces);

/// <summary>Section 4 of the page: every way in which a driver may drive and pause.</summary>
internal sealed class OracleDriver(DriverRule rule)
{
    /// <summary>Seconds that may be driven before a pause.</summary>
    public int Left(Driver driver)
    {
        var week = Math.Min(rule.DrivePerWeekSeconds, rule.DrivePerTwoWeeksSeconds - driver.WeekBefore) - driver.Week;
        return Math.Min(week,
            Math.Min(rule.DriveBeforeBreakSeconds - driver.Break, rule.DrivePerDaySeconds - driver.Day));
    }

    /// <summary>All ways to drive so many seconds: drive until a limit binds, then any pause that lifts it.</summary>
    public IEnumerable<Drive> Drives(Driver driver, int seconds)
    {
        var now = Math.Min(seconds, Math.Max(0, Left(driver)));
        var driven = driver.AfterDriving(now);
        var piece = now > 0 || seconds == 0 ? new[] { (false, now) } : [];
        if (now == seconds)
        {
            yield return new Drive(driven, now, piece);
            yield break;
        }

        foreach (var (length, after) in Pauses(driven))
        {
            if (Left(after) <= 0)
                continue; // this pause does not lift the limit that binds
            foreach (var rest in Drives(after, seconds - now))
                yield return new Drive(rest.After, now + length + rest.Seconds,
                    [.. piece, (true, length), .. rest.Pieces]);
        }
    }

    /// <summary>The driver after a stop: it counts as the longest pause that fits into it.</summary>
    public Driver AfterStop(Driver driver, int seconds)
    {
        foreach (var (length, after) in Pauses(driver).Reverse())
        {
            if (seconds >= length)
                return after;
        }

        return driver;
    }

    /// <summary>Every length that a stop of so many seconds may be extended to, itself first.</summary>
    public IEnumerable<int> Extensions(int seconds)
    {
        yield return seconds;
        foreach (var length in new[] { rule.BreakSeconds, rule.DailyRestSeconds, rule.WeeklyRestSeconds })
        {
            if (length > seconds)
                yield return length;
        }
    }

    /// <summary>The longest pause that fits into a stop, 0 when none does.</summary>
    public int LongestPauseIn(int seconds) =>
        Pauses(Driver.Fresh).Select(p => p.Length).Where(l => l <= seconds).DefaultIfEmpty(0).Max();

    private IEnumerable<(int Length, Driver After)> Pauses(Driver driver)
    {
        yield return (rule.BreakSeconds, driver.AfterBreak());
        yield return (rule.DailyRestSeconds, driver.AfterDailyRest());
        yield return (rule.WeeklyRestSeconds, driver.AfterWeeklyRest());
    }
}
