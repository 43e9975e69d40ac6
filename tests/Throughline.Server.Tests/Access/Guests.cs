using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Access;

/// <summary>An installation of a test's own, with a clock that the test drives.</summary>
internal sealed class Guests : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private readonly TestDatabase _place;
    private readonly List<Guest> _guests = [];

    private Guests(TestDatabase place, WebApplication app, FakeTimeProvider time)
    {
        _place = place;
        App = app;
        Time = time;
    }

    public WebApplication App { get; }

    public FakeTimeProvider Time { get; }

    public Uri Url => new(App.Urls.First());

    public static async Task<Guests> StartAsync(
        Postgres postgres, Kind kind = Kind.Sqlite, AccessSettings? settings = null,
        Func<ServerOptions, ServerOptions>? change = null)
    {
        var place = await TestDatabase.MakeAsync(kind, postgres);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var app = await TestServer.StartAsync(o => (change ?? (c => c))(o with
        {
            Database = place.Address,
            Time = time,
            Access = settings ?? new AccessSettings(),
        }));
        return new Guests(place, app, time);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in _guests)
            guest.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        await _place.DisposeAsync();
    }

    /// <summary>A browser that is not logged in.</summary>
    public Guest Visit()
    {
        var guest = new Guest(Url);
        _guests.Add(guest);
        return guest;
    }

    /// <summary>The administrator of the installation, logged in by the address that the start printed.</summary>
    public async Task<Guest> EnterFirstAsync()
    {
        var url = await FirstStart.FindUrlAsync(App);
        return await RedeemAsync(url!.Split("secret=")[1]);
    }

    public async Task<Guest> RedeemAsync(string secret, string password = Password)
    {
        var guest = Visit();
        guest.Me = await guest.OkAsync(HttpMethod.Post, "first", new { secret, password });
        return guest;
    }

    /// <summary>Somebody with a role, in an organisation made for it where there is none yet.</summary>
    public async Task<Guest> EnterAsync(Guest administrator, OrganisationKind kind, Role role, string country = "AM")
    {
        var (organisation, own) = await MakeAsync(administrator, kind, country);
        if (role == Role.Administrator)
            return own;
        return await AddAsync(own, organisation, role);
    }

    /// <summary>An organisation with its own administrator.</summary>
    public async Task<(string Organisation, Guest Administrator)> MakeAsync(
        Guest administrator, OrganisationKind kind, string country = "AM")
    {
        if (kind == OrganisationKind.Operator)
        {
            var home = administrator.Me.GetProperty("organisation").GetString()!;
            return (home, administrator);
        }

        var made = await administrator.OkAsync(HttpMethod.Post, "organisations",
            new { kind = Word(kind), country, name = $"{kind} of a test" });
        var organisation = made.GetProperty("id").GetString()!;
        return (organisation, await AddAsync(administrator, organisation, Role.Administrator));
    }

    /// <summary>An account that has set its password.</summary>
    public async Task<Guest> AddAsync(Guest administrator, string organisation, Role role, params string[] offices)
    {
        var made = await administrator.OkAsync(HttpMethod.Post, $"organisations/{organisation}/accounts",
            NewAccount(role, offices));
        return await RedeemAsync(made.GetProperty("secret").GetString()!);
    }

    public static object NewAccount(Role role, params string[] offices) => new
    {
        login = $"{Word(role)}-{Guid.NewGuid():N}",
        name = "Somebody",
        role = Word(role),
        offices,
    };

    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>What the journal says of access, in order.</summary>
    public async Task<List<(string Subject, JsonElement Body)>> JournalAsync()
    {
        await using var connection = await App.Services.GetRequiredService<Database>().ConnectAsync();
        return await connection.ListAsync("select j.subject, c.body from journal j join content c "
            + "on c.digest = j.payload where j.kind = 'access' order by j.seq",
            r => (r.GetString(0), JsonDocument.Parse(r.GetBytes(1)).RootElement.Clone()),
            TestContext.Current.CancellationToken);
    }
}

/// <summary>A browser, or with a key a system.</summary>
internal sealed class Guest : IDisposable
{
    private readonly HttpClientHandler _handler = new();
    private readonly HttpClient _client;

    public Guest(Uri url)
    {
        _client = new HttpClient(_handler) { BaseAddress = url };
    }

    public JsonElement Me { get; set; }

    public string Account => Me.GetProperty("account").GetString()!;

    public string Login => Me.GetProperty("login").GetString()!;

    public string Organisation => Me.GetProperty("organisation").GetString()!;

    public string? Key { get; set; }

    public bool SendsHeader { get; set; } = true;

    public Dictionary<string, string> Headers { get; } = [];

    public CookieContainer Cookies => _handler.CookieContainer;

    public string? Token => Cookies.GetAllCookies().FirstOrDefault(c => c.Name == "throughline")?.Value;

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    /// <summary>Sends a request to a path under /api/v1/access, or with a slash in front to that path.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(
            method, path.StartsWith('/') ? path : "/api/v1/access/" + path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(
                body is string text ? Encoding.UTF8.GetBytes(text) : JsonSerializer.SerializeToUtf8Bytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (SendsHeader)
            request.Headers.Add("X-Throughline", "1");
        if (Key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Key);
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        // A stream of events has no end: its head is the answer.
        return await _client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> OkAsync(HttpMethod method, string path, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    public async Task<JsonElement> RefusedAsync(
        HttpMethod method, string path, object? body, int status, string kind)
    {
        using var response = await SendAsync(method, path, body);
        return await TestServer.ProblemOfAsync(response, status, kind);
    }

    public Task<JsonElement> NotFoundAsync(HttpMethod method, string path, object? body = null) =>
        RefusedAsync(method, path, body, 404, "not-found");

    public async Task<bool> IsInAsync()
    {
        using var response = await SendAsync(HttpMethod.Get, "me");
        return response.IsSuccessStatusCode;
    }

    public Task<HttpResponseMessage> LoginAsync(string login, string password) =>
        SendAsync(HttpMethod.Post, "login", new { login, password });
}
