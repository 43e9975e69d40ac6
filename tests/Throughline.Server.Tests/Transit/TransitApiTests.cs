using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Throughline.Customs;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>A movement over HTTP, by those who take part in it, and by those who must not see it.</summary>
public sealed class TransitApiTests(Postgres postgres)
{
    private const string Trader = "AZ1234567890";
    private const string Other = "GE1234567890";
    private int _sent;

    [Fact]
    public async Task A_trader_lodges_and_officers_of_two_countries_decide()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await EnterAsync(guests);
        await OfferAsync(people);

        using var lodged = await SendAsync(guests, people.Trader, Declare(guests, "LRN1"));
        Assert.Equal(HttpStatusCode.Created, lodged.StatusCode);
        var receipt = await ReadAsync(lodged);
        Assert.Equal("CC928C", receipt.GetProperty("answers")[0].GetProperty("code").GetString());
        Assert.Equal(receipt.GetProperty("id").GetInt64(), (await people.Trader.OkAsync(HttpMethod.Get,
            lodged.Headers.Location!.ToString())).GetProperty("id").GetInt64());

        await DecideAsync(people.Baku, "departure", "AZXX0BAK", "LRN1", "accept");
        var released = await DecideAsync(people.Baku, "departure", "AZXX0BAK", "LRN1", "release");
        var mrn = released.GetProperty("movements")[0].GetProperty("mrn").GetString()!;
        await DecideAsync(people.Nrnadzor, "transit", "AMXX0NRN", mrn, "pass");
        await DecideAsync(people.Baku, "transit", "AZXX0KIL", mrn, "pass");
        using var arrived = await SendAsync(guests, people.Trader, Arrive(guests, mrn));
        Assert.Equal(HttpStatusCode.Created, arrived.StatusCode);
        await DecideAsync(people.Baku, "destination", "AZXX0NAX", mrn, "release");

        var messages = await people.Trader.OkAsync(HttpMethod.Get, "/api/v1/transit/messages?after=0");
        Assert.Equal("CC928C CC028C CC029C CC025C CC045C", string.Join(' ', messages.GetProperty("messages")
            .EnumerateArray().Select(m => m.GetProperty("code").GetString())));
        var id = messages.GetProperty("messages")[2].GetProperty("id").GetInt64();
        using var xml = await people.Trader.SendAsync(HttpMethod.Get, Text($"/api/v1/transit/messages/{id}"));
        Assert.Equal("application/xml", xml.Content.Headers.ContentType?.MediaType);
        var document = MessageReader.Read(await xml.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("CC029C", document.Message!.Code);

        var found = await people.Trader.OkAsync(HttpMethod.Get, "/api/v1/transit/movements?q=" + mrn);
        Assert.Contains(found.GetProperty("movements").EnumerateArray(),
            m => m.GetProperty("state").GetString() == "WrittenOff");
        var guarantee = await people.Trader.OkAsync(HttpMethod.Get, "/api/v1/guarantees/" + GrnOf(guests));
        Assert.Equal(0, guarantee.GetProperty("guarantee").GetProperty("reservedCents").GetInt64());
        Assert.Equal(3, guarantee.GetProperty("postings").GetArrayLength());
    }

    [Fact]
    public async Task Officers_see_why_a_movement_is_risky_and_traders_see_nothing_of_it()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await EnterAsync(guests);
        await OfferAsync(people);
        using var lodged = await SendAsync(guests, people.Trader, Declare(guests, "LRN1"));
        var accepted = await DecideAsync(people.Baku, "departure", "AZXX0BAK", "LRN1", "accept");
        var number = accepted.GetProperty("movements")[0].GetProperty("number").GetInt32();
        var movement = Text($"/api/v1/transit/movements/AZ/{number}");
        var risk = Text($"/api/v1/risk/movements/AZ/{number}");

        var seen = await people.Baku.OkAsync(HttpMethod.Get, risk);
        Assert.Equal("acceptance", seen.GetProperty("assessments")[0].GetProperty("moment").GetString());
        Assert.Contains((await people.Baku.OkAsync(HttpMethod.Get, movement)).GetProperty("findings").EnumerateArray(),
            f => f.GetProperty("message").GetString() == "The holder has had no movement here before.");
        Assert.Equal(0, (await people.Trader.OkAsync(HttpMethod.Get, movement)).GetProperty("findings")
            .GetArrayLength());
        await people.Trader.NotFoundAsync(HttpMethod.Get, risk);
        await people.Nrnadzor.NotFoundAsync(HttpMethod.Get, risk);
        var again = await people.Baku.OkAsync(HttpMethod.Post, risk + "/assessments", new { });
        Assert.Equal(2, again.GetProperty("assessments").GetArrayLength());
        var noted = await people.Baku.OkAsync(HttpMethod.Post, risk + "/control",
            new { found = true, text = "Two packages too many.", controls = (string[])["43"], recoveredCents = 1_200 });
        Assert.True(noted.GetProperty("control").GetProperty("found").GetBoolean());
        var figures = await people.Baku.OkAsync(HttpMethod.Get, "/api/v1/risk/statistics");
        Assert.Equal(1, figures.GetProperty("movements").GetInt32());
        Assert.Equal(1_200, figures.GetProperty("rules").EnumerateArray()
            .First(r => r.GetProperty("rule").GetString() == "P1").GetProperty("recoveredCents").GetInt64());
    }

    [Fact]
    public async Task Who_is_not_named_sees_nothing_and_cannot_tell_that_there_is_anything()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await EnterAsync(guests);
        await OfferAsync(people);
        using var lodged = await SendAsync(guests, people.Trader, Declare(guests, "LRN1"));
        var receipt = (await ReadAsync(lodged)).GetProperty("id").GetInt64();
        var movement = (await people.Trader.OkAsync(HttpMethod.Get, "/api/v1/transit/movements"))
            .GetProperty("movements")[0];
        var path = Text($"/api/v1/transit/movements/AZ/{movement.GetProperty("number").GetInt32()}");
        var message = Text($"/api/v1/transit/messages/{(await ReadAnswersAsync(people.Trader))[0]}");
        await people.Trader.OkAsync(HttpMethod.Get, path);

        await people.Stranger.NotFoundAsync(HttpMethod.Get, path);
        await people.Stranger.NotFoundAsync(HttpMethod.Get, message);
        await people.Stranger.NotFoundAsync(HttpMethod.Get, Text($"/api/v1/transit/receipts/{receipt}"));
        await people.Stranger.NotFoundAsync(HttpMethod.Get, "/api/v1/guarantees/" + GrnOf(guests));
        Assert.Empty(await ReadAnswersAsync(people.Stranger));
        foreach (var list in (string[])["movements?q=LRN1", "movements", "receipts"])
        {
            var seen = await people.Stranger.OkAsync(HttpMethod.Get, "/api/v1/transit/" + list);
            Assert.Equal(0, seen.EnumerateObject().First().Value.GetArrayLength());
        }

        // The officer of another administration, and of another office of the same one.
        await people.Nrnadzor.NotFoundAsync(HttpMethod.Get, path);
        await people.Nrnadzor.NotFoundAsync(HttpMethod.Post, "/api/v1/transit/decisions",
            Decision("departure", "AZXX0BAK", "LRN1", "accept", 1));
        await people.Nakhchivan.NotFoundAsync(HttpMethod.Get, path);
        await people.Nakhchivan.NotFoundAsync(HttpMethod.Post, "/api/v1/transit/decisions",
            Decision("departure", "AZXX0BAK", "LRN1", "accept", 1));
    }

    [Fact]
    public async Task A_message_for_another_sender_or_nobody_is_refused_with_the_place()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await EnterAsync(guests);
        var declaration = Declare(guests, "LRN1");
        using var foreign = await SendAsync(guests, people.Stranger, declaration);
        var problem = await TestServer.ProblemOfAsync(foreign, 422, "unprocessable-request");
        Assert.Equal(["/CC015C/messageSender"], TestServer.PointersOf(problem));
        declaration.Root["messageRecipient"] = "NTA.DE";
        declaration.Root["messageIdentification"] = null;
        using var nobody = await SendAsync(guests, people.Trader, declaration);
        problem = await TestServer.ProblemOfAsync(nobody, 422, "unprocessable-request");
        Assert.Equal(["/CC015C/messageIdentification", "/CC015C/messageRecipient"], TestServer.PointersOf(problem));
        using var broken = await PostAsync(guests, people.Trader, "<CC015C><a></CC015C>"u8.ToArray());
        await TestServer.ProblemOfAsync(broken, 422, "unprocessable-request");
        using var office = await SendAsync(guests, people.Trader, Message.Make("CD001C"));
        await TestServer.ProblemOfAsync(office, 422, "unprocessable-request");
        using var query = await SendAsync(guests, people.Trader, Address(guests, Message.Make("CC034C")));
        problem = await TestServer.ProblemOfAsync(query, 422, "unprocessable-request");
        Assert.Contains(
            "/api/v1/guarantees/{GRN}", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty((await people.Trader.OkAsync(HttpMethod.Get, "/api/v1/transit/receipts"))
            .GetProperty("receipts").EnumerateArray());
    }

    [Fact]
    public async Task A_decision_that_is_not_possible_or_late_says_why()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await EnterAsync(guests);
        using var lodged = await SendAsync(guests, people.Trader, Declare(guests, "LRN1"));
        await people.Baku.RefusedAsync(HttpMethod.Post, "/api/v1/transit/decisions",
            Decision("departure", "AZXX0BAK", "LRN1", "accept", 7), 409, "conflict");
        var problem = await people.Baku.RefusedAsync(HttpMethod.Post, "/api/v1/transit/decisions",
            Decision("departure", "AZXX0BAK", "LRN1", "resolve", 1), 422, "unprocessable-request");
        Assert.Contains("accept", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        problem = await people.Baku.RefusedAsync(HttpMethod.Post, "/api/v1/transit/decisions",
            new { role = "guarantee", office = "AZXX0BAK", movement = "LRN1", action = "accept", reason = " " }, 422,
            "unprocessable-request");
        Assert.Equal(["/role", "/reason"], TestServer.PointersOf(problem));
    }

    private sealed record People(Guest Trader, Guest Stranger, Guest Guarantor, Guest Baku, Guest Nakhchivan,
        Guest Nrnadzor);

    private static async Task<People> EnterAsync(Guests guests)
    {
        var first = await guests.EnterFirstAsync();
        var trader = await EnterPartyAsync(guests, first, OrganisationKind.Trader, Role.Trader, Trader);
        var stranger = await EnterPartyAsync(guests, first, OrganisationKind.Trader, Role.Trader, Other);
        var guarantor = await EnterPartyAsync(
            guests, first, OrganisationKind.Guarantor, Role.Guarantor, "AZ0000000001");
        var (azerbaijan, chief) = await guests.MakeAsync(first, OrganisationKind.Customs, "AZ");
        var baku = await guests.AddAsync(chief, azerbaijan, Role.Officer, "AZXX0BAK", "AZXX0KIL", "AZXX0NAX");
        var nakhchivan = await guests.AddAsync(chief, azerbaijan, Role.Officer, "AZXX0NAX");
        var nrnadzor = await guests.EnterAsync(first, OrganisationKind.Customs, Role.Officer);
        return new People(trader, stranger, guarantor, baku, nakhchivan, nrnadzor);
    }

    private static async Task<Guest> EnterPartyAsync(
        Guests guests, Guest first, OrganisationKind kind, Role role, string identification)
    {
        var made = await first.OkAsync(HttpMethod.Post, "organisations", new
        {
            kind = Guests.Word(kind),
            country = identification[..2],
            name = $"{kind} {identification}",
            identification,
        });
        var organisation = made.GetProperty("id").GetString()!;
        var administrator = await guests.AddAsync(first, organisation, Role.Administrator);
        return await guests.AddAsync(administrator, organisation, role);
    }

    private async Task OfferAsync(People people)
    {
        var grn = DeclarationSkeleton.Make(RequestAt(new DateTime(2026, 12, 1))).Root
            .Values("Guarantee/GuaranteeReference/GRN").First();
        await people.Guarantor.OkAsync(HttpMethod.Post, "/api/v1/guarantees", new
        {
            grn,
            type = "1",
            holder = Trader,
            accessCode = "CODE",
            amountCents = 5_000_000,
            validFrom = "2026-01-01",
            validTo = "2027-12-31",
        });
        await people.Baku.OkAsync(HttpMethod.Post, $"/api/v1/guarantees/{grn}/decisions",
            new { decision = "accept", reason = "The undertaking is in order." });
    }

    private static string GrnOf(Guests guests) => DeclarationSkeleton.Make(
        RequestAt(guests.Time.GetUtcNow().UtcDateTime)).Root.Values("Guarantee/GuaranteeReference/GRN").First();

    private static SkeletonRequest RequestAt(DateTime prepared) => new()
    {
        Departure = "AZXX0BAK",
        Destination = "AZXX0NAX",
        Transits = ["AMXX0NRN", "AZXX0KIL"],
        Prepared = prepared,
    };

    private Message Declare(Guests guests, string lrn)
    {
        var message = DeclarationSkeleton.Make(RequestAt(guests.Time.GetUtcNow().UtcDateTime));
        message.Root.Open("TransitOperation")["LRN"] = lrn;
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = Trader;
        return Address(guests, message);
    }

    private Message Arrive(Guests guests, string mrn)
    {
        var declared = new Movement(1, ProcedureRole.Departure, "AZXX0BAK") with
        {
            Facts = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("mrn", mrn),
            Messages = System.Collections.Immutable.ImmutableSortedDictionary<string, Message>.Empty
                .Add("declaration", Declare(guests, "-")),
        };
        var message = TraderMessages.Make(
            "CC007C", new TraderView(declared, null, guests.Time.GetUtcNow().UtcDateTime.AddHours(4)));
        message.Root.Open("TraderAtDestination")["identificationNumber"] = Trader;
        return Address(guests, message);
    }

    private Message Address(Guests guests, Message message)
    {
        message.Root["messageSender"] = Trader;
        message.Root["messageRecipient"] = "NTA.AZ";
        message.Root["preparationDateAndTime"] = guests.Time.GetUtcNow().UtcDateTime.AddHours(4)
            .ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        message.Root["messageIdentification"] = Text($"T{++_sent:000000}");
        return message;
    }

    private static Task<HttpResponseMessage> SendAsync(Guests guests, Guest from, Message message) =>
        PostAsync(guests, from, Bodies.Write(message));

    private static async Task<HttpResponseMessage> PostAsync(Guests guests, Guest from, byte[] body)
    {
        using var handler = new HttpClientHandler { CookieContainer = from.Cookies };
        using var client = new HttpClient(handler) { BaseAddress = guests.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/transit/messages")
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        request.Headers.Add("X-Throughline", "1");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) => JsonDocument.Parse(
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.Clone();

    private static async Task<long[]> ReadAnswersAsync(Guest guest) =>
    [
        .. (await guest.OkAsync(HttpMethod.Get, "/api/v1/transit/messages")).GetProperty("messages").EnumerateArray()
            .Select(m => m.GetProperty("id").GetInt64()),
    ];

    private static async Task<JsonElement> DecideAsync(
        Guest officer, string role, string office, string movement, string action)
    {
        var seen = (await officer.OkAsync(HttpMethod.Get, $"/api/v1/transit/movements?q={movement}&office={office}"))
            .GetProperty("movements").EnumerateArray().First(m => m.GetProperty("role").GetString() == role)
            .GetProperty("version").GetInt64();
        return await officer.OkAsync(
            HttpMethod.Post, "/api/v1/transit/decisions", Decision(role, office, movement, action, seen));
    }

    private static object Decision(string role, string office, string movement, string action, long seen) =>
        new { role, office, movement, action, reason = "Looked at and in order.", seen };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
