using Throughline.Customs;
using Throughline.Server.Tests.Storage;
using Throughline.Server.Tests.Transit;

namespace Throughline.Server.Tests.Continuity;

/// <summary>What ended long ago is erased, what has not or must be kept is not, and the journal proves it.</summary>
public sealed class ErasureTests(Postgres postgres)
{
    private static readonly TimeSpan ThreeYears = TimeSpan.FromDays(4 * 366);

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task An_erased_movement_is_gone_and_the_journal_verifies(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var mrn = await DischargeAsync(at, "LRN1");
        await at.SendAsync(at.Declare("LRN2"));
        var erasure = new Erasure(at.Lane);
        Assert.Contains("until 2030-01-01", (await erasure.RunAsync(mrn, "A", "B")).Refusal, StringComparison.Ordinal);
        at.Time.Advance(ThreeYears);
        var other = (await at.ListMovementsAsync()).First(m => m.Lrn == "LRN2").Subject;
        Assert.Contains("Submitted", (await erasure.RunAsync(other, "A", "B")).Refusal, StringComparison.Ordinal);
        Assert.Contains("no movement", (await erasure.RunAsync("X", "A", "B")).Refusal, StringComparison.Ordinal);
        var before = await BodiesAsync(at, mrn);
        Assert.True(before > 10);

        var outcome = await erasure.RunAsync(mrn, "Officer 1", "Asked for by the holder");
        Assert.Null(outcome.Refusal);
        Assert.Equal(5, outcome.Movements);
        var report = await JournalCheck.RunAsync(at.Database, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(report.Faults);
        Assert.True(report.Erased >= 7);
        Assert.Equal(0, await BodiesAsync(at, mrn));
        await AssertNowhereAsync(at, mrn);
        Assert.Contains("erased before", (await erasure.RunAsync(mrn, "A", "B")).Refusal, StringComparison.Ordinal);
        // The other movement is as it was, and still compared with the journal.
        Assert.Equal("LRN2", Assert.Single(await at.ListMovementsAsync(), m => m.State == "Submitted").Lrn);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_backup_carries_an_erasure_on_and_what_comes_back_is_found(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var mrn = await DischargeAsync(at, "LRN1");
        at.Time.Advance(ThreeYears);
        await using var connection = await at.Database.ConnectAsync(TestContext.Current.CancellationToken);
        var body = await connection.ListAsync("select c.digest, c.body from outbox o join content c on "
            + "c.digest = o.digest where o.code = 'CC029C'", r => (r.GetBytes(0), r.GetBytes(1)),
            TestContext.Current.CancellationToken);
        Assert.Null((await new Erasure(at.Lane).RunAsync(mrn, "A", "B")).Refusal);
        using var copy = new MemoryStream();
        await Backup.WriteAsync(at.Database, copy, TestContext.Current.CancellationToken);
        copy.Position = 0;
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        await using var restored = await Database.OpenAsync(place.Address, TestContext.Current.CancellationToken);
        await Backup.RestoreAsync(restored, copy, TestContext.Current.CancellationToken);
        Assert.Empty((await JournalCheck.RunAsync(
            restored, cancellation: TestContext.Current.CancellationToken)).Faults);

        await connection.ExecuteAsync("insert into content (digest, body) values (@1, @2)",
            TestContext.Current.CancellationToken, body[0].Item1, body[0].Item2);
        var faults = (await JournalCheck.RunAsync(
            at.Database, cancellation: TestContext.Current.CancellationToken)).Faults;
        Assert.Contains("was erased and is there again", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rule_erases_what_is_old_enough_and_nothing_else()
    {
        await using var at = await Installation.MakeAsync(Kind.Sqlite, postgres);
        await DischargeAsync(at, "LRN1");
        await at.SendAsync(at.Declare("LRN2"));
        // Three years later the year in which it ended is not yet three years over.
        at.Time.Advance(TimeSpan.FromDays(3 * 365 + 7));
        var early = new Erasure(at.Lane);
        Assert.Equal(0, await early.RunDueAsync(Erasure.DayBefore(at.Time.GetUtcNow(), 3), "retention", "rule",
            TestContext.Current.CancellationToken));
        at.Time.Advance(TimeSpan.FromDays(60));
        var erasure = new Erasure(at.Lane);
        var day = Erasure.DayBefore(at.Time.GetUtcNow(), 3);
        Assert.Equal(1, await erasure.RunDueAsync(day, "retention", "rule", TestContext.Current.CancellationToken));
        Assert.Equal(0, await erasure.RunDueAsync(day, "retention", "rule", TestContext.Current.CancellationToken));
        Assert.Equal(["LRN2"], (await at.ListMovementsAsync()).Where(m => m.Role == ProcedureRole.Departure)
            .Select(m => m.Lrn).OfType<string>());
        Assert.Empty((await JournalCheck.RunAsync(
            at.Database, cancellation: TestContext.Current.CancellationToken)).Faults);
    }

    private static async Task<string> DischargeAsync(Installation at, string lrn)
    {
        await at.SendAsync(at.Declare(lrn));
        await at.ActAsync("AZ", ProcedureRole.Departure, lrn, "accept");
        await at.ActAsync("AZ", ProcedureRole.Departure, lrn, "release");
        var mrn = (await at.ListMovementsAsync()).First(m => m.Lrn == lrn).Mrn!;
        await at.ActAsync("AM", ProcedureRole.Transit, mrn, "pass", "AMXX0NRN");
        await at.ActAsync("AZ", ProcedureRole.Transit, mrn, "pass", "AZXX0KIL");
        await at.ActAsync("AZ", ProcedureRole.Destination, mrn, "register-arrival", "AZXX0NAX");
        await at.ActAsync("AZ", ProcedureRole.Destination, mrn, "release", "AZXX0NAX");
        return mrn;
    }

    /// <summary>Bodies that hold a text.</summary>
    private static async Task<int> BodiesAsync(Installation at, string text)
    {
        await using var connection = await at.Database.ConnectAsync();
        var bodies = await connection.ListAsync("select c.body from content c where not exists (select 1 from "
            + "journal j where j.payload = c.digest and j.kind = 'erasure')", r => r.GetBytes(0),
            CancellationToken.None);
        return bodies.Count(b => System.Text.Encoding.UTF8.GetString(b).Contains(text, StringComparison.Ordinal));
    }

    /// <summary>The number and the state stay, and no party, reference, seal or document.</summary>
    private static async Task AssertNowhereAsync(Installation at, string mrn)
    {
        var rows = (await at.ListMovementsAsync()).Where(m => m.Mrn == mrn).ToList();
        Assert.Equal(5, rows.Count);
        Assert.All(rows, r => Assert.Equal(["mrn"], r.Body.Facts.Keys));
        Assert.All(rows, r => Assert.Empty(r.Body.Messages));
        await using var connection = await at.Database.ConnectAsync();
        foreach (var sql in (string[])
            ["select count(*) from movement where mrn = @1 and (holder is not null or lrn is not null)",
            "select count(*) from movement_key k join movement m on m.country = k.country and m.number = k.number "
                + "where m.mrn = @1",
            "select count(*) from outbox where mrn = @1 and lrn is not null and recipient_kind <> 'Administration'",
            "select count(*) from outbox where mrn = @1 and recipient_kind = 'Holder' and recipient <> 'erased'"])
            Assert.Equal(0, await connection.FindAsync<long>(sql, CancellationToken.None, mrn));
    }
}
