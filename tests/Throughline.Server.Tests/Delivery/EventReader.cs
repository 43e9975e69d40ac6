using System.Net.Http.Headers;
using System.Text.Json;
using Throughline.Server.Tests.Access;

namespace Throughline.Server.Tests.Delivery;

/// <summary>An event as it came.</summary>
internal sealed record StreamedEvent(string Name, long? Id, JsonElement Data);

/// <summary>A client of the stream of events, as a browser reads it.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly Guests _guests;
    private readonly HttpClient _client;
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventReader(Guests guests, HttpClient client, HttpResponseMessage response, Stream stream)
    {
        _guests = guests;
        _client = client;
        _response = response;
        _lines = new StreamReader(stream);
    }

    /// <summary>The last id that came, with an event or alone.</summary>
    public long LastId { get; private set; }

    public static async Task<EventReader> OpenAsync(Guests guests, Guest guest, long? lastId = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var client = new HttpClient(new HttpClientHandler { CookieContainer = guest.Cookies })
        {
            BaseAddress = guests.Url,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/transit/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastId is { } id)
            request.Headers.Add("Last-Event-ID", id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.True(response.IsSuccessStatusCode, response.StatusCode.ToString());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(guests, client, response, await response.Content.ReadAsStreamAsync(cancellation));
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
        _client.Dispose();
    }

    /// <summary>The next event; the clock of the installation goes on while nothing comes. Null: the stream
    /// ended.</summary>
    public async Task<StreamedEvent?> NextAsync()
    {
        while (true)
        {
            var (name, id, data, isAny) = ("message", (long?)null, (JsonElement?)null, false);
            while (await LineAsync() is { } line)
            {
                isAny = true;
                if (line.Length == 0)
                    break;
                var (field, value) = (line.Split(": ")[0], line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
                if (field == "event")
                    name = value;
                else if (field == "id")
                    LastId = (id = long.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).Value;
                else if (field == "data")
                    data = JsonDocument.Parse(value).RootElement.Clone();
            }

            if (!isAny)
                return null;
            if (data is { } read)
                return new StreamedEvent(name, id, read);
        }
    }

    private async Task<string?> LineAsync()
    {
        var line = _lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        while (await Task.WhenAny(line, Task.Delay(10, TestContext.Current.CancellationToken)) != line)
            _guests.Time.Advance(TimeSpan.FromMilliseconds(500));
        return await line;
    }
}
