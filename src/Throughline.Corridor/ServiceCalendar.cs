using NodaTime;

namespace Throughline.Corridor;

/// <summary>The days on which trips run: a weekly pattern between two dates, with exceptions.</summary>
/// <remarks>Days are numbered from 2020-01-01 = 0.</remarks>
public sealed class ServiceCalendar
{
    private static readonly LocalDate DayZero = new(2020, 1, 1);
    private readonly int[] _added;
    private readonly int[] _removed;

    /// <summary>Makes a calendar.</summary>
    /// <param name="id">Identifier.</param>
    /// <param name="weekdays">Bit 0 Monday to bit 6 Sunday.</param>
    /// <param name="firstDay">First day of the pattern.</param>
    /// <param name="lastDay">Last day of the pattern, inclusive.</param>
    /// <param name="added">Days on which it runs besides.</param>
    /// <param name="removed">Days on which it does not run.</param>
    public ServiceCalendar(
        string id, int weekdays, int firstDay, int lastDay, IEnumerable<int> added, IEnumerable<int> removed)
    {
        Id = id;
        Weekdays = weekdays & 0x7F;
        FirstDay = firstDay;
        LastDay = lastDay;
        _removed = [.. removed.Distinct().Order()];
        _added = [.. added.Distinct().Order()];
    }

    /// <summary>Identifier.</summary>
    public string Id { get; }

    /// <summary>Where the calendar comes from; null when not said.</summary>
    public string? Source { get; init; }

    /// <summary>Bit 0 Monday to bit 6 Sunday.</summary>
    public int Weekdays { get; }

    /// <summary>First day of the weekly pattern.</summary>
    public int FirstDay { get; }

    /// <summary>Last day of the weekly pattern, inclusive.</summary>
    public int LastDay { get; }

    /// <summary>Days added to the pattern, sorted.</summary>
    public IReadOnlyList<int> Added => _added;

    /// <summary>Days taken out of the pattern, sorted.</summary>
    public IReadOnlyList<int> Removed => _removed;

    /// <summary>First day on which anything may run.</summary>
    public int FirstActive => _added.Length > 0 ? Math.Min(_added[0], FirstDay) : FirstDay;

    /// <summary>Last day on which anything may run.</summary>
    public int LastActive => _added.Length > 0 ? Math.Max(_added[^1], LastDay) : LastDay;

    /// <summary>The number of a date.</summary>
    public static int DayOf(LocalDate date) => Period.DaysBetween(DayZero, date);

    /// <summary>The date of a number.</summary>
    public static LocalDate DateOf(int day) => DayZero.PlusDays(day);

    /// <summary>Whether trips run on this day.</summary>
    public bool RunsOn(int day)
    {
        if (_removed.Length > 0 && Array.BinarySearch(_removed, day) >= 0)
            return false;
        if (_added.Length > 0 && Array.BinarySearch(_added, day) >= 0)
            return true;
        // Day 0 was a Wednesday, the third day of its week.
        return day >= FirstDay && day <= LastDay && (Weekdays >> ((day + 2) % 7 + 7) % 7 & 1) != 0;
    }
}
