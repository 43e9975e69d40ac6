using Throughline.Customs;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>A movement through the service, on both databases.</summary>
public sealed class TransitServiceTests(Postgres postgres)
{
    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_movement_goes_from_declaration_to_discharge(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        await at.SendAsync(at.Declare("LRN1"));
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "release");
        var mrn = (await at.ListMovementsAsync()).First(m => m.Role == ProcedureRole.Departure).Mrn!;
        await at.ActAsync("AM", ProcedureRole.Transit, mrn, "pass", "AMXX0NRN");
        await at.ActAsync("AZ", ProcedureRole.Transit, mrn, "pass", "AZXX0KIL");
        await at.ActAsync("AZ", ProcedureRole.Destination, mrn, "register-arrival", "AZXX0NAX");
        await at.ActAsync("AZ", ProcedureRole.Destination, mrn, "release", "AZXX0NAX");

        Assert.Equal(
            "CC928C CC028C CD203C CD205C CC029C CD001C CD050C CD050C CD118C CD118C CD006C CD018C CC045C CD209C",
            string.Join(' ', (await at.ListSentAsync()).Select(s => s.Code)));
        Assert.Equal(["Departure WrittenOff", "Destination GoodsReleased", "Guarantee Credited", "Transit Passed",
            "Transit Passed"],
            (await at.ListMovementsAsync()).Select(m => $"{m.Role} {m.State}").Order(StringComparer.Ordinal));
        var report = await JournalCheck.RunAsync(at.Database);
        Assert.Empty(report.Faults);
        Assert.Equal(5, report.Movements);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_repeat_gets_the_first_receipt_and_is_decided_on_once(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var declaration = at.Declare("LRN1");
        var body = Bodies.Write(declaration);
        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => at.TakeAsync(body)));
        Assert.Single(all.Select(a => a.Receipt.Id).Distinct());
        Assert.Equal(11, all.Count(a => a.IsRepeat));
        // The same declaration in a new envelope.
        var (again, isRepeat) = await at.TakeAsync(Bodies.Write(at.Address(declaration, "AZ")));
        Assert.True(isRepeat);
        Assert.Equal(all[0].Receipt.Id, again.Id);
        // Another one under the same number is refused by the office.
        await at.SendAsync(at.Declare("LRN1", r => r with { Items = 2 }));
        Assert.Equal(["CC928C", "CC056C"], (await at.ListSentAsync()).Select(s => s.Code));
        Assert.Single(await at.ListMovementsAsync());
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Many_at_once_are_each_decided_on_once(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var bodies = Enumerable.Range(0, 40).Select(i => Bodies.Write(at.Declare($"LRN{i}"))).ToList();
        await Task.WhenAll(bodies.Select(at.TakeAsync));
        var movements = await at.ListMovementsAsync();
        Assert.Equal(40, movements.Count);
        Assert.Equal(40, movements.Select(m => m.Lrn).Distinct().Count());
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            at.ActAsync("AZ", ProcedureRole.Departure, $"LRN{i}", "accept")));
        movements = await at.ListMovementsAsync();
        Assert.Equal(40, movements.Select(m => m.Mrn).Distinct().Count());
        Assert.Empty((await JournalCheck.RunAsync(at.Database)).Faults);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_document_that_was_kept_but_not_decided_on_is_decided_on_later(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var declaration = at.Declare("LRN1");
        // The node stopped between keeping and deciding.
        var document = ReceivedDocument.Of("AZ", declaration, Bodies.Write(declaration));
        await at.Lane.RunAsync(w => Receipts.KeepAsync(w, document));
        Assert.Empty(await at.ListMovementsAsync());
        at.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await at.Service.SettleAsync(CancellationToken.None));
        Assert.Equal("Submitted", Assert.Single(await at.ListMovementsAsync()).State);
        Assert.Equal(0, await at.Service.SettleAsync(CancellationToken.None));
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_document_that_cannot_be_worked_on_holds_up_no_other(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var (broken, whole) = (at.Declare("LRN1"), at.Declare("LRN2"));
        await at.Lane.RunAsync(w => Receipts.KeepAsync(w, ReceivedDocument.Of("AZ", broken, Bodies.Write(broken))));
        await at.Lane.RunAsync(w => Receipts.KeepAsync(w, ReceivedDocument.Of("AZ", whole, Bodies.Write(whole))));
        await using (var connection = await at.Database.ConnectAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync(
                "delete from content where digest = (select digest from receipt where lrn = 'LRN1')",
                CancellationToken.None);
        }

        at.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await at.Service.SettleAsync(CancellationToken.None));
        Assert.Equal("LRN2", Assert.Single(await at.ListMovementsAsync()).Lrn);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_timer_runs_out_once_at_its_time(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        await at.SendAsync(at.Declare("LRN1", r => r with { IsSimplified = true }));
        Assert.Equal("Accepted", (await at.ListMovementsAsync()).First(m => m.Role == ProcedureRole.Departure).State);
        at.Time.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await at.Service.SettleAsync(CancellationToken.None));
        at.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => at.Service.SettleAsync(CancellationToken.None)));
        Assert.Single((await at.ListSentAsync()), s => s.Code == "CC029C");
        Assert.Equal("Released", (await at.ListMovementsAsync()).First(m => m.Role == ProcedureRole.Departure).State);
        Assert.Empty((await JournalCheck.RunAsync(at.Database)).Faults);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_movement_that_was_changed_behind_the_journal_is_found(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        await at.SendAsync(at.Declare("LRN1"));
        await using (var connection = await at.Database.ConnectAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("update movement set state = 'Released'", CancellationToken.None);
        Assert.Contains("state Released instead of Submitted",
            Assert.Single((await JournalCheck.RunAsync(at.Database)).Faults), StringComparison.Ordinal);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Of_two_officers_who_decide_on_the_same_sight_one_decides(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        await at.SendAsync(at.Declare("LRN1"));
        var seen = Assert.Single(await at.ListMovementsAsync()).Version;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => at.DecideAsync("AZ",
            ProcedureRole.Departure, "LRN1", i % 2 == 0 ? "accept" : "reject", null, seen)));
        Assert.Single(outcomes, o => o.Entry is not null);
        Assert.Equal(7, outcomes.Count(o => o.Newer is not null));
        Assert.Equal(2, (await at.ListSentAsync()).Count);
    }
}
