using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Access;

/// <summary>Tokens of an identity provider, which here is a server of the test's own, and what proxies say.</summary>
public sealed class IdentityTests(Postgres postgres)
{
    private const string Audience = "throughline";

    [Fact]
    public async Task A_token_lets_an_account_in_that_it_names_and_nothing_else_does()
    {
        await using var provider = await Provider.StartAsync();
        await using var guests = await StartAsync(provider, decides: false);
        var first = await guests.EnterFirstAsync();
        var trader = await guests.EnterAsync(first, OrganisationKind.Trader, Role.Trader);
        using var system = guests.Visit();
        system.Key = provider.Sign(trader.Login, guests.Time.GetUtcNow());
        Assert.Equal(trader.Account, (await system.OkAsync(HttpMethod.Get, "me")).GetProperty("account").GetString());
        await system.OkAsync(HttpMethod.Get, "/api/v1/transit/receipts");
        // It is no session: what a person does under one it does not.
        await system.NotFoundAsync(HttpMethod.Post, "logout");

        foreach (var (why, bad) in (IEnumerable<(string, string)>)
        [
            ("another audience", provider.Sign(trader.Login, guests.Time.GetUtcNow(), audience: "other")),
            ("another issuer", provider.Sign(trader.Login, guests.Time.GetUtcNow(), issuer: "http://127.0.0.1:1/")),
            ("it has run out", provider.Sign(trader.Login, guests.Time.GetUtcNow().AddMinutes(-10))),
            ("it is not good yet", provider.Sign(trader.Login, guests.Time.GetUtcNow().AddMinutes(10))),
            ("another key", provider.Sign(trader.Login, guests.Time.GetUtcNow(), key: Provider.MakeKey("k1"))),
            ("a key that nobody knows", provider.Sign(trader.Login, guests.Time.GetUtcNow(),
                key: Provider.MakeKey("k9"))),
            ("signed with what everybody knows", provider.SignWithPublicKey(trader.Login, guests.Time.GetUtcNow())),
            ("not signed", provider.Sign(trader.Login, guests.Time.GetUtcNow(), isSigned: false)),
            ("nobody here", provider.Sign("nobody-here", guests.Time.GetUtcNow())),
            ("no token", "abc.def.ghi"),
        ])
        {
            system.Key = bad;
            using var response = await system.SendAsync(HttpMethod.Get, "me");
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, why);
        }

        await first.OkAsync(HttpMethod.Put, "accounts/" + trader.Account,
            new { name = "Somebody", role = "trader", offices = Array.Empty<string>(), disabled = true });
        system.Key = provider.Sign(trader.Login, guests.Time.GetUtcNow());
        Assert.False(await system.IsInAsync());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Who_decides_does_so_by_token_only_where_that_is_configured_and_administrators_never(bool decides)
    {
        await using var provider = await Provider.StartAsync();
        await using var guests = await StartAsync(provider, decides);
        var first = await guests.EnterFirstAsync();
        var (customs, chief) = await guests.MakeAsync(first, OrganisationKind.Customs);
        var officer = await guests.AddAsync(chief, customs, Role.Officer);
        using var system = guests.Visit();
        system.Key = provider.Sign(officer.Login, guests.Time.GetUtcNow());
        using var movements = await system.SendAsync(HttpMethod.Get, "/api/v1/transit/movements");
        Assert.Equal(decides ? HttpStatusCode.OK : HttpStatusCode.NotFound, movements.StatusCode);
        system.Key = provider.Sign(chief.Login, guests.Time.GetUtcNow());
        await system.NotFoundAsync(HttpMethod.Get, $"organisations/{customs}/accounts");
        system.Key = provider.Sign(first.Login, guests.Time.GetUtcNow());
        await system.NotFoundAsync(HttpMethod.Get, "organisations");
    }

    [Fact]
    public async Task Without_a_provider_no_token_is_good_and_one_that_is_away_is_told()
    {
        var provider = await Provider.StartAsync();
        await using (var guests = await Guests.StartAsync(postgres))
        {
            using var system = guests.Visit();
            system.Key = provider.Sign("administrator", guests.Time.GetUtcNow());
            Assert.False(await system.IsInAsync());
        }

        await using var away = await StartAsync(provider, decides: false);
        await provider.DisposeAsync();
        using var late = away.Visit();
        late.Key = provider.Sign("administrator", away.Time.GetUtcNow());
        await late.RefusedAsync(HttpMethod.Get, "me", null, 503, "busy");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Only_a_known_proxy_says_where_a_request_came_from(bool isKnown)
    {
        await using var guests = await Guests.StartAsync(postgres, Kind.Sqlite, new AccessSettings
        {
            FreePerSide = 3,
            Proxies = [isKnown ? IPAddress.Loopback : IPAddress.Parse("192.0.2.1")],
        });
        var last = 0;
        for (var i = 0; i < 6; i++)
        {
            using var guest = guests.Visit();
            guest.Headers["X-Forwarded-For"] = FormattableString.Invariant($"198.51.100.{i + 1}");
            using var response = await guest.LoginAsync(FormattableString.Invariant($"nobody-{i}"), "wrong");
            last = (int)response.StatusCode;
        }

        // From six addresses nobody waits; from one that says that it is six, it does.
        Assert.Equal(isKnown ? 401 : 429, last);
    }

    private Task<Guests> StartAsync(Provider provider, bool decides) => Guests.StartAsync(postgres, Kind.Sqlite,
        new AccessSettings
        {
            Identity = new IdentityProvider
            {
                Issuer = provider.Issuer,
                Audience = Audience,
                IncludesDeciders = decides,
            },
        });

    /// <summary>An identity provider with one key.</summary>
    private sealed class Provider : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly RsaSecurityKey _key = MakeKey("k1");
        private string? _issued;

        private Provider()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseSetting("urls", ThroughlineServer.Loopback(0));
            _app = builder.Build();
            _app.MapGet("/.well-known/openid-configuration", () => Results.Text(
                $$"""{"issuer":"{{Issuer.OriginalString}}","jwks_uri":"{{_app.Urls.First()}}/keys"}""",
                "application/json"));
            _app.MapGet("/keys", () => Results.Text(
                "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"k1\",\"n\":\"" + Part(Public.Modulus)
                + "\",\"e\":\"" + Part(Public.Exponent) + "\"}]}", "application/json"));
        }

        public Uri Issuer => new(_app.Urls.First());

        private RSAParameters Public => _key.Rsa.ExportParameters(false);

        public static async Task<Provider> StartAsync()
        {
            var provider = new Provider();
            await provider._app.StartAsync(TestContext.Current.CancellationToken);
            return provider;
        }

        public static RsaSecurityKey MakeKey(string id) => new(RSA.Create(2048)) { KeyId = id };

        public string Sign(string login, DateTimeOffset now, string audience = Audience, string? issuer = null,
            RsaSecurityKey? key = null, bool isSigned = true) => Make(login, now, audience, issuer, isSigned
                ? new SigningCredentials(key ?? _key, SecurityAlgorithms.RsaSha256)
                : null);

        /// <summary>The old trick: the public key, which everybody has, taken for a shared secret.</summary>
        public string SignWithPublicKey(string login, DateTimeOffset now) => Make(login, now, Audience, null,
            new SigningCredentials(new SymmetricSecurityKey(Public.Modulus!) { KeyId = "k1" },
                SecurityAlgorithms.HmacSha256));

        public async ValueTask DisposeAsync() => await _app.DisposeAsync();

        private string Make(
            string login, DateTimeOffset now, string audience, string? issuer, SigningCredentials? credentials) =>
            new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
            {
                Issuer = issuer ?? (_issued ??= Issuer.OriginalString),
                Audience = audience,
                NotBefore = now.UtcDateTime,
                Expires = now.UtcDateTime.AddMinutes(5),
                Claims = new Dictionary<string, object> { ["sub"] = login },
                SigningCredentials = credentials,
            });

        private static string Part(byte[]? bytes) => Base64UrlEncoder.Encode(bytes);
    }
}
