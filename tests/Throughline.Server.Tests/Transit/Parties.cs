using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Throughline.Customs;
using Throughline.Server.Tests.Access;

namespace Throughline.Server.Tests.Transit;

/// <summary>Traders, officers and their messages for tests over HTTP.</summary>
internal static class Parties
{
    public const string Trader = "AZ1234567890";

    /// <summary>Somebody of an organisation with a number in messages.</summary>
    public static async Task<Guest> EnterPartyAsync(this Guests guests, Guest first, string identification,
        OrganisationKind kind = OrganisationKind.Trader, Role role = Role.Trader)
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

    /// <summary>A declaration from Baku through Armenia to Nakhchivan.</summary>
    public static Message Declare(this Guests guests, string sender, string lrn, string id)
    {
        var message = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = "AZXX0BAK",
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = guests.Time.GetUtcNow().UtcDateTime,
        });
        message.Root.Open("TransitOperation")["LRN"] = lrn;
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = sender;
        return guests.Address(message, sender, id);
    }

    /// <summary>Fills who sends and gets a message, and its identification.</summary>
    public static Message Address(this Guests guests, Message message, string sender, string id)
    {
        message.Root["messageSender"] = sender;
        message.Root["messageRecipient"] = "NTA.AZ";
        message.Root["preparationDateAndTime"] = guests.Time.GetUtcNow().UtcDateTime.AddHours(4)
            .ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        message.Root["messageIdentification"] = id;
        return message;
    }

    /// <summary>Sends a document under the session of a guest.</summary>
    public static async Task<HttpResponseMessage> PostAsync(this Guests guests, Guest from, byte[] body,
        string path = "/api/v1/transit/messages", string type = "application/xml")
    {
        using var handler = new HttpClientHandler { CookieContainer = from.Cookies };
        using var client = new HttpClient(handler) { BaseAddress = guests.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("X-Throughline", "1");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The JSON of an answer.</summary>
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage response) => JsonDocument.Parse(
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.Clone();
}
