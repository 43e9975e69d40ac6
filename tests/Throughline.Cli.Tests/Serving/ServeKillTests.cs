using System.Globalization;
using Throughline.Server.Tests.Storage;

namespace Throughline.Cli.Tests.Serving;

/// <summary>Servers are killed in the middle of their work, again and again: what they acknowledged is there once, what
/// they began is finished, and the books balance. THROUGHLINE_KILLS says how often.</summary>
public sealed class ServeKillTests(Postgres postgres)
{
    private const int Senders = 6;

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Acknowledged_messages_outlive_kills_and_are_decided_on_once(Kind kind)
    {
        await using var place = await TestDatabase.MakeAsync(kind, postgres);
        Lodging lodging;
        using (var first = await ServerProcess.StartAsync(place.Address, isNew: true))
            lodging = await Lodging.EnterAsync(first, Senders);
        using var load = lodging;
        var random = new Random(1);
        for (var i = 0; i < ServerProcess.Kills(3); i++)
        {
            using var server = await ServerProcess.StartAsync(place.Address, isNew: false);
            using var end = new CancellationTokenSource();
            var work = load.RunAsync([server.Url], keepsOn: false, end.Token);
            var enough = load.Acknowledged + 10 + random.Next(20);
            var released = load.Released.Count;
            await Lodging.WaitForAsync(
                () => load.Acknowledged >= enough && load.Released.Count > released || work.IsCompleted);
            await Task.Delay(random.Next(30), TestContext.Current.CancellationToken);
            server.Kill();
            await end.CancelAsync();
            await work;
        }

        Assert.NotEmpty(load.Released);
        using var last = await ServerProcess.StartAsync(place.Address, isNew: false);
        await load.SendAgainAsync(last.Url);
        await load.CheckAsync();
        last.Kill();
        await VerifyAsync(place.Address);
    }

    [Fact]
    public async Task Of_two_nodes_on_one_database_one_is_killed_and_the_other_goes_on()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Postgres, postgres);
        using var stays = await ServerProcess.StartAsync(place.Address, isNew: true);
        using var load = await Lodging.EnterAsync(stays, Senders);
        using var end = new CancellationTokenSource();
        var random = new Random(2);
        for (var i = 0; i < ServerProcess.Kills(2); i++)
        {
            using var falls = await ServerProcess.StartAsync(place.Address, isNew: false);
            using var round = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
            // Half of the senders lodge at each; who finds none there goes on at the other.
            var work = load.RunAsync([falls.Url, stays.Url], keepsOn: true, round.Token);
            var (enough, released) = (load.Acknowledged + 20 + random.Next(20), load.Released.Count);
            await Lodging.WaitForAsync(() => load.Acknowledged >= enough && load.Released.Count > released);
            falls.Kill();
            (enough, released) = (load.Acknowledged + 20, load.Released.Count);
            await Lodging.WaitForAsync(() => load.Acknowledged >= enough && load.Released.Count > released);
            await round.CancelAsync();
            await work;
        }

        Assert.NotEmpty(load.Released);
        await load.SendAgainAsync(stays.Url);
        await load.CheckAsync();
        stays.Kill();
        await VerifyAsync(place.Address);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Timers_that_are_due_while_servers_are_killed_run_out_once(Kind kind)
    {
        await using var place = await TestDatabase.MakeAsync(kind, postgres);
        Lodging lodging;
        using (var first = await ServerProcess.StartAsync(place.Address, isNew: true, "--training"))
        {
            lodging = await Lodging.EnterAsync(first, 2);
            using var end = new CancellationTokenSource();
            var work = lodging.RunAsync([first.Url], keepsOn: false, end.Token);
            await Lodging.WaitForAsync(() => lodging.Released.Count >= 8);
            await end.CancelAsync();
            await work;
        }

        // 400 days pass, and in the middle of what becomes due on the way the server dies, again and again.
        using var load = lodging;
        var random = new Random(3);
        for (var i = 0; i < ServerProcess.Kills(3); i++)
        {
            using var server = await ServerProcess.StartAsync(place.Address, isNew: false, "--training");
            var move = load.MoveClockAsync(server.Url, days: 100);
            await Task.WhenAny(move, Task.Delay(random.Next(100, 1_500), TestContext.Current.CancellationToken));
            server.Kill();
            await move;
        }

        using var last = await ServerProcess.StartAsync(place.Address, isNew: false, "--training");
        Assert.True(await load.MoveClockAsync(last.Url, days: 400));
        await load.SendAgainAsync(last.Url);
        foreach (var code in (string[])["CC140C", "CC035C"])
        {
            var counts = await load.CountAsync(code);
            Assert.All(load.Released.Keys, mrn => Assert.Equal(1, counts.GetValueOrDefault(mrn)));
        }

        last.Kill();
        await VerifyAsync(place.Address);
    }

    [Fact]
    public async Task A_server_that_is_asked_to_stop_finishes_what_it_accepted()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        using var server = await ServerProcess.StartAsync(place.Address, isNew: true);
        using var load = await Lodging.EnterAsync(server, Senders);
        using var end = new CancellationTokenSource();
        var work = load.RunAsync([server.Url], keepsOn: false, end.Token);
        await Lodging.WaitForAsync(() => load.Acknowledged >= 20);
        Assert.Equal(0, await server.StopAsync());
        await end.CancelAsync();
        await work;
        Assert.DoesNotContain("Exception", await server.Output, StringComparison.Ordinal);

        using var again = await ServerProcess.StartAsync(place.Address, isNew: false);
        await load.SendAgainAsync(again.Url);
        await load.CheckAsync();
        again.Kill();
        await VerifyAsync(place.Address);
    }

    private static async Task VerifyAsync(string database)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        var exit = await CliApp.RunAsync(
            ["verify", "--database", database], new CliOutput { Out = output, Error = output });
        Assert.True(exit == 0, output.ToString());
    }
}
