using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Throughline.Server;

namespace Throughline.Server.Tests;

/// <summary>Whatever is sent, the answer is a result or a problem that says what is wrong, where, and how to mend it;
/// never a failure of the server.</summary>
public sealed class HostileRequestTests : IAsyncLifetime
{
    private const string Plan = $$"""
        { {{Requests.AlatKars}}, "departUntil": "2030-06-03T10:00:00+04:00", "departStepSeconds": 3600,
          "scenario": {"name": "with-tripp", "switches": ["tripp_on"], "year": 2031,
          "changes": ["crossing country=AM mode=rail dwell=3h"]} }
        """;

    private const string Compare = $$"""
        { {{Requests.AlatKars}}, "scenarios": [{"name": "today"}, {"name": "with-tripp"}] }
        """;

    private const string Sweep = $$"""
        { {{Requests.AlatKars}}, "scenario": {"name": "with-tripp"}, "routes": ["tripp", "btk"],
          "vary": {"parameter": "crossing-hours", "selector": "country=AM mode=rail", "from": 0, "to": 4, "step": 2} }
        """;

    private const string Matrix = """
        {"origins": ["Baku", "AZ_ALAT_PORT"], "destinations": ["TR_KARS"], "departAfter": "2030-06-03T08:00:00+04:00",
         "cargo": {"unit": "truck", "count": 1, "grossMassKg": 15000}, "twoDrivers": false,
         "constraints": {"avoidCountries": ["IR"]}}
        """;

    // What takes the place of one value of a good body.
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e308", "-1e308", "1e400", "-1e400", "123456789012345678901234567890",
        "9223372036854775807", "-9223372036854775808", "2147483648", "0.00000000000000000001", "\"\"", "\" \"",
        "\"NaN\"", "\"Infinity\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\u202e\\u200b\"",
        "\"{value}\"",
        "\"../../etc/passwd\"", "\"' or 1=1 --\"", "\"<script>alert(1)</script>\"", "\"%s%n{0}{99}\"",
        "\"2026-13-45T99:99:99Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999-14:00\"",
        "\"2030-06-03T08:00:00+99:00\"", "\"canoe\"", "\"crossing country=AM dwell=99999999999999999999h\"",
        "\"crossing country=AM dwell=-1h\"", "\"crossing\"", "\"dwell=NaNh\"", "[]", "[[]]", "[null]", "[1,\"a\",{}]",
        "{}",
        "{\"\":{}}", "{\"place\":\"TR_KARS\",\"latitude\":1e400,\"longitude\":0}",
        "{\"latitude\":91,\"longitude\":1e9}",
        "{\"latitude\":41,\"longitude\":45}", "{\"latitude\":\"41\"}", "[\"rail\",\"road\",\"sea\",\"ferry\",\"air\"]",
        "NaN", "-Infinity", "01", "+1", "0x10", "'a'", "undefined", "\"unterminated", "/* */ 1", "1,", "",
    ];

    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync(o => o with { PlanningLimit = TimeSpan.FromMinutes(2) });
        _client = TestServer.ClientOf(_app);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/v1/plan", Plan)]
    [InlineData("/api/v1/compare", Compare)]
    [InlineData("/api/v1/sweep", Sweep)]
    [InlineData("/api/v1/matrix", Matrix)]
    public async Task Any_value_in_any_field(string path, string good)
    {
        foreach (var (pointer, holed) in Holes(good))
        {
            foreach (var value in Values)
                await SendAsync(path, holed.Replace("\"\\uE000\"", value, StringComparison.OrdinalIgnoreCase), pointer);
        }

        await IsAliveAsync();
    }

    [Fact]
    public async Task Bytes_and_cuts_and_sizes()
    {
        string[] paths = ["/api/v1/plan", "/api/v1/compare", "/api/v1/sweep", "/api/v1/matrix"];
        var texts = new List<string>
        {
            "\u0000", "\ufeff{}", "{\"request\":", new string('[', 100_000), new string('{', 100_000),
            string.Concat(Enumerable.Repeat("{\"request\":", 5_000)), "{" + new string(' ', 900_000) + "}",
            "\"" + new string('x', 900_000) + "\"", "[" + string.Join(',', Enumerable.Repeat("{}", 200_000)) + "]",
            "{" + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"a{i}\":{i}")) + "}",
            "{\"" + new string('k', 900_000) + "\":1}", new('9', 900_000), "1e" + new string('9', 900_000),
            new(' ', 1_000_001), "{\"request\":{\"from\":{\"place\":\"" + new string('y', 999_000) + "\"}}}",
        };
        texts.AddRange(Enumerable.Range(1, 40).Select(i => Plan[..(Plan.Length * i / 41)]));
        foreach (var path in paths)
        {
            foreach (var text in texts)
                await SendAsync(path, text, "text of " + text.Length.ToString(CultureInfo.InvariantCulture));
        }

        var random = new Random(20_300_603);
        for (var i = 0; i < 300; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Plan);
            for (var n = random.Next(1, 6); n > 0; n--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            await SendAsync("/api/v1/plan", bytes, $"bytes, round {i}");
        }

        await IsAliveAsync();
    }

    [Theory]
    [InlineData("from\": {\"place\": \"AZ_BAKU\"}",
        "from\": {\"place\": \"AZ_BAKU\", \"latitude\": 40, \"longitude\": 50}",
        "/request/from")]
    [InlineData("from\": {\"place\": \"AZ_BAKU\"}", "from\": {}", "/request/from")]
    [InlineData("from\": {\"place\": \"AZ_BAKU\"}", "from\": {\"latitude\": 40}", "/request/from")]
    [InlineData("from\": {\"place\": \"AZ_BAKU\"}", "from\": {\"place\": \"TR_KARS\"}", "/request/to")]
    [InlineData("container40", "canoe", "/request/cargo/unit")]
    [InlineData("20000", "20001000", "/request/cargo/grossMassKg")]
    [InlineData("2030-06-03", "2019-06-03", "/request/departAfter")]
    [InlineData("\"constraints\": {", "\"arriveBy\": \"2030-06-01T00:00:00Z\", \"constraints\": {",
        "/request/arriveBy")]
    [InlineData("\"avoidModes\": [\"sea\"]", "\"avoidModes\": [\"rail\"], \"requireModes\": [\"rail\"]",
        "/request/constraints/requireModes/0")]
    [InlineData("\"avoidModes\": [\"sea\"]", "\"avoidCountries\": [\"GE\"], \"requireCountries\": [\"TR\", \"GE\"]",
        "/request/constraints/requireCountries/1")]
    [InlineData("\"avoidModes\": [\"sea\"]", "\"avoidPlaces\": [\"Tbilisi\"], \"requirePlaces\": [\"GE_TBILISI\"]",
        "/request/constraints/requirePlaces/0")]
    [InlineData("\"avoidModes\": [\"sea\"]", "\"avoidModes\": [\"boat\"]", "/request/constraints/avoidModes/0")]
    [InlineData("\"avoidModes\": [\"sea\"]", "\"maxHandlings\": -1", "/request/constraints/maxHandlings")]
    public async Task What_contradicts_itself_is_named(string part, string wrong, string pointer)
    {
        const string good = """
            {"request": {"from": {"place": "AZ_BAKU"}, "to": {"place": "TR_KARS"},
              "cargo": {"unit": "container40", "grossMassKg": 20000}, "departAfter": "2030-06-03T08:00:00+04:00",
              "constraints": {"avoidModes": ["sea"]}}}
            """;
        Assert.Contains(part, good, StringComparison.Ordinal);
        using var response = await TestServer.PostAsync(
            _client, "/api/v1/plan", good.Replace(part, wrong, StringComparison.Ordinal));
        var problem = await TestServer.ProblemOfAsync(response, 422, "unprocessable-request");
        Assert.Equal([pointer], TestServer.PointersOf(problem));
    }

    [Fact]
    public async Task Any_value_in_any_parameter()
    {
        string[] texts =
        [
            "", "%00", "%ff%fe", "%ed%a0%80", "%u0041", "%", "%zz", "a%0d%0aX-Injected:%201", "9".PadLeft(400, '9'),
            "-1", "1e3",
            new('x', 5000), "../../etc", "%2e%2e%2f", "crossing%20dwell=1h", "NaN", "%F0%9F%9A%82", "'", "%E2%80%AE",
            "{0}",
        ];
        foreach (var name in new[] { "scenario", "switch", "year", "change", "q", "limit", "", "%00", "%ff" })
        {
            foreach (var text in texts)
            {
                await GetAsync($"/api/v1/corridor?{name}={text}");
                await GetAsync($"/api/v1/places?{name}={text}");
            }
        }

        // A zero byte in a path is refused before the server sees it, with a bare 400.
        foreach (var text in texts.Where(t => t != "%00" && !t.Contains("..", StringComparison.Ordinal)))
            await GetAsync($"/api/v1/places/{text}");
        await GetAsync("/api/v1/places?" + string.Join('&', Enumerable.Repeat("q=a", 2000)));
        await GetAsync("/api/v1/corridor?" + string.Join('&', Enumerable.Repeat("change=a", 1000)));
        await IsAliveAsync();
    }

    [Fact]
    public async Task Half_requests_and_noise_on_the_line()
    {
        string[] lines =
        [
            "\r\n\r\n", "GET\r\n\r\n", "POST /api/v1/plan HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n{",
            "POST /api/v1/plan HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n", "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
            "POST /api/v1/plan HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                + "Content-Type: application/json\r\n\r\nzz",
            "GET /" + new string('a', 40_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", "\u0016\u0003\u0001\u0002",
            "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + new string('b', 70_000) + "\r\n\r\n",
        ];
        foreach (var line in lines)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", _client.BaseAddress!.Port, TestContext.Current.CancellationToken);
            await using var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line), TestContext.Current.CancellationToken);
            socket.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            try
            {
                var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
                Assert.DoesNotContain("HTTP/1.1 5", answer.Replace("HTTP/1.1 505", "", StringComparison.Ordinal),
                    StringComparison.Ordinal);
                Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                // Cut off: also an answer to noise.
            }
        }

        await IsAliveAsync();
    }

    /// <summary>The body with a mark in the place of each value in turn, and where that is.</summary>
    private static IEnumerable<(string Pointer, string Body)> Holes(string good)
    {
        var pointers = new List<string>();
        Collect(JsonNode.Parse(good)!, "", pointers);
        foreach (var pointer in pointers)
        {
            var copy = JsonNode.Parse(good)!;
            var steps = pointer.Split('/')[1..];
            var at = steps[..^1].Aggregate(copy, (n, s) => n is JsonArray a ? a[Index(s)]! : n[s]!);
            if (at is JsonArray list)
                list[Index(steps[^1])] = "\uE000";
            else
                at[steps[^1]] = "\uE000";
            yield return (pointer, copy.ToJsonString());
        }
    }

    private static int Index(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Collect(JsonNode node, string pointer, List<string> pointers)
    {
        if (pointer.Length > 0)
            pointers.Add(pointer);
        var children = node switch
        {
            JsonObject o => o.Select(p => (p.Key, p.Value)),
            JsonArray a => a.Select((v, i) => (i.ToString(CultureInfo.InvariantCulture), v)),
            _ => [],
        };
        foreach (var (name, child) in children)
            Collect(child!, $"{pointer}/{name}", pointers);
    }

    private Task SendAsync(string path, string body, string what) =>
        SendAsync(path, Encoding.UTF8.GetBytes(body), what);

    private async Task SendAsync(string path, byte[] body, string what)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var response = await _client.PostAsync(
            new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 600)));
        await CheckAsync(response, $"{path}, {what}: {text}");
    }

    private async Task GetAsync(string path)
    {
        using var response = await _client.GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        await CheckAsync(response, path[..Math.Min(path.Length, 200)]);
    }

    private static async Task CheckAsync(HttpResponseMessage response, string what)
    {
        var status = (int)response.StatusCode;
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == 200 || status is >= 400 and < 500, $"{status} for {what}\n{text}");
        if (status == 200)
            return;
        Assert.True(
            response.Content.Headers.ContentType?.MediaType == "application/problem+json",
            $"no problem for {what}\n{text}");
        Assert.True(text.Length < 60_000, $"a problem of {text.Length} characters for {what}");
        using var problem = JsonDocument.Parse(text);
        var root = problem.RootElement;
        Assert.Equal(status, root.GetProperty("status").GetInt32());
        foreach (var member in new[] { "type", "title", "detail" })
            Assert.False(string.IsNullOrWhiteSpace(root.GetProperty(member).GetString()), what);
        Assert.True(
            status is not (400 or 422) || root.GetProperty("errors").GetArrayLength() > 0,
            $"no field for {what}\n{text}");
        foreach (var error in root.GetProperty("errors").EnumerateArray())
        {
            var pointer = error.GetProperty("pointer").GetString()!;
            Assert.True(pointer.Length == 0 || pointer[0] is '/' or '?', $"pointer {pointer} for {what}");
            Assert.True(error.GetProperty("message").GetString()!.Trim().Length >= 10, $"{what}\n{text}");
        }
    }

    private async Task IsAliveAsync()
    {
        var answer = await _client.GetStringAsync(
            new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("ok", answer, StringComparison.Ordinal);
    }
}
