using System.Net;
using System.Text.Json;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Access;

/// <summary>Keys for systems.</summary>
public sealed class KeyTests(Postgres postgres)
{
    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_key_acts_as_its_account_until_it_ends(Kind kind)
    {
        await using var guests = await Guests.StartAsync(postgres, kind);
        var trader = await EnterTraderAsync(guests);
        var made = await trader.OkAsync(HttpMethod.Post, "keys", new { name = "system", days = 30 });
        var key = made.GetProperty("key").GetString()!;
        Assert.Matches("^tl_[A-Za-z0-9_-]{43}$", key);
        var system = System(guests, key);
        // A request with a key carries no cookie that another site could make a browser send: it needs no header.
        system.SendsHeader = false;
        Assert.Equal(trader.Account, (await system.OkAsync(HttpMethod.Get, "me")).GetProperty("account").GetString());
        using (var sent = await system.SendAsync(HttpMethod.Post, "/api/v1/transit/messages", "{}"))
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, sent.StatusCode);
        var listed = await trader.OkAsync(HttpMethod.Get, "keys");
        Assert.DoesNotContain(key, listed.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, listed.GetProperty("keys").GetArrayLength());
        guests.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.True(await system.IsInAsync());
        guests.Time.Advance(TimeSpan.FromSeconds(1));
        await system.RefusedAsync(HttpMethod.Get, "me", null, 401, "unauthenticated");
    }

    [Fact]
    public async Task A_key_makes_no_keys_and_changes_no_account()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var trader = await EnterTraderAsync(guests);
        var made = await trader.OkAsync(HttpMethod.Post, "keys", new { name = "system", days = 30 });
        var system = System(guests, made.GetProperty("key").GetString()!);
        await system.NotFoundAsync(HttpMethod.Post, "keys", new { name = "more", days = 30 });
        await system.NotFoundAsync(HttpMethod.Post, $"keys/{Id(made)}/rotate", new { overlapHours = 0 });
        await system.NotFoundAsync(HttpMethod.Delete, $"keys/{Id(made)}");
        await system.NotFoundAsync(HttpMethod.Post, "password",
            new { current = Guests.Password, password = "another good one" });
    }

    [Fact]
    public async Task A_revoked_key_is_no_good_at_once()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var trader = await EnterTraderAsync(guests);
        var made = await trader.OkAsync(HttpMethod.Post, "keys", new { name = "system", days = 30 });
        var system = System(guests, made.GetProperty("key").GetString()!);
        Assert.True(await system.IsInAsync());
        await trader.OkAsync(HttpMethod.Delete, $"keys/{Id(made)}");
        await system.RefusedAsync(HttpMethod.Get, "me", null, 401, "unauthenticated");
        // Taking it away twice is no fault, and it has no successor.
        await trader.OkAsync(HttpMethod.Delete, $"keys/{Id(made)}");
        await trader.NotFoundAsync(HttpMethod.Post, $"keys/{Id(made)}/rotate", new { overlapHours = 1 });
    }

    [Fact]
    public async Task A_key_and_its_successor_are_both_good_for_a_while()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var trader = await EnterTraderAsync(guests);
        var made = await trader.OkAsync(HttpMethod.Post, "keys", new { name = "system", days = 30 });
        var next = await trader.OkAsync(HttpMethod.Post, $"keys/{Id(made)}/rotate", new { overlapHours = 24 });
        var (old, young) = (System(guests, made.GetProperty("key").GetString()!),
            System(guests, next.GetProperty("key").GetString()!));
        Assert.True(await old.IsInAsync() && await young.IsInAsync());
        guests.Time.Advance(TimeSpan.FromHours(24));
        Assert.False(await old.IsInAsync());
        Assert.True(await young.IsInAsync());
        // The overlap makes no key last longer than it would have.
        using (var login = await trader.LoginAsync(trader.Login, Guests.Password))
            Assert.True(login.IsSuccessStatusCode);
        var brief = await trader.OkAsync(HttpMethod.Post, "keys", new { name = "brief", days = 1 });
        await trader.OkAsync(HttpMethod.Post, $"keys/{Id(brief)}/rotate", new { overlapHours = 720 });
        guests.Time.Advance(TimeSpan.FromDays(1));
        Assert.False(await System(guests, brief.GetProperty("key").GetString()!).IsInAsync());
    }

    [Fact]
    public async Task Nobody_touches_a_key_of_somebody_else()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        var trader = await guests.EnterAsync(first, OrganisationKind.Trader, Role.Trader, "AZ");
        var other = await guests.EnterAsync(first, OrganisationKind.Trader, Role.Trader, "GE");
        var made = await trader.OkAsync(HttpMethod.Post, "keys", new { name = "system", days = 30 });
        await other.NotFoundAsync(HttpMethod.Delete, $"keys/{Id(made)}");
        await other.NotFoundAsync(HttpMethod.Post, $"keys/{Id(made)}/rotate", new { overlapHours = 1 });
        Assert.Equal(0, (await other.OkAsync(HttpMethod.Get, "keys")).GetProperty("keys").GetArrayLength());
        Assert.True(await System(guests, made.GetProperty("key").GetString()!).IsInAsync());
    }

    [Fact]
    public async Task Who_gets_a_role_without_keys_loses_those_there_are()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        var (customs, own) = await guests.MakeAsync(first, OrganisationKind.Customs);
        var neighbour = await guests.AddAsync(own, customs, Role.Neighbour);
        var made = await neighbour.OkAsync(HttpMethod.Post, "keys", new { name = "system", days = 30 });
        var system = System(guests, made.GetProperty("key").GetString()!);
        Assert.True(await system.IsInAsync());
        await own.OkAsync(HttpMethod.Put, $"accounts/{neighbour.Account}",
            new { name = "X", role = "officer", offices = Array.Empty<string>(), disabled = false });
        Assert.False(await system.IsInAsync());
        using (var login = await neighbour.LoginAsync(neighbour.Login, Guests.Password))
            Assert.True(login.IsSuccessStatusCode);
        await neighbour.NotFoundAsync(HttpMethod.Post, "keys", new { name = "system", days = 30 });
        await own.NotFoundAsync(HttpMethod.Post, "keys", new { name = "system", days = 30 });
    }

    [Theory]
    [InlineData("tl_")]
    [InlineData("tl_0123456789012345678901234567890123456789012")]
    [InlineData("0123456789012345678901234567890123456789012")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task A_wrong_key_does_not_fall_back_on_a_cookie(string key)
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        Assert.True(await first.IsInAsync());
        first.Key = key;
        await first.RefusedAsync(HttpMethod.Get, "me", null, 401, "unauthenticated");
    }

    [Fact]
    public async Task Lengths_and_numbers_have_bounds()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var trader = await EnterTraderAsync(guests);
        var problem = await trader.RefusedAsync(HttpMethod.Post, "keys",
            new { name = " ", days = 367 }, 422, "unprocessable-request");
        Assert.Equal(["/name", "/days"], TestServer.PointersOf(problem));
        for (var i = 0; i < 20; i++)
            await trader.OkAsync(HttpMethod.Post, "keys", new { name = "system", days = 1 });
        await trader.RefusedAsync(HttpMethod.Post, "keys", new { name = "system", days = 1 }, 409, "conflict");
    }

    private static async Task<Guest> EnterTraderAsync(Guests guests) =>
        await guests.EnterAsync(await guests.EnterFirstAsync(), OrganisationKind.Trader, Role.Trader);

    private static Guest System(Guests guests, string key)
    {
        var system = guests.Visit();
        system.Key = key;
        return system;
    }

    private static string Id(JsonElement element) => element.GetProperty("id").GetString()!;
}
