using Throughline.Customs;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Exchange;

/// <summary>A movement through three installations, of which one or another is away for a while.</summary>
public sealed class ExchangeTests(Postgres postgres)
{
    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_movement_goes_through_three_installations(Kind kind)
    {
        await using var trio = await Trio.StartAsync(kind, postgres);
        var mrn = await trio.ReleaseAsync("LRN1");
        await trio.SettleAsync();
        await trio.Ge.ActAsync(ProcedureRole.Transit, Trio.Passage, mrn, "pass");
        await ArriveAsync(trio, mrn);
        await AssertDoneAsync(trio, 1);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_neighbour_that_is_down_for_a_day_gets_everything_afterwards_in_order(Kind kind)
    {
        await using var trio = await Trio.StartAsync(kind, postgres);
        await trio.Ge.HangUpAsync();
        await trio.Tr.HangUpAsync();
        var mrns = new List<string>();
        for (var i = 0; i < 5; i++)
            mrns.Add(await trio.ReleaseAsync($"LRN{i}"));
        var tries = await PassAsync(trio, TimeSpan.FromHours(24));
        // With a wait that doubles up to five minutes a day holds fewer than 300 tries, each of few messages.
        Assert.InRange(tries, 250, 320);
        var down = (await trio.Am.LookAsync()).Neighbours;
        Assert.All(down, n => Assert.Equal(("down", true), (n.Status, n.Fault is not null)));
        Assert.Equal(trio.Time.GetUtcNow().AddHours(-24), down[0].DownSince!.Value, TimeSpan.FromMinutes(5));
        Assert.Equal([5, 10], down.Select(n => n.Waiting));
        Assert.Equal("", await trio.Ge.HeardAsync());

        // Georgia is back while Türkiye is still away, and reports passages meanwhile.
        await trio.Ge.ListenAsync();
        await PassAsync(trio, TimeSpan.FromMinutes(6));
        Assert.Equal("CD050C CD050C CD050C CD050C CD050C", await trio.Ge.HeardAsync());
        foreach (var mrn in mrns)
            await trio.Ge.ActAsync(ProcedureRole.Transit, Trio.Passage, mrn, "pass");
        await PassAsync(trio, TimeSpan.FromMinutes(6));
        await trio.Tr.ListenAsync();
        await PassAsync(trio, TimeSpan.FromMinutes(6));
        Assert.All((await trio.Am.LookAsync()).Neighbours, n => Assert.Equal(("up", 0), (n.Status, n.Waiting)));
        foreach (var mrn in mrns)
            await ArriveAsync(trio, mrn);
        await AssertDoneAsync(trio, 5);
    }

    [Fact]
    public async Task A_receipt_that_is_lost_on_the_way_means_the_message_once_more_and_never_twice()
    {
        await using var trio = await Trio.StartAsync(Kind.Sqlite, postgres);
        var mrn = await trio.ReleaseAsync("LRN1");
        await trio.SettleAsync();
        // As if this node had stopped between the neighbour's receipt and its own mark.
        await trio.Am.Lane.RunAsync(w => w.ExecuteAsync(
            "update outbox set delivered_at = null where recipient in ('NTA.GE', 'NTA.TR')"));
        await trio.SettleAsync();
        Assert.All((await trio.Am.LookAsync()).Neighbours, n => Assert.Equal(0, n.Waiting));
        Assert.Equal("CD050C", await trio.Ge.HeardAsync());
        Assert.Equal("CD001C CD050C", await trio.Tr.HeardAsync());
        await trio.Ge.ActAsync(ProcedureRole.Transit, Trio.Passage, mrn, "pass");
        await ArriveAsync(trio, mrn);
        await AssertDoneAsync(trio, 1);
    }

    [Fact]
    public async Task Later_messages_of_a_movement_wait_for_earlier_ones_that_are_kept_and_not_decided_on()
    {
        await using var trio = await Trio.StartAsync(Kind.Sqlite, postgres);
        var mrn = await trio.ReleaseAsync("LRN1");
        await trio.Tr.HangUpAsync();
        await trio.SettleAsync();
        // Türkiye keeps the first message and stops before it decides.
        var bodies = await trio.Am.ReadAsync("select c.body from outbox o join content c on c.digest = o.digest "
            + "where o.recipient = 'NTA.TR' order by o.id", r => r.GetBytes(0));
        using var first = new MemoryStream(bodies[0]);
        var read = MessageReader.Read(first);
        await trio.Tr.Lane.RunAsync(w => Receipts.KeepAsync(
            w, ReceivedDocument.Of("TR", read.Message!, bodies[0]) with { Neighbour = "AM customs" }));
        using var second = new MemoryStream(bodies[1]);
        await trio.Tr.Service.TakeFromNeighbourAsync("TR", MessageReader.Read(second), bodies[1], "AM customs");
        Assert.Equal("", await trio.Tr.HeardAsync());
        await trio.Tr.ListenAsync();
        await PassAsync(trio, TimeSpan.FromMinutes(6));
        Assert.Equal("CD001C CD050C", await trio.Tr.HeardAsync());
        Assert.Equal(["Destination ArrivalExpected", "Transit TransitExpected"], await StatesAsync(trio.Tr));
        Assert.NotEmpty(mrn);
        await trio.AssertWholeAsync();
    }

    [Fact]
    public async Task Of_two_nodes_on_one_database_one_sends_until_its_lease_ends()
    {
        await using var trio = await Trio.StartAsync(Kind.Sqlite, postgres);
        var lane = trio.Am.Lane;
        var lease = TimeSpan.FromMinutes(1);
        Assert.True(await lane.RunAsync(w => NeighbourRows.LeaseAsync(w, "n", "one", lease)));
        Assert.False(await lane.RunAsync(w => NeighbourRows.LeaseAsync(w, "n", "two", lease)));
        Assert.True(await lane.RunAsync(w => NeighbourRows.LeaseAsync(w, "n", "one", lease)));
        trio.Time.Advance(lease);
        Assert.True(await lane.RunAsync(w => NeighbourRows.LeaseAsync(w, "n", "two", lease)));
        Assert.False(await lane.RunAsync(w => NeighbourRows.LeaseAsync(w, "n", "one", lease)));
    }

    private static async Task ArriveAsync(Trio trio, string mrn)
    {
        await trio.SettleAsync();
        await trio.Tr.ActAsync(ProcedureRole.Transit, Trio.Entry, mrn, "pass");
        await trio.Tr.ActAsync(ProcedureRole.Destination, Trio.Destination, mrn, "register-arrival");
        await trio.Tr.ActAsync(ProcedureRole.Destination, Trio.Destination, mrn, "release");
        await trio.SettleAsync();
    }

    /// <summary>Lets time go by from one try to the next, with turns of all.</summary>
    /// <returns>Tries of Armenia to reach Georgia that failed.</returns>
    private static async Task<int> PassAsync(Trio trio, TimeSpan time)
    {
        var (end, tries) = (trio.Time.GetUtcNow() + time, 0);
        while (trio.Time.GetUtcNow() < end)
        {
            var before = (await trio.Am.LookAsync()).Neighbours[0].NextAt;
            foreach (var one in trio.All)
                await one.TurnAsync();
            var look = (await trio.Am.LookAsync()).Neighbours[0];
            tries += look.NextAt != before && look.Status == "down" ? 1 : 0;
            var wait = look.NextAt - trio.Time.GetUtcNow();
            trio.Time.Advance(wait > TimeSpan.Zero ? wait.Value : TimeSpan.FromSeconds(30));
        }

        return tries;
    }

    private static async Task AssertDoneAsync(Trio trio, int count)
    {
        string Times(string codes) => string.Join(' ', Enumerable.Repeat(codes, count).SelectMany(c => c.Split(' '))
            .Order(StringComparer.Ordinal));
        Assert.Equal(Times("CD118C CD118C CD006C CD018C"), Sorted(await trio.Am.HeardAsync()));
        Assert.Equal(Times("CD050C"), Sorted(await trio.Ge.HeardAsync()));
        Assert.Equal(Times("CD001C CD050C"), Sorted(await trio.Tr.HeardAsync()));
        Assert.Equal(Enumerable.Repeat("Departure WrittenOff", count)
            .Concat(Enumerable.Repeat("Guarantee Credited", count)), await StatesAsync(trio.Am));
        Assert.Equal(Enumerable.Repeat("Transit Passed", count), await StatesAsync(trio.Ge));
        Assert.Equal(Enumerable.Repeat("Destination GoodsReleased", count)
            .Concat(Enumerable.Repeat("Transit Passed", count)), await StatesAsync(trio.Tr));
        // Of each movement the destination's arrival comes before its results.
        var arrivals = await trio.Am.ReadAsync("select count(*) from receipt a join receipt b on a.mrn = b.mrn and "
            + "a.code = 'CD006C' and b.code = 'CD018C' where a.entry < b.entry", r => r.GetInt64(0));
        Assert.Equal(count, arrivals[0]);
        await trio.AssertWholeAsync();
    }

    private static string Sorted(string codes) =>
        string.Join(' ', codes.Split(' ').Order(StringComparer.Ordinal));

    private static async Task<IEnumerable<string>> StatesAsync(Authority at) =>
        (await at.ListMovementsAsync()).Select(m => $"{m.Role} {m.State}").Order(StringComparer.Ordinal);
}
