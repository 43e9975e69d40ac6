using System.Text;
using System.Xml.Linq;
using Throughline.Customs;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>Answers in the form that is asked for, refusals in sentences, and the accompanying document.</summary>
public sealed class AnswerFormTests(Postgres postgres)
{
    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/xml", "application/xml")]
    [InlineData("application/json;q=0.5, application/xml", "application/xml")]
    [InlineData("application/json, application/xml;q=0.9", "application/json")]
    [InlineData("application/json;q=0, */*", "application/xml")]
    [InlineData("text/html, application/*;q=0.1", "application/json")]
    public async Task Lists_come_as_JSON_or_XML(string? accept, string type)
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await Traffic.EnterAsync(guests);
        using var lodged = await people.SendAsync(people.Trader, people.Declare("LRN1"));
        foreach (var path in (string[])["receipts", "receipts/1", "messages", "movements", "movements/AZ/1"])
        {
            using var response = await GetAsync(people.Trader, "/api/v1/transit/" + path, accept);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{path}: {text}");
            Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
            Assert.Contains("LRN1", text, StringComparison.Ordinal);
            if (type == "application/xml")
                Assert.NotNull(XDocument.Parse(text).Root);
        }
    }

    [Fact]
    public async Task Problems_come_as_XML_too_and_a_form_that_is_not_there_is_refused()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await Traffic.EnterAsync(guests);
        using var missing = await GetAsync(people.Trader, "/api/v1/transit/receipts/99", "application/xml");
        Assert.Equal("application/problem+xml", missing.Content.Headers.ContentType?.MediaType);
        var problem = XDocument.Parse(
            await missing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        XNamespace space = "urn:ietf:rfc:7807";
        Assert.Equal("404", problem.Element(space + "status")?.Value);
        using var none = await GetAsync(people.Trader, "/api/v1/transit/receipts", "image/png");
        await TestServer.ProblemOfAsync(none, 406, "not-acceptable");
    }

    [Fact]
    public async Task A_refusal_is_explained_and_the_document_is_held_as_it_came()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var people = await Traffic.EnterAsync(guests);
        var declaration = people.Declare("LRN1");
        declaration.Root.Open("TransitOperation")["declarationType"] = "T9";
        var body = Bodies.Write(declaration);
        using var lodged = await people.PostAsync(people.Trader, body);
        var receipt = await Traffic.ReadAsync(lodged);
        var answer = receipt.GetProperty("answers")[0];
        Assert.Equal("CC056C", answer.GetProperty("code").GetString());
        using var response = await GetAsync(
            people.Trader, $"/api/v1/transit/messages/{answer.GetProperty("id")}", "application/json");
        var read = await Traffic.ReadAsync(response);
        var finding = read.GetProperty("findings").EnumerateArray().First(f =>
            f.GetProperty("errorPointer").GetString() == "/CC015C/TransitOperation/declarationType");
        Assert.Equal("12", finding.GetProperty("errorCode").GetString());
        Assert.Contains("T9", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(finding.GetProperty("remedy").GetString()!);
        Assert.Equal("LRN1",
            read.GetProperty("content").GetProperty("TransitOperation").GetProperty("LRN").GetString());

        var path = $"/api/v1/transit/receipts/{receipt.GetProperty("id")}/document";
        using var document = await GetAsync(people.Trader, path, null);
        Assert.Equal(body, await document.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var content = await GetAsync(people.Trader, path, "application/json");
        Assert.Equal("T9", (await Traffic.ReadAsync(content)).GetProperty("content").GetProperty("TransitOperation")
            .GetProperty("declarationType").GetString());
        await people.Stranger.NotFoundAsync(HttpMethod.Get, path);
    }

    [Fact]
    public void Every_code_of_a_refusal_becomes_a_sentence()
    {
        var message = Message.Make("CC056C");
        foreach (var entry in CodeLists.BuiltIn.Get("CL437").Entries)
        {
            var error = message.Root.Add("FunctionalError");
            error["errorPointer"] = "/CC015C/TransitOperation/LRN";
            error["errorCode"] = entry.Code;
            error["errorReason"] = "N/A";
        }

        var found = MessageContent.Explain(message);
        Assert.Equal(CodeLists.BuiltIn.Get("CL437").Entries.Count, found.Count);
        Assert.All(found, f => Assert.True(f.Message.Length > 8 && f.Remedy.Length > 2, f.ErrorCode));
        var guarantee = MessageEdit.Make("CC055C",
        [
            "GuaranteeReference/GRN = 26AZ000000000001A0", "GuaranteeReference/InvalidGuaranteeReason/code = G03",
        ]);
        Assert.Contains("wrong access code", Assert.Single(MessageContent.Explain(guarantee)).Message,
            StringComparison.Ordinal);
        var xml = MessageEdit.Make("CC917C",
        [
            "XMLError/errorLineNumber = 7", "XMLError/errorCode = 13", "XMLError/errorText = The LRN is missing.",
        ]);
        Assert.Equal((7, "The LRN is missing."), MessageContent.Explain(xml).Select(f => (f.Line, f.Message)).Single());
    }

    [Fact]
    public async Task The_accompanying_document_is_for_those_who_see_the_movement_from_its_release_on()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        await using var guests = await Guests.StartAsync(postgres, change: o => o with
        {
            Transit = o.Transit with { Seal = new SealKey(key.ExportPkcs8PrivateKeyPem(), "test-1") },
        });
        var people = await Traffic.EnterAsync(guests);
        await people.OfferAsync();
        using var lodged = await people.SendAsync(people.Trader, people.Declare("LRN1"));
        var number = (await people.Trader.OkAsync(HttpMethod.Get, "/api/v1/transit/movements?q=LRN1"))
            .GetProperty("movements")[0].GetProperty("number").GetInt32();
        var path = Traffic.Text($"/api/v1/transit/movements/AZ/{number}/accompanying-document");
        await Traffic.DecideAsync(people.Baku, "departure", "AZXX0BAK", "LRN1", "accept");
        await people.Trader.NotFoundAsync(HttpMethod.Get, path);
        await Traffic.DecideAsync(people.Baku, "departure", "AZXX0BAK", "LRN1", "release");
        foreach (var guest in (Guest[])[people.Trader, people.Baku])
        {
            using var pdf = await GetAsync(guest, path + "?language=hy", null);
            Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
            var bytes = await pdf.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal("%PDF", Encoding.ASCII.GetString(bytes, 0, 4));
        }

        using var xml = await GetAsync(people.Trader, path, "application/xml");
        var read = MessageReader.Read(await xml.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("CC029C", read.Message!.Code);
        using var json = await GetAsync(people.Trader, path, "application/json, application/pdf;q=0.5");
        Assert.Equal("CC029C",
            (await Traffic.ReadAsync(json)).GetProperty("message").GetProperty("code").GetString());
        await people.Stranger.NotFoundAsync(HttpMethod.Get, path);
        await people.Nakhchivan.NotFoundAsync(HttpMethod.Get, path);
        using var language = await GetAsync(people.Trader, path + "?language=xx", null);
        await TestServer.ProblemOfAsync(language, 400, "invalid-request");
    }

    [Fact]
    public void What_XML_cannot_hold_becomes_what_it_can()
    {
        var view = new NoticeView(1, "a", "b", "bell \u0007 and <tag> & «ա» 😀", DateTimeOffset.UnixEpoch);
        var text = Encoding.UTF8.GetString(XmlAnswer.Write(view, WireJson.Answers.NoticeView, "notice"));
        Assert.Equal("bell \uFFFD and <tag> & «ա» 😀",
            XDocument.Parse(text.TrimStart('\uFEFF')).Root!.Element("text")!.Value);
    }

    private static async Task<HttpResponseMessage> GetAsync(Guest guest, string path, string? accept)
    {
        guest.Headers.Clear();
        if (accept is not null)
            guest.Headers["Accept"] = accept;
        try
        {
            return await guest.SendAsync(HttpMethod.Get, path);
        }
        finally
        {
            guest.Headers.Clear();
        }
    }
}
