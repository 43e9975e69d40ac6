using System.Net.Http.Headers;
using System.Text;

namespace Throughline.Server.Tests;

public sealed class ProblemTests(TestServer server)
{
    [Fact]
    public async Task Nothing_is_at_an_unknown_address()
    {
        using var response = await server.Client.GetAsync(new Uri("/api/v1/nothing", UriKind.Relative));
        await TestServer.ProblemOfAsync(response, 404, "not-found");
    }

    [Fact]
    public async Task An_unknown_place_is_not_found()
    {
        using var response = await server.Client.GetAsync(new Uri("/api/v1/places/XX_NOWHERE", UriKind.Relative));
        await TestServer.ProblemOfAsync(response, 404, "not-found");
    }

    [Fact]
    public async Task Another_method_is_refused_with_the_ones_allowed()
    {
        using var response = await server.Client.DeleteAsync(new Uri("/api/v1/plan", UriKind.Relative));
        await TestServer.ProblemOfAsync(response, 405, "method-not-allowed");
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task An_answer_cannot_be_had_in_every_form()
    {
        using var response = await server.PostAsync("/api/v1/plan", Requests.Plan, "application/xml");
        await TestServer.ProblemOfAsync(response, 406, "not-acceptable");
    }

    [Fact]
    public async Task A_body_must_be_JSON()
    {
        using var content = new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await server.Client.PostAsync(new Uri("/api/v1/plan", UriKind.Relative), content);
        await TestServer.ProblemOfAsync(response, 415, "unsupported-media-type");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_has_a_largest_size(bool knowsLength)
    {
        using var stream = new MemoryStream(new byte[1_000_001]);
        using HttpContent content = knowsLength ? new ByteArrayContent(stream.ToArray()) : new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/plan") { Content = content };
        request.Headers.TransferEncodingChunked = !knowsLength;
        // A refusal may end the connection while the body is on its way; who asks first is told in any case.
        request.Headers.ExpectContinue = knowsLength;
        using var response = await server.Client.SendAsync(request);
        await TestServer.ProblemOfAsync(response, 413, "too-large");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("12", "")]
    [InlineData("{\"request\": \"\\ud800\"}", "")]
    [InlineData("{}", "/request")]
    [InlineData("{\"request\": null}", "/request")]
    [InlineData("{\"request\": {\"from\": {}, \"to\": {}, \"form\": 1}}", "/request/form")]
    [InlineData("{\"request\": {\"from\": {}, \"to\": {}, \"cargo\": {\"count\": \"1\"}}}", "/request/cargo/count")]
    [InlineData("{\"request\": {\"from\": {}, \"to\": {}, \"cargo\": {\"count\": 1.5}}}", "/request/cargo/count")]
    [InlineData("{\"request\": {\"from\": {}, \"to\": {}, \"cargo\": {\"count\": 1e99}}}", "/request/cargo/count")]
    [InlineData("{\"request\": {\"from\": {}, \"to\": {}, \"cargo\": null}}", "/request/cargo")]
    [InlineData("{\"request\": {\"from\": {}, \"to\": {}, \"twoDrivers\": 1}}", "/request/twoDrivers")]
    [InlineData("{\"request\": {\"from\": {\"place\": 5}, \"to\": {}}}", "/request/from/place")]
    [InlineData("{\"request\": {\"from\": {\"a/b~c\": 5}, \"to\": {}}}", "/request/from/a~1b~0c")]
    [InlineData("{\"request\": {\"from\": {}, \"to\": {}}, \"request\": 5}", "/request")]
    [InlineData("{\"request\": {\"from\": {}, \"to\": {}, \"departAfter\": \"2026-12-01T08:00:00\"}}",
        "/request/departAfter")]
    [InlineData("{\"request\": {\"from\": {}, \"to\": {}, \"departAfter\": \"soon\"}}", "/request/departAfter")]
    [InlineData("{\"request\": {\"from\": {}, \"to\": {}, \"constraints\": {\"avoidModes\": [null]}}}",
        "/request/constraints/avoidModes/0")]
    [InlineData("{\"request\": {\"from\": {}, \"to\": {}}, \"scenario\": {\"switches\": {}}}", "/scenario/switches")]
    public async Task A_body_of_the_wrong_shape_gets_a_pointer(string body, string pointer)
    {
        using var response = await server.PostAsync("/api/v1/plan", body);
        var problem = await TestServer.ProblemOfAsync(response, 400, "invalid-request");
        Assert.Contains(pointer, TestServer.PointersOf(problem));
    }

    [Fact]
    public async Task All_errors_of_a_body_are_told_at_once()
    {
        using var response = await server.PostAsync(
            "/api/v1/plan", """{"request": {"from": {"plce": "Baku"}, "cargo": {"count": "a"}}, "x": 1}""");
        var problem = await TestServer.ProblemOfAsync(response, 400, "invalid-request");
        Assert.Equal(
            ["/request/from/plce", "/request/cargo/count", "/request/to", "/x"], TestServer.PointersOf(problem));
        Assert.Equal("place", problem.GetProperty("errors")[0].GetProperty("suggestions")[0].GetString());
    }

    [Fact]
    public async Task Lists_and_texts_have_a_largest_length()
    {
        var many = string.Join(',', Enumerable.Repeat("\"RU\"", 201));
        using var list = await server.PostAsync("/api/v1/plan",
            $$$"""{"request": {"from": {}, "to": {}, "constraints": {"avoidCountries": [{{{many}}}] } } }""");
        var problem = await TestServer.ProblemOfAsync(list, 400, "invalid-request");
        Assert.Equal(["/request/constraints/avoidCountries"], TestServer.PointersOf(problem));
        using var text = await server.PostAsync("/api/v1/plan",
            $$$"""{"request": {"from": {"place": "{{{new string('x', 501)}}}" }, "to": {} } }""");
        problem = await TestServer.ProblemOfAsync(text, 400, "invalid-request");
        Assert.Equal(["/request/from/place"], TestServer.PointersOf(problem));
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        var deep = new string('[', 5000) + new string(']', 5000);
        using var response = await server.PostAsync("/api/v1/plan", deep);
        await TestServer.ProblemOfAsync(response, 400, "invalid-request");
    }

    [Theory]
    [InlineData("/api/v1/corridor?scenari=today", "?scenari")]
    [InlineData("/api/v1/corridor?year=soon", "?year")]
    [InlineData("/api/v1/corridor?scenario=today&scenario=with-tripp", "?scenario")]
    [InlineData("/api/v1/places?limit=0", "?limit")]
    [InlineData("/api/v1/places?limit=99999999999", "?limit")]
    public async Task Parameters_of_the_query_are_checked_too(string path, string pointer)
    {
        using var response = await server.Client.GetAsync(new Uri(path, UriKind.Relative));
        var problem = await TestServer.ProblemOfAsync(response, 400, "invalid-request");
        Assert.Equal([pointer], TestServer.PointersOf(problem));
    }

    [Fact]
    public async Task Errors_carry_the_security_headers_too()
    {
        using var response = await server.Client.GetAsync(new Uri("/api/v1/nothing", UriKind.Relative));
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        using var wrong = await server.PostAsync("/api/v1/plan", "{");
        Assert.Equal("nosniff", wrong.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
