using System.Net;
using System.Text;
using System.Text.Json;
using Throughline.Customs;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Continuity;

/// <summary>An office works on paper while the service is down, and accounts for its numbers afterwards.</summary>
public sealed class PaperTests(Postgres postgres)
{
    private const string Office = "AZXX0BAK";
    private const string Trader = "AZ1234567890";

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_number_is_handed_out_once_also_to_many_at_once(Kind kind)
    {
        await using var guests = await Guests.StartAsync(postgres, kind);
        var (officer, other, _) = await EnterAsync(guests);
        var blocks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => IssueAsync(officer, 25)));
        var numbers = blocks.SelectMany(b => b).ToList();
        Assert.Equal(200, numbers.Distinct(StringComparer.Ordinal).Count());
        Assert.All(numbers, n => Assert.Null(Mrn.FindFault(n)));
        await other.NotFoundAsync(HttpMethod.Post, "/api/v1/transit/paper",
            new { office = Office, count = 1, reason = "test" });
        await other.NotFoundAsync(HttpMethod.Post, "/api/v1/transit/paper/" + numbers[0], Settle("void"));
        Assert.Equal(0, (await other.OkAsync(HttpMethod.Get, "/api/v1/transit/paper")).GetProperty("numbers")
            .GetArrayLength());
        Assert.Equal(200, (await officer.OkAsync(HttpMethod.Get, "/api/v1/transit/paper?state=issued"))
            .GetProperty("numbers").GetArrayLength());
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task What_was_closed_on_paper_is_never_entered(Kind kind)
    {
        await using var guests = await Guests.StartAsync(postgres, kind);
        var (officer, _, trader) = await EnterAsync(guests);
        var numbers = await IssueAsync(officer, 2);
        await officer.OkAsync(HttpMethod.Post, "/api/v1/transit/paper/" + numbers[0],
            Settle("closed", "2026-12-01", "2026-12-01"));
        await officer.OkAsync(HttpMethod.Post, "/api/v1/transit/paper/" + numbers[1], Settle("void"));
        foreach (var number in numbers)
        {
            foreach (var state in (string[])["entered", "closed", "void"])
            {
                var problem = await officer.RefusedAsync(HttpMethod.Post, "/api/v1/transit/paper/" + number,
                    Settle(state, "2026-12-01", "2026-12-01", Declaration(guests, "P" + number)), 409, "conflict");
                Assert.Contains(number, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            }

            // Nor does a trader get it in by the way of others.
            using var online = await trader.SendAsync(HttpMethod.Post, "/api/v1/transit/messages");
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, online.StatusCode);
            using var sent = await SendAsync(guests, trader, Declaration(guests, "P" + number));
            var refused = await TestServer.ProblemOfAsync(sent, 422, "unprocessable-request");
            Assert.Equal(["/CC015C/TransitOperation/LRN"], TestServer.PointersOf(refused));
        }

        Assert.Empty((await officer.OkAsync(HttpMethod.Get, "/api/v1/transit/movements")).GetProperty("movements")
            .EnumerateArray());
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task What_began_on_paper_is_entered_once_with_its_number_and_days(Kind kind)
    {
        await using var guests = await Guests.StartAsync(postgres, kind);
        var (officer, _, _) = await EnterAsync(guests);
        var number = (await IssueAsync(officer, 1))[0];
        guests.Time.Advance(TimeSpan.FromDays(3));
        using var login = await officer.LoginAsync(officer.Login, Guests.Password);
        var body = Settle("entered", "2026-12-01", "2026-12-02", Declaration(guests, "P" + number));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            officer.SendAsync(HttpMethod.Post, "/api/v1/transit/paper/" + number, body)));
        Assert.Equal([200, 409, 409, 409, 409, 409], answers.Select(a => (int)a.StatusCode).Order());
        foreach (var answer in answers)
            answer.Dispose();
        var decided = await DecideAsync(officer, "P" + number, "accept", 1);
        Assert.Equal(number, decided.GetProperty("movements")[0].GetProperty("mrn").GetString());
        var movement = (await officer.OkAsync(HttpMethod.Get, "/api/v1/transit/movements?q=" + number))
            .GetProperty("movements")[0];
        var facts = (await officer.OkAsync(HttpMethod.Get, FormattableString.Invariant(
            $"/api/v1/transit/movements/AZ/{movement.GetProperty("number").GetInt32()}"))).GetProperty("facts");
        Assert.Equal(("2026-12-01", "2026-12-02"), (facts.GetProperty("accepted").GetString(),
            facts.GetProperty("paper-released").GetString()));
    }

    private static async Task<(Guest Officer, Guest Other, Guest Trader)> EnterAsync(Guests guests)
    {
        var first = await guests.EnterFirstAsync();
        var officer = await guests.EnterAsync(first, OrganisationKind.Customs, Role.Officer, "AZ");
        var other = await guests.EnterAsync(first, OrganisationKind.Customs, Role.Officer, "GE");
        var made = await first.OkAsync(HttpMethod.Post, "organisations",
            new { kind = "trader", country = "AZ", name = "Trader A", identification = Trader });
        var organisation = made.GetProperty("id").GetString()!;
        var own = await guests.AddAsync(first, organisation, Role.Administrator);
        return (officer, other, await guests.AddAsync(own, organisation, Role.Trader));
    }

    private static async Task<List<string>> IssueAsync(Guest officer, int count) =>
    [
        .. (await officer.OkAsync(HttpMethod.Post, "/api/v1/transit/paper",
            new { office = Office, count, reason = "The line is cut" })).GetProperty("numbers").EnumerateArray()
            .Select(n => n.GetProperty("mrn").GetString()!),
    ];

    private static Dictionary<string, string> Settle(
        string state, string? accepted = null, string? released = null, string? declaration = null)
    {
        var body = new Dictionary<string, string> { ["state"] = state, ["reason"] = "test" };
        if (accepted is not null)
            body["acceptedOn"] = accepted;
        if (released is not null)
            body["releasedOn"] = released;
        if (declaration is not null)
            body["declaration"] = declaration;
        return body;
    }

    private static string Declaration(Guests guests, string lrn)
    {
        var message = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = Office,
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = guests.Time.GetUtcNow().UtcDateTime.AddHours(4),
        });
        message.Root["messageSender"] = Trader;
        message.Root["messageRecipient"] = "NTA.AZ";
        message.Root["messageIdentification"] = "M" + lrn;
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = Trader;
        message.Root.Open("TransitOperation")["LRN"] = lrn;
        return Encoding.UTF8.GetString(Bodies.Write(message));
    }

    private static Task<JsonElement> DecideAsync(Guest officer, string movement, string action, int seen) =>
        officer.OkAsync(HttpMethod.Post, "/api/v1/transit/decisions",
            new { role = "departure", office = Office, movement, action, reason = "test", seen });

    private static async Task<HttpResponseMessage> SendAsync(Guests guests, Guest trader, string declaration)
    {
        using var client = new HttpClient { BaseAddress = guests.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/transit/messages")
        {
            Content = new StringContent(declaration, Encoding.UTF8, "application/xml"),
        };
        request.Headers.Add("X-Throughline", "1");
        request.Headers.Add("Cookie", trader.Cookies.GetCookieHeader(guests.Url));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
