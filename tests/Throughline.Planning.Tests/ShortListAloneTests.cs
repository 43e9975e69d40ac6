namespace Throughline.Planning.Tests;

/// <summary>The short list alone gives the same bests as the whole set, and is refused where it means
/// nothing.</summary>
public class ShortListAloneTests
{
    private static readonly string[] Bests = ["fastest", "cheapest", "cleanest", "fewest-handlings"];

    [Theory]
    [InlineData("AZ_ALAT_PORT", "TR_KARS", "container40")]
    [InlineData("UZ_TASHKENT", "GE_POTI_PORT", "container40")]
    [InlineData("TR_ISTANBUL", "KZ_ALMATY", "truck")]
    public void The_bests_are_those_of_the_whole_set(string from, string to, string unit)
    {
        var planner = new Planner(ReferenceMaterial.Snapshot("with-tripp"));
        var request = Request(from, to, unit);
        var whole = planner.Plan(request, TestContext.Current.CancellationToken);
        var alone = planner.Plan(
            request with { ShortListOnly = true }, TestContext.Current.CancellationToken);

        Assert.InRange(alone.Itineraries.Count, 1, whole.Itineraries.Count);
        foreach (var reason in Bests)
            Assert.Equal(Criteria(whole, reason), Criteria(alone, reason));
    }

    [Fact]
    public void Without_an_earliest_departure_it_is_refused()
    {
        var planner = new Planner(ReferenceMaterial.Snapshot("with-tripp"));
        var request = Request("AZ_ALAT_PORT", "TR_KARS", "container40");
        var refused = Assert.Throws<PlanRequestException>(() => planner.Plan(
            request with { ShortListOnly = true, DepartAfter = null, ArriveBy = request.DepartAfter },
            TestContext.Current.CancellationToken));
        Assert.Equal("/shortListOnly", Assert.Single(refused.Errors).Pointer);
    }

    [Fact]
    public void For_a_window_of_departures_it_is_refused()
    {
        var planner = new Planner(ReferenceMaterial.Snapshot("with-tripp"));
        var request = Request("AZ_ALAT_PORT", "TR_KARS", "container40") with { ShortListOnly = true };
        var refused = Assert.Throws<PlanRequestException>(() => planner.PlanRange(
            request, request.DepartAfter!.Value.AddDays(1), 3600, TestContext.Current.CancellationToken));
        Assert.Equal("/shortListOnly", Assert.Single(refused.Errors).Pointer);
    }

    private static (int, long, long, int) Criteria(PlanAnswer answer, string reason)
    {
        var best = answer.Itineraries[answer.ShortList.Single(p => p.Reasons.Contains(reason)).Itinerary];
        return (best.DurationSeconds, best.CostMinor, best.Co2eGrams, best.Handlings);
    }

    private static PlanRequest Request(string from, string to, string unit) => new()
    {
        From = Endpoint.At(from),
        To = Endpoint.At(to),
        Cargo = new Cargo { Unit = unit, GrossMassKg = 20_000 },
        DepartAfter = new(2030, 3, 27, 20, 0, 0, TimeSpan.Zero),
    };
}
