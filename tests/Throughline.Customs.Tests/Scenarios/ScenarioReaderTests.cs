namespace Throughline.Customs.Tests;

/// <summary>A wrong script is answered with all its faults; a difference is told with what came instead.</summary>
public sealed class ScenarioReaderTests
{
    [Fact]
    public void All_faults_come_at_once_with_their_lines()
    {
        var reading = ScenarioReader.Read(new StringReader("""
            start yesterday
            periods short
            set DE lunch = 1h
            set DE zone = Europe/Atlantis
            frobnicate
            send CC999C
            send CC015C
              TransitOperation/colour = red
              TransitOperation
              TransitOperation/LRN
            officer departure dance
            officer transit pass
              pass quickly
            expect CC029C from holder
            expect CC029C to everybody
            state departure Happy
            wait a while
            step fine
              not fine
            officer "departure
            """));
        Assert.Null(reading.Scenario);
        Assert.Equal([1, 2, 3, 4, 5, 6, 8, 10, 11, 13, 14, 15, 16, 17, 18, 20, 0], reading.Faults.Select(f => f.Line));
    }

    [Theory]
    [InlineData("expect CC035C\n  Recovery/amountClaimed = 1", 3,
        "CC035C has no «Recovery». Did you mean RecoveryNotification", "There are: messageSender, ")]
    [InlineData("expect CC035C\n  amountClaimed = 1", 3, "It stands at RecoveryNotification/amountClaimed.", "")]
    [InlineData("expect CC035C\n  RecoveryNotification/amountClaimd = 1", 3,
        "RecoveryNotification of CC035C has no «amountClaimd». Did you mean amountClaimed?", "currency")]
    [InlineData("expect CC029X", 2, "not «CC029X».", "Did you mean CC029C")]
    [InlineData("officer departure relase", 2, "Did you mean release", "There are: ")]
    [InlineData("officer departure accept limt=2026-05-11", 2, "Did you mean limit", "There are: accept, ")]
    [InlineData("state departure Release", 2, "Did you mean ", "Released")]
    [InlineData("ofcer departure accept", 2, "Did you mean officer?", "expect")]
    [InlineData("officer register revoke-voucher", 2, "Say which guarantee", "")]
    [InlineData("officer availability announce", 2, "Say which country", "")]
    [InlineData("connected Georgia", 2, "is no country", "")]
    [InlineData("set GE xml-errors = sometimes", 2, "there are nack and refuse", "")]
    [InlineData("guarantee 26GE0000076543211 refused G04 suspended no", 2, "without a «type»", "suspended")]
    public void A_wrong_name_is_told_with_what_would_do(string lines, int line, string told, string also)
    {
        var fault = Assert.Single(ScenarioReader.Read(new StringReader("title t\n" + lines)).Faults);
        Assert.Equal(line, fault.Line);
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.Contains(also, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_script_is_told_in_a_few_words_that_a_terminal_bears()
    {
        var fault = Assert.Single(ScenarioReader.Read(new StringReader("title t\n\u001b[2J" + new string('x', 50_000)))
            .Faults);
        Assert.Equal(2, fault.Line);
        Assert.InRange(fault.Message.Length, 100, 1_001);
        Assert.DoesNotContain(fault.Message, char.IsControl);
    }

    [Fact]
    public void A_text_longer_than_any_script_is_not_read_to_its_end()
    {
        using var text = new StringReader(new string('#', 9_000_000));
        var reading = ScenarioReader.Read(text);
        Assert.Contains("no script", Assert.Single(reading.Faults).Message, StringComparison.Ordinal);
        Assert.Equal('#', text.Peek());
    }

    [Theory]
    [InlineData("expect CC029C to holder", "Expected CC029C to holder, but CC928C to holder came.")]
    [InlineData("expect CC928C to trader", "Expected CC928C to trader, but CC928C to holder came.")]
    [InlineData("expect nothing", "without being expected: CC928C to holder")]
    [InlineData("wait 1 hour", "without being expected: CC928C to holder")]
    [InlineData("expect CC928C\nexpect CC028C", "Expected CC028C, but nothing more came.")]
    [InlineData("expect CC928C\n  TransitOperation/LRN = X", "TransitOperation/LRN should be «X», and is «")]
    [InlineData("expect CC928C\n  TransitOperation/MRN = X", "TransitOperation/MRN should be there.")]
    [InlineData("expect CC928C\n  - TransitOperation", "TransitOperation should not be there.")]
    [InlineData("expect CC928C\nstate departure Released", "should be in the state Released")]
    [InlineData("expect CC928C\nofficer departure release", "cannot «release» movement")]
    [InlineData("expect CC928C\nofficer departure release\nexpect nothing", "It can: accept, ")]
    [InlineData("expect CC928C\nofficer departure accept\nexpect CC028C\nrefused", "was not refused")]
    [InlineData("expect CC928C\nsend CC007C from nowhere", "There is no file «nowhere»")]
    [InlineData("expect CC928C\nsend CC014C\n  TransitOperation/MRN = {{MRN}}", "no value for the placeholder")]
    [InlineData("expect CC928C\nmovement other", "No declaration has the name «other».")]
    [InlineData("", "at the end without being expected: CC928C")]
    public void A_difference_is_told(string lines, string expected)
    {
        var result = ScenarioFiles.Run(ScenarioFiles.Read("title t\nsend CC015C\n" + lines));
        Assert.False(result.IsPassed);
        Assert.Contains(expected, result.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("! line", ScenarioChart.Draw(result), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejections_are_told_with_their_errors()
    {
        var result = ScenarioFiles.Run(ScenarioFiles.Read(
            "title t\nsend CC015C\n  TransitOperation/declarationType = T9\nexpect CC928C to holder"));
        Assert.Contains("12 /CC015C/TransitOperation/declarationType CL231", result.Faults[0].Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_built_in_declarations_are_taken()
    {
        Assert.Contains("normal", ScenarioTexts.BuiltIn);
        foreach (var name in ScenarioTexts.BuiltIn.Except(["arrival-simplified", "access-codes", "vouchers-sold"]))
        {
            var result = ScenarioFiles.Run(ScenarioFiles.Read($"title t\nsend CC015C from {name}"));
            Assert.Equal("CC928C", result.Exchanges[1].Message.Code);
        }
    }
}
