using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Demonstration;

/// <summary>A demonstration beside a fresh installation touches nothing of it.</summary>
public sealed class DemonstrationTests(Postgres postgres)
{
    private const string Path = "/api/v1/demonstration";

    [Fact]
    public async Task A_fresh_installation_starts_one_and_stays_empty()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        await using var app = await StartAsync(place, offers: true);
        using var visitor = new Guest(new Uri(app.Urls.First()));
        var before = await visitor.OkAsync(HttpMethod.Get, Path);
        Assert.True(before.GetProperty("isOffered").GetBoolean());
        Assert.False(before.GetProperty("isDemonstration").GetBoolean());

        var urls = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
            (await visitor.OkAsync(HttpMethod.Post, Path)).GetProperty("url").GetString()!));
        Assert.Single(urls.Distinct());
        Assert.NotEqual(app.Urls.First(), urls[0]);
        using var inside = new Guest(new Uri(urls[0]));
        var demo = await inside.OkAsync(HttpMethod.Get, Path);
        Assert.True(demo.GetProperty("isDemonstration").GetBoolean());
        Assert.False(demo.GetProperty("isOffered").GetBoolean());
        Assert.True((await inside.OkAsync(HttpMethod.Get, "/api/v1/info")).GetProperty("isDemonstration").GetBoolean());
        var password = demo.GetProperty("password").GetString()!;
        foreach (var login in demo.GetProperty("logins").EnumerateArray())
        {
            using var part = new Guest(new Uri(urls[0]));
            using var response = await part.LoginAsync(login.GetProperty("login").GetString()!, password);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains(response.Headers.GetValues("Set-Cookie"),
                c => c.StartsWith("throughline-demo=", StringComparison.Ordinal));
        }

        Assert.Equal(0, await CountAsync(app, "organisation where entered_at is not null"));
        Assert.Equal(0, await CountAsync(app, "movement"));
        Assert.False((await visitor.OkAsync(HttpMethod.Get, "/api/v1/info")).GetProperty("isDemonstration")
            .GetBoolean());
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Whoever_is_elsewhere_or_comes_late_finds_none()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        await using var app = await StartAsync(place, offers: true);
        using var visitor = new Guest(new Uri(app.Urls.First()));
        visitor.Headers["Host"] = "transit.example";
        Assert.False((await visitor.OkAsync(HttpMethod.Get, Path)).GetProperty("isOffered").GetBoolean());
        await visitor.NotFoundAsync(HttpMethod.Post, Path);
        visitor.Headers.Clear();
        visitor.SendsHeader = false;
        await visitor.RefusedAsync(HttpMethod.Post, Path, null, 403, "cross-site");
        visitor.SendsHeader = true;
        visitor.Headers["Origin"] = "https://elsewhere.example";
        await visitor.RefusedAsync(HttpMethod.Post, Path, null, 403, "cross-site");
        visitor.Headers.Clear();

        var first = await FirstStart.FindUrlAsync(app);
        using var administrator = new Guest(new Uri(app.Urls.First()));
        await administrator.OkAsync(
            HttpMethod.Post, "first", new { secret = first!.Split("secret=")[1], password = Guests.Password });
        Assert.False((await visitor.OkAsync(HttpMethod.Get, Path)).GetProperty("isOffered").GetBoolean());
        await visitor.NotFoundAsync(HttpMethod.Post, Path);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_installation_that_is_not_asked_to_offers_none()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        await using var app = await StartAsync(place, offers: false);
        using var visitor = new Guest(new Uri(app.Urls.First()));
        var view = await visitor.OkAsync(HttpMethod.Get, Path);
        Assert.False(view.GetProperty("isOffered").GetBoolean());
        Assert.Equal(0, view.GetProperty("logins").GetArrayLength());
        await visitor.NotFoundAsync(HttpMethod.Post, Path);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Its_password_is_for_the_machine_that_it_runs_on()
    {
        await using var demo = await DemonstrationInstallation.StartAsync(
            new ServerOptions { Corridor = TestServer.Corridor, Urls = ThroughlineServer.Loopback(0) });
        using var visitor = new Guest(new Uri(demo.App.Urls.First()));
        Assert.Equal(demo.Made.Password, (await visitor.OkAsync(HttpMethod.Get, Path)).GetProperty("password")
            .GetString());
        visitor.Headers["Host"] = "transit.example";
        var view = await visitor.OkAsync(HttpMethod.Get, Path);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, view.GetProperty("password").ValueKind);
        Assert.Equal(demo.Made.Logins.Count, view.GetProperty("logins").GetArrayLength());
    }

    private static Task<WebApplication> StartAsync(TestDatabase place, bool offers) =>
        TestServer.StartAsync(o => o with { Database = place.Address, OffersDemonstration = offers });

    private static async Task<long> CountAsync(WebApplication app, string from)
    {
        await using var connection = await app.Services.GetRequiredService<Database>().ConnectAsync();
        return await connection.FindAsync<long>("select count(*) from " + from, TestContext.Current.CancellationToken);
    }
}
