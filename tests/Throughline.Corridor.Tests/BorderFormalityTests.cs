namespace Throughline.Corridor.Tests;

public class BorderFormalityTests
{
    [Theory]
    [InlineData("road", "EU", "EU", "internal", "both", "both", Formality.None)]
    [InlineData("rail", "EAEU", "EAEU", "internal", "none", "both", Formality.None)]
    [InlineData("rail", "EAEU", "EAEU", "full", "none", "both", Formality.None)]
    [InlineData("road", "EU_CU", "EU", "customs_union", "both", "both", Formality.CommonTransit)]
    [InlineData("rail", "NATIONAL", "EU_CU", "full", "both", "both", Formality.CommonTransit)]
    [InlineData("road", "NATIONAL", "EAEU", "full", "none", "both", Formality.Tir)]
    [InlineData("rail", "NATIONAL", "EAEU", "full", "none", "both", Formality.EurasianTransit)]
    [InlineData("rail", "EAEU", "NATIONAL", "full", "one", "both", Formality.EurasianTransit)]
    [InlineData("road", "NATIONAL", "NATIONAL", "full", "none", "one", Formality.National)]
    [InlineData("rail", "NATIONAL", "NATIONAL", "full", "one", "both", Formality.National)]
    [InlineData("rail", "NATIONAL", "NATIONAL", "full", "none", "none", Formality.National)]
    public void Regimes_and_conventions_decide(
        string mode, string a, string b, string control, string ctc, string tir, Formality expected) =>
        Assert.Equal(expected, BorderFormality.Of(CorridorWords.FindMode(mode)!.Value, a, b, control, ctc, tir));

    [Fact]
    public void The_side_does_not_matter()
    {
        foreach (var c in Reference.Corridor.Crossings)
        {
            Assert.Equal(
                BorderFormality.Of(c),
                BorderFormality.Of(c.Mode, c.RegimeB, c.RegimeA, c.CustomsControl, c.Ctc, c.Tir));
            Assert.Equal(BorderFormality.Of(c), BorderFormality.List(c)[0]);
        }
    }

    [Fact]
    public void A_road_crossing_of_two_transit_members_also_takes_tir()
    {
        var crossing =
            Reference.Corridor.Crossings.First(c =>
            c is { Mode: TransportMode.Road, Ctc: "both", CustomsControl: "full" });
        Assert.Equal([Formality.CommonTransit, Formality.Tir], BorderFormality.List(crossing));
    }

    [Fact]
    public void Regimes_of_the_reference_corridor_are_those_of_the_countries()
    {
        foreach (var c in Reference.Corridor.Crossings)
        {
            Check(c.PlaceA, c.RegimeA);
            Check(c.PlaceB, c.RegimeB);
        }

        static void Check(string place, string regime)
        {
            var territory = CustomsTerritory.Of(Reference.Corridor.GetPlace(place).Country);
            Assert.Equal(regime is "EU" or "EAEU" ? regime : Reference.Corridor.GetPlace(place).Country, territory);
        }
    }

    [Theory]
    [InlineData("DE", "EU")]
    [InlineData("AM", "EAEU")]
    [InlineData("TR", "TR")]
    [InlineData("LI", "CH")]
    public void Countries_belong_to_territories(string country, string territory) =>
        Assert.Equal(territory, CustomsTerritory.Of(country));
}
