using System.Globalization;

namespace Throughline.Customs;

/// <summary>A period of the procedure. Minutes and hours are exact; days and months end with the local day.</summary>
/// <param name="Months">Calendar months, from 0.</param>
/// <param name="Days">Calendar days, from 0.</param>
/// <param name="Exact">Exact span, from 0; only when months and days are 0.</param>
public readonly record struct Period(int Months, int Days, TimeSpan Exact)
{
    /// <summary>Reads <c>45min</c>, <c>2h</c>, <c>30d</c> or <c>7mo</c>; the words minutes, hours, days and months
    /// stand for them, with a blank before.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static Period Parse(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (!int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count > 100_000)
            throw new FormatException($"«{text}» is no period: write for example 45min, 2h, 30d or 7mo.");
        return text[digits..].Trim() switch
        {
            "s" or "second" or "seconds" => new Period(0, 0, TimeSpan.FromSeconds(count)),
            "min" or "minute" or "minutes" => new Period(0, 0, TimeSpan.FromMinutes(count)),
            "h" or "hour" or "hours" => new Period(0, 0, TimeSpan.FromHours(count)),
            "d" or "day" or "days" => new Period(0, count, TimeSpan.Zero),
            "mo" or "month" or "months" => new Period(count, 0, TimeSpan.Zero),
            _ => throw new FormatException($"«{text}» is no period: write for example 45min, 2h, 30d or 7mo."),
        };
    }

    /// <summary>When the period ends that begins at an instant.</summary>
    /// <param name="from">The instant.</param>
    /// <param name="zone">Zone of the office, whose day counts.</param>
    public DateTimeOffset After(DateTimeOffset from, TimeZoneInfo zone)
    {
        if (Months == 0 && Days == 0)
            return from.ToUniversalTime() + Exact;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime);
        return EndOf(day.AddMonths(Months).AddDays(Days), zone);
    }

    /// <summary>The end of a day in a zone: the first instant of the next.</summary>
    /// <remarks>Where clocks are put forward at midnight the next day begins later than 00:00; where they are put back
    /// across it, it begins with the first 00:00.</remarks>
    public static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone)
    {
        const int StepMinutes = 15;
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(StepMinutes);
        var offset = zone.IsAmbiguousTime(midnight)
            ? zone.GetAmbiguousTimeOffsets(midnight).Max()
            : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
