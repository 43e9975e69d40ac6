using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Throughline.Customs;

namespace Throughline.Cli.Tests.Serving;

/// <summary>Systems of a trader that lodge without end, and an officer who accepts and releases what came: the load
/// under which servers are killed. Remembers what was acknowledged.</summary>
internal sealed class Lodging : IDisposable
{
    private const string Trader = "AZ1234567890";
    private const string Baku = "AZXX0BAK";
    private readonly Visitor _officer;
    private readonly Visitor _instructor;
    private readonly Visitor[] _traders;
    private readonly ConcurrentDictionary<string, byte[]> _sent = new();
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
    private int _number;

    private Lodging(string key, Visitor officer, Visitor instructor, int senders)
    {
        _officer = officer;
        _instructor = instructor;
        _traders = [.. Enumerable.Range(0, senders).Select(_ => new Visitor(key))];
    }

    public int Acknowledged => _acknowledged.Count;

    /// <summary>MRNs that the officer was told of.</summary>
    public ConcurrentDictionary<string, bool> Released { get; } = new();

    public static string Grn { get; } = Declare("-").Root.Values("Guarantee/GuaranteeReference/GRN").First();

    /// <summary>Enters a new installation: a trader, a guarantee of hers, an officer.</summary>
    public static async Task<Lodging> EnterAsync(ServerProcess server, int senders)
    {
        using var first = await Visitor.RedeemAsync(server.Url, server.Secret!);
        var (organisation, chief) = await first.MakeAsync("trader", "AZ", Trader);
        using var trader = await chief.AddAsync(organisation, "trader", "trader");
        var key = (await trader.PostAsync("access/keys", new { name = "system", days = 30 })).GetProperty("key");
        var (surety, suretyChief) = await first.MakeAsync("guarantor", "AZ", "AZ0000000001");
        using var guarantor = await suretyChief.AddAsync(surety, "guarantor", "guarantor");
        var (customs, customsChief) = await first.MakeAsync("customs", "AZ", null);
        var officer = await customsChief.AddAsync(customs, "officer", "baku");
        await guarantor.PostAsync("guarantees", new
        {
            grn = Grn,
            type = "1",
            holder = Trader,
            accessCode = "CODE",
            amountCents = 900_000_000_000,
            validFrom = "2020-01-01",
            validTo = "2099-12-31",
        });
        await officer.PostAsync($"guarantees/{Grn}/decisions", new { decision = "accept", reason = "In order." });
        chief.Dispose();
        suretyChief.Dispose();
        customsChief.Dispose();
        var home = (await first.GetAsync("access/me")).GetProperty("organisation").GetString()!;
        var instructor = await first.AddAsync(home, "operator", "home");
        return new Lodging(key.GetString()!, officer, instructor, senders);
    }

    public void Dispose()
    {
        foreach (var trader in _traders)
            trader.Dispose();
        _officer.Dispose();
        _instructor.Dispose();
    }

    /// <summary>Moves the clock of a training installation ahead.</summary>
    /// <returns>Whether the server lived to say so.</returns>
    public async Task<bool> MoveClockAsync(Uri server, int days)
    {
        try
        {
            _instructor.Url = server;
            await _instructor.PostAsync("training/clock", new { minutes = days * 24 * 60 });
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return false;
        }
    }

    /// <summary>How often the trader got a message of a code about each movement.</summary>
    public async Task<Dictionary<string, int>> CountAsync(string code)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var after = 0L; ;)
        {
            var page = await _traders[0].GetAsync(FormattableString.Invariant($"transit/messages?after={after}"));
            if (page.GetProperty("messages").GetArrayLength() == 0)
                return counts;
            after = page.GetProperty("next").GetInt64();
            foreach (var message in page.GetProperty("messages").EnumerateArray().Where(
                m => m.GetProperty("code").GetString() == code))
            {
                var mrn = message.GetProperty("mrn").GetString()!;
                counts[mrn] = counts.GetValueOrDefault(mrn) + 1;
            }
        }
    }

    /// <summary>Works until it is ended; a server that does not answer is tried again, and the next one in
    /// turn.</summary>
    /// <param name="servers">Where.</param>
    /// <param name="keepsOn">Whether a sender whose server is gone goes on at another.</param>
    /// <param name="end">Ends it.</param>
    public Task RunAsync(IReadOnlyList<Uri> servers, bool keepsOn, CancellationToken end)
    {
        _officer.Url = servers[^1];
        return Task.WhenAll(
        [
            .. _traders.Select((t, i) => SendAsync(t, servers, i, keepsOn, end)), DecideAsync(end),
        ]);
    }

    /// <summary>Sends everything again: nothing may come twice.</summary>
    public async Task SendAgainAsync(Uri server)
    {
        _traders[0].Url = _officer.Url = server;
        foreach (var (id, body) in _sent)
            Assert.True(await PostAsync(_traders[0], id, body, CancellationToken.None), id);
    }

    /// <summary>Everything that was acknowledged is there once, decided on, and followed as one movement.</summary>
    public async Task CheckAsync()
    {
        var held = await ListAsync();
        Assert.Equal(_sent.Keys.Order(StringComparer.Ordinal), held.Order(StringComparer.Ordinal));
        foreach (var id in _acknowledged.Keys)
        {
            Assert.Contains(id, held);
            var found = await _officer.GetAsync($"transit/movements?q=LRN{id}");
            Assert.Single(found.GetProperty("movements").EnumerateArray(),
                m => m.GetProperty("role").GetString() == "departure");
        }

        var guarantee = await _officer.GetAsync("guarantees/" + Grn);
        foreach (var mrn in Released.Keys)
        {
            Assert.Single(guarantee.GetProperty("postings").EnumerateArray(), p => p.GetProperty("mrn").GetString()
                == mrn && p.GetProperty("target").GetString() == "reserved");
        }
    }

    /// <summary>Waits until something holds, which load makes true.</summary>
    public static async Task WaitForAsync(Func<bool> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), "Too little was done in three minutes.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private async Task SendAsync(
        Visitor trader, IReadOnlyList<Uri> servers, int turn, bool keepsOn, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"K{Interlocked.Increment(ref _number):00000}");
            var body = Encoding.UTF8.GetBytes(MessageWriter.ToXml(Declare(id)));
            _sent[id] = body;
            trader.Url = servers[turn % servers.Count];
            while (!await PostAsync(trader, id, body, end))
            {
                if (!keepsOn || end.IsCancellationRequested)
                    return;
                trader.Url = servers[++turn % servers.Count];
            }
        }
    }

    private async Task<bool> PostAsync(Visitor trader, string id, byte[] body, CancellationToken end)
    {
        try
        {
            using var response = await trader.TryAsync("transit/messages", body, "application/xml", end);
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

    private async Task DecideAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var found = await _officer.GetAsync("transit/movements?office=" + Baku);
                foreach (var movement in found.GetProperty("movements").EnumerateArray().Take(10))
                    await DecideAsync(movement, end);
                await Task.Delay(20, CancellationToken.None);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                if (end.IsCancellationRequested)
                    return;
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private async Task DecideAsync(JsonElement movement, CancellationToken end)
    {
        var action = movement.GetProperty("state").GetString() switch
        {
            "Submitted" => "accept",
            "Accepted" => "release",
            _ => null,
        };
        if (action is null)
            return;
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            role = "departure",
            office = Baku,
            movement = movement.GetProperty("lrn").GetString(),
            action,
            reason = "In order.",
            seen = movement.GetProperty("version").GetInt64(),
        });
        using var response = await _officer.TryAsync("transit/decisions", body, "application/json", end);
        if (action != "release" || !response.IsSuccessStatusCode)
            return;
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(CancellationToken.None));
        foreach (var changed in answer.RootElement.GetProperty("movements").EnumerateArray().Where(m =>
            m.GetProperty("role").GetString() == "departure" && m.GetProperty("state").GetString() == "Released"))
            Released[changed.GetProperty("mrn").GetString()!] = true;
    }

    private async Task<List<string>> ListAsync()
    {
        var all = new List<string>();
        long? after = 0;
        while (after is { } from)
        {
            var page = await _traders[0].GetAsync(FormattableString.Invariant($"transit/receipts?after={from}"));
            foreach (var receipt in page.GetProperty("receipts").EnumerateArray())
            {
                all.Add(receipt.GetProperty("messageId").GetString()!);
                Assert.NotEqual(JsonValueKind.Null, receipt.GetProperty("decidedAt").ValueKind);
            }

            var next = page.GetProperty("next");
            after = next.ValueKind == JsonValueKind.Null ? null : next.GetInt64();
        }

        return all;
    }

    private static Message Declare(string id)
    {
        var message = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = Baku,
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = TimeProvider.System.GetUtcNow().UtcDateTime,
        });
        message.Root["messageSender"] = Trader;
        message.Root["messageRecipient"] = "NTA.AZ";
        message.Root["messageIdentification"] = id;
        message.Root.Open("TransitOperation")["LRN"] = "LRN" + id;
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = Trader;
        return message;
    }
}
