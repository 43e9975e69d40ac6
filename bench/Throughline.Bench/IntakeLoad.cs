using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Throughline.Customs;
using Throughline.Server;

namespace Throughline.Bench;

/// <summary>A trader's systems that lodge declarations at a service, over HTTP on the loopback.</summary>
internal sealed class IntakeLoad : IDisposable
{
    private const string Trader = "AZ1234567890";
    private const string Password = "correct horse battery";
    private static readonly string KeyFile = Path.Combine(Path.GetTempPath(), "throughline-bench-key");
    private readonly HttpClient[] _clients;
    private readonly string _run = Guid.NewGuid().ToString("N")[..6];
    private int _sent;

    private IntakeLoad(Uri url, string key, int clients)
    {
        _clients = [.. Enumerable.Range(0, clients).Select(_ =>
        {
            var client = new HttpClient { BaseAddress = url };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            return client;
        })];
    }

    /// <summary>Makes the trader and the key of its system in an installation that nobody entered.</summary>
    public static async Task<IntakeLoad> EnterAsync(WebApplication app, int clients)
    {
        var url = new Uri(app.Urls.First());
        var first = await FirstStart.FindUrlAsync(app)
            ?? throw new InvalidOperationException("The database is not new.");
        using var administrator = Visit(url);
        await PostAsync(administrator, "first", new { secret = first.Split("secret=")[1], password = Password });
        var organisation = (await PostAsync(administrator, "organisations", new
        {
            kind = "trader",
            country = "AZ",
            name = "Trader A",
            identification = Trader,
        })).GetProperty("id").GetString()!;
        using var chief = await AddAsync(administrator, url, organisation, "administrator");
        using var trader = await AddAsync(chief, url, organisation, "trader");
        var key = (await PostAsync(trader, "keys", new { name = "load", days = 30 })).GetProperty("key").GetString()!;
        await File.WriteAllTextAsync(KeyFile, key);
        return new IntakeLoad(url, key, clients);
    }

    /// <summary>The same trader at another start of the installation.</summary>
    public static async Task<IntakeLoad> ReturnAsync(WebApplication app, int clients) =>
        new(new Uri(app.Urls.First()), await File.ReadAllTextAsync(KeyFile), clients);

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }

    /// <summary>Each client lodges one after the other for a while.</summary>
    /// <returns>Answered messages a second.</returns>
    public async Task<double> SendAsync(int clients, int items, TimeSpan time)
    {
        var make = Maker(items);
        var done = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(i => Task.Run(async () =>
        {
            while (watch.Elapsed < time)
            {
                await LodgeAsync(_clients[i], make());
                Interlocked.Increment(ref done);
            }
        })));
        return done / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Lodges at a steady pace, whatever the answers take.</summary>
    /// <returns>Milliseconds from the moment that each was due to its answer.</returns>
    public async Task<double[]> PaceAsync(int perSecond, int items, TimeSpan time)
    {
        var make = Maker(items);
        var count = (int)(perSecond * time.TotalSeconds);
        var waits = new double[count];
        var running = new List<Task>(count);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due > watch.Elapsed)
                await Task.Delay(due - watch.Elapsed);
            var at = i;
            running.Add(Task.Run(async () =>
            {
                await LodgeAsync(_clients[at % _clients.Length], make());
                waits[at] = (watch.Elapsed - due).TotalMilliseconds;
            }));
        }

        await Task.WhenAll(running);
        return waits;
    }

    private static async Task LodgeAsync(HttpClient client, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        using var response = await client.PostAsync(new Uri("/api/v1/transit/messages", UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.Created || !text.Contains("CC928C", StringComparison.Ordinal))
            throw new InvalidOperationException($"{(int)response.StatusCode}: {text}");
    }

    /// <summary>Declarations that differ in their identification and LRN only, without the work of writing
    /// each.</summary>
    private Func<byte[]> Maker(int items)
    {
        var message = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = "AZXX0BAK",
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = TimeProvider.System.GetUtcNow().UtcDateTime,
            Items = items,
        });
        message.Root["messageSender"] = Trader;
        message.Root["messageRecipient"] = "NTA.AZ";
        message.Root["messageIdentification"] = "MESSAGE-MARK";
        message.Root.Open("TransitOperation")["LRN"] = "LRN-MARK";
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = Trader;
        var text = MessageWriter.ToXml(message);
        return () =>
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{_run}{Interlocked.Increment(ref _sent):0000000}");
            return Encoding.UTF8.GetBytes(text.Replace("MESSAGE-MARK", id, StringComparison.Ordinal)
                .Replace("LRN-MARK", "L" + id, StringComparison.Ordinal));
        };
    }

    private static async Task<HttpClient> AddAsync(HttpClient by, Uri url, string organisation, string role)
    {
        var made = await PostAsync(by, $"organisations/{organisation}/accounts",
            new { login = role + "-of-load", name = "Load", role, offices = Array.Empty<string>() });
        var added = Visit(url);
        await PostAsync(added, "first",
            new { secret = made.GetProperty("secret").GetString(), password = Password });
        return added;
    }

    private static HttpClient Visit(Uri url)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = url,
        };
        client.DefaultRequestHeaders.Add("X-Throughline", "1");
        return client;
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var content = new StringContent(
            JsonSerializer.Serialize(body), new MediaTypeHeaderValue("application/json"));
        using var response = await client.PostAsync(new Uri("/api/v1/access/" + path, UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
