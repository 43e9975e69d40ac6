using System.Globalization;
using System.Text;
using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>The planner's Pareto set is that of the brute-force oracle, for as many random networks as time
/// allows.</summary>
/// <remarks>THROUGHLINE_SEEDS=100000 runs more seeds, THROUGHLINE_FIRST_SEED=7 begins elsewhere.</remarks>
public class ParetoSetMatchesBruteForce
{
    private const int MaxWalks = 60_000;

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value : otherwise;

    [Fact]
    public void On_random_networks()
    {
        var first = Setting("THROUGHLINE_FIRST_SEED", 0);
        var count = Setting("THROUGHLINE_SEEDS", 1_000);
        var most = Setting("THROUGHLINE_FAILURES", 1);
        var failures = new List<string>();
        var skipped = 0;
        for (var seed = first; seed < first + count && failures.Count < most; seed++)
        {
            var text = RandomNetworks.Text(seed);
            try
            {
                if (Difference(text) is null)
                    continue;
                var small = Shrinker.Shrink(text, t => Difference(t) is not null);
                failures.Add($"seed {seed}\n{small}\n{Difference(small)}");
            }
            catch (Exception e) when (e is TooManyWaysException or NotSupportedException)
            {
                skipped++;
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{count} seeds from {first}, {skipped} of them too large.");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(skipped < count / 10 + 1, $"{skipped} of {count} networks were too large to go through.");
    }

    /// <summary>What differs between oracle and planner for a network text, or null.</summary>
    private static string? Difference(string text)
    {
        var (snapshot, request) = NetworkText.Case(text);
        var expected = BruteForce.Ways(snapshot, request, MaxWalks);
        IReadOnlyList<Itinerary> actual;
        IReadOnlyList<Itinerary> again;
        try
        {
            var planner = new Planner(snapshot);
            actual = planner.Plan(request).Itineraries;
            // A goal that is asked for again has bounds that know its timetables.
            again = planner.Plan(request).Itineraries;
        }
        catch (PlanRequestException)
        {
            throw;
        }
        catch (Exception e)
        {
            return $"The planner throws {e}";
        }

        if (!expected.Select(w => w.Criteria).SequenceEqual(actual.Select(OneLine.CriteriaOf)))
            return Describe(snapshot, request, expected, actual);
        if (!actual.Select(OneLine.CriteriaOf).SequenceEqual(again.Select(OneLine.CriteriaOf)))
            return "Asked again: " + Describe(snapshot, request, expected, again);
        foreach (var itinerary in actual)
        {
            if (ItineraryChecks.Fault(itinerary, request) is { } fault)
                return $"{fault}\n{OneLine.Of(itinerary, snapshot)}";
        }

        return null;
    }

    private static string Describe(
        CorridorSnapshot snapshot, PlanRequest request,
        IReadOnlyList<OracleWay> expected, IReadOnlyList<Itinerary> actual)
    {
        var text = new StringBuilder();
        var known = actual.Select(OneLine.CriteriaOf).ToHashSet();
        var wanted = expected.Select(w => w.Criteria).ToHashSet();
        foreach (var way in expected)
            text.AppendLine(
                $"  {(known.Contains(way.Criteria) ? "both   " : "oracle ")} {OneLine.Of(way, snapshot, request)}");
        foreach (var itinerary in actual.Where(i => !wanted.Contains(OneLine.CriteriaOf(i))))
            text.AppendLine($"  planner {OneLine.Of(itinerary, snapshot)}");
        return text.ToString();
    }
}
