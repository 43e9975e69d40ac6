using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Throughline.Customs;
using Throughline.Server.Tests.Access;

namespace Throughline.Server.Tests.Transit;

/// <summary>Those who take part in a movement over HTTP, one who does not, and what they send.</summary>
internal sealed class Traffic(
    Guests guests, Guest trader, Guest stranger, Guest guarantor, Guest baku, Guest nakhchivan, Guest nrnadzor)
{
    private const string TraderNumber = "AZ1234567890";
    private const string Other = "GE1234567890";
    private int _sent;

    public Guest Trader => trader;

    public Guest Stranger => stranger;

    public Guest Guarantor => guarantor;

    public Guest Baku => baku;

    public Guest Nakhchivan => nakhchivan;

    public Guest Nrnadzor => nrnadzor;

    /// <summary>Lets everybody in.</summary>
    public static async Task<Traffic> EnterAsync(Guests guests)
    {
        var first = await guests.EnterFirstAsync();
        var trader = await EnterPartyAsync(guests, first, OrganisationKind.Trader, Role.Trader, TraderNumber);
        var stranger = await EnterPartyAsync(guests, first, OrganisationKind.Trader, Role.Trader, Other);
        var guarantor = await EnterPartyAsync(
            guests, first, OrganisationKind.Guarantor, Role.Guarantor, "AZ0000000001");
        var (azerbaijan, chief) = await guests.MakeAsync(first, OrganisationKind.Customs, "AZ");
        var baku = await guests.AddAsync(chief, azerbaijan, Role.Officer, "AZXX0BAK", "AZXX0KIL", "AZXX0NAX");
        var nakhchivan = await guests.AddAsync(chief, azerbaijan, Role.Officer, "AZXX0NAX");
        var nrnadzor = await guests.EnterAsync(first, OrganisationKind.Customs, Role.Officer);
        return new Traffic(guests, trader, stranger, guarantor, baku, nakhchivan, nrnadzor);
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

    /// <summary>The guarantee that declarations name is offered and accepted.</summary>
    public async Task OfferAsync()
    {
        var grn = DeclarationSkeleton.Make(RequestAt(new DateTime(2026, 12, 1))).Root
            .Values("Guarantee/GuaranteeReference/GRN").First();
        await Guarantor.OkAsync(HttpMethod.Post, "/api/v1/guarantees", new
        {
            grn,
            type = "1",
            holder = TraderNumber,
            accessCode = "CODE",
            amountCents = 5_000_000,
            validFrom = "2026-01-01",
            validTo = "2027-12-31",
        });
        await Baku.OkAsync(HttpMethod.Post, $"/api/v1/guarantees/{grn}/decisions",
            new { decision = "accept", reason = "The undertaking is in order." });
    }

    /// <summary>The guarantee that declarations name.</summary>
    public string Grn => DeclarationSkeleton.Make(
        RequestAt(guests.Time.GetUtcNow().UtcDateTime)).Root.Values("Guarantee/GuaranteeReference/GRN").First();

    private static SkeletonRequest RequestAt(DateTime prepared) => new()
    {
        Departure = "AZXX0BAK",
        Destination = "AZXX0NAX",
        Transits = ["AMXX0NRN", "AZXX0KIL"],
        Prepared = prepared,
    };

    /// <summary>A declaration from Baku through Armenia to Nakhchivan.</summary>
    public Message Declare(string lrn)
    {
        var message = DeclarationSkeleton.Make(RequestAt(guests.Time.GetUtcNow().UtcDateTime));
        message.Root.Open("TransitOperation")["LRN"] = lrn;
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = TraderNumber;
        return Address(message);
    }

    /// <summary>The arrival of what was released.</summary>
    public Message Arrive(string mrn)
    {
        var declared = new Movement(1, ProcedureRole.Departure, "AZXX0BAK") with
        {
            Facts = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("mrn", mrn),
            Messages = System.Collections.Immutable.ImmutableSortedDictionary<string, Message>.Empty
                .Add("declaration", Declare("-")),
        };
        var message = TraderMessages.Make(
            "CC007C", new TraderView(declared, null, guests.Time.GetUtcNow().UtcDateTime.AddHours(4)));
        message.Root.Open("TraderAtDestination")["identificationNumber"] = TraderNumber;
        return Address(message);
    }

    /// <summary>Fills who sends and gets a message, and its identification.</summary>
    public Message Address(Message message)
    {
        message.Root["messageSender"] = TraderNumber;
        message.Root["messageRecipient"] = "NTA.AZ";
        message.Root["preparationDateAndTime"] = guests.Time.GetUtcNow().UtcDateTime.AddHours(4)
            .ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        message.Root["messageIdentification"] = Text($"T{++_sent:000000}");
        return message;
    }

    public Task<HttpResponseMessage> SendAsync(Guest from, Message message) =>
        PostAsync(from, Bodies.Write(message));

    public async Task<HttpResponseMessage> PostAsync(Guest from, byte[] body)
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

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response) => JsonDocument.Parse(
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.Clone();

    public static async Task<long[]> ReadAnswersAsync(Guest guest) =>
    [
        .. (await guest.OkAsync(HttpMethod.Get, "/api/v1/transit/messages")).GetProperty("messages").EnumerateArray()
            .Select(m => m.GetProperty("id").GetInt64()),
    ];

    public static async Task<JsonElement> DecideAsync(
        Guest officer, string role, string office, string movement, string action)
    {
        var seen = (await officer.OkAsync(HttpMethod.Get, $"/api/v1/transit/movements?q={movement}&office={office}"))
            .GetProperty("movements").EnumerateArray().First(m => m.GetProperty("role").GetString() == role)
            .GetProperty("version").GetInt64();
        return await officer.OkAsync(
            HttpMethod.Post, "/api/v1/transit/decisions", Decision(role, office, movement, action, seen));
    }

    public static object Decision(string role, string office, string movement, string action, long seen) =>
        new { role, office, movement, action, reason = "Looked at and in order.", seen };

    public static string Text(FormattableString text) => FormattableString.Invariant(text);
}
