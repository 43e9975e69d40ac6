using System.Net.Http.Json;

namespace Throughline.Server.Tests;

/// <summary>The interface answers over the reference corridor.</summary>
public sealed class SmokeTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("/health/ready")]
    [InlineData("/api/v1/scenarios")]
    [InlineData("/api/v1/corridor")]
    [InlineData("/openapi/v1.json")]
    public async Task Answers(string path)
    {
        using var response = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, response.StatusCode.ToString());
    }

    [Fact]
    public async Task Plans()
    {
        using var body = JsonContent.Create(new
        {
            request = new
            {
                from = new { place = "AZ_ALAT_PORT" },
                to = new { place = "TR_KARS" },
                departAfter = "2026-12-01T00:00:00Z",
            },
        });
        using var response = await server.Client.PostAsync("/api/v1/plan", body, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, response.StatusCode.ToString());
    }
}
