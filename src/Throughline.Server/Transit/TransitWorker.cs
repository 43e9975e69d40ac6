using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Throughline.Server;

/// <summary>Lets timers run out and carries messages, as long as the server runs.</summary>
internal sealed partial class TransitWorker(
    TransitService service, TimeProvider time, ILogger<TransitWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var done = 0;
            try
            {
                done = await service.SettleAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The database may be back at the next turn; nothing is lost meanwhile.
                LogFailure(logger, e);
            }

            if (done == 0)
                await Task.Delay(service.Settings.Pace, time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Timers and deliveries could not be worked on.")]
    private static partial void LogFailure(ILogger logger, Exception error);
}
