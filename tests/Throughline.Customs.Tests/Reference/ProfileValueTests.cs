namespace Throughline.Customs.Tests;

/// <summary>A profile widens the lists of the schema itself, so that offices of its countries may stand in the messages
/// that name their country.</summary>
public sealed class ProfileValueTests
{
    private const string List = "CountryCodesCustomsOfficeLists";
    private static readonly DateOnly Day = new(2026, 5, 4);

    /// <summary>Messages with a country of that list, and the path to it.</summary>
    public static TheoryData<string, string> Places
    {
        get
        {
            var places = new TheoryData<string, string>();
            foreach (var code in MessageCatalogue.Ncts.Codes)
            {
                foreach (var path in Paths(MessageCatalogue.Ncts.Get(code).Root, ""))
                    places.Add(code, path);
            }

            return places;
        }
    }

    [Fact]
    public void The_messages_are_those_that_name_countries_of_offices() => Assert.Equal(
        ["CC019C", "CC023C", "CC035C", "CC037C", "CC045C", "CC224C", "CC228C", "CC229C"],
        Places.Select(p => p.Data.Item1).Where(c => c.StartsWith("CC", StringComparison.Ordinal)).Distinct());

    [Theory]
    [MemberData(nameof(Places))]
    public void Countries_of_the_corridor_stand_there(string code, string path)
    {
        foreach (var country in (string[])["AM", "AZ", "GE", "MD", "ME"])
        {
            Assert.Equal(["12 N/A"], Faults(code, path, country, ReferenceData.BuiltIn).Take(1));
            Assert.Equal([], Faults(code, path, country, new ReferenceData(Profile.Corridor)));
        }

        Assert.NotEmpty(Faults(code, path, "IR", new ReferenceData(Profile.Corridor)));
        Assert.Equal([], Faults(code, path, "TR", ReferenceData.BuiltIn));
    }

    [Fact]
    public void Which_lists_are_widened_is_data()
    {
        var profile = Profile.Read(new StringReader($"profile other\nvalues {List} KZ KG\n"));
        Assert.Equal([new ProfileValue(List, "KZ"), new ProfileValue(List, "KG")], profile.Values);
        Assert.Throws<FormatException>(() => Profile.Read(new StringReader("values NoSuchList KZ")));
        Assert.Throws<FormatException>(() => Profile.Read(new StringReader($"values {List}")));
    }

    /// <summary>Errors at the place, of a message that has nothing else.</summary>
    private static IEnumerable<string> Faults(string code, string path, string country, ReferenceData data)
    {
        var message = MessageEdit.Make(code, [$"{path} = {country}"]);
        using var stream = new MemoryStream();
        MessageWriter.Write(message, stream);
        stream.Position = 0;
        return new DocumentCheck(new MessageCheck(data.Lists)).Run(stream, code, Day, Day).Findings
            .Where(f => f.Value == country).Select(f => $"{f.Code} {f.Reason}").ToList();
    }

    private static IEnumerable<string> Paths(GroupStructure group, string above) => group.Items
        .Where(i => i.Format.Token == "list:" + List).Select(i => above + i.Name)
        .Concat(group.Groups.SelectMany(g => Paths(g, $"{above}{g.Name}{(g.Most > 1 ? "[1]" : "")}/")));
}
