using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Server;

namespace Throughline.Server.Tests;

/// <summary>Work ends when its client goes away, takes no longer than it may, and is refused when there is too
/// much.</summary>
public sealed class WorkLimitTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Planning these pairs takes half a minute and more.
    private static string Large
    {
        get
        {
            var places = JsonSerializer.Serialize(TestServer.Corridor.Places.Take(100).Select(p => p.Id));
            return $$"""
                {"origins": {{places}}, "destinations": {{places}}, "departAfter": "2030-06-03T08:00:00+04:00"}
                """;
        }
    }

    [Fact]
    public async Task Work_ends_when_its_client_goes_away()
    {
        await using var app = await TestServer.StartAsync(o => o with { Parallelism = 1 });
        var gate = app.Services.GetRequiredService<WorkGate>();
        using var client = TestServer.ClientOf(app);
        using var going = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var content = new StringContent(Large, System.Text.Encoding.UTF8, "application/json");
        var asked = client.PostAsync(new Uri("/api/v1/matrix", UriKind.Relative), content, going.Token);
        await UntilAsync(() => gate.Running == 1);
        await going.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        var begun = TimeProvider.System.GetTimestamp();
        await UntilAsync(() => gate.Running == 0);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 0, 5);
        using var next = await TestServer.PostAsync(client, "/api/v1/plan", Requests.Plan);
        Assert.True(next.IsSuccessStatusCode);
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Work_that_takes_too_long_is_stopped()
    {
        await using var app = await TestServer.StartAsync(o => o with { PlanningLimit = TimeSpan.FromMilliseconds(1) });
        using var client = TestServer.ClientOf(app);
        using var matrix = await TestServer.PostAsync(client, "/api/v1/matrix", Large);
        await TestServer.ProblemOfAsync(matrix, 503, "took-too-long");
        Assert.Equal("5", matrix.Headers.RetryAfter?.ToString());
        using var sweep = await TestServer.PostAsync(client, "/api/v1/sweep", $$"""
            { {{Requests.AlatKars}}, "vary": {"parameter": "crossing-hours", "selector": "mode=rail", "from": 0, "to": 99} }
            """);
        await TestServer.ProblemOfAsync(sweep, 503, "took-too-long");
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Too_many_at_once_are_refused()
    {
        using var gate = new WorkGate(1, 1, TimeSpan.FromMinutes(1), TimeProvider.System);
        using var first = await gate.EnterAsync(Stop);
        var second = gate.EnterAsync(Stop);
        var problem = await Assert.ThrowsAsync<ProblemException>(() => gate.EnterAsync(Stop));
        Assert.Equal((503, "/problems/busy"), (problem.Problem.Status, problem.Problem.Type));
        Assert.False(second.IsCompleted);
        first.Dispose();
        using var turn = await second;
        Assert.Equal(1, gate.Running);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
            await Task.Delay(5, Stop);
    }
}
