using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Throughline.Server;

/// <summary>Sends what is due to webhooks, as long as the server runs.</summary>
internal sealed partial class WebhookWorker(
    Courier courier, WebhookSettings settings, TimeProvider time, ILogger<WebhookWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Tidying = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var freed = new SemaphoreSlim(0);
        courier.Freed += () => freed.Release();
        var tidied = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await courier.StartAsync(stoppingToken) > 0)
                {
                    // What was taken flies; perhaps there is room for more.
                }

                if (time.GetUtcNow() - tidied >= Tidying && await courier.ForgetAsync() == 0)
                    tidied = time.GetUtcNow();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be back at the next turn; nothing is lost meanwhile.
                LogFailure(logger, e);
            }

            await WaitAsync(freed, stoppingToken);
        }

        await courier.WaitAsync();
    }

    /// <summary>Waits until something has ended, or for the pace.</summary>
    private async Task WaitAsync(SemaphoreSlim freed, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(Task.Delay(settings.Pace, time, over.Token), freed.WaitAsync(over.Token));
        await over.CancelAsync();
        while (freed.Wait(0, CancellationToken.None))
        {
            // One look serves all that ended.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhooks could not be worked on.")]
    private static partial void LogFailure(ILogger logger, Exception error);
}
