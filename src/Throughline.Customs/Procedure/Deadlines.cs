namespace Throughline.Customs;

/// <summary>When timers run out.</summary>
internal static class Deadlines
{
    /// <summary>The instant at which a timer runs out that starts in a step.</summary>
    public static DateTimeOffset Of(ProcedureStep step, ProcedureTimer timer)
    {
        var settings = step.Settings.Of(step.Administration.Country);
        var zone = step.Settings.ZoneOf(step.Movement.Office);
        return timer.Period switch
        {
            "limit" => EndOfLimit(step),
            "last-day" => Period.EndOf(ProcedureStep.FindDay(step.Fact("until")) ?? step.Today, zone),
            "outage-start" => Instant(step, "from"),
            "outage-end" => Instant(step, "until"),
            "enquiry-start" => EnquiryStart(step, settings[timer.Period], zone),
            "control-results" when step.Fact("consignee") is not null => Period.EndOf(
                (ProcedureStep.FindDay(step.Fact("arrived-on")) ?? step.Today)
                    .AddDays(settings["control-results-consignee"].Days), zone),
            "recovery-start" => Recovery(step, settings[timer.Period]),
            "enquiry-response" when step.Fact("informed") is not null =>
                settings["enquiry-response-informed"].After(step.Now, zone),
            _ => settings[timer.Period].After(step.Now, zone),
        };
    }

    /// <summary>Periods that follow from the case and not from the settings of a country.</summary>
    public static IReadOnlyList<string> OfTheCase { get; } = ["limit", "last-day", "outage-start", "outage-end"];

    /// <summary>A time of an outage: in UTC, since offices in several zones read it.</summary>
    private static DateTimeOffset Instant(ProcedureStep step, string fact) =>
        new(Availability.FindTime(step.Fact(fact)) ?? step.Now.UtcDateTime, TimeSpan.Zero);

    /// <summary>The goods may come until the last moment of the limit date by the clock of the office that they go
    /// to.</summary>
    private static DateTimeOffset EndOfLimit(ProcedureStep step) =>
        Period.EndOf(Limit(step), step.Settings.ZoneOf(Receivers.Destination(step) ?? step.Movement.Office));

    /// <summary>Counted from the limit date, not from the day on which somebody noticed.</summary>
    private static DateTimeOffset Recovery(ProcedureStep step, Period period) => Period.EndOf(
        Limit(step).AddMonths(period.Months).AddDays(period.Days), step.Settings.ZoneOf(step.Movement.Office));

    /// <summary>Counted from the day that ended without goods or results, which is over when this is asked.</summary>
    private static DateTimeOffset EnquiryStart(ProcedureStep step, Period period, TimeZoneInfo zone)
    {
        if (period is { Months: 0, Days: 0 })
            return period.After(step.Now, zone);
        var ended = step.Fact("arrived-at") is null
            ? Limit(step)
            : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(step.Now.AddTicks(-1), zone).DateTime);
        return Period.EndOf(ended.AddMonths(period.Months).AddDays(period.Days), zone);
    }

    private static DateOnly Limit(ProcedureStep step) => ProcedureStep.FindDay(step.Fact("limit")) ?? step.Today;
}
