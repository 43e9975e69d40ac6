using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Throughline.Customs;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Exchange;

/// <summary>Neighbours that are others than they say, or say what is not theirs or what nobody can
/// read.</summary>
public sealed class HostileNeighbourTests(Postgres postgres)
{
    [Fact]
    public async Task Nobody_comes_in_without_the_certificate_of_a_neighbour()
    {
        await using var trio = await Trio.StartAsync(Kind.Sqlite, postgres);
        using var stranger = Certificates.Make("ge.example");
        foreach (var certificate in (X509Certificate2?[])[null, stranger])
        {
            using var client = trio.Am.Call(certificate);
            await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(client, "<a/>"u8.ToArray()));
            await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(
                NeighbourListener.Hello, TestContext.Current.CancellationToken));
        }

        using var ge = trio.Am.Call(trio.Ge.Certificate);
        var hello = await ge.GetStringAsync(NeighbourListener.Hello, TestContext.Current.CancellationToken);
        Assert.Equal("""{"name":"GE customs","countries":["GE"],"hosted":["AM"]}""", hello);
        // Nothing else is served there.
        foreach (var path in (string[])["/", "/health/ready", "/api/v1/info", "/api/v1/transit/messages"])
        {
            using var other = await ge.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_the_neighbour_gets_no_message()
    {
        await using var trio = await Trio.StartAsync(Kind.Sqlite, postgres);
        // Somebody else answers at Georgia's address.
        var real = trio.Ge.Certificate;
        await trio.Ge.HangUpAsync();
        using var other = Certificates.Make("ge.example");
        trio.Ge.Certificate = other;
        await trio.Ge.StartAsync(trio.Am.AsNeighbour(), trio.Tr.AsNeighbour());
        await trio.ReleaseAsync("LRN1");
        await trio.SettleAsync();
        var look = (await trio.Am.LookAsync()).Neighbours.First(n => n.Name == "GE customs");
        Assert.Equal(("down", 1), (look.Status, look.Waiting));
        Assert.Empty(await trio.Ge.ReadAsync("select id from receipt", r => r.GetInt64(0)));
        real.Dispose();
    }

    [Fact]
    public async Task A_neighbour_speaks_for_its_countries_only()
    {
        await using var trio = await Trio.StartAsync(Kind.Sqlite, postgres);
        var mrn = await trio.ReleaseAsync("LRN1");
        await trio.SettleAsync();
        using var ge = trio.Am.Call(trio.Ge.Certificate);
        var arrival = Arrival(mrn);
        // In the name of Türkiye.
        await AssertRefusedAsync(ge, arrival, "/CD006C/messageSender");
        // In its own name, of an office of Türkiye.
        arrival.Root["messageSender"] = "NTA.GE";
        await AssertRefusedAsync(ge, arrival, "/CD006C/CustomsOfficeOfDestinationActual/referenceNumber");
        // To somebody who is not here, and without an identification.
        arrival.Root["messageRecipient"] = "NTA.TR";
        arrival.Root["messageIdentification"] = null;
        await AssertRefusedAsync(ge, arrival, "/CD006C/messageRecipient", "/CD006C/messageIdentification",
            "/CD006C/CustomsOfficeOfDestinationActual/referenceNumber");
        // A record of a movement that leaves Armenia comes from Armenia.
        using var tr = trio.Tr.Call(trio.Ge.Certificate);
        var record = await RecordAsync(trio.Am);
        record.Root["messageSender"] = "NTA.GE";
        await AssertRefusedAsync(tr, record, "/CD001C/TransitOperation/MRN");
        // What a trader sends does not come this way.
        var declaration = trio.Declare("LRN2");
        declaration.Root["messageSender"] = "NTA.GE";
        declaration.Root["messageRecipient"] = "NTA.AM";
        await AssertRefusedAsync(ge, declaration, "/CC015C");
        Assert.Equal("Released", (await trio.Am.ListMovementsAsync())[0].State);
        Assert.Equal("", await trio.Am.HeardAsync());
    }

    [Fact]
    public async Task A_replay_gets_the_first_receipt_and_another_message_under_its_number_is_answered_with_CD906C()
    {
        await using var trio = await Trio.StartAsync(Kind.Sqlite, postgres);
        var record = await ReleasedRecordAsync(trio);
        using var am = trio.Tr.Call(trio.Am.Certificate);
        var body = Bodies.Write(record);
        var first = await TakenAsync(am, body, HttpStatusCode.Created);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TakenAsync(am, body, HttpStatusCode.OK)));
        Assert.All(answers, a => Assert.Equal(first.GetProperty("receivedAt").GetString(),
            a.GetProperty("receivedAt").GetString()));
        Assert.Equal("CD001C", await trio.Tr.HeardAsync());
        record.Root.Open("TransitOperation")["declarationAcceptanceDate"] = "2026-11-24";
        await TakenAsync(am, Bodies.Write(record), HttpStatusCode.Created);
        Assert.Equal(["CD906C"], await trio.Tr.ReadAsync("select code from outbox order by id", r => r.GetString(0)));
        Assert.Single(await trio.Tr.ListMovementsAsync());
    }

    [Fact]
    public async Task What_nobody_can_read_is_refused_and_not_kept()
    {
        await using var trio = await Trio.StartAsync(Kind.Sqlite, postgres);
        using var ge = trio.Am.Call(trio.Ge.Certificate);
        string[] bodies =
        [
            "", "x", "<CD006C>", "<a/>", "<CD006C><b></CD006C>", "{\"a\":1}", new string('<', 100_000),
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///x\">]><a>&b;</a>",
            "<CD006C xmlns=\"x\">" + string.Concat(Enumerable.Repeat("<a>", 50_000)),
        ];
        foreach (var body in bodies)
        {
            using var answer = await PostAsync(ge, Encoding.UTF8.GetBytes(body));
            await TestServer.ProblemOfAsync(answer, 422, "unprocessable-request");
        }

        using var huge = await PostAsync(ge, new byte[6_000_000]);
        await TestServer.ProblemOfAsync(huge, 413, "too-large");
        using var json = await PostAsync(ge, "{}"u8.ToArray(), "application/json");
        await TestServer.ProblemOfAsync(json, 415, "unsupported-media-type");
        Assert.Empty(await trio.Am.ReadAsync("select id from receipt", r => r.GetInt64(0)));
    }

    [Fact]
    public async Task A_neighbour_that_takes_no_end_of_time_holds_up_nobody_and_is_tried_again()
    {
        await using var trio = await Trio.StartAsync(Kind.Sqlite, postgres);
        // Something that accepts a connection at Georgia's address and never says a word.
        await trio.Ge.HangUpAsync();
        using var silent = new TcpListener(IPAddress.Loopback, trio.Ge.Address.Port);
        silent.Start();
        await trio.ReleaseAsync("LRN1");
        await trio.SettleAsync();
        var look = await trio.Am.LookAsync();
        Assert.Equal(["down", "up"], look.Neighbours.Select(n => n.Status));
        Assert.Equal("CD001C CD050C", await trio.Tr.HeardAsync());
        silent.Stop();
    }

    [Fact]
    public async Task A_certificate_that_an_authority_issued_counts_under_the_neighbours_name_only()
    {
        await using var trio = await Trio.StartAsync(Kind.Sqlite, postgres);
        using var authority = Certificates.MakeAuthority("authority.example");
        using var own = Certificates.Issue(authority, "ge.example");
        using var foreign = Certificates.Issue(authority, "tr.example");
        using var unrelated = Certificates.MakeAuthority("authority.example");
        using var forged = Certificates.Issue(unrelated, "ge.example");
        using var ended = Certificates.Make("am.example", new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        var neighbour = new Neighbour("GE", trio.Ge.Address, ["GE"], [authority], "ge.example");
        var pinned = new Neighbour("AM", trio.Am.Address, ["AM"], [ended]);
        var trust = new NeighbourTrust(trio.Am.Settings with { Neighbours = [neighbour, pinned] }, trio.Time);
        Assert.Same(neighbour, trust.FindCaller(own));
        Assert.True(trust.IsServer(neighbour, own));
        foreach (var other in (X509Certificate2[])[foreign, forged, authority, ended])
        {
            Assert.Null(trust.FindCaller(other));
            Assert.False(trust.IsServer(neighbour, other));
        }
    }

    private static Message Arrival(string mrn)
    {
        var arrival = Message.Make("CD006C");
        arrival.Root["messageSender"] = "NTA.TR";
        arrival.Root["messageRecipient"] = "NTA.AM";
        arrival.Root["messageIdentification"] = "X1";
        arrival.Root["messageType"] = "CD006C";
        arrival.Root.Open("TransitOperation")["MRN"] = mrn;
        arrival.Root.Open("CustomsOfficeOfDeparture")["referenceNumber"] = Trio.Departure;
        arrival.Root.Open("CustomsOfficeOfDestinationActual")["referenceNumber"] = Trio.Destination;
        return arrival;
    }

    private static async Task<Message> RecordAsync(Authority am)
    {
        var body = await am.ReadAsync("select c.body from outbox o join content c on c.digest = o.digest "
            + "where o.code = 'CD001C'", r => r.GetBytes(0));
        using var stream = new MemoryStream(body[0]);
        return MessageReader.Read(stream).Message!;
    }

    private static async Task<Message> ReleasedRecordAsync(Trio trio)
    {
        await trio.ReleaseAsync("LRN1");
        return await RecordAsync(trio.Am);
    }

    private static async Task AssertRefusedAsync(HttpClient client, Message message, params string[] pointers)
    {
        using var answer = await PostAsync(client, Bodies.Write(message));
        Assert.Equal(pointers,
            TestServer.PointersOf(await TestServer.ProblemOfAsync(answer, 422, "unprocessable-request")));
    }

    private static async Task<JsonElement> TakenAsync(HttpClient client, byte[] body, HttpStatusCode status)
    {
        using var answer = await PostAsync(client, body);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, byte[] body, string type = "application/xml")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await client.PostAsync(NeighbourListener.Messages, content, TestContext.Current.CancellationToken);
    }
}
