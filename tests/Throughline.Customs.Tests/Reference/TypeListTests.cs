namespace Throughline.Customs.Tests;

/// <summary>Lists that the schema itself enumerates hold for a profile what its data adds.</summary>
public sealed class TypeListTests
{
    /// <summary>Every place that has the list, with every country of the corridor that the schema lacks.</summary>
    public static TheoryData<string, string, string> Places()
    {
        var places = new TheoryData<string, string, string>();
        foreach (var code in (string[])["CC019C", "CC023C", "CC035C", "CC037C", "CC045C", "CC224C", "CC228C", "CC229C"])
        {
            foreach (var country in (string[])["AM", "AZ", "GE"])
                places.Add(code, code == "CC037C" ? "GuaranteeReference/Guarantor" : "Guarantor", country);
        }

        return places;
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_guarantor_of_the_corridor_is_taken_by_the_profile_alone(string code, string path, string country)
    {
        var message = MessageEdit.Make(code, [$"{path}/Address/country = {country}"]);
        var pointer = $"/{code}/{path}/Address/country";

        Assert.Contains(Read(message, Profile.Ncts), f => Plain(f.Pointer) == pointer && f.Code == "12");
        Assert.DoesNotContain(Read(message, Profile.Corridor), f => Plain(f.Pointer) == pointer);
    }

    [Fact]
    public void A_country_that_no_data_names_is_refused_by_the_profile_too()
    {
        var message = MessageEdit.Make("CC019C", ["Guarantor/Address/country = IR"]);

        Assert.Contains(Read(message, Profile.Corridor),
            f => f.Pointer == "/CC019C/Guarantor/Address/country" && f.Code == "12");
    }

    [Fact]
    public void A_profile_names_a_list_that_there_is()
    {
        using var text = new StringReader("profile x\ntype Flags 2");
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => Profile.Read(text)).Message,
            StringComparison.Ordinal);
    }

    private static IReadOnlyList<Finding> Read(Message message, Profile profile) => MessageReader.Read(
        new StringReader(MessageWriter.ToXml(message)),
        ReadLimits.Usual with { MoreValues = profile.TypeValues }).Findings;

    private static string Plain(string pointer) => pointer.Replace("[1]", "", StringComparison.Ordinal);
}
