using Throughline.Corridor;

namespace Throughline.Planning.Tests;

/// <summary>At a yard every train ends; docs/planning-model.md section 3, move 2.</summary>
public class YardTests
{
    private const string Yard = "TR_HALKALI";

    [Fact]
    public void A_train_through_a_yard_is_made_up_anew()
    {
        var through = Fastest("TR_KOSEKOY", "BG_SOFIA");
        var stop = Assert.Single(through.Steps, s => s.Kind == StepKind.Transfer && s.FromPlace == Yard);
        Assert.Equal(["x_halkali_yard"], stop.Elements);
        Assert.Equal(0, stop.Handlings);
    }

    [Theory]
    [InlineData("TR_KOSEKOY", Yard)]
    [InlineData(Yard, "BG_SOFIA")]
    public void A_journey_that_ends_or_begins_at_a_yard_is_not(string from, string to) =>
        Assert.DoesNotContain(Fastest(from, to).Steps, s => s.Elements.Contains("x_halkali_yard"));

    [Fact]
    public void The_time_in_the_yard_is_the_time_of_its_row()
    {
        var asIs = Fastest("TR_KOSEKOY", "BG_SOFIA");
        var quick = Fastest("TR_KOSEKOY", "BG_SOFIA", "transfer id=x_halkali_yard time=1h");
        var row = ReferenceMaterial.Corridor.Transfers.Single(t => t.Id == "x_halkali_yard");
        Assert.Equal(row.Time.MedianSeconds - 3600, asIs.DurationSeconds - quick.DurationSeconds);
    }

    private static Itinerary Fastest(string from, string to, params string[] changes)
    {
        var request = new PlanRequest
        {
            From = Endpoint.At(from),
            To = Endpoint.At(to),
            Cargo = new Cargo { Unit = "container40", GrossMassKg = 20_000 },
            DepartAfter = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero),
            Constraints = new PlanConstraints { AvoidModes = ["road", "sea", "ferry", "air"] },
        };
        return new Planner(ReferenceMaterial.Snapshot("today", changes))
            .Plan(request, TestContext.Current.CancellationToken).Itineraries.MinBy(i => i.DurationSeconds)!;
    }
}
