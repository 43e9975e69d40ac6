using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Transit;

namespace Throughline.Server.Tests.Storage;

/// <summary>The disk is full, or the database is away: a clear refusal, nothing half done, and on it goes when it is
/// over.</summary>
public sealed class OutageTests(Postgres postgres)
{
    [Fact]
    public async Task A_full_disk_refuses_writing_and_nothing_else()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var trader = await guests.EnterPartyAsync(await guests.EnterFirstAsync(), Parties.Trader);
        var database = guests.App.Services.GetRequiredService<Database>();
        await using (var connection = await database.ConnectAsync(TestContext.Current.CancellationToken))
        {
            database.MostPages = 20 + await connection.FindAsync<long>(
                "select page_count from pragma_page_count", TestContext.Current.CancellationToken);
        }

        var held = new List<string>();
        string? refused = null;
        for (var i = 0; i < 200 && refused is null; i++)
        {
            var id = FormattableString.Invariant($"M{i}");
            using var response = await LodgeAsync(guests, trader, id);
            if (response.IsSuccessStatusCode)
            {
                held.Add(id);
                continue;
            }

            refused = id;
            await TestServer.ProblemOfAsync(response, 503, "storage-full");
            Assert.NotNull(response.Headers.RetryAfter);
        }

        Assert.NotNull(refused);
        var list = await trader.OkAsync(HttpMethod.Get, "/api/v1/transit/receipts");
        var known = list.GetProperty("receipts").EnumerateArray()
            .Select(r => r.GetProperty("messageId").GetString()!).ToList();
        // What was kept before its decision found no room stands there and is decided on when there is room.
        Assert.Equal(held, known.Where(k => k != refused));
        Assert.Empty((await JournalCheck.RunAsync(database)).Faults);

        database.MostPages = 4_294_967_294;
        using var again = await LodgeAsync(guests, trader, refused);
        Assert.True(again.IsSuccessStatusCode);
        Assert.Equal("CC928C", (await again.ReadAsync()).GetProperty("answers")[0].GetProperty("code").GetString());
        Assert.Empty((await JournalCheck.RunAsync(database)).Faults);
    }

    [Fact]
    public async Task A_database_that_goes_and_comes_back_costs_nothing_but_time()
    {
        // A PostgreSQL of this test's own: others must not feel it.
        await using var own = new Postgres();
        await own.InitializeAsync();
        await using var guests = await Guests.StartAsync(own, Kind.Postgres);
        var trader = await guests.EnterPartyAsync(await guests.EnterFirstAsync(), Parties.Trader);
        using (var before = await LodgeAsync(guests, trader, "M1"))
            Assert.Equal(HttpStatusCode.Created, before.StatusCode);
        using var visitor = guests.Visit();
        await visitor.OkAsync(HttpMethod.Get, "/health/ready");

        await own.StopAsync();
        for (var i = 0; i < 3; i++)
        {
            using var away = await LodgeAsync(guests, trader, "M2");
            await TestServer.ProblemOfAsync(away, 503, "database-away");
            Assert.NotNull(away.Headers.RetryAfter);
        }

        await visitor.RefusedAsync(HttpMethod.Get, "/health/ready", null, 503, "database-away");
        await visitor.OkAsync(HttpMethod.Get, "/health/live");

        await own.ResumeAsync();
        // The very first ones succeed: no cut connection is left over.
        await visitor.OkAsync(HttpMethod.Get, "/health/ready");
        using var after = await LodgeAsync(guests, trader, "M2");
        Assert.Equal(HttpStatusCode.Created, after.StatusCode);
        var list = await trader.OkAsync(HttpMethod.Get, "/api/v1/transit/receipts");
        Assert.Equal(2, list.GetProperty("receipts").GetArrayLength());
        Assert.Empty((await JournalCheck.RunAsync(guests.App.Services.GetRequiredService<Database>())).Faults);
    }

    [Fact]
    public async Task A_cut_connection_of_the_lane_is_replaced_before_anything_is_lost()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Postgres, postgres);
        await using var database = await Database.OpenAsync(place.Address);
        await using var lane = new WriteLane(database, TimeProvider.System);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(i + 1, await lane.RunAsync(w => w.AppendAsync("test", "s", [(byte)i])));
            await using var connection = await database.ConnectAsync(TestContext.Current.CancellationToken);
            await connection.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where "
                + "datname = current_database() and pid <> pg_backend_pid()", TestContext.Current.CancellationToken);
        }

        Assert.Empty((await JournalCheck.RunAsync(database)).Faults);
    }

    private static Task<HttpResponseMessage> LodgeAsync(Guests guests, Guest trader, string id) =>
        guests.PostAsync(trader, Bodies.Write(guests.Declare(Parties.Trader, "L" + id, id)));
}
