using System.Text.Json;

namespace Throughline.Server.Tests;

/// <summary>The description of the interface says what the interface does.</summary>
public sealed class OpenApiTests(TestServer server)
{
    [Fact]
    public async Task It_is_OpenAPI_3_1_and_describes_every_operation_and_field()
    {
        var root = await server.GetOkAsync("/openapi/v1.json");
        Assert.StartsWith("3.1.", root.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        foreach (var (path, method, operation) in Operations(root))
        {
            var what = $"{method} {path}";
            Assert.True(operation.TryGetProperty("operationId", out _), what);
            Assert.True(operation.TryGetProperty("summary", out _), what);
            foreach (var response in operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] != '2'))
                Assert.True(
                    response.Value.GetProperty("content").TryGetProperty("application/problem+json", out _), what);
        }

        var bare =
            from schema in root.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Value.TryGetProperty("properties", out _)
            from property in schema.Value.GetProperty("properties").EnumerateObject()
            where !property.Value.TryGetProperty("description", out _) && !IsReference(property.Value)
            select $"{schema.Name}.{property.Name}";
        Assert.Empty(bare);
    }

    [Fact]
    public async Task Its_examples_work()
    {
        var root = await server.GetOkAsync("/openapi/v1.json");
        var tried = 0;
        foreach (var (path, method, operation) in Operations(root).Where(o => o.Method == "post"))
        {
            var content = operation.GetProperty("requestBody").GetProperty("content").EnumerateObject().Single();
            var example = content.Value.GetProperty("example");
            using var response = content.Name == "application/json"
                ? await server.PostAsync(path, example.GetRawText())
                : await CustomsApiTests.PostAsync(server.Client, path, example.GetString()!, content.Name);
            Assert.True(response.IsSuccessStatusCode,
                $"{method} {path}: {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            tried++;
        }

        Assert.Equal(5, tried);
        foreach (var (path, _, operation) in Operations(root).Where(o => o.Method == "get"))
        {
            if (!operation.TryGetProperty("parameters", out var parameters)
                || path.Contains('{', StringComparison.Ordinal))
                continue;
            var query = parameters.EnumerateArray().Select(p =>
                $"{p.GetProperty("name").GetString()}={Uri.EscapeDataString(p.GetProperty("example").ToString())}");
            await server.GetOkAsync($"{path}?{string.Join('&', query)}");
        }
    }

    [Fact]
    public async Task Every_type_of_problem_can_be_looked_up()
    {
        foreach (var (kind, status) in Throughline.Server.Problems.Kinds)
        {
            var known = await server.GetOkAsync($"/problems/{kind}");
            Assert.Equal(status, known.GetProperty("status").GetInt32());
            Assert.NotEmpty(known.GetProperty("detail").GetString()!);
        }

        using var response = await server.Client.GetAsync(
            new Uri("/problems/nothing", UriKind.Relative), TestContext.Current.CancellationToken);
        await TestServer.ProblemOfAsync(response, 404, "not-found");
    }

    [Theory]
    [InlineData("/reference")]
    [InlineData("/reference/reference.js")]
    [InlineData("/reference/ui/scalar.js")]
    public async Task The_reference_page_needs_nothing_from_elsewhere(string path)
    {
        using var response = await server.Client.GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, path);
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
    }

    private static bool IsReference(JsonElement schema) =>
        schema.TryGetProperty("$ref", out _) || schema.TryGetProperty("oneOf", out _);

    private static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations(JsonElement root) =>
        from path in root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (path.Name, operation.Name, operation.Value);
}
