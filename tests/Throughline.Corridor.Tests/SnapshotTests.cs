namespace Throughline.Corridor.Tests;

public class SnapshotTests
{
    [Fact]
    public void Tripp_takes_part_only_with_its_tag()
    {
        Assert.DoesNotContain(Reference.Snapshot("without-tripp").Links, l => l.Tag == "tripp");
        Assert.Contains(Reference.Snapshot("with-tripp").Links, l => l.Tag == "tripp");
    }

    [Fact]
    public void What_opens_later_than_the_year_does_not_take_part()
    {
        var corridor = Reference.Corridor;
        var early = CorridorSnapshot.Build(corridor, Scenario.Resolve(corridor, "with-tripp", [], 2026, []));
        Assert.All(early.Links, l => Assert.True(l.Status == OperatingStatus.Open || l.ExpectedOpen <= 2026));
    }

    [Fact]
    public void Closed_and_disused_elements_stay_out_and_suspended_ones_wait_for_a_switch()
    {
        var snapshot = Reference.Snapshot("today");
        Assert.DoesNotContain(snapshot.Crossings, c => c.Status == OperatingStatus.Suspended);
        var corridor = Reference.Corridor;
        var open = CorridorSnapshot.Build(corridor, Scenario.Resolve(corridor, "today", ["iran_open"], null, []));
        Assert.Contains(open.Crossings, c => c.Status == OperatingStatus.Suspended);
    }

    [Fact]
    public void A_link_over_a_border_needs_its_crossing()
    {
        var crossing = Reference.Snapshot("with-tripp").Crossings.First(c => c.Mode == TransportMode.Rail);
        var closed = Reference.Snapshot("with-tripp", $"crossing id={crossing.Id} close");
        Assert.DoesNotContain(closed.Crossings, c => c.Id == crossing.Id);
        Assert.DoesNotContain(closed.Links, l => l.Mode == TransportMode.Rail
            && (l.From, l.To) == (crossing.PlaceA, crossing.PlaceB));
        Assert.Equal([1], closed.ChangeHits);
    }

    [Fact]
    public void Dwell_sets_the_median_and_keeps_the_ratio()
    {
        var before = Reference.Snapshot("with-tripp").Crossings.Single(c => c.Id == "redbridge_road");
        var after = Reference.Snapshot("with-tripp", "crossing id=redbridge_road dwell=12h")
            .Crossings.Single(c => c.Id == "redbridge_road");
        Assert.Equal(12 * 3600, after.DwellAToB.MedianSeconds);
        Assert.Equal(12 * 3600, after.DwellBToA.MedianSeconds);
        Assert.Equal(before.DwellAToB.Sigma, after.DwellAToB.Sigma, 6);
        var one = Reference.Snapshot("with-tripp", "crossing id=redbridge_road dwell-ab=1h")
            .Crossings.Single(c => c.Id == "redbridge_road");
        Assert.Equal((3600, before.DwellBToA), (one.DwellAToB.MedianSeconds, one.DwellBToA));
    }

    [Fact]
    public void Changes_apply_in_order_and_say_how_many_they_touched()
    {
        var snapshot = Reference.Snapshot(
            "with-tripp", "link id=nothing* close".Replace("nothing", "rail-am_"), "link id=rail-am_* slower=2",
            "rate mode=road dearer=2", "service id=aktau_alat_feeder per-week=3");
        Assert.True(snapshot.ChangeHits[0] > 0);
        Assert.Equal(0, snapshot.ChangeHits[1]);
        Assert.True(snapshot.ChangeHits[2] > 0);
        Assert.Equal(1, snapshot.ChangeHits[3]);
        Assert.Equal(3, snapshot.Services.Single(s => s.Id == "aktau_alat_feeder").DeparturesPerWeek);
    }

    [Fact]
    public void Hours_and_speeds_and_prices_change()
    {
        var snapshot = Reference.Snapshot(
            "with-tripp", "crossing id=redbridge_road hours=Mo-Fr_08:00-18:00", "transfer kind=gauge_change time=1h",
            "link mode=rail speed=60", "service id=kuryk_alat_ropax price=500_EUR_unit");
        var crossing = snapshot.Crossings.Single(c => c.Id == "redbridge_road");
        Assert.Equal(OpeningHours.Parse("Mo-Fr 08:00-18:00"), crossing.HoursA);
        Assert.All(snapshot.Transfers.Where(t => t.Kind == "gauge_change"),
            t => Assert.Equal(3600, t.Time.MedianSeconds));
        Assert.All(snapshot.Links.Where(l => l.Mode == TransportMode.Rail), l => Assert.Equal(60, l.SpeedKmh));
        Assert.Equal((50000L, "EUR", "unit"), snapshot.Services.Where(s => s.Id == "kuryk_alat_ropax")
            .Select(s => (s.PriceMinor!.Value, s.Currency!, s.PricePer!)).Single());
    }

    [Fact]
    public void Equal_scenarios_have_equal_versions_and_others_have_not()
    {
        var a = Reference.Snapshot("with-tripp");
        Assert.Equal(a.Version, Reference.Snapshot("with-tripp").Version);
        Assert.NotEqual(a.Version, Reference.Snapshot("without-tripp").Version);
        Assert.NotEqual(a.Version, Reference.Snapshot("with-tripp", "link close").Version);
        // The tags decide, not the way to them.
        var corridor = Reference.Corridor;
        var b = CorridorSnapshot.Build(corridor, Scenario.Resolve(corridor, "without-tripp", ["tripp_on"], null, []));
        Assert.Equal(a.Version, b.Version);
    }

    [Fact]
    public void Restrictions_hold_with_their_tag_only()
    {
        var snapshot = Reference.Snapshot("without-tripp");
        Assert.All(snapshot.Restrictions, r => Assert.True(r.Tag is null || snapshot.Scenario.Tags.Contains(r.Tag)));
    }
}
