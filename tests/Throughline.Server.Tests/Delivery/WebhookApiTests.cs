using System.Net;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;
using Throughline.Server.Tests.Transit;

namespace Throughline.Server.Tests.Delivery;

/// <summary>Webhooks over HTTP: an organisation's own, made by a person.</summary>
public sealed class WebhookApiTests(Postgres postgres)
{
    private const string Path = "/api/v1/webhooks";

    [Fact]
    public async Task A_person_registers_an_address_and_the_server_tells_it()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var guests = await Guests.StartAsync(postgres,
            change: o => o with { Webhooks = new WebhookSettings { Reach = WebhookReach.Loopback } });
        var people = await Traffic.EnterAsync(guests);
        var made = await people.Trader.OkAsync(HttpMethod.Post, Path, new { url = receiver.Url });
        var own = $"{Path}/{made.GetProperty("webhook").GetProperty("id").GetString()}";
        using var lodged = await people.SendAsync(people.Trader, people.Declare("LRN1"));
        while (receiver.All.IsEmpty)
        {
            guests.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.True(receiver.All.First().IsSignedWith(made.GetProperty("secret").GetString()!));
        Assert.DoesNotContain("whsec_", (await people.Trader.OkAsync(HttpMethod.Get, own)).GetRawText(),
            StringComparison.Ordinal);
        var log = (await people.Trader.OkAsync(HttpMethod.Get, own + "/deliveries")).GetProperty("deliveries")[0];
        var delivery = $"{own}/deliveries/{log.GetProperty("id").GetInt64()}";
        await people.Trader.OkAsync(HttpMethod.Get, delivery);
        foreach (var path in (string[])[own, own + "/deliveries", delivery])
            await people.Stranger.NotFoundAsync(HttpMethod.Get, path);
        foreach (var path in (string[])[own + "/ping", delivery + "/replay"])
            await people.Stranger.NotFoundAsync(HttpMethod.Post, path);
        await people.Stranger.NotFoundAsync(HttpMethod.Delete, own);
        await people.Stranger.NotFoundAsync(
            HttpMethod.Put, own, new { url = receiver.Url, description = "x", enabled = false });
        await people.Trader.OkAsync(HttpMethod.Delete, own);
        await people.Trader.NotFoundAsync(HttpMethod.Get, own);
        Assert.Equal(["webhook-created", "webhook-removed"], (await guests.JournalAsync())
            .Select(j => j.Body.GetProperty("what").GetString()!).Where(w => w.StartsWith("webhook-",
            StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_key_reads_the_log_and_registers_nothing()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await Traffic.EnterAsync(guests);
        var made = await people.Trader.OkAsync(HttpMethod.Post, Path, new { url = "https://trade.example/hooks" });
        var key = await people.Trader.OkAsync(HttpMethod.Post, "keys", new { name = "system", days = 30 });
        var system = guests.Visit();
        system.Key = key.GetProperty("key").GetString();
        Assert.Equal(1, (await system.OkAsync(HttpMethod.Get, Path)).GetProperty("webhooks").GetArrayLength());
        await system.NotFoundAsync(HttpMethod.Post, Path, new { url = "https://thief.example/hooks" });
        await system.NotFoundAsync(HttpMethod.Post,
            $"{Path}/{made.GetProperty("webhook").GetProperty("id").GetString()}/rotate", new { overlapHours = 1 });
    }

    [Fact]
    public async Task What_may_not_be_registered_is_refused_with_the_reason()
    {
        await using var guests = await Guests.StartAsync(postgres,
            change: o => o with { Webhooks = new WebhookSettings { MostPerOrganisation = 1 } });
        var people = await Traffic.EnterAsync(guests);
        foreach (var url in (string[])["http://trade.example/", "https://127.0.0.1/", "https://10.0.0.1/", "nothing"])
        {
            var problem = await people.Trader.RefusedAsync(
                HttpMethod.Post, Path, new { url }, 422, "unprocessable-request");
            Assert.Equal(["/url"], TestServer.PointersOf(problem));
        }

        await people.Trader.OkAsync(HttpMethod.Post, Path, new { url = "https://trade.example/hooks" });
        await people.Trader.RefusedAsync(
            HttpMethod.Post, Path, new { url = "https://trade.example/more" }, 409, "conflict");
        // An organisation without a number gets no messages.
        var first = await people.Baku.SendAsync(HttpMethod.Post, Path, new { url = "https://trade.example/hooks" });
        Assert.Equal(HttpStatusCode.NotFound, first.StatusCode);
        first.Dispose();
    }
}
