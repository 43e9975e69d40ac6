using System.Globalization;
using NodaTime;

namespace Throughline.Corridor.Loading;

/// <content>Cells as values. A value that is missing or wrong is reported and stands in as empty or zero; the caller
/// looks at <see cref="RowOk"/> before it uses the row.</content>
internal sealed partial class CsvTable
{
    private const NumberStyles DecimalStyle =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Text of a cell shortened for a message.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        var shown = text.Length > 60 ? string.Concat(text[..60], "…") : text.ToString();
        return $"'{shown.Replace('\n', ' ').Replace('\r', ' ')}'";
    }

    public string? Text(string column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty)
            return null;
        if (cell.Length > MaxCellLength)
        {
            Error(column, FormattableString.Invariant(
                $"the cell has {cell.Length:N0} characters, the limit is {MaxCellLength:N0}; shorten it"));
            return null;
        }

        foreach (var c in cell)
        {
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
            {
                Error(column, FormattableString.Invariant(
                    $"the cell contains the control character U+{(int)c:X4}; take it out"));
                return null;
            }
        }

        return _pool.Get(cell);
    }

    public string NeedText(string column)
    {
        if (Cell(column).IsEmpty)
            Missing(column);
        return Text(column) ?? "";
    }

    /// <summary>An identifier that must be there and keep to the pattern.</summary>
    public string NeedId(string column)
    {
        var id = NeedText(column);
        if (id.Length > 0 && !IsId(id))
        {
            Error(column, $"{Quote(id)} is not an identifier; use 1 to 64 letters A-Z a-z, digits and _ . : -");
            return "";
        }

        return id;
    }

    public IReadOnlyList<string> List(string column)
    {
        var text = Text(column);
        return text is null
            ? []
            : [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(p => _pool.Get(p))];
    }

    public double? Number(string column, double min, double max, string example)
    {
        var cell = Cell(column);
        if (cell.IsEmpty)
            return null;
        if (!double.TryParse(cell, DecimalStyle, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value))
        {
            var remedy = cell.Contains(',') ? "use a decimal point" : $"write, for example, {example}";
            Error(column, $"{Quote(cell)} is not a number; {remedy}");
            return null;
        }

        if (value < min || value > max)
        {
            Error(column,
                FormattableString.Invariant($"{Quote(cell)} is outside {min} to {max}; write, for example, {example}"));
            return null;
        }

        return value;
    }

    public double NeedNumber(string column, double min, double max, string example) =>
        Needed(column, Number(column, min, max, example));

    public int? Whole(string column, int min, int max, string example)
    {
        var cell = Cell(column);
        if (cell.IsEmpty)
            return null;
        if (!int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || value < min || value > max)
        {
            Error(column, FormattableString.Invariant(
                $"{Quote(cell)} is not a whole number from {min} to {max}; write, for example, {example}"));
            return null;
        }

        return value;
    }

    public int NeedWhole(string column, int min, int max, string example) =>
        Needed(column, Whole(column, min, max, example));

    public decimal? Decimal(string column, decimal max)
    {
        var cell = Cell(column);
        if (cell.IsEmpty)
            return null;
        if (!decimal.TryParse(cell, DecimalStyle, CultureInfo.InvariantCulture, out var value) || value < 0
            || value > max)
        {
            var remedy = cell.Contains(',')
                ? "use a decimal point and no separator of thousands" : "write, for example, 12.50";
            Error(column, FormattableString.Invariant($"{Quote(cell)} is not an amount from 0 to {max}; {remedy}"));
            return null;
        }

        return value;
    }

    /// <summary>An amount of money in hundredths of its currency.</summary>
    public long? Minor(string column)
    {
        if (Decimal(column, 1_000_000_000_000m) is not { } amount)
            return null;
        var minor = amount * 100;
        if (minor == decimal.Truncate(minor))
            return (long)minor;
        Error(column, $"{Quote(Cell(column))} has more than two decimals; round it to two");
        return null;
    }

    /// <summary>Hours as whole seconds.</summary>
    public int? Hours(string column, double maxHours = 8784) =>
        Number(column, 0, maxHours, "12.5") is { } hours ? SecondsOf(hours) : null;

    public int NeedHours(string column, double maxHours = 8784) => Needed(column, Hours(column, maxHours));

    /// <summary>Hours as whole seconds; reported and null when missing or wrong.</summary>
    public int? HoursToCheck(string column)
    {
        if (Cell(column).IsEmpty)
            Missing(column);
        return Hours(column);
    }

    public static int SecondsOf(double hours) => (int)Math.Round(hours * 3600, MidpointRounding.AwayFromZero);

    public T? Word<T>(string column, Func<string, T?> find, string words)
        where T : struct
    {
        var text = Text(column);
        if (text is null)
            return null;
        if (find(text) is { } value)
            return value;
        var nearest = EditDistance.FindNearest(text, words.Replace(" or ", ", ", StringComparison.Ordinal).Split(", "));
        Error(column, $"{Quote(text)} is not known; write {nearest ?? words}");
        return null;
    }

    public T NeedWord<T>(string column, Func<string, T?> find, string words)
        where T : struct =>
        Needed(column, Word(column, find, words));

    /// <summary>One of a few words, kept as text.</summary>
    public string? OneOf(string column, params ReadOnlySpan<string> words)
    {
        var cell = Cell(column);
        foreach (var word in words)
        {
            if (cell.SequenceEqual(word))
                return word;
        }

        if (!cell.IsEmpty)
            Error(column, $"{Quote(cell)} is not known; write one of {string.Join(", ", words!)}");
        return null;
    }

    public string NeedOneOf(string column, params ReadOnlySpan<string> words)
    {
        if (Cell(column).IsEmpty)
            Missing(column);
        return OneOf(column, words) ?? "";
    }

    public bool? Flag(string column) => OneOf(column, "yes", "no") switch { "yes" => true, "no" => false, _ => null };

    public bool NeedFlag(string column)
    {
        if (Cell(column).IsEmpty)
            Missing(column);
        return Flag(column) ?? false;
    }

    public OpeningHours? OpeningHours(string column)
    {
        var text = Text(column);
        if (text is null)
            return null;
        if (Corridor.OpeningHours.TryParse(text, out var hours, out var error))
            return hours;
        Error(column, $"the opening hours cannot be read: {error}");
        return null;
    }

    /// <summary>A date as a day number of <see cref="ServiceCalendar"/>.</summary>
    public int NeedDate(string column)
    {
        var text = NeedText(column);
        if (text.Length == 0)
            return 0;
        var parsed = NodaTime.Text.LocalDatePattern.Iso.Parse(text);
        if (parsed.Success && parsed.Value.Year is >= 1970 and <= 2100)
            return ServiceCalendar.DayOf(parsed.Value);
        Error(column, $"{Quote(text)} is not a date from 1970 to 2100; write, for example, 2026-03-29");
        return 0;
    }

    /// <summary>Clock time H:MM or H:MM:SS after the start of the service day, in seconds; may pass 24:00.</summary>
    public int? ClockTime(string column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty)
            return null;
        if (ClockText.Find(cell) is { } seconds)
            return seconds;
        Error(column,
            $"{Quote(cell)} is not a clock time; write H:MM or H:MM:SS, for example 25:30 for half past one the next "
                + "day");
        return null;
    }

    public string NeedTimeZone(string column)
    {
        var zone = NeedText(column);
        if (zone.Length > 0 && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            var nearest = EditDistance.FindNearest(zone, DateTimeZoneProviders.Tzdb.Ids);
            Error(column, $"{Quote(zone)} is not an IANA time zone; write {nearest ?? "for example Asia/Yerevan"}");
        }

        return zone;
    }

    private static bool IsId(string id)
    {
        if (id.Length > 64)
            return false;
        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or ':' or '-'))
                return false;
        }

        return true;
    }

    private T Needed<T>(string column, T? value)
        where T : struct
    {
        if (value is null && Cell(column).IsEmpty)
            Missing(column);
        return value ?? default;
    }

    private void Missing(string column)
    {
        RowOk = false;
        // A missing column has been reported once, in the header.
        if (HasColumn(column))
            _issues.Error(File, Row, column, "the cell is empty; it must be filled in");
    }
}
