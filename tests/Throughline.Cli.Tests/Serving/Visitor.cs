using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Throughline.Cli.Tests.Serving;

/// <summary>A person with a browser, or a system with a key, who comes back to whichever server runs.</summary>
internal sealed class Visitor : IDisposable
{
    private const string Password = "correct horse battery";
    private readonly HttpClient _client = new(new HttpClientHandler { CookieContainer = new CookieContainer() })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    public Visitor(string? key = null)
    {
        _client.DefaultRequestHeaders.Add("X-Throughline", "1");
        if (key is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>The server that is spoken to.</summary>
    public Uri Url { get; set; } = new("http://127.0.0.1:1");

    public static async Task<Visitor> RedeemAsync(Uri url, string secret)
    {
        var visitor = new Visitor { Url = url };
        await visitor.PostAsync("access/first", new { secret, password = Password });
        return visitor;
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Makes an organisation with its own administrator.</summary>
    public async Task<(string Organisation, Visitor Administrator)> MakeAsync(
        string kind, string country, string? identification)
    {
        var made = await PostAsync("access/organisations",
            new { kind, country, name = $"{kind} of {country}", identification });
        var organisation = made.GetProperty("id").GetString()!;
        return (organisation, await AddAsync(organisation, "administrator", kind + country));
    }

    /// <summary>Makes an account that has set its password.</summary>
    public async Task<Visitor> AddAsync(string organisation, string role, string of)
    {
        var made = await PostAsync($"access/organisations/{organisation}/accounts", new
        {
            login = $"{role}-of-{of}".ToLowerInvariant(),
            name = "Somebody",
            role,
            offices = Array.Empty<string>(),
        });
        return await RedeemAsync(Url, made.GetProperty("secret").GetString()!);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(Url, "/api/v1/" + path));
        return await ReadAsync(path, response);
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await TryAsync(path, JsonSerializer.SerializeToUtf8Bytes(body), "application/json");
        return await ReadAsync(path, response);
    }

    /// <summary>Sends a body and gives whatever comes back.</summary>
    public async Task<HttpResponseMessage> TryAsync(
        string path, byte[] body, string type, CancellationToken cancellation = default)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await _client.PostAsync(new Uri(Url, "/api/v1/" + path), content, cancellation);
    }

    private static async Task<JsonElement> ReadAsync(string path, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
