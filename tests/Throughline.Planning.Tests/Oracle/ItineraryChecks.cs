using NodaTime;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>What must hold inside every itinerary.</summary>
internal static class ItineraryChecks
{
    /// <summary>The first thing that does not hold, or null.</summary>
    public static string? Fault(Itinerary itinerary, PlanRequest request)
    {
        var steps = itinerary.Steps;
        if (steps.Count == 0)
            return "There are no steps.";
        if (itinerary.Ready.UtcDateTime != request.DepartAfter!.Value.UtcDateTime)
            return $"Ready at {itinerary.Ready:o}, not when the request says.";
        var now = itinerary.Ready;
        foreach (var step in steps)
        {
            if (step.Start != now)
                return $"{step.Kind} at {step.FromPlace} begins at {step.Start:o}, what came before ends at {now:o}.";
            if ((step.End - step.Start).TotalSeconds != step.Seconds)
                return $"{step.Kind} at {step.FromPlace} takes {step.Seconds} s, its times say "
                    + $"{step.End - step.Start}.";
            if (step.ClosedSeconds < 0 || step.ClosedSeconds > step.Seconds)
                return $"{step.Kind} at {step.FromPlace} is closed for {step.ClosedSeconds} of {step.Seconds} s.";
            now = step.End;
        }

        return Totals(itinerary, now);
    }

    private static string? Totals(Itinerary itinerary, DateTimeOffset end)
    {
        var steps = itinerary.Steps;
        var time = itinerary.Time;
        var split = time.MovingSeconds + time.WaitingSeconds + time.BorderSeconds + time.HandlingSeconds
            + time.RestSeconds;
        if (end != itinerary.Arrival)
            return $"The last step ends at {end:o}, the itinerary at {itinerary.Arrival:o}.";
        if ((itinerary.Arrival - itinerary.Ready).TotalSeconds != itinerary.DurationSeconds)
            return $"Ready and arrival are not {itinerary.DurationSeconds} s apart.";
        if (split != itinerary.DurationSeconds)
            return $"The time split sums up to {split}, not {itinerary.DurationSeconds} s: {time}.";
        if (steps.Sum(s => s.Seconds) != itinerary.DurationSeconds)
            return "The steps do not sum up to the duration.";
        if (itinerary.Costs.Sum(c => c.AmountMinor) != itinerary.CostMinor)
            return $"Cost lines sum up to {itinerary.Costs.Sum(c => c.AmountMinor)}, not {itinerary.CostMinor}.";
        if (steps.Sum(s => s.CostMinor) != itinerary.CostMinor)
            return $"The steps cost {steps.Sum(s => s.CostMinor)}, not {itinerary.CostMinor}.";
        if (itinerary.Emissions.Sum(e => e.Co2eGrams) != itinerary.Co2eGrams)
            return $"CO2e lines sum up to {itinerary.Emissions.Sum(e => e.Co2eGrams)}, not {itinerary.Co2eGrams}.";
        if (steps.Sum(s => s.Co2eGrams) != itinerary.Co2eGrams)
            return $"The steps emit {steps.Sum(s => s.Co2eGrams)}, not {itinerary.Co2eGrams}.";
        if (steps.Sum(s => s.Handlings) != itinerary.Handlings)
            return $"The steps have {steps.Sum(s => s.Handlings)} handlings, not {itinerary.Handlings}.";
        return Percentiles(itinerary.Reliability, itinerary.Ready);
    }

    private static string? Percentiles(Reliability r, DateTimeOffset ready)
    {
        if (r.P10Seconds > r.P50Seconds || r.P50Seconds > r.P90Seconds)
            return $"The percentiles are not in order: {r.P10Seconds}, {r.P50Seconds}, {r.P90Seconds}.";
        var at = Instant.FromDateTimeOffset(ready);
        foreach (var (moment, seconds) in new[] { (r.P10, r.P10Seconds), (r.P50, r.P50Seconds), (r.P90, r.P90Seconds) })
        {
            if (Instant.FromDateTimeOffset(moment) - at != Duration.FromSeconds(seconds))
                return $"{moment:o} is not {seconds} s after ready.";
        }

        return null;
    }
}
