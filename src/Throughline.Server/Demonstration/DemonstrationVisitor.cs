using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Somebody with a browser.</summary>
internal sealed class DemonstrationVisitor : IDisposable
{
    private readonly HttpClient _client;

    public DemonstrationVisitor(Uri url)
    {
        // The client owns the handler, and with it the cookie of the session.
        _client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(url, "/api/v1/"),
        };
        _client.DefaultRequestHeaders.Add("X-Throughline", "1");
    }

    public void Dispose() => _client.Dispose();

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(path, response);
    }

    public async Task<JsonElement> PostAsync(string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await ReadAsync(path, response);
    }

    public async Task SendAsync(Message message)
    {
        using var content = new ByteArrayContent(Bodies.Write(message));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        using var response = await _client.PostAsync(new Uri("transit/messages", UriKind.Relative), content);
        await ReadAsync("transit/messages", response);
    }

    private static async Task<JsonElement> ReadAsync(string path, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
