namespace Throughline.Customs.Tests;

/// <summary>The transition tables name only what there is, and nothing stands in them that no script reaches.</summary>
public sealed class ProcedureTableTests
{
    private static readonly Transition[] All =
        [.. Enum.GetValues<ProcedureRole>().SelectMany(r => ProcedureTable.Of(r).Transitions)];

    [Fact]
    public void Guards_actions_messages_and_receivers_exist()
    {
        Assert.Empty(All.SelectMany(t => t.When).Except(Guards.Names));
        Assert.Empty(All.SelectMany(t => t.Do).Except(ProcedureActions.Names));
        Assert.Empty(All.SelectMany(t => t.Sends).Select(s => s.Message).Except(Composers.Codes));
        Assert.Empty(All.SelectMany(t => t.Sends).Select(s => s.To).Except(Receivers.Words));
        Assert.Empty(All.Where(t => t.On[0] == 'C').Select(t => t.On).Except(AdministrationRoutes.Codes));
    }

    [Fact]
    public void Guards_actions_messages_and_receivers_are_used()
    {
        Assert.Empty(Guards.Names.Except(All.SelectMany(t => t.When)));
        Assert.Empty(ProcedureActions.Names.Except(All.SelectMany(t => t.Do)));
        Assert.Empty(Composers.Codes.Except(All.SelectMany(t => t.Sends).Select(s => s.Message)));
        Assert.Empty(Receivers.Words.Except(All.SelectMany(t => t.Sends).Select(s => s.To)));
        Assert.Empty(AdministrationRoutes.Codes.Except(All.Select(t => t.On)));
    }

    [Fact]
    public void The_guide_s_22_states_are_there() =>
        Assert.Equal(Enumerable.Range(1, 22), Enum.GetValues<ProcedureRole>()
            .SelectMany(r => ProcedureTable.Of(r).States).Select(s => s.Number).OfType<int>().Order());

    [Fact]
    public void Timers_have_a_period_and_are_answered()
    {
        foreach (var role in Enum.GetValues<ProcedureRole>())
        {
            var table = ProcedureTable.Of(role);
            foreach (var timer in table.Timers)
            {
                Assert.True(Deadlines.OfTheCase.Contains(timer.Period)
                    || CountrySettings.Names.Contains(timer.Period), timer.Name);
                Assert.Contains(table.Transitions, t => t.On == "timer " + timer.Name);
                Assert.Contains(table.Transitions, t => t.Starts.Contains(timer.Name));
            }
        }
    }

    /// <summary>A timer must not be able to run in a state that does not answer it: it would be lost.</summary>
    [Fact]
    public void No_timer_runs_into_a_state_that_does_not_know_it()
    {
        foreach (var result in AllScripts.Results)
        {
            foreach (var movement in result.Administrations.SelectMany(a => a.Movements.Values))
            {
                Assert.All(movement.Timers.Keys, timer => Assert.NotEmpty(
                    ProcedureTable.Of(movement.Role).List(movement.State, "timer " + timer)));
            }
        }
    }
}
