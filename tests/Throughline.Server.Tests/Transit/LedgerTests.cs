using Throughline.Customs;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>Guarantees are held and given back with the movement, and never for more than there is.</summary>
public sealed class LedgerTests(Postgres postgres)
{
    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task What_a_movement_needs_is_held_from_release_to_discharge(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var declaration = at.Declare("LRN1");
        var grn = Installation.GrnOf(declaration);
        await at.SendAsync(declaration);
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        Assert.Equal(0, (await at.GetGuaranteeAsync(grn)).Reserved);
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "release");
        var held = await at.GetGuaranteeAsync(grn);
        Assert.True(held.Reserved > 0);
        Assert.Equal(held.Ceiling, held.Reserved + held.Available);
        var mrn = (await at.ListMovementsAsync())[0].Mrn!;
        await at.ActAsync("AZ", ProcedureRole.Destination, mrn, "register-arrival", "AZXX0NAX");
        await at.ActAsync("AZ", ProcedureRole.Destination, mrn, "release", "AZXX0NAX");
        Assert.Equal(0, (await at.GetGuaranteeAsync(grn)).Reserved);
        Assert.Empty((await JournalCheck.RunAsync(at.Database)).Faults);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_guarantee_is_never_overspent_by_movements_that_are_released_at_once(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        const int Movements = 12;
        for (var i = 0; i < Movements; i++)
        {
            await at.SendAsync(at.Declare($"LRN{i}"));
            await at.ActAsync("AZ", ProcedureRole.Departure, $"LRN{i}", "accept");
        }

        var grn = Installation.GrnOf(at.Declare("-"));
        var one = await OneAsync(at, grn);
        // Room for five of twelve; one is held by the first already.
        Assert.True(await new GuaranteeDesk(at.Lane).SetCeilingAsync(
            await at.GetGuaranteeAsync(grn), one * 5 + one / 2, new Actor("officer", "Officer"), "test"));
        await Task.WhenAll(Enumerable.Range(1, Movements - 1).Select(i =>
            at.ActAsync("AZ", ProcedureRole.Departure, $"LRN{i}", "release")));
        var after = await at.GetGuaranteeAsync(grn);
        Assert.Equal(one * 5, after.Reserved);
        var states = (await at.ListMovementsAsync()).Where(m => m.Role == ProcedureRole.Departure)
            .CountBy(m => m.State).ToDictionary();
        Assert.Equal(5, states["Released"]);
        Assert.Equal(7, states["GuaranteeUnderAmendment"]);
        Assert.Equal(7, (await at.ListSentAsync()).Count(s => s.Code == "CC055C"));
        Assert.Empty((await JournalCheck.RunAsync(at.Database)).Faults);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task One_that_is_not_registered_or_revoked_or_has_another_code_is_refused(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var grn = Installation.GrnOf(at.Declare("-"));
        var row = await at.GetGuaranteeAsync(grn);
        var officer = new Actor("officer", "Officer");
        Assert.True(await new GuaranteeDesk(at.Lane).SetAccessCodesAsync(row, ["ZZ99"], officer));
        Assert.Equal("G03", await RefusedAsync(at, "LRN1"));
        Assert.True(await new GuaranteeDesk(at.Lane).SetStateAsync(
            row, GuaranteeRow.InForce, GuaranteeRow.Revoked, officer, "test"));
        Assert.Equal("G02", await RefusedAsync(at, "LRN2"));
        await using (var connection = await at.Database.ConnectAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync("delete from posting", CancellationToken.None);
            await connection.ExecuteAsync("delete from guarantee", CancellationToken.None);
        }

        Assert.Equal("G01", await RefusedAsync(at, "LRN3"));
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_row_that_its_postings_do_not_add_up_to_is_found(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        await using (var connection = await at.Database.ConnectAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync("update guarantee set available = available - 100, reserved = reserved + 100",
                CancellationToken.None);
        }

        Assert.StartsWith("Guarantee ", Assert.Single((await JournalCheck.RunAsync(at.Database)).Faults),
            StringComparison.Ordinal);
    }

    private static async Task<long> OneAsync(Installation at, string grn)
    {
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN0", "release");
        return (await at.GetGuaranteeAsync(grn)).Reserved;
    }

    /// <summary>The first reason for which the office of guarantee refuses a declaration.</summary>
    private static async Task<string?> RefusedAsync(Installation at, string lrn)
    {
        await at.SendAsync(at.Declare(lrn));
        await at.ActAsync("AZ", ProcedureRole.Departure, lrn, "accept");
        await at.ActAsync("AZ", ProcedureRole.Departure, lrn, "release");
        var movement = (await at.ListMovementsAsync()).Single(m => m.Role == ProcedureRole.Departure && m.Lrn == lrn);
        Assert.Equal("GuaranteeUnderAmendment", movement.State);
        return movement.Body.Facts["refused"].Split(':')[1].Split(',')[0];
    }
}
