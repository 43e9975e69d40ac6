namespace Throughline.Corridor.Tests;

public class ScenarioTests
{
    private static Scenario Resolve(string name = "with-tripp", string[]? switches = null, int? year = null,
        params string[] changes) =>
        Scenario.Resolve(Reference.Corridor, name, switches ?? [], year, changes);

    [Fact]
    public void A_named_scenario_has_the_tags_and_year_of_its_row()
    {
        var scenario = Resolve();
        Assert.Contains("tripp", scenario.Tags);
        Assert.Equal(2030, scenario.Year);
        Assert.Equal("with-tripp", scenario.Name);
    }

    [Fact]
    public void Switches_add_and_remove_tags_in_their_order()
    {
        Assert.DoesNotContain("tripp", Resolve(switches: ["tripp_off"]).Tags);
        var scenario = Resolve("without-tripp", ["tripp_on", "tripp_no_west"]);
        Assert.Contains("tripp", scenario.Tags);
        Assert.DoesNotContain("tripp_west", scenario.Tags);
    }

    [Fact]
    public void A_switch_that_reopens_does_so_for_the_tags_it_adds()
    {
        Assert.Contains("south", Resolve(switches: ["iran_open"]).ReopenedTags);
        Assert.Empty(Resolve(switches: ["iran_open", "iran_closed"]).ReopenedTags);
    }

    [Fact]
    public void The_name_says_what_was_turned()
    {
        var scenario = Resolve("with-tripp", ["iran_closed"], 2035, "crossing country=AM dwell=3h");
        Assert.Equal("with-tripp + iran_closed + 2035 + 1 change", scenario.Name);
    }

    [Fact]
    public void Everything_wrong_is_said_at_once_with_suggestions()
    {
        var problem =
            Assert.Throws<ScenarioException>(() =>
            Resolve("with-trip", ["iran_close"], 1999, "link id=nonsense close"));
        Assert.Collection(
            problem.Errors,
            e => Assert.Equal("There is no scenario 'with-trip'; did you mean 'with-tripp'?", e),
            e => Assert.Equal("There is no switch 'iran_close'; did you mean 'iran_closed'?", e),
            e => Assert.Contains("there is no link with id 'nonsense'", e),
            e => Assert.Equal("The year 1999 is outside 2020 to 2060; give one of these years.", e));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("lnik id=x close", "did you mean 'link'?")]
    [InlineData("link", "it does not say what to do")]
    [InlineData("link tag=tripp", "it does not say what to do")]
    [InlineData("link tag=trip close", "did you mean 'tripp'?")]
    [InlineData("link tag= close", "'tag' has no value")]
    [InlineData("link close open", "it says two things")]
    [InlineData("link close=1", "'close' takes no value")]
    [InlineData("link slower", "slower=1.5")]
    [InlineData("link slower=0", "slower=1.5")]
    [InlineData("link slower=-1", "slower=1.5")]
    [InlineData("link slower=NaN", "slower=1.5")]
    [InlineData("link slower=1e9", "slower=1.5")]
    [InlineData("link dwell=6h", "'dwell' does not fit a link")]
    [InlineData("crossing country=XX dwell=6h", "there is no crossing with country 'XX'")]
    [InlineData("crossing country=AM dwell=6x", "dwell=6h")]
    [InlineData("crossing country=AM dwell=h", "dwell=6h")]
    [InlineData("crossing country=AM hours=Mo-Fr", "hours=Mo-Fr_08:00-18:00")]
    [InlineData("service mode=sea per-week=0", "per-week=3")]
    [InlineData("service mode=sea price=900_XXX_TEU", "price=900_USD_TEU")]
    [InlineData("rate mode=road price=900_USD_TEU", "price=900")]
    [InlineData("transfer from=rails time=1h", "did you mean 'rail'?")]
    public void A_wrong_change_is_a_sentence_with_a_remedy(string text, string part)
    {
        Assert.False(ScenarioChange.TryParse(text, Reference.Corridor, out var change, out var error));
        Assert.Null(change);
        Assert.Contains(part, error);
        Assert.True(error!.EndsWith('.') || error.EndsWith('?'), error);
    }

    [Theory]
    [InlineData("crossing country=am mode=Rail dwell=6h", "crossing country=AM mode=rail time=6")]
    [InlineData("crossing dwell-ab=90min", "crossing dwell-ab=1.5")]
    [InlineData("crossing time=2d", "crossing time=48")]
    [InlineData("link tag=tripp faster=2", "link tag=tripp slower=0.5")]
    [InlineData("link id=rail-* close", "link id=rail-* close")]
    [InlineData("crossing hours=Mo-Fr_08:00-18:00;Sa_9:00-12:00", "crossing hours=Mo-Fr_08:00-18:00;Sa_9:00-12:00")]
    [InlineData("rate mode=road dearer=1.2", "rate mode=road dearer=1.2")]
    [InlineData("service mode=sea price=900_USD_TEU", "service mode=sea price=900_USD_TEU")]
    [InlineData("transfer dwell=12", "transfer time=12")]
    public void A_change_prints_as_a_text_that_reads_back(string text, string printed)
    {
        var change = ScenarioChange.Parse(text, Reference.Corridor);
        Assert.Equal(printed, change.ToString());
        Assert.Equal(printed, ScenarioChange.Parse(printed, Reference.Corridor).ToString());
    }
}
