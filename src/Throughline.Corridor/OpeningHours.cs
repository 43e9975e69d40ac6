using System.Globalization;

namespace Throughline.Corridor;

/// <summary>Weekly opening hours in local time.</summary>
/// <remarks>Grammar: <c>24h</c>, <c>weekdays</c> (Monday to Friday, whole days), or blocks separated by <c>;</c>, each
/// with days (<c>Mo-Fr</c>, <c>Mo,We,Fr</c>, nothing for every day) and times <c>HH:MM-HH:MM</c> separated by commas.
/// A range past midnight belongs to the day on which it starts.</remarks>
public sealed class OpeningHours : IEquatable<OpeningHours>
{
    private const int Week = 7 * 1440;
    private static readonly string[] DayNames = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    private readonly int[] _from;
    private readonly int[] _to;

    private OpeningHours(string text, List<(int From, int To)> minutes)
    {
        Text = text;
        var merged = Merge(minutes);
        _from = [.. merged.Select(m => m.From)];
        _to = [.. merged.Select(m => m.To)];
    }

    /// <summary>Open all day, every day.</summary>
    public static OpeningHours Always { get; } = new("24h", [(0, Week)]);

    /// <summary>The text it was read from.</summary>
    public string Text { get; }

    /// <summary>Whether it never closes.</summary>
    public bool IsAlways => _from is [0] && _to is [Week];

    /// <summary>Open intervals as minutes after Monday 00:00 local time, sorted, not touching; <c>To</c> is
    /// exclusive.</summary>
    public IEnumerable<(int From, int To)> WeekMinutes => _from.Zip(_to);

    /// <summary>Reads opening hours.</summary>
    /// <param name="text">The text, see the remarks of the type.</param>
    /// <param name="hours">The hours when the text is right.</param>
    /// <param name="error">What is wrong and how to mend it, else null.</param>
    public static bool TryParse(string text, out OpeningHours? hours, out string? error)
    {
        hours = null;
        error = null;
        var trimmed = text.Trim();
        if (trimmed is "24h" or "24/7")
        {
            hours = Always;
            return true;
        }

        var minutes = new List<(int From, int To)>();
        var source = trimmed == "weekdays" ? "Mo-Fr 00:00-24:00" : trimmed;
        foreach (var block in source.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            error = ReadBlock(block, minutes);
            if (error is not null)
                return false;
        }

        if (minutes.Count == 0)
        {
            error = "no hours given; write 24h, weekdays or, for example, Mo-Fr 08:00-18:00";
            return false;
        }

        hours = new OpeningHours(trimmed, minutes);
        return true;
    }

    /// <summary>Reads opening hours.</summary>
    /// <exception cref="FormatException">The text is not right; the message says what to mend.</exception>
    public static OpeningHours Parse(string text) =>
        TryParse(text, out var hours, out var error) ? hours! : throw new FormatException(error);

    /// <summary>The first instant at or after the given one at which it is open.</summary>
    /// <param name="seconds">Instant of the corridor's clock.</param>
    /// <param name="zone">Zone of the hours.</param>
    public int NextOpen(int seconds, ZoneClock zone) => Math.Max(seconds, NextSpan(seconds, zone).Open);

    /// <summary>The first span of being open that ends after an instant.</summary>
    /// <param name="seconds">Instant of the corridor's clock.</param>
    /// <param name="zone">Zone of the hours.</param>
    /// <returns>Its first instant and the instant at which it is closed again; a span that goes on over the end of a
    /// week is given as two.</returns>
    public (int Open, int Close) NextSpan(int seconds, ZoneClock zone)
    {
        if (IsAlways)
            return (int.MinValue, int.MaxValue);
        var local = checked(seconds + zone.OffsetAt(seconds));
        var weekStart = local - Mod(local - MondayZero, CorridorTime.WeekSeconds);
        for (var week = 0; week < 3; week++)
        {
            for (var i = 0; i < _from.Length; i++)
            {
                var open = zone.FromLocal(weekStart + _from[i] * 60);
                var close = zone.FromLocal(weekStart + _to[i] * 60);
                if (seconds < close && open < close)
                    return (open, close);
            }

            weekStart += CorridorTime.WeekSeconds;
        }

        throw new InvalidOperationException("Opening hours that never open.");
    }

    /// <inheritdoc/>
    public bool Equals(OpeningHours? other) =>
        other is not null && _from.AsSpan().SequenceEqual(other._from) && _to.AsSpan().SequenceEqual(other._to);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OpeningHours);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_from.Length, _from[0], _to[^1]);

    /// <inheritdoc/>
    public override string ToString() => Text;

    // 2020-01-01 was a Wednesday: the Monday of its week began two days before the epoch.
    private const int MondayZero = -2 * 86_400;

    private static int Mod(int value, int modulus) => ((value % modulus) + modulus) % modulus;

    private static string? ReadBlock(string block, List<(int From, int To)> minutes)
    {
        var space = block.IndexOf(' ', StringComparison.Ordinal);
        var dayText = space < 0 && char.IsDigit(block[0]) || char.IsDigit(block[0])
            ? "" : block[..(space < 0 ? block.Length : space)];
        var timeText = block[dayText.Length..].Trim();
        var days = ReadDays(dayText);
        if (days is null)
            return $"'{dayText}' is not a list of days; write Mo-Fr or Mo,We,Fr";
        if (timeText.Length == 0)
            return $"'{block}' has no times; write, for example, {block} 08:00-18:00";
        foreach (var range in timeText.Split(',', StringSplitOptions.TrimEntries))
        {
            var parts = range.Split('-');
            if (parts.Length != 2 || ReadTime(parts[0]) is not (< 1440 and var from) || ReadTime(parts[1]) is not { } to
                || from == to)
                return $"'{range}' is not a range of times; write HH:MM-HH:MM within 00:00 and 24:00";
            if (to < from)
                to += 1440;
            foreach (var day in days)
                minutes.Add((day * 1440 + from, day * 1440 + to));
        }

        return null;
    }

    private static List<int>? ReadDays(string text)
    {
        if (text.Length == 0)
            return [0, 1, 2, 3, 4, 5, 6];
        var days = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            var first = Array.IndexOf(DayNames, ends[0]);
            var last = Array.IndexOf(DayNames, ends[^1]);
            if (first < 0 || last < 0 || ends.Length > 2)
                return null;
            for (var day = first; ; day = (day + 1) % 7)
            {
                days.Add(day);
                if (day == last)
                    break;
            }
        }

        return days;
    }

    private static int? ReadTime(string text)
    {
        var parts = text.Trim().Split(':');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            || parts[1].Length != 2 || minute > 59 || hour * 60 + minute > 1440)
            return null;
        return hour * 60 + minute;
    }

    private static List<(int From, int To)> Merge(List<(int From, int To)> minutes)
    {
        var flat = new List<(int From, int To)>();
        foreach (var (from, to) in minutes)
        {
            flat.Add((from, Math.Min(to, Week)));
            if (to > Week)
                flat.Add((0, to - Week));
        }

        flat.Sort();
        var merged = new List<(int From, int To)>();
        foreach (var next in flat)
        {
            if (merged.Count > 0 && next.From <= merged[^1].To)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, next.To));
            else
                merged.Add(next);
        }

        return merged;
    }
}
