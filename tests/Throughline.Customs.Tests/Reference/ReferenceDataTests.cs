namespace Throughline.Customs.Tests;

public class ReferenceDataTests
{
    private static readonly DateOnly Day = new(2026, 4, 1);

    [Fact]
    public void The_corridor_adds_parties_that_the_standard_does_not_know()
    {
        var corridor = new ReferenceData(Profile.Corridor);
        foreach (var country in new[] { "AM", "AZ" })
        {
            Assert.False(ReferenceData.BuiltIn.Contains("CL112", country, Day));
            Assert.True(corridor.Contains("CL112", country, Day));
            Assert.True(corridor.Contains("CL009", country, Day));
            Assert.False(corridor.Lists.Get("CL112").FindEntry(country, Day)!.IsOfficial);
        }

        Assert.True(corridor.Contains("CL112", "TR", Day));
        Assert.False(corridor.Contains("CL112", "IR", Day));
    }

    [Fact]
    public void Offices_of_the_corridor_are_known_and_unofficial()
    {
        var corridor = new ReferenceData(Profile.Corridor);
        Assert.True(Profile.Corridor.Offices.Count >= 40);
        foreach (var office in Profile.Corridor.Offices)
        {
            Assert.False(office.IsOfficial);
            Assert.Equal(office.Reference[..2], office.Country);
            Assert.Same(office, corridor.FindOffice(office.Reference));
            Assert.True(corridor.Contains("CL141", office.Reference, Day));
        }

        Assert.True(corridor.Contains("CL173", "AMXX0NRN", Day));
        Assert.False(corridor.Contains("CL173", "AMXX0YVN", Day));
        Assert.Null(corridor.Contains("CL173", "TR041800", Day));
        Assert.Null(ReferenceData.BuiltIn.Contains("CL173", "AMXX0NRN", Day));
        Assert.Null(ReferenceData.BuiltIn.FindOffice("AMXX0NRN"));
    }

    [Fact]
    public void With_a_pack_offices_of_both_are_in_the_lists()
    {
        var office = new CustomsOffice(
            "TR041800", "TR", "Dilucu", "", [new("TRA", DateOnly.MinValue, DateOnly.MaxValue)], []);
        var types = new CodeList("CL231", "DeclarationType", [new("T1", new(2026, 3, 1), DateOnly.MaxValue)]);
        var pack = new ReferencePack([types], [office]);
        var data = new ReferenceData(Profile.Corridor, pack);
        Assert.True(data.Contains("CL173", "TR041800", Day));
        Assert.True(data.Contains("CL173", "AMXX0NRN", Day));
        Assert.False(data.Contains("CL173", "TR999999", Day));
        Assert.Same(office, data.FindOffice("TR041800"));
        Assert.True(data.Contains("CL231", "T1", Day));
        Assert.False(data.Contains("CL231", "T2", Day));
        Assert.True(data.Contains("CL042", "A", Day));
    }

    [Fact]
    public void A_rule_is_off_in_the_country_that_does_not_check_it_only()
    {
        var off = RuleSwitch.BuiltIn[0];
        var on = new DateOnly(2026, 1, 1);
        Assert.True(Profile.Corridor.IsSwitchedOff(off.Rule, off.Country, on));
        Assert.False(Profile.Corridor.IsSwitchedOff(off.Rule, "TR", on));
        Assert.False(Profile.Corridor.IsSwitchedOff("R0001", off.Country, on));
        Assert.False(Profile.Ncts.IsSwitchedOff(off.Rule, off.Country, on));
        Assert.All(RuleSwitch.BuiltIn, s => Assert.NotEmpty(s.Reason));
    }

    [Fact]
    public void A_profile_of_ones_own_is_read_and_a_wrong_line_is_told()
    {
        var profile = Profile.Read(new StringReader(
            "profile mine\n\n# remark\ncode CL112 IR 2027-01-01 - Iran\noffice IRXX0001 2027-01-01 TRA,DEP Norduz\n"
            + "off IR R0855 2027-01-01 2027-12-31 trial\n"));
        Assert.Equal("mine", profile.Name);
        var data = new ReferenceData(profile);
        Assert.False(data.Contains("CL112", "IR", new(2026, 12, 31)));
        Assert.True(data.Contains("CL112", "IR", new(2027, 1, 1)));
        Assert.True(data.Contains("CL171", "IRXX0001", new(2027, 1, 1)));
        Assert.True(profile.IsSwitchedOff("R0855", "IR", new(2027, 12, 31)));
        Assert.False(profile.IsSwitchedOff("R0855", "IR", new(2028, 1, 1)));
        foreach (var wrong in new[] { "kode A", "code CL1", "office AB1 - TRA x", "off TR" })
            Assert.Throws<FormatException>(() => Profile.Read(new StringReader(wrong)));
        Assert.Same(Profile.Corridor, Profile.Find("corridor"));
        Assert.Null(Profile.Find("mine"));
    }
}
