using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Throughline.Server;

/// <summary>Whether the server can do its work now.</summary>
internal sealed class Readiness(IServiceProvider services, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Looks whether everything that a request needs is there.</summary>
    /// <exception cref="ProblemException">503 with the reason.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            throw ProblemException.Of(503, "stopping");
        // The first request need not build anything: the default scenario is planned over.
        var cache = services.GetRequiredService<SnapshotCache>();
        cache.GetPlanner(ScenarioReader.Resolve(cache.Corridor, new ScenarioBody(), ""));
        if (services.GetService<Database>() is not { } database)
            return;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(Patience);
        try
        {
            await using var connection = await database.ConnectAsync(end.Token);
            await connection.FindAsync<long>("select seq from chain where id = 1", end.Token);
        }
        catch (Exception e) when (e is DbException or TimeoutException or OperationCanceledException)
        {
            throw ProblemException.Of(503, "database-away");
        }
    }
}
