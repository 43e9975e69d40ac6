using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.FrontOffice;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>Decisions that two persons make.</summary>
public sealed class FourEyesTests(Postgres postgres)
{
    private const string Rules = "/api/v1/transit/four-eyes/AZ";
    private const string Decisions = "/api/v1/transit/decisions";
    private const string Proposals = "/api/v1/transit/proposals";

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_release_without_control_waits_for_a_supervisor_and_changes_nothing_before(Kind kind)
    {
        await using var at = await Counter.OpenAsync(postgres, kind);
        await SetRulesAsync(at, "departure/release-without-control");
        await at.Officer.OkAsync(HttpMethod.Post, Decisions, Decision("accept", 1));
        var proposed = await ProposeAsync(at.Officer, Decision("release", 2));
        Assert.Equal("departure/release", proposed.GetProperty("action").GetString());
        Assert.Equal("open", proposed.GetProperty("state").GetString());
        Assert.Equal((2, "Accepted"), await LookAsync(at));
        var path = PathOf(proposed);
        await at.Officer.NotFoundAsync(HttpMethod.Post, path + "/confirmation", Because("I am sure."));
        await at.Officer.RefusedAsync(HttpMethod.Post, Decisions, Decision("release", 2), 409, "conflict");
        Assert.Single((await at.Supervisor.OkAsync(HttpMethod.Get, Proposals)).GetProperty("proposals")
            .EnumerateArray());

        await at.Supervisor.OkAsync(HttpMethod.Post, path + "/confirmation", Because("Looked at it again."));
        // No guarantee is registered: the office asks for another one. The decision was carried out all the same.
        Assert.Equal((3, "GuaranteeUnderAmendment"), await LookAsync(at, isAtLeast: true));
        await at.Supervisor.RefusedAsync(
            HttpMethod.Post, path + "/confirmation", Because("And again."), 409, "conflict");
        Assert.Empty((await at.Supervisor.OkAsync(HttpMethod.Get, Proposals)).GetProperty("proposals")
            .EnumerateArray());
        Assert.Empty(await at.FindFaultsAsync());

        var input = (await BodiesAsync(at, "decision")).Select(b => b.GetProperty("input"))
            .Single(i => i.TryGetProperty("proposedBy", out _));
        Assert.Equal(at.Officer.Account, input.GetProperty("proposedBy").GetString());
        Assert.Equal(at.Supervisor.Account, input.GetProperty("by").GetString());
        Assert.Equal("In order.", input.GetProperty("reason").GetString());
        Assert.Equal("Looked at it again.", input.GetProperty("second").GetString());
    }

    [Fact]
    public async Task What_changed_since_or_is_not_possible_is_not_decided()
    {
        await using var at = await Counter.OpenAsync(postgres);
        await SetRulesAsync(at, "departure/release", "departure/write-off");
        await at.Officer.RefusedAsync(
            HttpMethod.Post, Decisions, Decision("write-off", 1), 422, "unprocessable-request");
        await at.Officer.OkAsync(HttpMethod.Post, Decisions, Decision("accept", 1));
        await at.Officer.RefusedAsync(HttpMethod.Post, Decisions, Decision("release", 3), 409, "conflict");
        var path = PathOf(await ProposeAsync(at.Officer, Decision("release", 2)));
        await at.Officer.OkAsync(HttpMethod.Post, Decisions, Decision("control", 2));
        await at.Supervisor.RefusedAsync(HttpMethod.Post, path + "/confirmation", Because("Fine."), 409, "conflict");
        Assert.Equal((3, "UnderControl"), await LookAsync(at));
        await at.Supervisor.OkAsync(HttpMethod.Post, path + "/refusal", Because("It was controlled meanwhile."));
        await ProposeAsync(at.Officer, Decision("release", 3));
    }

    [Fact]
    public async Task Nobody_is_both_persons_and_a_proposal_ends_by_itself()
    {
        await using var at = await Counter.OpenAsync(postgres);
        await SetRulesAsync(at, "departure/accept");
        var path = PathOf(await ProposeAsync(at.Supervisor, Decision("accept", 1)));
        await at.Supervisor.RefusedAsync(HttpMethod.Post, path + "/confirmation", Because("Fine."), 409, "conflict");
        await at.Supervisor.RefusedAsync(HttpMethod.Post, path + "/refusal", Because("Not fine."), 409, "conflict");
        await at.Officer.NotFoundAsync(HttpMethod.Post, path + "/withdrawal", Because("Not mine."));
        await at.Supervisor.OkAsync(HttpMethod.Post, path + "/withdrawal", Because("A mistake."));

        path = PathOf(await ProposeAsync(at.Officer, Decision("accept", 1)));
        at.Guests.Time.Advance(TimeSpan.FromHours(73));
        foreach (var guest in (Guest[])[at.Supervisor, at.Officer])
            (await guest.LoginAsync(guest.Login, Guests.Password)).Dispose();
        await at.Supervisor.RefusedAsync(HttpMethod.Post, path + "/confirmation", Because("Late."), 409, "conflict");
        Assert.Empty((await at.Supervisor.OkAsync(HttpMethod.Get, Proposals)).GetProperty("proposals")
            .EnumerateArray());
        Assert.Equal(["expired", "withdrawn"], (await at.Supervisor.OkAsync(HttpMethod.Get, Proposals + "?all=true"))
            .GetProperty("proposals").EnumerateArray().Select(p => p.GetProperty("state").GetString()));
        await ProposeAsync(at.Officer, Decision("accept", 1));
    }

    [Fact]
    public async Task Who_was_disabled_meanwhile_has_proposed_nothing()
    {
        await using var at = await Counter.OpenAsync(postgres);
        await SetRulesAsync(at, "departure/accept");
        var path = PathOf(await ProposeAsync(at.Officer, Decision("accept", 1)));
        await at.Chief.OkAsync(HttpMethod.Put, "accounts/" + at.Officer.Account,
            new { name = "Officer", role = "officer", offices = Array.Empty<string>(), disabled = true });
        await at.Supervisor.RefusedAsync(HttpMethod.Post, path + "/confirmation", Because("Fine."), 409, "conflict");
        Assert.Equal((1, "Submitted"), await LookAsync(at));
    }

    [Fact]
    public async Task Of_many_who_confirm_at_once_one_does()
    {
        await using var at = await Counter.OpenAsync(postgres);
        await SetRulesAsync(at, "departure/accept");
        var path = PathOf(await ProposeAsync(at.Officer, Decision("accept", 1)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var response = await at.Supervisor.SendAsync(
                HttpMethod.Post, path + "/confirmation", Because("Fine."));
            return (int)response.StatusCode;
        }));
        Assert.Equal([200, 409, 409, 409, 409, 409, 409, 409], answers.Order());
        Assert.Equal((2, "Accepted"), await LookAsync(at));
    }

    [Fact]
    public async Task A_guarantee_is_revoked_by_two()
    {
        await using var at = await Counter.OpenAsync(postgres);
        var grn = await OfferAsync(at);
        await SetRulesAsync(at, "guarantee/revoke", "guarantee/ceiling");
        await at.Officer.OkAsync(HttpMethod.Post, $"/api/v1/guarantees/{grn}/decisions",
            new { decision = "accept", reason = "In order." });
        var proposed = await ProposeAsync(at.Officer, new { decision = "ceiling", reason = "More.", amountCents = 900 },
            $"/api/v1/guarantees/{grn}/decisions");
        var revoking = await ProposeAsync(at.Officer, new { decision = "revoke", reason = "Gone." },
            $"/api/v1/guarantees/{grn}/decisions");
        await at.Supervisor.OkAsync(HttpMethod.Post, PathOf(proposed) + "/confirmation", Because("Agreed."));
        // The other proposal was made on another sight.
        await at.Supervisor.RefusedAsync(
            HttpMethod.Post, PathOf(revoking) + "/confirmation", Because("Agreed."), 409, "conflict");
        var guarantee = (await at.Officer.OkAsync(HttpMethod.Get, "/api/v1/guarantees/" + grn))
            .GetProperty("guarantee");
        Assert.Equal("in-force", guarantee.GetProperty("state").GetString());
        Assert.Equal(900, guarantee.GetProperty("ceilingCents").GetInt64());
        Assert.Contains(await BodiesAsync(at, "guarantee"), b => b.TryGetProperty("proposedBy", out var by)
            && by.GetString() == at.Officer.Account && b.GetProperty("by").GetString() == at.Supervisor.Account);
        Assert.Empty(await at.FindFaultsAsync());
    }

    [Fact]
    public async Task Only_the_administrator_of_customs_sets_the_rules_and_decides_nothing()
    {
        await using var at = await Counter.OpenAsync(postgres);
        foreach (var guest in (Guest[])[at.Officer, at.Supervisor, at.Administrator, at.Clerk, at.Holder, at.Manager])
            await guest.NotFoundAsync(HttpMethod.Put, Rules, new { rules = Array.Empty<object>() });
        await at.Chief.NotFoundAsync(
            HttpMethod.Put, "/api/v1/transit/four-eyes/AM", new { rules = Array.Empty<object>() });
        var problem = await at.Chief.RefusedAsync(HttpMethod.Put, Rules, new
        {
            rules = new object[]
            {
                new { action = "departure/releas" }, new { action = "departure/release", office = "AM" },
            },
        }, 422, "unprocessable-request");
        Assert.Equal(["/rules/0/action", "/rules/1/office"], TestServer.PointersOf(problem));
        await at.Chief.OkAsync(HttpMethod.Put, Rules,
            new { rules = new[] { new { action = "departure/accept", office = "AZXX0NAX" } } });
        // Another office: one person is enough.
        await at.Officer.OkAsync(HttpMethod.Post, Decisions, Decision("accept", 1));
    }

    private static Task SetRulesAsync(Counter at, params string[] actions) =>
        at.Chief.OkAsync(HttpMethod.Put, Rules, new { rules = actions.Select(action => new { action }) });

    private static async Task<string> OfferAsync(Counter at)
    {
        var made = await at.Administrator.OkAsync(HttpMethod.Post, "organisations",
            new { kind = "guarantor", country = "AZ", name = "Guarantor", identification = "AZ0000000001" });
        var organisation = made.GetProperty("id").GetString()!;
        var own = await at.Guests.AddAsync(at.Administrator, organisation, Role.Administrator);
        var guarantor = await at.Guests.AddAsync(own, organisation, Role.Guarantor);
        var grn = Throughline.Customs.DeclarationSkeleton.Make(new Throughline.Customs.SkeletonRequest
        {
            Departure = "AZXX0BAK",
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = new DateTime(2026, 12, 1),
        }).Root.Values("Guarantee/GuaranteeReference/GRN").First();
        await guarantor.OkAsync(HttpMethod.Post, "/api/v1/guarantees", new
        {
            grn,
            type = "1",
            holder = Counter.Trader,
            accessCode = "CODE",
            amountCents = 500,
            validFrom = "2026-01-01",
            validTo = "2027-12-31",
        });
        return grn;
    }

    private static async Task<JsonElement> ProposeAsync(Guest officer, object decision, string path = Decisions)
    {
        using var response = await officer.SendAsync(HttpMethod.Post, path, decision);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == 202, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static async Task<(long Version, string State)> LookAsync(Counter at, bool isAtLeast = false)
    {
        var movement = (await at.Supervisor.OkAsync(HttpMethod.Get, "/api/v1/transit/movements/AZ/1"))
            .GetProperty("movement");
        var version = movement.GetProperty("version").GetInt64();
        return (isAtLeast ? Math.Min(version, 3) : version, movement.GetProperty("state").GetString()!);
    }

    private static async Task<List<JsonElement>> BodiesAsync(Counter at, string kind)
    {
        await using var connection = await at.Guests.App.Services.GetRequiredService<Database>().ConnectAsync(
            TestContext.Current.CancellationToken);
        return await connection.ListAsync("select c.body from journal j join content c on c.digest = j.payload "
            + "where j.kind = @1 order by j.seq", r => JsonDocument.Parse(r.GetBytes(0)).RootElement.Clone(),
            CancellationToken.None, kind);
    }

    private static string PathOf(JsonElement proposal) =>
        FormattableString.Invariant($"{Proposals}/{proposal.GetProperty("id").GetInt64()}");

    private static object Because(string reason) => new { reason };

    private static object Decision(string action, long seen) => new
    {
        role = "departure",
        office = "AZXX0BAK",
        movement = "LRN1",
        action,
        reason = "In order.",
        seen,
    };
}
