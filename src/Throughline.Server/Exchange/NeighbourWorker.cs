using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Throughline.Server;

/// <summary>Sends to neighbours as long as the server runs, to each on its own: one that is slow holds up no
/// other.</summary>
internal sealed partial class NeighbourWorker(NeighbourSender sender, NeighbourSettings settings,
    TransitSettings transit, TimeProvider time, ILogger<NeighbourWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(settings.Neighbours.Select(n => Task.Run(() => RunAsync(n, stoppingToken), stoppingToken)));

    private async Task RunAsync(Neighbour neighbour, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await sender.SendAsync(neighbour, cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be back at the next turn; nothing is lost meanwhile.
                LogFailure(logger, neighbour.Name, e);
            }

            await Task.Delay(transit.Pace, time, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Messages to {Neighbour} could not be worked on.")]
    private static partial void LogFailure(ILogger logger, string neighbour, Exception error);
}
