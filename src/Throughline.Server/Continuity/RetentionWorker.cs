using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Throughline.Server;

/// <summary>Erases each day what was kept long enough, where the installation says how long that is.</summary>
internal sealed partial class RetentionWorker(
    Erasure erasure, TransitSettings settings, TimeProvider time, ILogger<RetentionWorker> logger) : BackgroundService
{
    /// <summary>Who stands in the journal.</summary>
    private const string Actor = "retention";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (settings.KeepYears is { } years && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await erasure.RunDueAsync(Erasure.DayBefore(time.GetUtcNow(), years), Actor,
                    Texts.Server.Get("erase.rule", years), stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailure(logger, e);
            }

            await Task.Delay(TimeSpan.FromDays(1), time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was kept long enough could not be erased.")]
    private static partial void LogFailure(ILogger logger, Exception error);
}
