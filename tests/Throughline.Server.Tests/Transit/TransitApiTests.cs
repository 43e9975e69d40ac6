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
    [Fact]
    public async Task A_trader_lodges_and_officers_of_two_countries_decide()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await Traffic.EnterAsync(guests);
        await people.OfferAsync();

        using var lodged = await people.SendAsync(people.Trader, people.Declare("LRN1"));
        Assert.Equal(HttpStatusCode.Created, lodged.StatusCode);
        var receipt = await Traffic.ReadAsync(lodged);
        Assert.Equal("CC928C", receipt.GetProperty("answers")[0].GetProperty("code").GetString());
        Assert.Equal(receipt.GetProperty("id").GetInt64(), (await people.Trader.OkAsync(HttpMethod.Get,
            lodged.Headers.Location!.ToString())).GetProperty("id").GetInt64());

        await Traffic.DecideAsync(people.Baku, "departure", "AZXX0BAK", "LRN1", "accept");
        var released = await Traffic.DecideAsync(people.Baku, "departure", "AZXX0BAK", "LRN1", "release");
        var mrn = released.GetProperty("movements")[0].GetProperty("mrn").GetString()!;
        await Traffic.DecideAsync(people.Nrnadzor, "transit", "AMXX0NRN", mrn, "pass");
        await Traffic.DecideAsync(people.Baku, "transit", "AZXX0KIL", mrn, "pass");
        using var arrived = await people.SendAsync(people.Trader, people.Arrive(mrn));
        Assert.Equal(HttpStatusCode.Created, arrived.StatusCode);
        await Traffic.DecideAsync(people.Baku, "destination", "AZXX0NAX", mrn, "release");

        var messages = await people.Trader.OkAsync(HttpMethod.Get, "/api/v1/transit/messages?after=0");
        Assert.Equal("CC928C CC028C CC029C CC025C CC045C", string.Join(' ', messages.GetProperty("messages")
            .EnumerateArray().Select(m => m.GetProperty("code").GetString())));
        var id = messages.GetProperty("messages")[2].GetProperty("id").GetInt64();
        using var xml = await people.Trader.SendAsync(HttpMethod.Get, Traffic.Text($"/api/v1/transit/messages/{id}"));
        Assert.Equal("application/xml", xml.Content.Headers.ContentType?.MediaType);
        var document = MessageReader.Read(await xml.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("CC029C", document.Message!.Code);

        var found = await people.Trader.OkAsync(HttpMethod.Get, "/api/v1/transit/movements?q=" + mrn);
        Assert.Contains(found.GetProperty("movements").EnumerateArray(),
            m => m.GetProperty("state").GetString() == "WrittenOff");
        var guarantee = await people.Trader.OkAsync(HttpMethod.Get, "/api/v1/guarantees/" + people.Grn);
        Assert.Equal(0, guarantee.GetProperty("guarantee").GetProperty("reservedCents").GetInt64());
        Assert.Equal(3, guarantee.GetProperty("postings").GetArrayLength());
    }

    [Fact]
    public async Task Officers_see_why_a_movement_is_risky_and_traders_see_nothing_of_it()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await Traffic.EnterAsync(guests);
        await people.OfferAsync();
        using var lodged = await people.SendAsync(people.Trader, people.Declare("LRN1"));
        var accepted = await Traffic.DecideAsync(people.Baku, "departure", "AZXX0BAK", "LRN1", "accept");
        var number = accepted.GetProperty("movements")[0].GetProperty("number").GetInt32();
        var movement = Traffic.Text($"/api/v1/transit/movements/AZ/{number}");
        var risk = Traffic.Text($"/api/v1/risk/movements/AZ/{number}");

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
        var people = await Traffic.EnterAsync(guests);
        await people.OfferAsync();
        using var lodged = await people.SendAsync(people.Trader, people.Declare("LRN1"));
        var receipt = (await Traffic.ReadAsync(lodged)).GetProperty("id").GetInt64();
        var movement = (await people.Trader.OkAsync(HttpMethod.Get, "/api/v1/transit/movements"))
            .GetProperty("movements")[0];
        var path = Traffic.Text($"/api/v1/transit/movements/AZ/{movement.GetProperty("number").GetInt32()}");
        var message = Traffic.Text($"/api/v1/transit/messages/{(await Traffic.ReadAnswersAsync(people.Trader))[0]}");
        await people.Trader.OkAsync(HttpMethod.Get, path);

        await people.Stranger.NotFoundAsync(HttpMethod.Get, path);
        await people.Stranger.NotFoundAsync(HttpMethod.Get, message);
        await people.Stranger.NotFoundAsync(HttpMethod.Get, Traffic.Text($"/api/v1/transit/receipts/{receipt}"));
        await people.Stranger.NotFoundAsync(HttpMethod.Get, "/api/v1/guarantees/" + people.Grn);
        Assert.Empty(await Traffic.ReadAnswersAsync(people.Stranger));
        foreach (var list in (string[])["movements?q=LRN1", "movements", "receipts"])
        {
            var seen = await people.Stranger.OkAsync(HttpMethod.Get, "/api/v1/transit/" + list);
            Assert.Equal(0, seen.EnumerateObject().First().Value.GetArrayLength());
        }

        // The officer of another administration, and of another office of the same one.
        await people.Nrnadzor.NotFoundAsync(HttpMethod.Get, path);
        await people.Nrnadzor.NotFoundAsync(HttpMethod.Post, "/api/v1/transit/decisions",
            Traffic.Decision("departure", "AZXX0BAK", "LRN1", "accept", 1));
        await people.Nakhchivan.NotFoundAsync(HttpMethod.Get, path);
        await people.Nakhchivan.NotFoundAsync(HttpMethod.Post, "/api/v1/transit/decisions",
            Traffic.Decision("departure", "AZXX0BAK", "LRN1", "accept", 1));
    }

    [Fact]
    public async Task A_message_for_another_sender_or_nobody_is_refused_with_the_place()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await Traffic.EnterAsync(guests);
        var declaration = people.Declare("LRN1");
        using var foreign = await people.SendAsync(people.Stranger, declaration);
        var problem = await TestServer.ProblemOfAsync(foreign, 422, "unprocessable-request");
        Assert.Equal(["/CC015C/messageSender"], TestServer.PointersOf(problem));
        declaration.Root["messageRecipient"] = "NTA.DE";
        declaration.Root["messageIdentification"] = null;
        using var nobody = await people.SendAsync(people.Trader, declaration);
        problem = await TestServer.ProblemOfAsync(nobody, 422, "unprocessable-request");
        Assert.Equal(["/CC015C/messageIdentification", "/CC015C/messageRecipient"], TestServer.PointersOf(problem));
        using var broken = await people.PostAsync(people.Trader, "<CC015C><a></CC015C>"u8.ToArray());
        await TestServer.ProblemOfAsync(broken, 422, "unprocessable-request");
        using var office = await people.SendAsync(people.Trader, Message.Make("CD001C"));
        await TestServer.ProblemOfAsync(office, 422, "unprocessable-request");
        using var query = await people.SendAsync(people.Trader, people.Address(Message.Make("CC034C")));
        problem = await TestServer.ProblemOfAsync(query, 422, "unprocessable-request");
        Assert.Equal(["/CC034C/Requester/identificationNumber"], TestServer.PointersOf(problem));
        Assert.Empty((await people.Trader.OkAsync(HttpMethod.Get, "/api/v1/transit/receipts"))
            .GetProperty("receipts").EnumerateArray());
    }

    [Fact]
    public async Task A_decision_that_is_not_possible_or_late_says_why()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await Traffic.EnterAsync(guests);
        using var lodged = await people.SendAsync(people.Trader, people.Declare("LRN1"));
        await people.Baku.RefusedAsync(HttpMethod.Post, "/api/v1/transit/decisions",
            Traffic.Decision("departure", "AZXX0BAK", "LRN1", "accept", 7), 409, "conflict");
        var problem = await people.Baku.RefusedAsync(HttpMethod.Post, "/api/v1/transit/decisions",
            Traffic.Decision("departure", "AZXX0BAK", "LRN1", "resolve", 1), 422, "unprocessable-request");
        Assert.Contains("accept", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        problem = await people.Baku.RefusedAsync(HttpMethod.Post, "/api/v1/transit/decisions",
            new { role = "guarantee", office = "AZXX0BAK", movement = "LRN1", action = "accept", reason = " " }, 422,
            "unprocessable-request");
        Assert.Equal(["/role", "/reason"], TestServer.PointersOf(problem));
    }
}
