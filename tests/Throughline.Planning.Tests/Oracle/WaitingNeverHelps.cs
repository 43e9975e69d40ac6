using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>Goods that are ready earlier can do what goods that are ready later do: waiting costs nothing. So whatever
/// is possible at a later departure is possible, or bettered, at an earlier one. Neither oracle nor planner tries to
/// wait without a reason; this test shows that neither needs to.</summary>
public class WaitingNeverHelps
{
    [Fact]
    public void Ready_earlier_is_never_worse()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var text = RandomNetworks.Text(seed);
            if (Fault(text) is not null)
            {
                var small = Shrinker.Shrink(text, t => Fault(t) is not null);
                Assert.Fail($"seed {seed}\n{small}\n{Fault(small)}");
            }
        }
    }

    private static string? Fault(string text)
    {
        var (snapshot, request) = NetworkText.Case(text);
        var planner = new Planner(snapshot);
        var early = planner.Plan(request).Itineraries;
        foreach (var minutes in new[] { 10, 45, 200, 500, 1000, 2000 })
        {
            var later = request with { DepartAfter = request.DepartAfter!.Value.AddMinutes(minutes) };
            foreach (var itinerary in planner.Plan(later).Itineraries)
            {
                var criteria = OneLine.CriteriaOf(itinerary);
                if (early.Any(e => OneLine.CriteriaOf(e).Covers(criteria)))
                    continue;
                return $"{minutes} minutes later there is {OneLine.Of(itinerary, snapshot)}\n"
                    + string.Join('\n', early.Select(e => "early " + OneLine.Of(e, snapshot)));
            }
        }

        return null;
    }
}
