using Throughline.Customs;
using Throughline.Server.Tests.Storage;
using Throughline.Server.Tests.Transit;

namespace Throughline.Server.Tests.Risk;

/// <summary>Risk and screening in the service, on both databases.</summary>
public sealed class RiskServiceTests(Postgres postgres)
{
    private const string List = "id,kind,name\nE1,organisation,Zvezda Stroymontazh\n";
    private static readonly Actor Supervisor = new("supervisor", "Supervisor");

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_movement_is_assessed_where_it_is_accepted_crosses_and_arrives(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var mrn = await ReleaseAsync(at);
        await at.ActAsync("AM", ProcedureRole.Transit, mrn, "pass", "AMXX0NRN");
        at.Time.Advance(TimeSpan.FromHours(80));
        await at.ActAsync("AZ", ProcedureRole.Transit, mrn, "pass", "AZXX0KIL");
        await at.ActAsync("AZ", ProcedureRole.Destination, mrn, "register-arrival", "AZXX0NAX");
        Assert.Equal(["AM transit", "AZ acceptance", "AZ destination", "AZ transit"],
            await ListAsync(at, "select country || ' ' || moment from risk_assessment order by 1"));
        // The holder is new, and nothing else is odd about a declaration that is right.
        Assert.Equal(["P1"], await ListAsync(at, "select h.rule from risk_hit h join risk_assessment a on "
            + "a.id = h.assessment where a.moment = 'acceptance' and h.rule <> 'draw'"));
        Assert.Equal(["arrived AZXX0NAX", "passed AMXX0NRN", "passed AZXX0KIL", "released AZXX0BAK"],
            await ListAsync(at, "select kind || ' ' || office from passage order by 1"));
        Assert.Empty((await JournalCheck.RunAsync(at.Database)).Faults);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Goods_that_were_too_long_on_the_way_are_noticed(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var mrn = await ReleaseAsync(at);
        at.Time.Advance(TimeSpan.FromHours(100));
        await at.ActAsync("AZ", ProcedureRole.Destination, mrn, "register-arrival", "AZXX0NAX");
        Assert.Contains("100 hours since AZXX0BAK.", await ListAsync(at, "select message from risk_hit"));
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_party_on_a_list_holds_the_release_until_an_officer_clears_it(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var desk = new ScreeningDesk(at.Lane);
        await LoadAsync(desk, List);
        await at.SendAsync(Listed(at.Declare("LRN1")));
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        var refused = await TryReleaseAsync(at);
        Assert.Contains("«Zvezda Stroymontazh» may stand on the list «test» (entry E1)", refused.Refusal,
            StringComparison.Ordinal);
        Assert.DoesNotContain(await at.ListSentAsync(), s => s.Code == "CC029C");
        Assert.True(await desk.DecideAsync("AZ", 1, ScreeningHit.Kept, Supervisor, "being looked into"));
        Assert.NotNull((await TryReleaseAsync(at)).Refusal);
        Assert.True(await desk.DecideAsync("AZ", 1, ScreeningHit.Cleared, Supervisor, "another firm"));
        Assert.False(await desk.DecideAsync("AZ", 1, ScreeningHit.Kept, Supervisor, "too late"));
        // What was cleared stays so when the same list comes again.
        await LoadAsync(desk, List);
        await at.Service.SettleAsync(CancellationToken.None);
        Assert.Null((await TryReleaseAsync(at)).Refusal);
        Assert.Contains(await at.ListSentAsync(), s => s.Code == "CC029C");
        Assert.Empty((await JournalCheck.RunAsync(at.Database)).Faults);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_list_that_comes_later_finds_movements_under_way_and_lets_go_when_it_is_closed(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var desk = new ScreeningDesk(at.Lane);
        await at.SendAsync(Listed(at.Declare("LRN1")));
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        await LoadAsync(desk, List);
        Assert.Equal(1, await at.Service.SettleAsync(CancellationToken.None));
        Assert.Equal(0, await at.Service.SettleAsync(CancellationToken.None));
        Assert.Equal(["open"], await ListAsync(at, "select state from screening_hit"));
        Assert.NotNull((await TryReleaseAsync(at)).Refusal);
        Assert.True(await desk.CloseAsync("AZ", "test", Supervisor, "withdrawn"));
        await at.Service.SettleAsync(CancellationToken.None);
        Assert.Equal(["gone"], await ListAsync(at, "select state from screening_hit"));
        Assert.Null((await TryReleaseAsync(at)).Refusal);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_release_by_timer_waits_for_the_hit_to_be_cleared(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        var desk = new ScreeningDesk(at.Lane);
        await LoadAsync(desk, List);
        await at.Service.SettleAsync(CancellationToken.None);
        await at.SendAsync(Listed(at.Declare("LRN1", r => r with { IsSimplified = true })));
        at.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(0, await at.Service.SettleAsync(CancellationToken.None));
        Assert.DoesNotContain(await at.ListSentAsync(), s => s.Code == "CC029C");
        Assert.True(await desk.DecideAsync("AZ", 1, ScreeningHit.Cleared, Supervisor, "another firm"));
        at.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotEqual(0, await at.Service.SettleAsync(CancellationToken.None));
        Assert.Contains(await at.ListSentAsync(), s => s.Code == "CC029C");
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Goods_under_control_are_not_released_without_their_document(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        await at.SendAsync(WithGoods(at.Declare("LRN1")));
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        Assert.Contains("export licence", (await TryReleaseAsync(at)).Refusal, StringComparison.Ordinal);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task What_controls_find_is_told_of_the_next_movement_and_of_the_rule(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        await at.SendAsync(at.Declare("LRN1"));
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "control");
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "refuse");
        await at.SendAsync(at.Declare("LRN2"));
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN2", "accept");
        Assert.Contains("Of 1 earlier movements of the holder 1 controls found something.",
            await ListAsync(at, "select message from risk_hit where rule = 'P2'"));
        var risk = new RiskQueries(at.Database, at.Time);
        var figures = await risk.StatisticsAsync(
            "AZ", at.Time.GetUtcNow().AddDays(-1), at.Time.GetUtcNow().AddDays(1), CancellationToken.None);
        Assert.Equal((2, 1, 1), (figures.Movements, figures.Controlled, figures.Found));
        var newcomer = Assert.Single(figures.Rules, r => r.Rule == "P1");
        Assert.Equal((1, 1, 1, 1.0),
            (newcomer.Movements, newcomer.Controlled, newcomer.Found, newcomer.Precision));
        Assert.Null(Assert.Single(figures.Rules, r => r.Rule == "P2").Precision);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_draw_was_committed_to_before_and_can_be_checked_afterwards(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        await ReleaseAsync(at);
        var risk = new RiskQueries(at.Database, at.Time);
        var day = RiskSecrets.DayOf(at.Time.GetUtcNow());
        var during = await risk.DrawsAsync("AZ", day, CancellationToken.None);
        Assert.Null(during!.Secret);
        var draw = Assert.Single(during.Draws, d => d.Office == "AZXX0BAK");
        Assert.True(during.Entry < draw.Entry);
        at.Time.Advance(TimeSpan.FromDays(1));
        var after = await risk.DrawsAsync("AZ", day, CancellationToken.None);
        Assert.True(after!.IsKept);
        Assert.Equal(draw.Number, RiskDraw.Number(Convert.FromHexString(after.Secret!), draw.Mrn, draw.Office));
        Assert.Equal(after.Commitment, RiskDraw.Commit(Convert.FromHexString(after.Secret!)));
        await using (var connection = await at.Database.ConnectAsync(TestContext.Current.CancellationToken))
        {
            await connection.ExecuteAsync(
                "update risk_assessment set draw = (draw + 1) % 1000000", CancellationToken.None);
        }

        Assert.False((await risk.DrawsAsync("AZ", day, CancellationToken.None))!.IsKept);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Goods_to_an_exclave_are_matched_at_exit_and_inspected_again_for_a_reason_only(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        await at.SendAsync(at.Declare("LRN1", r => r with { Containers = 1, Seals = 1 }));
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "release");
        var row = (await at.ListMovementsAsync()).First(m => m.Country == "AM");
        var held = await at.DecideAsync("AM", ProcedureRole.Transit, row.Mrn!, "hold", row.Office, row.Version);
        Assert.Contains("inspection-reason", held.Refusal, StringComparison.Ordinal);
        await at.ActAsync("AM", ProcedureRole.Transit, row.Mrn!, "pass", "AMXX0NRN");
        var desk = new ExclaveDesk(at.Database, at.Lane, at.Time);
        await desk.SetBalanceAsync("AM", new ExclaveBalanceBody
        {
            Profile = "AZ-AM-AZ",
            Direction = "to-exclave",
            From = "2026-11-01",
            To = "2026-11-30",
            Tonnes = 1,
            Containers = 1,
            Reason = "agreed",
        }, Supervisor);
        at.Time.Advance(TimeSpan.FromHours(13));
        row = (await at.ListMovementsAsync()).First(m => m.Country == "AM");
        var body = new ExclaveExitBody { Mrn = row.Mrn!, Office = "AMXX0NRN", Seals = ["OTHER"] };
        var exit = await desk.ExitAsync(row, body, Supervisor, CancellationToken.None);
        Assert.Equal("differs", exit!.Outcome);
        Assert.Contains("No seal, vehicle, wagon or container is the same as at entry.", exit.Findings);
        Assert.Contains("13.0 hours from entry to exit; 12 are allowed.", exit.Findings);
        Assert.Null(await desk.ExitAsync(row, body, Supervisor, CancellationToken.None));
        var view = await desk.ViewAsync("AM", CancellationToken.None);
        Assert.Equal((1, 0, 13.0), (view.Exits, view.Matched, view.MeanHours));
        var balance = Assert.Single(view.Balances);
        Assert.Equal((1, "100 percent of the agreed containers are used."), (balance.UsedContainers, balance.Warning));
    }

    private static Message WithGoods(Message message)
    {
        var item = message.Root.Descend("Consignment/HouseConsignment/ConsignmentItem").First();
        item.Open("Commodity").Open("CommodityCode")["harmonizedSystemSubHeadingCode"] = "854231";
        return message;
    }

    private static Message Listed(Message message)
    {
        message.Root.Open("Consignment").Open("Consignee")["name"] = "Zvezda Stroymontazh";
        return message;
    }

    private static async Task LoadAsync(ScreeningDesk desk, string text) => await desk.LoadAsync(
        "AZ", "test", System.Text.Encoding.UTF8.GetBytes(text), 1, Supervisor);

    private static async Task<string> ReleaseAsync(Installation at)
    {
        await at.SendAsync(at.Declare("LRN1"));
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "release");
        return (await at.ListMovementsAsync()).First(m => m.Role == ProcedureRole.Departure).Mrn!;
    }

    private static async Task<TransitOutcome> TryReleaseAsync(Installation at, string lrn = "LRN1")
    {
        var seen = (await at.ListMovementsAsync()).First(m => m.Role == ProcedureRole.Departure && m.Lrn == lrn);
        return await at.DecideAsync("AZ", ProcedureRole.Departure, lrn, "release", null, seen.Version);
    }

    private static async Task<List<string>> ListAsync(Installation at, string sql)
    {
        await using var connection = await at.Database.ConnectAsync();
        return await connection.ListAsync(sql, r => r.GetString(0), CancellationToken.None);
    }
}
