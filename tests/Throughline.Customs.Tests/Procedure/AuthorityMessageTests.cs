namespace Throughline.Customs.Tests;

/// <summary>Messages of other authorities are judged when they come in, like those of traders.</summary>
public sealed class AuthorityMessageTests
{
    private const string Released = """
        title A message of another authority
        compare all
        send CC015C
        expect CC928C to holder
        officer departure accept
        expect CC028C to holder
        officer departure release
        expect CD203C to NTA.GE
        expect CD205C to NTA.GE
        expect CC029C to holder
        expect CD001C to NTA.TR
        expect CD050C to NTA.TR

        """;

    [Fact]
    public void One_that_breaks_a_rule_is_refused_with_CD906C_and_changes_nothing()
    {
        AssertPasses("""
            officer transit incident
              CD180C Consignment/Incident[1]/code = 9
            expect CD180C to NTA.GE
            expect CD906C to NTA.TR
              Header/MRN = {{MRN}}
              FunctionalError[1]/errorPointer = /CD180C/Consignment/Incident[1]/code
              FunctionalError[1]/errorCode = 12
              FunctionalError[1]/errorReason = CL019
              FunctionalError[1]/originalAttributeValue = 9
            state departure Released
            """);
    }

    [Fact]
    public void One_of_broken_structure_is_refused_with_CD917C()
    {
        AssertPasses("""
            officer transit pass
              CD118C - messageType
            expect CD118C to NTA.GE
            expect CD917C to NTA.TR
              Header/MRN = {{MRN}}
              XMLError[1]/errorPointer = /CD118C/messageType
              XMLError[1]/errorCode = 13
            state departure Released
            """);
    }

    /// <summary>How systems stand is told to a central service and by it; no administration speaks for
    /// another there.</summary>
    private static readonly string[] Availability = ["CD070C", "CD071C", "CD971C", "CD974C", "CD975C"];

    /// <summary>In all scripts every message between administrations comes from who alone can say it.</summary>
    [Fact]
    public void Every_message_of_the_scripts_comes_from_who_can_say_it()
    {
        var sent = AllScripts.Results.SelectMany(r => r.Exchanges)
            .Select(e => e.Message)
            .Where(m => m.Code.StartsWith("CD", StringComparison.Ordinal) && !Availability.Contains(m.Code)).ToList();
        Assert.All(sent, m => Assert.Contains(m.Code, AuthorityMessages.Codes));
        Assert.All(sent, m => Assert.All(AuthorityMessages.ListSpeakers(m),
            s => Assert.Equal(m.Root["messageSender"], "NTA." + s.Country)));
        Assert.True(sent.Select(m => m.Code).Distinct().Count() > 25);
    }

    /// <summary>The refusal itself must be right; the message that it refuses was broken on purpose.</summary>
    private static void AssertPasses(string lines)
    {
        var result = ScenarioFiles.Run(ScenarioFiles.Read(Released + lines));
        Assert.True(result.IsPassed, ScenarioChart.Draw(result));
        Assert.All(ScenarioFiles.Defects(result), d => Assert.Matches("^CD1(18|80)C ", d));
    }
}
