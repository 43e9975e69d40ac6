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
        await trio.SettleAsync();
        await trio.Tr.ActAsync(ProcedureRole.Transit, Trio.Entry, mrn, "pass");
        await trio.Tr.ActAsync(ProcedureRole.Destination, Trio.Destination, mrn, "register-arrival");
        await trio.Tr.ActAsync(ProcedureRole.Destination, Trio.Destination, mrn, "release");
        await trio.SettleAsync();
        foreach (var one in trio.All)
        {
            TestContext.Current.TestOutputHelper!.WriteLine(one.Country + " heard " + await one.HeardAsync());
            foreach (var line in await one.ReadAsync("select o.id, o.code, o.recipient, o.mrn, o.delivered_at, "
                + "o.fault, c.body from outbox o join content c on c.digest = o.digest order by o.id", r => string.Join(' ', r.GetInt64(0), r.GetString(1), r.GetString(2), r.FindText(3), r.FindNumber(4), r.FindText(5), r.GetString(1).StartsWith("CD9", StringComparison.Ordinal) ? System.Text.Encoding.UTF8.GetString(r.GetBytes(6)) : "")))
                TestContext.Current.TestOutputHelper!.WriteLine(line);
        }
        Assert.Equal("CD118C CD118C CD006C CD018C", await trio.Am.HeardAsync());
        Assert.Equal("CD050C", await trio.Ge.HeardAsync());
        Assert.Equal("CD001C CD050C", await trio.Tr.HeardAsync());
        Assert.Equal(["Departure WrittenOff", "Guarantee Credited"], await StatesAsync(trio.Am));
        Assert.Equal(["Transit Passed"], await StatesAsync(trio.Ge));
        Assert.Equal(["Destination GoodsReleased", "Transit Passed"], await StatesAsync(trio.Tr));
        await trio.AssertWholeAsync();
    }

    private static async Task<IEnumerable<string>> StatesAsync(Authority at) =>
        (await at.ListMovementsAsync()).Select(m => $"{m.Role} {m.State}").Order(StringComparer.Ordinal);
}
