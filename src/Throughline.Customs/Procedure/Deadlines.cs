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
            "recovery-start" => Recovery(step, settings[timer.Period]),
            "enquiry-response" when step.Fact("informed") is not null =>
                settings["enquiry-response-informed"].After(step.Now, zone),
            _ => settings[timer.Period].After(step.Now, zone),
        };
    }

    /// <summary>The goods may come until the last moment of the limit date by the clock of the office that they go
    /// to.</summary>
    private static DateTimeOffset EndOfLimit(ProcedureStep step) =>
        Period.EndOf(Limit(step), step.Settings.ZoneOf(Receivers.Destination(step) ?? step.Movement.Office));

    /// <summary>Counted from the limit date, not from the day on which somebody noticed.</summary>
    private static DateTimeOffset Recovery(ProcedureStep step, Period period) => Period.EndOf(
        Limit(step).AddMonths(period.Months).AddDays(period.Days), step.Settings.ZoneOf(step.Movement.Office));

    private static DateOnly Limit(ProcedureStep step) => ProcedureStep.FindDay(step.Fact("limit")) ?? step.Today;
}
