using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Throughline.Customs;

namespace Throughline.Cli.Tests;

/// <summary>The service is killed in the middle of its work, again and again: what it acknowledged is there
/// once.</summary>
public sealed partial class ServeKillTests : IDisposable
{
    private const string Trader = "AZ1234567890";
    private const int Kills = 3;
    private const int Senders = 6;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("throughline-");
    private readonly ConcurrentDictionary<string, byte[]> _sent = new();
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
    private int _number;

    private string Database => Path.Combine(_folder.FullName, "killed.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Acknowledged_messages_outlive_kills_and_are_decided_on_once()
    {
        string key;
        using (var first = await Server.StartAsync(Database))
            key = await EnterAsync(first);
        var random = new Random(1);
        for (var i = 0; i < Kills; i++)
        {
            using var server = await Server.StartAsync(Database);
            using var client = Client(server.Url, key);
            using var end = new CancellationTokenSource();
            var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(client, end.Token)).ToList();
            await WaitForAsync(() => _acknowledged.Count >= (i + 1) * 10 + random.Next(10));
            server.Kill();
            await end.CancelAsync();
            await Task.WhenAll(senders);
        }

        using var last = await Server.StartAsync(Database);
        using var trader = Client(last.Url, key);
        // Whoever got no answer sends again; nothing comes twice.
        foreach (var (id, body) in _sent)
            Assert.True(await PostAsync(trader, id, body, CancellationToken.None));
        var held = await ListAsync(trader);
        Assert.Equal(_sent.Keys.Order(StringComparer.Ordinal), held.Order(StringComparer.Ordinal));
        Assert.All(_acknowledged.Keys, id => Assert.Contains(id, held));
        last.Kill();

        var output = new StringWriter();
        var exit = await CliApp.RunAsync(["verify", "--database", Database],
            new CliOutput { Out = output, Error = output });
        Assert.True(exit == 0, output.ToString());
        Assert.Contains($"{_sent.Count} movements", output.ToString(), StringComparison.Ordinal);
    }

    private async Task SendAsync(HttpClient client, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"K{Interlocked.Increment(ref _number):00000}");
            var body = Declare(id);
            _sent[id] = body;
            if (!await PostAsync(client, id, body, end))
                return;
        }
    }

    private async Task<bool> PostAsync(HttpClient client, string id, byte[] body, CancellationToken end)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        try
        {
            using var response = await client.PostAsync(
                new Uri("/api/v1/transit/messages", UriKind.Relative), content, end);
            if (response.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK))
                return false;
            _acknowledged[id] = true;
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private static async Task<List<string>> ListAsync(HttpClient client)
    {
        var all = new List<string>();
        long? after = 0;
        while (after is { } from)
        {
            using var page = JsonDocument.Parse(await client.GetStringAsync(
                new Uri(FormattableString.Invariant($"/api/v1/transit/receipts?after={from}"), UriKind.Relative)));
            all.AddRange(page.RootElement.GetProperty("receipts").EnumerateArray()
                .Select(r => r.GetProperty("messageId").GetString()!));
            var next = page.RootElement.GetProperty("next");
            after = next.ValueKind == JsonValueKind.Null ? null : next.GetInt64();
        }

        return all;
    }

    private static byte[] Declare(string id)
    {
        var message = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = "AZXX0BAK",
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = TimeProvider.System.GetUtcNow().UtcDateTime,
        });
        message.Root["messageSender"] = Trader;
        message.Root["messageRecipient"] = "NTA.AZ";
        message.Root["messageIdentification"] = id;
        message.Root.Open("TransitOperation")["LRN"] = "LRN" + id;
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = Trader;
        return Encoding.UTF8.GetBytes(MessageWriter.ToXml(message));
    }

    /// <summary>Enters the installation, makes a trader, and gives the key of its system.</summary>
    private static async Task<string> EnterAsync(Server server)
    {
        using var administrator = Client(server.Url, null);
        await CallAsync(administrator, "first", new { secret = server.Secret!, password = "correct horse battery" });
        var organisation = (await CallAsync(administrator, "organisations",
            new { kind = "trader", country = "AZ", name = "Trader", identification = Trader })).GetProperty("id");
        var chief = await AddAsync(administrator, server.Url, organisation.GetString()!, "administrator");
        using (chief)
        {
            using var trader = await AddAsync(chief, server.Url, organisation.GetString()!, "trader");
            var made = await CallAsync(trader, "keys", new { name = "system", days = 30 });
            return made.GetProperty("key").GetString()!;
        }
    }

    private static async Task<HttpClient> AddAsync(HttpClient by, Uri url, string organisation, string role)
    {
        var made = await CallAsync(by, $"organisations/{organisation}/accounts",
            new { login = role + "-of-trader", name = "Somebody", role, offices = Array.Empty<string>() });
        var added = Client(url, null);
        await CallAsync(added, "first",
            new { secret = made.GetProperty("secret").GetString(), password = "correct horse battery" });
        return added;
    }

    private static HttpClient Client(Uri url, string? key)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = url,
            Timeout = TimeSpan.FromSeconds(60),
        };
        client.DefaultRequestHeaders.Add("X-Throughline", "1");
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static async Task<JsonElement> CallAsync(HttpClient client, string path, object body)
    {
        using var content = new StringContent(
            JsonSerializer.Serialize(body), new MediaTypeHeaderValue("application/json"));
        using var response = await client.PostAsync(new Uri("/api/v1/access/" + path, UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static async Task WaitForAsync(Func<bool> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "Too little was acknowledged in a minute.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+")]
    private static partial Regex Address();

    [GeneratedRegex("secret=(\\S+)")]
    private static partial Regex SecretOf();

    /// <summary>A server in a process of its own.</summary>
    private sealed class Server : IDisposable
    {
        private readonly Process _process;

        private Server(Process process, Uri url, string? secret)
        {
            _process = process;
            Url = url;
            Secret = secret;
        }

        public Uri Url { get; }

        public string? Secret { get; }

        public static async Task<Server> StartAsync(string database)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
            foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "throughline.dll"), "serve",
                "--port", "0", "--database", database])
                start.ArgumentList.Add(word);
            var process = Process.Start(start)!;
            var line = await process.StandardOutput.ReadLineAsync() ?? "";
            Assert.Matches(Address(), line);
            // The line with the secret comes while nobody has entered, and never after.
            var isNew = !File.Exists(database + "-entered");
            var secret = isNew
                ? SecretOf().Match(await process.StandardOutput.ReadLineAsync() ?? "").Groups[1].Value
                : null;
            await File.WriteAllTextAsync(database + "-entered", "");
            return new Server(process, new Uri(Address().Match(line).Value), secret);
        }

        /// <summary>Ends it as a power cut would.</summary>
        public void Kill()
        {
            _process.Kill();
            _process.WaitForExit();
        }

        public void Dispose()
        {
            if (!_process.HasExited)
                Kill();
            _process.Dispose();
        }
    }
}
