using System.Globalization;
using Throughline.Corridor;
using Throughline.Planning;

namespace Throughline.Server;

/// <summary>Says in sentences what differs between scenarios.</summary>
public static class ComparisonSummary
{
    private static readonly (string Measure, string Key, double Scale)[] Told =
    [
        ("fastest-duration", "compare.duration", 3600),
        ("cheapest-cost", "compare.cost", 100),
        ("cleanest-co2e", "compare.co2e", 1000),
    ];

    /// <summary>What differs between the first scenario and each of the others.</summary>
    /// <param name="corridor">The corridor, for the names of its scenarios.</param>
    /// <param name="comparison">The answers and their differences.</param>
    public static string Of(CorridorModel corridor, ComparisonAnswer comparison)
    {
        var texts = Texts.Server;
        var answers = comparison.Answers;
        var sentences = new List<string>();
        for (var i = 1; i < answers.Count; i++)
        {
            var (first, other) = (answers[0], answers[i]);
            if (first.Itineraries.Count == 0 || other.Itineraries.Count == 0)
            {
                var key = first.Itineraries.Count > 0 ? "compare.lost"
                    : other.Itineraries.Count > 0 ? "compare.gained" : "compare.none";
                sentences.Add(texts.Get(key, NameOf(first), NameOf(other)));
                continue;
            }

            var parts = Told.Select(t => Tell(comparison.Differences, t.Measure, t.Key, t.Scale, i));
            sentences.Add(texts.Get("compare.sentence", NameOf(first), NameOf(other), string.Join(", ", parts)));
        }

        return string.Join(' ', sentences);

        string NameOf(PlanAnswer answer) => string.Join(" + ", answer.Scenario.Split(" + ").Select(PartOf));

        // A scenario that was altered is called by its id and what was altered.
        string PartOf(string id) => corridor.Scenarios.FirstOrDefault(s => s.Id == id)?.Name
            ?? corridor.Switches.FirstOrDefault(s => s.Id == id)?.Name ?? id;
    }

    private static string Tell(
        IReadOnlyList<MeasureDifference> differences, string measure, string key, double scale, int index)
    {
        var values = differences.First(d => d.Measure == measure).Values;
        var (from, to) = (values[0]!.Value / scale, values[index]!.Value / scale);
        if (Math.Abs(to - from) < 0.05)
            return Texts.Server.Get(key + ".same", Number(to));
        var share = from == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" ({(to - from) / from * 100:+0.#;−0.#} %)");
        return Texts.Server.Get(key, Number(from), Number(to), share);
    }

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "0.#", CultureInfo.InvariantCulture);
}
