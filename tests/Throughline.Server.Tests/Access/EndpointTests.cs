using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Access;

/// <summary>Every endpoint of the route table, with every role: endpoints that come later are tried too.</summary>
public sealed class EndpointTests(Postgres postgres)
{
    // These are for everybody, without login. A new one is written down here by somebody who has thought about it.
    private static readonly string[] Public =
    [
        "GET /api/v1/corridor", "GET /api/v1/customs/pack", "GET /api/v1/customs/rules/{id}", "GET /api/v1/info",
        "GET /api/v1/places",
        "GET /api/v1/places/{id}", "GET /api/v1/scenarios", "GET /health/live", "GET /health/ready",
        "GET /openapi/{documentName}.json", "GET /problems/{kind}", "GET /reference", "GET /reference/reference.js",
        "GET /reference/ui/{**path}", "POST /api/v1/access/first", "POST /api/v1/access/login",
        "POST /api/v1/compare", "POST /api/v1/customs/check", "POST /api/v1/matrix", "POST /api/v1/plan",
        "POST /api/v1/sweep",
    ];

    [Fact]
    public async Task Every_endpoint_says_once_who_may_use_it()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var silent = List(guests.App).Where(e => e.Endpoint.Metadata.OfType<AccessRule>().Count() != 1)
            .Select(e => e.Name).ToList();
        Assert.True(silent.Count == 0, "Say .Needs(…) or .Public(), once: " + string.Join(", ", silent));
        var nobody = List(guests.App).Where(e => e.Rule is { IsPublic: false, Roles.Count: 0 }).Select(e => e.Name);
        Assert.Empty(nobody);
    }

    [Fact]
    public async Task Public_is_what_this_list_says()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var open = List(guests.App).Where(e => e.Rule.IsPublic).Select(e => e.Name)
            .Where(n => !n.Contains("/reference/ui", StringComparison.Ordinal));
        Assert.Equal(Public.Where(n => !n.Contains("/reference/ui", StringComparison.Ordinal)),
            open.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_endpoint_refuses_whoever_it_does_not_name()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var roles = await EnterAllAsync(guests);
        Assert.Equal(Combinations().Count(), roles.Count);
        using var stranger = guests.Visit();
        var faults = new List<string>();
        var tried = 0;
        foreach (var (name, method, path, rule, _) in List(guests.App).Where(e => !e.Rule.IsPublic))
        {
            using var unknown = await stranger.SendAsync(new HttpMethod(method), path);
            if ((int)unknown.StatusCode != 401)
                faults.Add($"{name} answers {(int)unknown.StatusCode} to nobody");
            foreach (var (kind, role, guest) in roles)
            {
                // A logout or a new password would end the test's own session.
                if (name is "POST /api/v1/access/logout" or "POST /api/v1/access/password")
                    continue;
                using var response = await guest.SendAsync(new HttpMethod(method), path);
                var problem = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                var isRefused = (int)response.StatusCode == 404
                    && problem.Contains("/problems/not-found", StringComparison.Ordinal);
                if (!rule.Roles.Contains(role) && !isRefused)
                    faults.Add($"{name} answers {(int)response.StatusCode} to {role} of {kind}");
                if (rule.Roles.Contains(role) && isRefused && !name.Contains('{', StringComparison.Ordinal))
                    faults.Add($"{name} is not there for {role} of {kind}, whom it names");
                if ((int)response.StatusCode is 401 or 403 or >= 500)
                    faults.Add($"{name} answers {(int)response.StatusCode} to {role} of {kind}, who is logged in");
                tried++;
            }
        }

        Assert.True(tried > 200, tried.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task No_decision_is_reached_from_outside_customs()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var decisions = List(guests.App).Where(e => e.Rule.IsDecision).ToList();
        Assert.Contains(decisions, e => e.Name == "POST /api/v1/transit/decisions");
        var roles = await EnterAllAsync(guests);
        foreach (var (name, method, path, rule, _) in decisions)
        {
            foreach (var (kind, role) in Combinations())
            {
                Assert.Equal(kind == OrganisationKind.Customs && Grants.IsDecider(role) && rule.Roles.Contains(role),
                    rule.Admits(new Caller("a", role, "o", kind, "AM", null, []), isPerson: true));
            }

            var reached = new List<(OrganisationKind, Role)>();
            foreach (var (kind, role, guest) in roles)
            {
                // A body of the wrong type is refused behind the guard with 415, so that 404 is the guard's.
                using var response = await guest.SendAsync(new HttpMethod(method), path);
                if ((int)response.StatusCode != 404)
                    reached.Add((kind, role));
            }

            Assert.True(reached.All(r => r.Item1 == OrganisationKind.Customs && Grants.IsDecider(r.Item2)),
                $"{name}: {string.Join(", ", reached)}");
            if (method != "GET" && !path.Contains("/x", StringComparison.Ordinal))
                Assert.Equal(rule.Roles.Count, reached.Count);
        }
    }

    [Fact]
    public async Task What_changes_something_and_only_officers_may_is_a_decision_and_mixes_with_no_other_role()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var mixed = List(guests.App)
            .Where(e => e.Method is not "GET" && !e.Rule.IsPublic && e.Rule.Roles.Any(Grants.IsDecider))
            .Where(e => !e.Rule.IsDecision && !e.Name.Contains("/access/", StringComparison.Ordinal))
            .Select(e => e.Name);
        Assert.Empty(mixed);
    }

    [Fact]
    public void The_rule_itself_lets_nobody_decide_from_outside_customs_or_by_key()
    {
        var decision = new AccessRule(false, [Role.Officer, Role.Supervisor], false);
        var any = new AccessRule(false, Enum.GetValues<Role>(), false);
        foreach (var kind in Enum.GetValues<OrganisationKind>())
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var caller = new Caller("a", role, "o", kind, "AM", null, []);
                Assert.Equal(kind == OrganisationKind.Customs && role is (Role.Officer or Role.Supervisor),
                    decision.Admits(caller, isPerson: true));
                Assert.False(decision.Admits(caller, isPerson: false));
                Assert.Equal(Grants.Fits(kind, role), any.Admits(caller, isPerson: true));
            }
        }
    }

    [Fact]
    public async Task The_description_says_who_may_and_how_each_is_refused()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var described = await guests.Visit().OkAsync(HttpMethod.Get, "/openapi/v1.json");
        foreach (var (name, method, _, rule, _) in List(guests.App).Where(e => !e.Rule.IsPublic))
        {
            var pattern = Regex.Replace(name[(method.Length + 1)..], @":\w+\}", "}").TrimEnd('/');
            var operation = described.GetProperty("paths").GetProperty(pattern).GetProperty(method.ToLowerInvariant());
            Assert.True(operation.TryGetProperty("summary", out _), name);
            var description = operation.GetProperty("description").GetString()!;
            Assert.Contains(rule.IsByPerson ? "A session, no key." : "A session or a key.", description,
                StringComparison.Ordinal);
            foreach (var status in (string[])["401", "403", "404"])
                Assert.True(operation.GetProperty("responses").TryGetProperty(status, out _), $"{name} {status}");
        }
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_is_refused()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", ThroughlineServer.Loopback(0));
        await using var app = builder.Build();
        app.UseProblems();
        app.UseRouting();
        app.UseAccess();
        app.MapGet("/api/v1/forgotten", () => "a secret");
        app.MapGet("/api/v1/open", () => "hello").Public();
        app.MapGet("/api/v1/kept", () => "a secret").Needs(Role.Trader);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = TestServer.ClientOf(app);
        using var forgotten = await client.GetAsync("/api/v1/forgotten", TestContext.Current.CancellationToken);
        await TestServer.ProblemOfAsync(forgotten, 404, "not-found");
        using var kept = await client.GetAsync("/api/v1/kept", TestContext.Current.CancellationToken);
        await TestServer.ProblemOfAsync(kept, 401, "unauthenticated");
        Assert.Equal("hello", await client.GetStringAsync("/api/v1/open", TestContext.Current.CancellationToken));
    }

    private static IEnumerable<(OrganisationKind Kind, Role Role)> Combinations() =>
        from kind in Enum.GetValues<OrganisationKind>()
        from role in Enum.GetValues<Role>()
        where Grants.Fits(kind, role)
        select (kind, role);

    private static async Task<List<(OrganisationKind Kind, Role Role, Guest Guest)>> EnterAllAsync(Guests guests)
    {
        var first = await guests.EnterFirstAsync();
        var all = new List<(OrganisationKind, Role, Guest)>();
        foreach (var group in Combinations().GroupBy(c => c.Kind))
        {
            var (organisation, own) = await guests.MakeAsync(first, group.Key);
            foreach (var (kind, role) in group)
            {
                all.Add((kind, role,
                    role == Role.Administrator ? own : await guests.AddAsync(own, organisation, role)));
            }
        }

        return all;
    }

    private static List<(string Name, string Method, string Path, AccessRule Rule, Endpoint Endpoint)> List(
        WebApplication app) =>
    [
        .. from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
           let method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET"
           let path = Regex.Replace(pattern, @"\{[^}]*:(int|long)\}", "1")
           let rule = endpoint.Metadata.GetMetadata<AccessRule>() ?? new AccessRule(false, [], false)
           select ($"{method} {pattern}", method, Regex.Replace(path, @"\{[^}]*\}", "x"), rule, (Endpoint)endpoint),
    ];
}
