namespace Throughline.Customs.Tests;

/// <summary>A decision has somebody who made it.</summary>
public sealed class OfficerTests
{
    [Theory]
    [InlineData("GE", "officer", true)]
    [InlineData("GE", "", false)]
    [InlineData("GE", " ", false)]
    [InlineData("TR", "officer", false)]
    public void Only_a_named_officer_of_the_administration_decides(string country, string account, bool decides)
    {
        var movement = new Movement(1, ProcedureRole.Departure, "GE000100") { State = "Submitted" };
        movement = movement with { Facts = movement.Facts.Add("lrn", "LRN1") };
        var state = new Administration("GE")
        {
            Movements = new Administration("GE").Movements.Add(1, movement),
        };
        var input = new OfficerInput(ProcedureRole.Departure, "GE000100", "LRN1", "reject",
            new Dictionary<string, string>())
        {
            By = new OfficerId(country, account),
        };
        var decision = CustomsProcedure.Decide(state, input, new DateTimeOffset(2026, 5, 6, 10, 0, 0, TimeSpan.Zero),
            new ProcedureSettings { Check = new MessageCheck(CodeLists.BuiltIn) });
        Assert.Equal(decides, decision.Refusal is null);
        Assert.Equal(decides, decision.Events.Count > 0);
    }
}
