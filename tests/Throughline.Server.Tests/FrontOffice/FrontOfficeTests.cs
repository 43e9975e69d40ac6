using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.FrontOffice;

/// <summary>Papers and fees over HTTP, and who sees them.</summary>
public sealed class FrontOfficeTests(Postgres postgres)
{
    private const string Front = Counter.Front;
    private const string Papers = "/api/v1/transit/movements/AZ/1/papers";

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Papers_and_fees_are_collected_receipted_and_closed(Kind kind)
    {
        await using var at = await Counter.OpenAsync(postgres, kind);
        await at.PublishAsync();
        var movement = await at.HandOverAsync(at.Clerk);
        Assert.Equal(2, movement.GetProperty("containers").GetArrayLength());
        var named = movement.GetProperty("declared")[0];
        var id = await at.CollectAsync(named.GetProperty("reference").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await at.PutScanAsync(at.Clerk, id, Counter.Scan)).StatusCode);
        movement = await at.Clerk.OkAsync(HttpMethod.Get, Front + Counter.Movement);
        Assert.Equal(id, movement.GetProperty("declared")[0].GetProperty("paper").GetInt64());
        Assert.Equal("DUTY 5000 AZN, PAPER 250 AZN, HANDLING 2400 EUR", Lines(movement.GetProperty("due")));

        var assessed = await at.Clerk.OkAsync(HttpMethod.Post, $"{Front}{Counter.Movement}/assessments");
        var assessment = assessed.GetProperty("id").GetInt64();
        var paid = await at.Clerk.OkAsync(
            HttpMethod.Post, Text($"{Front}assessments/{assessment}/payment"), new { method = "cash" });
        Assert.Equal(1, paid.GetProperty("number").GetInt64());
        Assert.Equal("treasury 5250 AZN, operator 2400 EUR", Totals(paid.GetProperty("totals"), "amountMinor"));
        Assert.Equal("LRN1", paid.GetProperty("lrn").GetString());
        await at.Clerk.RefusedAsync(
            HttpMethod.Post, $"{Front}{Counter.Movement}/assessments", null, 409, "conflict");

        var seen = await at.Officer.OkAsync(HttpMethod.Get, Papers);
        Assert.Equal("paid", seen.GetProperty("assessments")[0].GetProperty("state").GetString());
        Assert.True(seen.GetProperty("papers")[0].GetProperty("isDeclared").GetBoolean());
        using var scan = await at.Officer.SendAsync(HttpMethod.Get, Text($"{Papers}/{id}/scan"));
        Assert.Equal(Counter.Scan, await scan.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", scan.Content.Headers.ContentDisposition?.DispositionType);

        Assert.Equal("treasury 5250 AZN, operator 2400 EUR", Totals(
            (await at.Clerk.OkAsync(HttpMethod.Get, Front + "till")).GetProperty("totals"), "netMinor"));
        var closed = await at.Clerk.OkAsync(HttpMethod.Post, Front + "closings");
        Assert.Equal("treasury 5250 AZN, operator 2400 EUR", Totals(closed.GetProperty("totals"), "netMinor"));
        await at.Clerk.RefusedAsync(HttpMethod.Post, Front + "closings", null, 409, "conflict");

        // What was closed is given back the next day: the next closing is below zero.
        at.Guests.Time.Advance(TimeSpan.FromMinutes(20));
        var back = await at.Clerk.OkAsync(
            HttpMethod.Post, Front + "receipts/1/cancellation", new { reason = "Paid by mistake." });
        Assert.Equal(2, back.GetProperty("number").GetInt64());
        Assert.Equal(1, back.GetProperty("cancels").GetInt64());
        Assert.Equal(2, (await at.Clerk.OkAsync(HttpMethod.Get, Front + "receipts/1"))
            .GetProperty("cancelledBy").GetInt64());
        closed = await at.Clerk.OkAsync(HttpMethod.Post, Front + "closings");
        Assert.Equal("treasury -5250 AZN, operator -2400 EUR", Totals(closed.GetProperty("totals"), "netMinor"));
        Assert.Empty(await at.FindFaultsAsync());
    }

    [Fact]
    public async Task A_front_office_sees_what_it_was_let_see_and_for_as_long()
    {
        await using var at = await Counter.OpenAsync(postgres);
        var given = await at.Holder.OkAsync(HttpMethod.Post, Front + "mandates", new { country = "AZ", number = 1 });
        var code = given.GetProperty("code").GetString()!;
        await at.Clerk.NotFoundAsync(HttpMethod.Get, Front + Counter.Movement);
        await at.Clerk.NotFoundAsync(HttpMethod.Post, Front + "movements", new { movement = "LRN2", code });
        await at.Clerk.NotFoundAsync(
            HttpMethod.Post, Front + "movements", new { movement = "LRN1", code = "AAAA-AAAA-AAAA-AAAA" });
        await at.Clerk.OkAsync(
            HttpMethod.Post, Front + "movements", new { movement = "LRN1", code = code.ToLowerInvariant() });
        await at.OtherClerk.NotFoundAsync(HttpMethod.Post, Front + "movements", new { movement = "LRN1", code });
        await at.OtherClerk.NotFoundAsync(HttpMethod.Get, Front + Counter.Movement);
        await at.OtherClerk.NotFoundAsync(HttpMethod.Post, $"{Front}{Counter.Movement}/papers", Counter.Paper("X"));
        await at.OtherClerk.NotFoundAsync(HttpMethod.Post, $"{Front}{Counter.Movement}/assessments");
        var id = await at.CollectAsync("X");
        Assert.Equal(HttpStatusCode.NotFound, (await at.PutScanAsync(at.OtherClerk, id, Counter.Scan)).StatusCode);

        var stranger = await at.EnterPartyAsync("GE1234567890", "Trader B");
        await stranger.NotFoundAsync(HttpMethod.Post, Front + "mandates", new { country = "AZ", number = 1 });
        await stranger.NotFoundAsync(HttpMethod.Get, Front + "mandates/AZ/1");
        await stranger.NotFoundAsync(HttpMethod.Delete, Front + "mandates/" + given.GetProperty("id").GetString());
        await stranger.NotFoundAsync(HttpMethod.Get, Papers);
        var armenia = await at.Guests.EnterAsync(at.Administrator, OrganisationKind.Customs, Role.Officer);
        await armenia.NotFoundAsync(HttpMethod.Get, Papers);

        await at.Holder.OkAsync(HttpMethod.Delete, Front + "mandates/" + given.GetProperty("id").GetString());
        await at.Clerk.NotFoundAsync(HttpMethod.Get, Front + Counter.Movement);
        await at.Clerk.NotFoundAsync(HttpMethod.Post, $"{Front}{Counter.Movement}/papers", Counter.Paper("Y"));
        Assert.Single((await at.Holder.OkAsync(HttpMethod.Get, Papers)).GetProperty("papers").EnumerateArray());

        await at.Holder.OkAsync(HttpMethod.Post, Front + "mandates",
            new { country = "AZ", number = 1, organisation = at.Clerk.Organisation });
        await at.Clerk.OkAsync(HttpMethod.Get, Front + Counter.Movement);
        at.Guests.Time.Advance(TimeSpan.FromDays(31));
        using var again = await at.Clerk.LoginAsync(at.Clerk.Login, Guests.Password);
        await at.Clerk.NotFoundAsync(HttpMethod.Get, Front + Counter.Movement);
    }

    [Fact]
    public async Task A_paper_and_its_scan_are_checked()
    {
        await using var at = await Counter.OpenAsync(postgres);
        await at.HandOverAsync(at.Clerk);
        var problem = await at.Clerk.RefusedAsync(HttpMethod.Post, $"{Front}{Counter.Movement}/papers", new
        {
            list = "CL010",
            kind = "ZZZZ",
            reference = " ",
            issuedOn = "2027-01-01",
            sha256 = "00",
            media = "text/html",
        }, 422, "unprocessable-request");
        Assert.Equal(["/list", "/reference", "/issuedOn", "/sha256", "/media"], TestServer.PointersOf(problem));
        problem = await at.Clerk.RefusedAsync(HttpMethod.Post, $"{Front}{Counter.Movement}/papers",
            Counter.Paper("X", kind: "ZZZZ"), 422, "unprocessable-request");
        Assert.Equal(["/kind"], TestServer.PointersOf(problem));

        var page = "<html><script>"u8.ToArray();
        var id = await at.CollectAsync("X", page);
        Assert.Equal(id, await at.CollectAsync("X", page));
        using var other = await at.PutScanAsync(at.Clerk, id, Counter.Scan);
        await TestServer.ProblemOfAsync(other, 422, "unprocessable-request");
        using var type = await at.PutScanAsync(at.Clerk, id, page);
        await TestServer.ProblemOfAsync(type, 422, "unprocessable-request");
        using var large = await at.PutScanAsync(at.Clerk, id, new byte[10_000_001]);
        await TestServer.ProblemOfAsync(large, 413, "too-large");
        await at.Clerk.NotFoundAsync(HttpMethod.Get, Text($"{Front}papers/{id}/scan"));
    }

    [Fact]
    public async Task Many_who_take_one_payment_give_one_receipt_and_numbers_have_no_gap()
    {
        await using var at = await Counter.OpenAsync(postgres);
        await at.PublishAsync();
        for (var i = 2; i <= 6; i++)
            await at.LodgeAsync(Text($"LRN{i}"));
        for (var i = 1; i <= 6; i++)
            await at.HandOverAsync(at.Clerk, Text($"LRN{i}"), i);
        var assessments = new List<long>();
        for (var i = 1; i <= 6; i++)
        {
            assessments.Add((await at.Clerk.OkAsync(HttpMethod.Post, Text($"{Front}movements/AZ/{i}/assessments")))
                .GetProperty("id").GetInt64());
        }

        var numbers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async i => (await at.Clerk.OkAsync(
            HttpMethod.Post, Text($"{Front}assessments/{assessments[i % 6]}/payment"), new { method = "card" }))
            .GetProperty("number").GetInt64()));
        Assert.Equal([1, 2, 3, 4, 5, 6], numbers.Distinct().Order());
        Assert.All(numbers.Chunk(6), n => Assert.Equal(numbers[..6], n));
        Assert.Equal("treasury 30000 AZN, operator 14400 EUR", Totals(
            (await at.Clerk.OkAsync(HttpMethod.Get, Front + "till")).GetProperty("totals"), "takenMinor"));
        await at.OtherClerk.NotFoundAsync(HttpMethod.Get, Front + "receipts/1");
        await at.OtherClerk.NotFoundAsync(
            HttpMethod.Post, Front + "receipts/1/cancellation", new { reason = "Not mine." });
        Assert.Empty(await at.FindFaultsAsync());

        await using var connection = await at.Guests.App.Services.GetRequiredService<Database>().ConnectAsync(
            TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            "update front_posting set fund = 'Operator' where id = 1", CancellationToken.None);
        Assert.Contains(await at.FindFaultsAsync(), f => f.StartsWith("Receipt ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tariff_is_published_by_whose_money_it_is_and_begins_on_its_day()
    {
        await using var at = await Counter.OpenAsync(postgres);
        await at.PublishAsync();
        await at.HandOverAsync(at.Clerk);
        await at.Supervisor.OkAsync(HttpMethod.Post, Front + "tariffs/treasury",
            new { validFrom = "2026-12-02", lines = new[] { Counter.Line("DUTY", "movement", 7_000, "AZN") } });
        var before = await at.Clerk.OkAsync(HttpMethod.Get, Front + Counter.Movement);
        Assert.Equal("DUTY 5000 AZN, HANDLING 2400 EUR", Lines(before.GetProperty("due")));
        // 20:30 UTC is past midnight in Baku.
        at.Guests.Time.SetUtcNow(new DateTimeOffset(2026, 12, 1, 20, 30, 0, TimeSpan.Zero));
        using var again = await at.Clerk.LoginAsync(at.Clerk.Login, Guests.Password);
        var after = await at.Clerk.OkAsync(HttpMethod.Get, Front + Counter.Movement);
        Assert.Equal("DUTY 7000 AZN, HANDLING 2400 EUR", Lines(after.GetProperty("due")));

        foreach (var guest in (Guest[])[at.Supervisor, at.Officer])
            (await guest.LoginAsync(guest.Login, Guests.Password)).Dispose();
        var problem = await at.Supervisor.RefusedAsync(HttpMethod.Post, Front + "tariffs/treasury", new
        {
            validFrom = "2026-12-01",
            lines = new[] { Counter.Line("a", "movement", 0, "azn"), Counter.Line("B", "paper", 1, "AZN") },
        }, 422, "unprocessable-request");
        Assert.Equal(["/validFrom", "/lines/0/code", "/lines/0/amountMinor", "/lines/0/currency"],
            TestServer.PointersOf(problem));
        await at.Clerk.NotFoundAsync(HttpMethod.Post, Front + "tariffs/treasury", Counter.Tariff());
        await at.Supervisor.NotFoundAsync(HttpMethod.Post, Front + "tariffs/operator", Counter.Tariff());
        await at.Officer.NotFoundAsync(HttpMethod.Post, Front + "tariffs/treasury", Counter.Tariff());
    }

    [Fact]
    public async Task A_front_office_reaches_no_decision_with_any_body()
    {
        await using var at = await Counter.OpenAsync(postgres);
        await at.HandOverAsync(at.Clerk);
        var grn = "26AZ0000000000001";
        foreach (var clerk in (Guest[])[at.Clerk, at.OtherClerk])
        {
            foreach (var action in (string[])["accept", "release", "control", "refuse", "cancel", "write-off"])
            {
                await clerk.NotFoundAsync(HttpMethod.Post, "/api/v1/transit/decisions", new
                {
                    role = "departure",
                    office = "AZXX0BAK",
                    movement = "LRN1",
                    action,
                    reason = "The fees are paid.",
                    seen = 1,
                });
            }

            await clerk.NotFoundAsync(HttpMethod.Post, $"/api/v1/guarantees/{grn}/decisions",
                new { decision = "accept", reason = "The fees are paid." });
            await clerk.NotFoundAsync(HttpMethod.Get, "/api/v1/transit/movements/AZ/1");
            await clerk.NotFoundAsync(HttpMethod.Get, Papers);
        }

        var movement = await at.Officer.OkAsync(HttpMethod.Get, "/api/v1/transit/movements/AZ/1");
        Assert.Equal(1, movement.GetProperty("movement").GetProperty("version").GetInt64());
        Assert.Equal("Submitted", movement.GetProperty("movement").GetProperty("state").GetString());
    }

    private static string Lines(JsonElement lines) => string.Join(", ", lines.EnumerateArray().Select(l =>
        Text($"{l.GetProperty("code").GetString()} {l.GetProperty("amountMinor").GetInt64()} ")
        + l.GetProperty("currency").GetString()));

    private static string Totals(JsonElement totals, string amount) => string.Join(", ", totals.EnumerateArray()
        .OrderByDescending(t => t.GetProperty("fund").GetString(), StringComparer.Ordinal).Select(t =>
        Text($"{t.GetProperty("fund").GetString()} {t.GetProperty(amount).GetInt64()} ")
        + t.GetProperty("currency").GetString()));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
