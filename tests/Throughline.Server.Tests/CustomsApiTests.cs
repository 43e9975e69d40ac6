using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Server;

namespace Throughline.Server.Tests;

/// <summary>Documents are checked over HTTP; what is no document is answered with findings or a problem, never with a
/// failure.</summary>
public sealed class CustomsApiTests(TestServer server)
{
    private const string Check = "/api/v1/customs/check";
    private const int MaxBytes = 8_000_000;

    private static readonly string Samples =
        Path.Combine(TestServer.Root, "src", "Throughline.Server", "wwwroot", "samples");

    private static string Good { get; } = File.ReadAllText(Path.Combine(Samples, "declaration.xml"));

    private static string Bad { get; } = File.ReadAllText(Path.Combine(Samples, "declaration-with-errors.xml"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal static Task<HttpResponseMessage> PostAsync(
        HttpClient client, string path, string text, string type = "application/xml") =>
        PostAsync(client, path, Encoding.UTF8.GetBytes(text), type);

    [Fact]
    public async Task The_sample_declaration_is_accepted()
    {
        var answer = await CheckAsync(Good);
        Assert.True(answer.GetProperty("accepted").GetBoolean(), answer.ToString());
        Assert.Equal("CC015C", answer.GetProperty("code").GetString());
        Assert.Equal("2026-05-04", answer.GetProperty("date").GetString());
        Assert.Equal(0, answer.GetProperty("errors").GetInt32());
        Assert.Empty(answer.GetProperty("countries").EnumerateArray());
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_line_pointer_rule_and_remedy()
    {
        var answer = await CheckAsync(Bad);
        Assert.False(answer.GetProperty("accepted").GetBoolean());
        var findings = answer.GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(answer.GetProperty("errors").GetInt32(),
            findings.Count(f => f.GetProperty("severity").GetString() == "error"));
        var lines = Bad.Split('\n');
        foreach (var finding in findings)
        {
            Assert.InRange(finding.GetProperty("line").GetInt32(), 1, lines.Length);
            Assert.StartsWith("/CC015C", finding.GetProperty("errorPointer").GetString(), StringComparison.Ordinal);
            foreach (var name in new[] { "errorCode", "errorReason", "message", "remedy" })
                Assert.NotEmpty(finding.GetProperty(name).GetString()!);
            Assert.Empty(finding.GetProperty("countries").EnumerateArray());
        }

        var wrongType = Assert.Single(findings, f => f.GetProperty("errorReason").GetString() == "CL231");
        Assert.Equal("T9", wrongType.GetProperty("originalAttributeValue").GetString());
        Assert.Contains("<declarationType>T9", lines[wrongType.GetProperty("line").GetInt32() - 1],
            StringComparison.Ordinal);
        foreach (var reason in new[] { "C0839", "C0586", "R0223", "R0007", "C0060", "C0250" })
            Assert.Contains(findings, f => f.GetProperty("errorReason").GetString() == reason);
        Assert.Contains(findings, f => f.GetProperty("severity").GetString() == "warning");
    }

    [Fact]
    public async Task With_the_route_each_finding_names_the_countries_that_would_raise_it()
    {
        var answer = await CheckAsync(Bad, "?route=true");
        Assert.Equal(["DE", "TR"], Texts(answer.GetProperty("countries")));
        Assert.All(answer.GetProperty("findings").EnumerateArray(),
            f => Assert.NotEmpty(f.GetProperty("countries").EnumerateArray()));
        var good = await CheckAsync(Good, "?route=true");
        Assert.True(good.GetProperty("accepted").GetBoolean());
    }

    [Fact]
    public async Task Day_and_profile_are_asked_for()
    {
        var early = await CheckAsync(Good, "?date=2024-01-01");
        Assert.Equal("2024-01-01", early.GetProperty("date").GetString());
        var over = Good.Replace("TR220100", "AMXX0MRG", StringComparison.Ordinal)
            .Replace("<currency>EUR<", "<currency>AMD<", StringComparison.Ordinal);
        var ncts = await CheckAsync(over);
        var corridor = await CheckAsync(over, "?profile=corridor");
        Assert.DoesNotContain(corridor.GetProperty("findings").EnumerateArray(),
            f => f.GetProperty("errorReason").GetString() == "CL048");
        Assert.Contains(ncts.GetProperty("findings").EnumerateArray(),
            f => f.GetProperty("errorReason").GetString() == "CL048");
    }

    [Theory]
    [InlineData("?date=yesterday", "?date")]
    [InlineData("?date=0001-01-01", "?date")]
    [InlineData("?date=9999-12-31", "?date")]
    [InlineData("?profile=moon", "?profile")]
    [InlineData("?route=perhaps", "?route")]
    [InlineData("?what=this", "?what")]
    [InlineData("?date=2026-01-01&date=2026-01-02", "?date")]
    public async Task A_wrong_parameter_is_named(string query, string pointer)
    {
        using var response = await PostAsync(server.Client, Check + query, Good);
        var problem = await TestServer.ProblemOfAsync(response, 400, "invalid-request");
        Assert.Equal([pointer], TestServer.PointersOf(problem));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data")]
    public async Task Another_type_is_refused(string type)
    {
        using var response = await PostAsync(server.Client, Check, Good, type);
        await TestServer.ProblemOfAsync(response, 415, "unsupported-media-type");
    }

    [Fact]
    public async Task A_document_may_have_8_MB_and_no_more()
    {
        var room = MaxBytes - Encoding.UTF8.GetByteCount(Good);
        var largest = await CheckAsync(Good + new string(' ', room));
        Assert.True(largest.GetProperty("accepted").GetBoolean());
        using (var response = await PostAsync(server.Client, Check, Good + new string(' ', room + 1)))
            await TestServer.ProblemOfAsync(response, 413, "too-large");
        // Without a length in its head, it is cut off where the limit is.
        using var content = new StreamContent(new MemoryStream(new byte[MaxBytes + 1]));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        using var request = new HttpRequestMessage(HttpMethod.Post, Check) { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var chunked = await server.Client.SendAsync(request, Stop);
        await TestServer.ProblemOfAsync(chunked, 413, "too-large");
    }

    [Fact]
    public async Task Bombs_and_noise_are_refused_with_findings()
    {
        const string Bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
            + "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><a>&d;</a>";
        const string Outside = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
        string[] texts =
        [
            "", " ", "no XML", "<", "<a", "<a/>", "<CC015C/>", "\u0000", Bomb, Outside, "{\"json\": true}",
            string.Concat(Enumerable.Repeat("<a>", 100_000)), "<a b='" + new string('x', 1_000_000) + "'/>",
            "<a " + string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"b{i}='1'")) + "/>",
            "<" + new string('n', 500_000) + "/>", "<a>" + string.Concat(Enumerable.Repeat("&lt;", 500_000)) + "</a>",
            Good.Replace("http://ncts.dgtaxud.ec", "http://elsewhere.example", StringComparison.Ordinal),
            Good.Replace("UTF-8", "UTF-99", StringComparison.Ordinal),
            Good.Replace("<LRN>", "<LRN>\ud83d\ude82", StringComparison.Ordinal),
        ];
        foreach (var text in texts)
            await IsRefusedOrAnsweredAsync(Encoding.UTF8.GetBytes(text));
        var bytes = Encoding.UTF8.GetBytes(Good);
        for (var cut = 1; cut < 40; cut++)
            await IsRefusedOrAnsweredAsync(bytes[..(bytes.Length * cut / 41)]);
        var random = new Random(20_260_504);
        for (var round = 0; round < 200; round++)
        {
            var damaged = (byte[])bytes.Clone();
            for (var n = random.Next(1, 8); n > 0; n--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            await IsRefusedOrAnsweredAsync(damaged);
        }
    }

    [Fact]
    public async Task An_answer_holds_no_more_findings_than_that_of_the_standard()
    {
        const string Item = "<ConsignmentItem><goodsItemNumber>0</goodsItemNumber></ConsignmentItem>";
        var at = Good.IndexOf("<ConsignmentItem>", StringComparison.Ordinal);
        var answer = await CheckAsync(Good.Insert(at, string.Concat(Enumerable.Repeat(Item, 60_000))));
        Assert.False(answer.GetProperty("accepted").GetBoolean());
        Assert.InRange(answer.GetProperty("findings").GetArrayLength(), 9_000, 9_999);
    }

    [Fact]
    public async Task Checks_share_the_turns_of_all_work()
    {
        await using var app = await TestServer.StartAsync(o => o with { Parallelism = 1 });
        using var client = TestServer.ClientOf(app);
        var gate = app.Services.GetRequiredService<WorkGate>();
        using (await gate.EnterAsync(Stop))
        {
            var asked = PostAsync(client, Check, Good);
            await Task.Delay(200, Stop);
            Assert.False(asked.IsCompleted);
            _ = asked.ContinueWith(t => t.Result.Dispose(), TaskScheduler.Default);
        }

        using var next = await PostAsync(client, Check, Good);
        Assert.True(next.IsSuccessStatusCode);
        await app.StopAsync(Stop);
    }

    [Theory]
    [InlineData("R0007")]
    [InlineData("c0055")]
    [InlineData("CL231")]
    public async Task A_rule_is_explained(string id)
    {
        var rule = await server.GetOkAsync("/api/v1/customs/rules/" + id);
        Assert.Equal(id.ToUpperInvariant(), rule.GetProperty("id").GetString());
        Assert.NotEmpty(rule.GetProperty("appliesAt").EnumerateArray());
        Assert.True(rule.GetProperty("decided").GetBoolean());
        if (id != "CL231")
            Assert.NotEmpty(rule.GetProperty("fix").GetString()!);
    }

    [Theory]
    [InlineData("R0008X")]
    [InlineData("%20")]
    [InlineData("%E2%80%AE")]
    [InlineData("R9907")]
    public async Task A_rule_that_is_none_is_not_found(string id)
    {
        using var response = await server.Client.GetAsync(
            new Uri("/api/v1/customs/rules/" + id, UriKind.Relative), Stop);
        await TestServer.ProblemOfAsync(response, 404, "not-found");
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, byte[] body, string type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await client.PostAsync(new Uri(path, UriKind.Relative), content, Stop);
    }

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(e => e.GetString()!);

    private async Task<JsonElement> CheckAsync(string xml, string query = "")
    {
        using var response = await PostAsync(server.Client, Check + query, xml);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private async Task IsRefusedOrAnsweredAsync(byte[] body)
    {
        var shown = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(300, body.Length)));
        using var response = await PostAsync(server.Client, Check, body, "application/xml");
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} for {shown}\n{text}");
        using var answer = JsonDocument.Parse(text);
        var root = answer.RootElement;
        Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
        var says = root.GetProperty("accepted").GetBoolean() || root.GetProperty("errors").GetInt32() > 0;
        Assert.True(says, string.Create(CultureInfo.InvariantCulture, $"nothing is said of {shown}\n{text}"));
    }
}
