using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Throughline.Server;

/// <summary>What a server has to do with demonstrations: it is one, or it offers one beside a fresh
/// installation.</summary>
internal sealed class DemonstrationHost(ServerOptions options, Database database, AccessSettings access)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private DemonstrationInstallation? _running;

    /// <summary>Whether this server is a demonstration.</summary>
    public bool IsDemonstration => options.IsDemonstration;

    /// <summary>The logins of the demonstration that this server is; null while it is being filled, and where it is
    /// none.</summary>
    public DemonstrationResult? Made { get; set; }

    /// <summary>Whether a request comes from the machine itself, by a name that only it has. Behind a proxy all
    /// requests would: it passes on the name that the browser asked for.</summary>
    public static bool IsFromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";

    /// <summary>Whether a demonstration can be started: as long as nobody ever came into the installation, from the
    /// machine itself.</summary>
    public async Task<bool> IsOfferedAsync(HttpContext context)
    {
        if (!options.OffersDemonstration || options.IsDemonstration || access.PublicUrl is not null
            || !IsFromHere(context))
            return false;
        await using var connection = await database.ConnectAsync(context.RequestAborted);
        return await connection.FindAsync<long>(
            "select count(*) from organisation where entered_at is not null", context.RequestAborted) == 0;
    }

    /// <summary>Starts the demonstration, or finds the one that runs.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> StartAsync(CancellationToken cancellation)
    {
        await _starting.WaitAsync(cancellation);
        try
        {
            _running ??= await DemonstrationInstallation.StartAsync(
                options with { Urls = ThroughlineServer.Loopback(0) }, CancellationToken.None);
            return _running.App.Urls.First();
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
            await _running.DisposeAsync();
        _starting.Dispose();
    }
}
