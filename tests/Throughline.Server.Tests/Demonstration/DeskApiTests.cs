using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Demonstration;

/// <summary>What the desks of the console read, over the demonstration's movements, on both databases.</summary>
public sealed class DeskApiTests(Postgres postgres)
{
    private const string Transit = "/api/v1/transit/";

    [Theory]
    [InlineData(Kind.Sqlite)]
    [InlineData(Kind.Postgres)]
    public async Task The_queue_is_divided_by_who_has_the_next_word(Kind kind)
    {
        await using var at = await Corridor.FillAsync(kind, postgres);
        using var officer = await at.EnterAsync("officer-1");
        var stages = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var stage in (string[])["decide", "expected", "waiting", "done"])
        {
            var list = await officer.OkAsync(HttpMethod.Get, $"{Transit}movements?stage={stage}");
            stages[stage] = [.. list.GetProperty("movements").EnumerateArray().Select(m =>
            {
                Assert.Equal(stage, m.GetProperty("stage").GetString());
                Assert.NotEqual("guarantee", m.GetProperty("role").GetString());
                return m.GetProperty("role").GetString() + " " + m.GetProperty("state").GetString();
            })];
        }

        Assert.Contains("departure Submitted", stages["decide"]);
        Assert.Contains("destination Presented", stages["decide"]);
        Assert.Contains("transit TransitExpected", stages["expected"]);
        Assert.Contains("departure InTransit", stages["waiting"]);
        Assert.Contains("departure Rejected", stages["done"]);
        // The oldest of those without a period comes first.
        var waiting = (await officer.OkAsync(HttpMethod.Get, $"{Transit}movements?stage=decide&office=AZXX0BAK"))
            .GetProperty("movements").EnumerateArray().Where(m => m.GetProperty("due").ValueKind == JsonValueKind.Null)
            .Select(m => m.GetProperty("changedAt").GetDateTimeOffset()).ToList();
        Assert.Equal(waiting.Order(), waiting);
        await officer.RefusedAsync(
            HttpMethod.Get, $"{Transit}movements?stage=later", null, 400, "invalid-request");
    }

    [Theory]
    [InlineData(Kind.Sqlite)]
    [InlineData(Kind.Postgres)]
    public async Task A_kept_message_is_for_the_office_and_for_who_sent_it(Kind kind)
    {
        await using var at = await Corridor.FillAsync(kind, postgres);
        using var officer = await at.EnterAsync("officer-1");
        using var trader = await at.EnterAsync("trader-a");
        using var stranger = await at.EnterAsync("trader-b");
        using var neighbour = await at.EnterAsync("officer-2");
        var departure = await FindAsync(officer, "ARRIVED", "departure");
        var declaration = $"{Transit}movements/AZ/{departure}/kept/declaration";
        foreach (var guest in (Guest[])[officer, trader])
        {
            var lines = (await guest.OkAsync(HttpMethod.Get, declaration)).GetProperty("lines").EnumerateArray()
                .Select(l => l.GetString()).ToList();
            Assert.Contains("TransitOperation/LRN = ARRIVED", lines);
        }

        await stranger.NotFoundAsync(HttpMethod.Get, declaration);
        await neighbour.NotFoundAsync(HttpMethod.Get, declaration);
        // What the office composed is not the trader's, though the movement is.
        var release = declaration.Replace("declaration", "release", StringComparison.Ordinal);
        await officer.OkAsync(HttpMethod.Get, release);
        await trader.NotFoundAsync(HttpMethod.Get, release);
        await officer.NotFoundAsync(HttpMethod.Get, declaration + "x");
        officer.Headers["Accept"] = "application/xml";
        using var xml = await officer.SendAsync(HttpMethod.Get, declaration);
        Assert.StartsWith("<", (await xml.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .TrimStart('\uFEFF'), StringComparison.Ordinal);
        var seen = await trader.OkAsync(HttpMethod.Get, $"{Transit}movements/AZ/{departure}");
        Assert.Equal(["declaration"], seen.GetProperty("kept").EnumerateArray()
            .Select(k => k.GetProperty("name").GetString()));
        Assert.Equal(["accepted", "limit", "released"], seen.GetProperty("facts").EnumerateObject()
            .Select(f => f.Name));
    }

    [Theory]
    [InlineData(Kind.Sqlite)]
    [InlineData(Kind.Postgres)]
    public async Task Seals_that_the_office_puts_on_travel_with_the_record(Kind kind)
    {
        await using var at = await Corridor.FillAsync(kind, postgres);
        using var officer = await at.EnterAsync("officer-1");
        using var neighbour = await at.EnterAsync("officer-2");
        await DecideAsync(officer, "WAITING-1", "accept", new Dictionary<string, string>());
        await DecideAsync(officer, "WAITING-1", "release", new Dictionary<string, string>
        {
            ["seals"] = "CUSTOMS-1, CUSTOMS-2",
            ["code"] = "A1",
        });
        var mrn = (await officer.OkAsync(HttpMethod.Get, Transit + "movements?q=WAITING-1")).GetProperty("movements")
            .EnumerateArray().First().GetProperty("mrn").GetString();
        var number = await FindAsync(neighbour, mrn!, "transit");
        var lines = (await neighbour.OkAsync(HttpMethod.Get, $"{Transit}movements/AM/{number}/kept/record"))
            .GetProperty("lines").EnumerateArray().Select(l => l.GetString()!)
            .Where(l => l.Contains("Seal", StringComparison.Ordinal)
                && l.Contains("identifier", StringComparison.Ordinal)).Select(l => l.Split(" = ")[1]);
        Assert.Equal(["CUSTOMS-1", "CUSTOMS-2"], lines);
        // Who looks for the seal finds the movement.
        Assert.NotEqual(0, await FindAsync(neighbour, "CUSTOMS2", "transit"));
    }

    [Theory]
    [InlineData(Kind.Sqlite)]
    [InlineData(Kind.Postgres)]
    public async Task The_load_counts_what_waits_and_who_decided(Kind kind)
    {
        await using var at = await Corridor.FillAsync(kind, postgres);
        using var supervisor = await at.EnterAsync("supervisor-1");
        var load = await supervisor.OkAsync(HttpMethod.Get, Transit + "load");
        var baku = load.GetProperty("offices").EnumerateArray()
            .Single(o => o.GetProperty("office").GetString() == "AZXX0BAK");
        var listed = (await supervisor.OkAsync(HttpMethod.Get, Transit + "movements?stage=decide&office=AZXX0BAK"))
            .GetProperty("movements").GetArrayLength();
        Assert.Equal(listed, baku.GetProperty("decide").GetInt32());
        Assert.Equal(JsonValueKind.String, baku.GetProperty("oldest").ValueKind);
        var officer = Assert.Single(load.GetProperty("officers").EnumerateArray());
        Assert.Equal("Officer 1", officer.GetProperty("name").GetString());
        Assert.Equal(officer.GetProperty("day").GetInt32(), officer.GetProperty("week").GetInt32());
        Assert.True(load.GetProperty("isWhole").GetBoolean());
        var late = (await supervisor.OkAsync(HttpMethod.Get, Transit + "overdue")).GetProperty("movements")
            .EnumerateArray().Single();
        Assert.Equal("OVERDUE", late.GetProperty("movement").GetProperty("lrn").GetString());
        Assert.InRange(late.GetProperty("days").GetInt32(), 1, 2);
    }

    [Theory]
    [InlineData(Kind.Sqlite)]
    [InlineData(Kind.Postgres)]
    public async Task An_auditor_reads_what_concerns_its_administration_and_checks_everything(Kind kind)
    {
        await using var at = await Corridor.FillAsync(kind, postgres);
        using var auditor = await at.EnterAsync("auditor-1");
        using var neighbour = await at.EnterAsync("auditor-2");
        var all = await ReadAsync(auditor, "");
        Assert.All(all, e => Assert.True(e.Subject is "AZ" || e.Subject.StartsWith("AZ/", StringComparison.Ordinal)
            || e.Subject.StartsWith("guarantee/26AZ", StringComparison.Ordinal), e.Subject));
        Assert.Contains(all, e => e.Kind == "guarantee" && e.HasBody);
        Assert.All(await ReadAsync(neighbour, ""), e => Assert.StartsWith("AM", e.Subject, StringComparison.Ordinal));
        Assert.Empty(await ReadAsync(neighbour, "?movement=OVERDUE"));
        Assert.All(await ReadAsync(auditor, "?kind=guarantee"), e => Assert.Equal("guarantee", e.Kind));
        Assert.InRange((await ReadAsync(auditor, "?movement=OVERDUE")).Count, 3, 30);
        Assert.Empty(await ReadAsync(auditor, "?until=2020-01-01"));
        Assert.Empty(await ReadAsync(auditor, "?from=2090-01-01"));
        Assert.Equal(all.Count, (await ReadAsync(auditor, "?from=2020-01-01&until=2090-01-01")).Count);

        // Numbers fall within a page and from page to page, and none comes twice.
        var numbers = all.Select(e => e.Entry).ToList();
        Assert.Equal(numbers.Distinct().OrderDescending(), numbers);
        auditor.Headers["Accept"] = "*/*";
        using var export = await auditor.SendAsync(HttpMethod.Get, Transit + "journal/export");
        var lines = (await export.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(numbers.Order(), lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("entry")
            .GetInt64()));
        var report = await auditor.OkAsync(HttpMethod.Get, Transit + "journal/check");
        Assert.Empty(report.GetProperty("faults").EnumerateArray());
        Assert.Equal(64, report.GetProperty("hash").GetString()!.Length);
    }

    [Fact]
    public async Task An_auditor_of_the_operator_sees_entries_without_content()
    {
        await using var at = await Corridor.FillAsync(Kind.Sqlite, postgres);
        using var administrator = await at.EnterAsync(FirstStart.Login);
        var home = (await administrator.OkAsync(HttpMethod.Get, "me")).GetProperty("organisation").GetString();
        var made = await administrator.OkAsync(HttpMethod.Post, $"organisations/{home}/accounts",
            new { login = "auditor-of-all", name = "Auditor", role = "auditor", offices = Array.Empty<string>() });
        using var auditor = new Guest(at.Url);
        await auditor.OkAsync(HttpMethod.Post, "first",
            new { secret = made.GetProperty("secret").GetString(), password = Guests.Password });
        var all = await ReadAsync(auditor, "");
        Assert.Contains(all, e => e.Subject.StartsWith("AM/", StringComparison.Ordinal));
        Assert.Contains(all, e => e.Kind == "access");
        Assert.All(all, e => Assert.False(e.HasBody));
        Assert.Equal(Enumerable.Range(1, all.Count).Select(n => (long)n).Reverse(), all.Select(e => e.Entry));
    }

    [Theory]
    [InlineData(Kind.Sqlite)]
    [InlineData(Kind.Postgres)]
    public async Task A_guarantee_says_what_may_come_free_when(Kind kind)
    {
        await using var at = await Corridor.FillAsync(kind, postgres);
        using var trader = await at.EnterAsync("trader-a");
        using var officer = await at.EnterAsync("officer-1");
        var grn = (await trader.OkAsync(HttpMethod.Get, "/api/v1/guarantees")).GetProperty("guarantees")
            .EnumerateArray().First(g => g.GetProperty("state").GetString() == "in-force").GetProperty("grn")
            .GetString();
        var seen = await trader.OkAsync(HttpMethod.Get, "/api/v1/guarantees/" + grn);
        Assert.All(seen.GetProperty("reservations").EnumerateArray(), r =>
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\d$", r.GetProperty("limit").GetString()!);
            Assert.NotEmpty(r.GetProperty("state").GetString()!);
        });
        Assert.Equal(["offered", "in-force"], seen.GetProperty("history").EnumerateArray()
            .Select(h => h.GetProperty("what").GetString()));
        // Which officer accepted, and why, is for the administration.
        Assert.All(seen.GetProperty("history").EnumerateArray(),
            h => Assert.Equal(JsonValueKind.Null, h.GetProperty("by").ValueKind));
        Assert.Contains((await officer.OkAsync(HttpMethod.Get, "/api/v1/guarantees/" + grn)).GetProperty("history")
            .EnumerateArray(), h => h.GetProperty("reason").GetString() == "The undertaking is in order.");
    }

    private static async Task<int> FindAsync(Guest guest, string text, string role) =>
        (await guest.OkAsync(HttpMethod.Get, $"{Transit}movements?q={text}")).GetProperty("movements").EnumerateArray()
            .Where(m => m.GetProperty("role").GetString() == role).Select(m => m.GetProperty("number").GetInt32())
            .FirstOrDefault();

    private static async Task DecideAsync(
        Guest officer, string movement, string action, IReadOnlyDictionary<string, string> details)
    {
        var seen = (await officer.OkAsync(HttpMethod.Get, $"{Transit}movements?q={movement}")).GetProperty("movements")
            .EnumerateArray().First().GetProperty("version").GetInt64();
        await officer.OkAsync(HttpMethod.Post, Transit + "decisions", new
        {
            role = "departure",
            office = "AZXX0BAK",
            movement,
            action,
            reason = "Looked at and in order.",
            details,
            seen,
        });
    }

    private static async Task<List<(long Entry, string Kind, string Subject, bool HasBody)>> ReadAsync(
        Guest auditor, string query)
    {
        var found = new List<(long, string, string, bool)>();
        long? before = null;
        do
        {
            var mark = query.Length == 0 ? "?" : query + "&";
            var page = await auditor.OkAsync(HttpMethod.Get,
                Transit + "journal" + (before is null ? query : FormattableString.Invariant($"{mark}before={before}")));
            found.AddRange(page.GetProperty("entries").EnumerateArray().Select(e => (e.GetProperty("entry").GetInt64(),
                e.GetProperty("kind").GetString()!, e.GetProperty("subject").GetString()!,
                e.GetProperty("body").ValueKind == JsonValueKind.Object)));
            var next = page.GetProperty("next");
            before = next.ValueKind == JsonValueKind.Number ? next.GetInt64() : null;
        }
        while (before is not null);
        return found;
    }

    /// <summary>A server over a database that the demonstration filled.</summary>
    private sealed class Corridor : IAsyncDisposable
    {
        private readonly TestDatabase _place;
        private readonly WebApplication _app;
        private readonly DemonstrationResult _made;

        private Corridor(TestDatabase place, WebApplication app, DemonstrationResult made)
        {
            _place = place;
            _app = app;
            _made = made;
        }

        public Uri Url => new(_app.Urls.First());

        public static async Task<Corridor> FillAsync(Kind kind, Postgres postgres)
        {
            var place = await TestDatabase.MakeAsync(kind, postgres);
            var app = await TestServer.StartAsync(o => o with { Database = place.Address });
            return new Corridor(place, app, await DemonstrationCorridor.FillAsync(app));
        }

        public async Task<Guest> EnterAsync(string login)
        {
            var guest = new Guest(Url);
            guest.Headers["Accept"] = "application/json";
            using var response = await guest.LoginAsync(login, _made.Password);
            Assert.True(response.IsSuccessStatusCode, login);
            return guest;
        }

        public async ValueTask DisposeAsync()
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            await _place.DisposeAsync();
        }
    }
}
