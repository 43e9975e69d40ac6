using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Throughline.Corridor;
using Throughline.Server;

[assembly: AssemblyFixture(typeof(Throughline.Server.Tests.TestServer))]

namespace Throughline.Server.Tests;

/// <summary>The server over the reference corridor on a free port of the loopback, one for all tests.</summary>
public sealed class TestServer : IAsyncLifetime
{
    private WebApplication? _app;

    public static string Root { get; } = FindRoot();

    public static CorridorModel Corridor { get; } =
        CorridorFolder.Load(Path.Combine(Root, "data", "corridor")).GetCorridor();

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await StartAsync(o => o);
        Client = ClientOf(_app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    public static Task<WebApplication> StartAsync(Func<ServerOptions, ServerOptions> change) =>
        ThroughlineServer.StartAsync(change(new ServerOptions
        {
            Corridor = Corridor,
            Urls = ThroughlineServer.Loopback(0),
        }));

    public static HttpClient ClientOf(WebApplication app) => new()
    {
        BaseAddress = new Uri(app.Urls.First()),
        Timeout = TimeSpan.FromSeconds(100),
    };

    public Task<HttpResponseMessage> PostAsync(string path, string json, string? accept = null) =>
        PostAsync(Client, path, json, accept);

    public static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, string path, string json, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (accept is not null)
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        return await client.SendAsync(request);
    }

    public async Task<JsonElement> PostOkAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    public async Task<JsonElement> GetOkAsync(string path)
    {
        var text = await Client.GetStringAsync(new Uri(path, UriKind.Relative));
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>The problem of a response, after checking that it has the one shape.</summary>
    public static async Task<JsonElement> ProblemOfAsync(HttpResponseMessage response, int status, string kind)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} instead of {status}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement.Clone();
        Assert.Equal($"/problems/{kind}", problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(JsonValueKind.Array, problem.GetProperty("errors").ValueKind);
        return problem;
    }

    public static string[] PointersOf(JsonElement problem) =>
        [.. problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()!)];

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Throughline.slnx")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
