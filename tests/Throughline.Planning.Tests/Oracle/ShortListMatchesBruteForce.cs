using System.Globalization;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>The short list alone is what docs/planning-model.md says of the oracle's set, on random networks.</summary>
public class ShortListMatchesBruteForce
{
    private const int MaxWalks = 60_000;

    [Fact]
    public void On_random_networks()
    {
        var seeds = int.TryParse(Environment.GetEnvironmentVariable("THROUGHLINE_SEEDS"), CultureInfo.InvariantCulture,
            out var count) ? count : 500;
        var left = 0;
        var all = 0;
        for (var seed = 0; seed < seeds; seed++)
        {
            var (snapshot, request) = NetworkText.Case(RandomNetworks.Text(seed));
            if (request.DepartAfter is null)
                continue;
            IReadOnlyList<OracleWay> set;
            try
            {
                set = BruteForce.Ways(snapshot, request, MaxWalks);
            }
            catch (Exception e) when (e is TooManyWaysException or NotSupportedException)
            {
                continue;
            }

            var expected = set.Where(w => IsOnShortList(w, set, request)).Select(w => w.Criteria).ToList();
            var planner = new Planner(snapshot);
            // Every other goal is asked for twice, so that its bounds know its timetables.
            if (seed % 2 == 0)
                planner.Plan(request, TestContext.Current.CancellationToken);
            var answer = planner.Plan(
                request with { ShortListOnly = true }, TestContext.Current.CancellationToken);
            var actual = answer.Itineraries.Select(OneLine.CriteriaOf).ToList();
            Assert.True(expected.SequenceEqual(actual), $"seed {seed}: expected\n{string.Join('\n', expected)}\n"
                + $"but planned\n{string.Join('\n', actual)}\n{RandomNetworks.Text(seed)}");
            all += set.Count;
            left += expected.Count;
        }

        Assert.InRange(left, 1, all - 1);
    }

    private static bool IsOnShortList(OracleWay way, IReadOnlyList<OracleWay> set, PlanRequest request)
    {
        var fewest = set.Min(w => w.Criteria.Handlings);
        return Duration(way, request) <= set.Min(w => Duration(w, request)) * 125 / 100
            || way.Criteria.Cost == set.Min(w => w.Criteria.Cost)
            || way.Criteria.Grams == set.Min(w => w.Criteria.Grams)
            || way.Criteria.Handlings == fewest && way.Criteria.Arrival
                == set.Where(w => w.Criteria.Handlings == fewest).Min(w => w.Criteria.Arrival);
    }

    private static long Duration(OracleWay way, PlanRequest request) =>
        way.Criteria.Arrival - OracleClock.Seconds(NodaTime.Instant.FromDateTimeOffset(request.DepartAfter!.Value));
}
