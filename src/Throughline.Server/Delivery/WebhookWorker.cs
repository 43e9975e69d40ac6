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
        courier.Freed = () => freed.Release();
        var tidied = time.GetUtcNow();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (await TurnAsync(time.GetUtcNow() - tidied >= Tidying, stoppingToken))
                    tidied = time.GetUtcNow();
                await WaitAsync(freed, stoppingToken);
            }
        }
        finally
        {
            // What still flies ends with the token, and writes before the database is closed.
            await courier.WaitAsync();
            courier.Freed = null;
        }
    }

    /// <summary>Starts what is due.</summary>
    /// <returns>Whether nothing is left that ended long ago.</returns>
    private async Task<bool> TurnAsync(bool tidies, CancellationToken cancellation)
    {
        try
        {
            while (await courier.StartAsync(cancellation) > 0)
            {
                // What was taken flies; perhaps there is room for more.
            }

            return tidies && await courier.ForgetAsync() == 0;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database may be back at the next turn; nothing is lost meanwhile.
            LogFailure(logger, e);
            return false;
        }
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
