using Throughline.Customs;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>Guarantees by message, in other currencies, and what holder and guarantor are told.</summary>
public sealed class GuaranteeMessageTests(Postgres postgres)
{
    private static readonly RateTable Rates = RateTable.Parse(
        "# made up\nGEL,2026-01-01,3.1,Bank\nGEL,2026-11-25,3.0,Bank\nAZN,2026-01-01,1.7,Bank, daily list\n");

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_question_is_answered_from_the_ledger(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var grn = Installation.GrnOf(at.Declare("-"));
        await ReleaseAsync(at, "LRN1");
        await at.SendAsync(Ask(at, grn, "CODE"));
        var told = (await LastAsync(at, "CC037C")).Root;
        var row = await at.GetGuaranteeAsync(grn);
        Assert.True(row.Reserved > 0);
        var exposure = told.Descend("GuaranteeReference/Exposure").Single();
        Assert.Equal(Euro(row.Reserved), exposure["exposure"]);
        Assert.Equal(Euro(row.Available), exposure["balance"]);
        Assert.Equal("1", exposure["exposureCounter"]);
        var mrn = (await at.ListMovementsAsync()).First(m => m.Role == ProcedureRole.Departure).Mrn;
        Assert.Equal([mrn], told.Values("GuaranteeReference/Usage/MRN"));
        Assert.Equal("AZ9999999999", told.Values("GuaranteeReference/Guarantor/identificationNumber").Single());
        // With a wrong code nothing is told of it.
        await at.SendAsync(Ask(at, grn, "ZZZZ"));
        Assert.Equal("12", (await LastAsync(at, "CC906C")).Root.Values("FunctionalError/errorCode").Single());
        Assert.Empty((await JournalCheck.RunAsync(at.Database)).Faults);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task The_guarantor_gets_the_officers_notice(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        await ReleaseAsync(at, "LRN1");
        at.Time.Advance(TimeSpan.FromDays(30));
        while (await at.Service.SettleAsync(CancellationToken.None) > 0)
        {
            // Everything that has run out meanwhile.
        }

        var mrn = (await at.ListMovementsAsync()).First(m => m.Role == ProcedureRole.Departure).Mrn!;
        await at.ActAsync("AZ", ProcedureRole.Departure, mrn, "notify-guarantor");
        Assert.Equal(("CC023C", "AZ9999999999"), (await at.ListSentAsync())[^1]);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Holder_and_guarantor_are_told_once_when_much_is_held(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var grn = Installation.GrnOf(at.Declare("-"));
        await ReleaseAsync(at, "LRN1");
        var one = (await at.GetGuaranteeAsync(grn)).Reserved;
        Assert.True(await new GuaranteeDesk(at.Lane).SetCeilingAsync(
            await at.GetGuaranteeAsync(grn), one * 4, new Actor("officer", "Officer"), "test"));
        await ReleaseAsync(at, "LRN2");
        Assert.Empty(await NoticesAsync(at));
        await ReleaseAsync(at, "LRN3");
        await ReleaseAsync(at, "LRN4");
        var told = await NoticesAsync(at);
        Assert.Equal(["AZ1234567890", "AZ9999999999"], told.Select(t => t.Recipient));
        Assert.All(told, t => Assert.StartsWith("100 percent", t.View.Text, StringComparison.Ordinal));
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_guarantee_in_another_currency_holds_by_the_rate_of_the_day(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres, new TransitSettings { Rates = Rates });
        var grn = Installation.GrnOf(at.Declare("-"));
        await at.Lane.RunAsync(w => w.ExecuteAsync("update guarantee set currency = 'GEL' where grn = @1", grn));
        await ReleaseAsync(at, "LRN1");
        await using var connection = await at.Database.ConnectAsync(TestContext.Current.CancellationToken);
        var (amount, euro) = (await connection.ListAsync("select amount, euro from reservation",
            r => (r.GetInt64(0), r.GetInt64(1)), CancellationToken.None))[0];
        Assert.Equal(euro * 3, amount);
        Assert.Equal("3 GEL/EUR from 2026-11-25, Bank", await connection.FindAsync<string>(
            "select rate from posting where target = 'reserved'", CancellationToken.None));
        var mrn = (await at.ListMovementsAsync()).First(m => m.Role == ProcedureRole.Departure).Mrn!;
        await at.ActAsync("AZ", ProcedureRole.Destination, mrn, "register-arrival", "AZXX0NAX");
        await at.ActAsync("AZ", ProcedureRole.Destination, mrn, "release", "AZXX0NAX");
        Assert.Equal(0, (await at.GetGuaranteeAsync(grn)).Reserved);
        Assert.Empty((await JournalCheck.RunAsync(at.Database)).Faults);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_guarantee_in_a_currency_without_a_rate_covers_nothing(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var grn = Installation.GrnOf(at.Declare("-"));
        await at.Lane.RunAsync(w => w.ExecuteAsync("update guarantee set currency = 'GEL' where grn = @1", grn));
        await ReleaseAsync(at, "LRN1");
        Assert.Equal("GuaranteeUnderAmendment",
            (await at.ListMovementsAsync()).First(m => m.Role == ProcedureRole.Departure).State);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task An_amount_in_another_currency_is_held_in_euro_and_the_journal_has_the_rate(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres, new TransitSettings { Rates = Rates });
        var declaration = at.Declare("LRN1");
        var reference = declaration.Root.Descend("Guarantee/GuaranteeReference").First();
        (reference["amountToBeCovered"], reference["currency"]) = ("1700.00", "AZN");
        await at.SendAsync(declaration);
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "release");
        Assert.Equal(100_000, (await at.GetGuaranteeAsync(Installation.GrnOf(declaration))).Reserved);
        await using var connection = await at.Database.ConnectAsync(TestContext.Current.CancellationToken);
        var records = await connection.ListAsync("select c.body from journal j join content c on c.digest = j.payload "
            + "where j.kind = 'decision' order by j.seq", r => JournalRecord.Read(r.GetBytes(0)),
            CancellationToken.None);
        Assert.Contains(records, r => r.Rates is ["1.7 AZN/EUR from 2026-01-01, Bank, daily list"]);
    }

    [Theory]
    [InlineData("GEL,2026-01-01,3.1")]
    [InlineData("gel,2026-01-01,3.1,Bank")]
    [InlineData("EUR,2026-01-01,1,Bank")]
    [InlineData("GEL,2026-13-01,3.1,Bank")]
    [InlineData("GEL,2026-01-01,0,Bank")]
    [InlineData("GEL,2026-01-01,-3,Bank")]
    [InlineData("GEL,2026-01-01,3.1234567,Bank")]
    [InlineData("GEL,2026-01-01,3.1,Bank\nGEL,2026-01-01,3.2,Bank")]
    public void Rates_that_are_wrong_are_refused_with_their_line(string text) =>
        Assert.Contains("Line ", Assert.Throws<FormatException>(() => RateTable.Parse(text)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_rate_holds_from_its_day_to_the_next()
    {
        Assert.Equal(3_100_000, Rates.Find("GEL", new DateOnly(2026, 11, 24))!.Millionths);
        Assert.Equal(3_000_000, Rates.Find("GEL", new DateOnly(2026, 11, 25))!.Millionths);
        Assert.Null(Rates.Find("GEL", new DateOnly(2025, 12, 31)));
        Assert.Null(Rates.Find("TRY", new DateOnly(2026, 12, 31)));
    }

    private static async Task ReleaseAsync(Installation at, string lrn)
    {
        await at.SendAsync(at.Declare(lrn));
        await at.ActAsync("AZ", ProcedureRole.Departure, lrn, "accept");
        await at.ActAsync("AZ", ProcedureRole.Departure, lrn, "release");
    }

    private static Message Ask(Installation at, string grn, string code) => at.Address(MessageEdit.Make("CC034C",
    [
        "messageType = CC034C", $"Requester/identificationNumber = {Installation.Trader}", "Requester/role = 1",
        "GuaranteeReference/sequenceNumber = 1", $"GuaranteeReference/GRN = {grn}",
        "GuaranteeReference/GuaranteeQuery/queryIdentifier = 3", $"GuaranteeReference/AccessCode/accessCode = {code}",
    ]), "AZ");

    private static async Task<Message> LastAsync(Installation at, string code)
    {
        await using var connection = await at.Database.ConnectAsync(TestContext.Current.CancellationToken);
        var bodies = await connection.ListAsync("select o.code, c.body from outbox o join content c on "
            + "c.digest = o.digest order by o.id", r => (Code: r.GetString(0), Body: r.GetBytes(1)),
            CancellationToken.None);
        using var stream = new MemoryStream(bodies[^1].Body);
        var message = MessageReader.Read(stream).Message!;
        Assert.True(code == message.Code, string.Join('\n', MessageEdit.Lines(message)));
        return message;
    }

    private static async Task<List<(NoticeView View, string Recipient)>> NoticesAsync(Installation at)
    {
        await using var connection = await at.Database.ConnectAsync(TestContext.Current.CancellationToken);
        return await connection.ListAsync($"select {Notices.Columns} from notice n order by n.id",
            r => (Notices.Read(r), r.GetString(2)), CancellationToken.None);
    }

    private static string Euro(long cents) =>
        (cents / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
