using System.Data.Common;
using Microsoft.Extensions.Hosting;

namespace Throughline.Server;

/// <summary>Looks now and then at what waits in the database, for whoever watches the service.</summary>
internal sealed class QueueWatch(Database database, TransitMeter meter, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var now = time.GetUtcNow();
        var receipts = await connection.FindAsync<long>(
            "select count(*) from receipt where decided_at is null", cancellation);
        var (outbox, age) = await FindAsync(connection, "select count(*), min(sent_at) from outbox "
            + "where delivered_at is null and recipient_kind = 'Administration'", now, cancellation);
        var (late, lateness) = await FindAsync(connection,
            "select count(*), min(due_at) from timer where due_at <= @1", now, cancellation, now);
        meter.Note(new QueueLengths(receipts, outbox, age, late, lateness));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or TimeoutException or OperationCanceledException)
            {
                // Readiness tells when the database is away; here the last look stands.
            }

            await Task.Delay(Pace, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<(long Count, double Seconds)> FindAsync(DbConnection connection, string sql,
        DateTimeOffset now, CancellationToken cancellation, params object?[] values)
    {
        var (count, first) = (await connection.ListAsync(
            sql, r => (r.GetInt64(0), r.FindTime(1)), cancellation, values))[0];
        return (count, first is { } at ? Math.Max(0, (now - at).TotalSeconds) : 0);
    }
}
