namespace Throughline.Planning;

/// <summary>The same request answered under several scenarios, side by side.</summary>
/// <param name="Answers">One answer per scenario, in the order given.</param>
/// <param name="Differences">What differs; one value per scenario.</param>
public sealed record ComparisonAnswer(
    IReadOnlyList<PlanAnswer> Answers, IReadOnlyList<MeasureDifference> Differences);

/// <summary>One measure under every scenario of a comparison.</summary>
/// <param name="Measure">fastest-duration, fastest-border, fastest-p50, fastest-p90, cheapest-cost, cleanest-co2e,
/// fewest-handlings, most-reliable-p90 or itineraries.</param>
/// <param name="Unit">s (seconds), usd-cent, g (grams) or 1 (a plain number).</param>
/// <param name="Values">One value per scenario; null where nothing was found.</param>
/// <param name="Change">Last value minus first; null when one of them is missing.</param>
public sealed record MeasureDifference(
    string Measure, string Unit, IReadOnlyList<double?> Values, double? Change);

/// <summary>Compares scenarios on one request.</summary>
public static class Comparison
{
    /// <summary>Fewest scenarios that can be compared.</summary>
    public const int MinScenarios = 2;

    /// <summary>Most scenarios that are compared at once.</summary>
    public const int MaxScenarios = 4;

    private static readonly (string Measure, string Unit, Func<PlanAnswer, double?> Value)[] Measures =
    [
        ("fastest-duration", "s", a => Least(a, i => i.DurationSeconds)),
        ("fastest-border", "s", a => Fastest(a)?.Time.BorderSeconds),
        ("fastest-p50", "s", a => Least(a, i => i.Reliability.P50Seconds)),
        ("fastest-p90", "s", a => Fastest(a)?.Reliability.P90Seconds),
        ("most-reliable-p90", "s", a => Least(a, i => i.Reliability.P90Seconds)),
        ("cheapest-cost", "usd-cent", a => Least(a, i => i.CostMinor)),
        ("cleanest-co2e", "g", a => Least(a, i => i.Co2eGrams)),
        ("fewest-handlings", "1", a => Least(a, i => i.Handlings)),
        ("itineraries", "1", a => a.Itineraries.Count),
    ];

    /// <summary>Plans the request with each planner and lists what differs.</summary>
    /// <param name="planners">Two to four planners, one per scenario.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two or more than four planners.</exception>
    /// <exception cref="PlanRequestException">The request is wrong under one of the scenarios.</exception>
    public static ComparisonAnswer Run(
        IReadOnlyList<Planner> planners, PlanRequest request, CancellationToken cancellation = default)
    {
        if (planners.Count is < MinScenarios or > MaxScenarios)
            throw new ArgumentOutOfRangeException(nameof(planners), planners.Count, "Give two to four scenarios.");
        var answers = planners.Select(p => p.Plan(request, cancellation)).ToList();
        return new ComparisonAnswer(answers, ListDifferences(answers));
    }

    /// <summary>What differs between answers to the same request.</summary>
    public static IReadOnlyList<MeasureDifference> ListDifferences(IReadOnlyList<PlanAnswer> answers)
    {
        var differences = new List<MeasureDifference>(Measures.Length);
        foreach (var (measure, unit, value) in Measures)
        {
            var values = answers.Select(value).ToList();
            differences.Add(new MeasureDifference(measure, unit, values, values[^1] - values[0]));
        }

        return differences;
    }

    private static double? Least(PlanAnswer answer, Func<Itinerary, double> value) =>
        answer.Itineraries.Count == 0 ? null : answer.Itineraries.Min(value);

    private static Itinerary? Fastest(PlanAnswer answer) => answer.Itineraries.MinBy(i => i.DurationSeconds);
}
