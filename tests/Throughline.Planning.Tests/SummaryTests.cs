namespace Throughline.Planning.Tests;

/// <summary>A way told in one line: one part for each vehicle, from loading to unloading.</summary>
public sealed class SummaryTests
{
    [Fact]
    public void A_truck_whose_driver_rests_on_the_way_is_one_leg()
    {
        var answer = new Planner(ReferenceMaterial.Snapshot()).Plan(new PlanRequest
        {
            From = Endpoint.At("AZ_BAKU"),
            To = Endpoint.At("TR_KARS"),
            DepartAfter = new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.FromHours(4)),
        });
        var direct = answer.Itineraries.Where(i => i.Steps.All(s => s.Mode is null or "road")
            && !i.Steps.Any(s => s.Kind == StepKind.Transfer)).ToList();
        Assert.NotEmpty(direct);
        Assert.Contains(direct, i => i.Steps.Any(s => s.Kind == StepKind.Rest));
        Assert.All(direct, i => Assert.Equal("road Baku – Kars", i.Summary));
    }
}
