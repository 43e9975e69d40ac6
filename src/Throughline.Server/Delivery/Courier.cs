using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Throughline.Server;

/// <summary>Takes deliveries that are due, sends them and writes down what came of it. Several nodes share the work:
/// each delivery is taken by one of them.</summary>
internal sealed partial class Courier(Database database, WriteLane lane, TimeProvider time, WebhookSettings settings,
    WebhookSender sender, ILogger<Courier> logger)
{
    private const int MostFlying = 64;
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(45);
    private readonly ConcurrentDictionary<long, (string Webhook, Task Task)> _flying = [];

    /// <summary>How long what was taken belongs to a node: longer than sending and writing may take.</summary>
    public TimeSpan Lease => settings.Patience * 2 + Margin;

    /// <summary>Runs when a delivery has ended, or null.</summary>
    public Action? Freed { get; set; }

    /// <summary>Starts what is due and may start now; does not wait for it.</summary>
    /// <returns>How many were started.</returns>
    public async Task<int> StartAsync(CancellationToken cancellation)
    {
        var room = MostFlying - _flying.Count;
        if (room <= 0)
            return 0;
        var due = await Deliveries.ListDueAsync(database, time.GetUtcNow(), cancellation);
        var busy = _flying.Values.CountBy(f => f.Webhook).ToDictionary();
        var chosen = new List<DeliveryRow>();
        foreach (var row in due.Where(d => !_flying.ContainsKey(d.Id)).TakeWhile(_ => chosen.Count < room))
        {
            var sent = busy.GetValueOrDefault(row.Webhook);
            if (sent >= Deliveries.MostOfOne)
                continue;
            busy[row.Webhook] = sent + 1;
            chosen.Add(row);
        }

        if (chosen.Count == 0)
            return 0;
        var taken = await lane.RunAsync(w => Deliveries.ClaimAsync(w, chosen, Lease));
        foreach (var row in taken)
        {
            // The task takes itself out of the list, which it may do only once it is in.
            var isListed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _flying[row.Id] = (row.Webhook, FlyAsync(row, isListed.Task, cancellation));
            isListed.SetResult();
        }

        return taken.Count;
    }

    /// <summary>Waits until nothing is on its way from this node.</summary>
    public Task WaitAsync() => Task.WhenAll(_flying.Values.Select(f => f.Task));

    /// <summary>Removes what ended long ago.</summary>
    public Task<int> ForgetAsync() => lane.RunAsync(w => Deliveries.ForgetAsync(w, w.Now - settings.LogLife));

    private async Task FlyAsync(DeliveryRow row, Task isListed, CancellationToken cancellation)
    {
        await isListed;
        try
        {
            await DeliverAsync(row, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The node stops; the delivery is due again when its lease has run out.
        }
        catch (Exception e)
        {
            LogUndone(logger, row.Id, e);
        }
        finally
        {
            _flying.TryRemove(row.Id, out _);
            Freed?.Invoke();
        }
    }

    private async Task DeliverAsync(DeliveryRow row, CancellationToken cancellation)
    {
        WebhookRow? webhook;
        WebhookEvent? told;
        await using (var connection = await database.ConnectAsync(cancellation))
        {
            webhook = (await connection.ListAsync($"select {WebhookRow.Columns} from webhook w where w.id = @1",
                WebhookRow.Read, cancellation, row.Webhook)).FirstOrDefault();
            told = await FindEventAsync(connection, row, cancellation);
        }

        if (webhook is null)
            return;
        var result = told is null
            ? new SendResult(time.GetUtcNow(), 0, null, Texts.Server.Get("webhook.not-yours"))
            : await sender.SendAsync(webhook, row.WebhookId,
                JsonSerializer.SerializeToUtf8Bytes(told, WireJson.Answers.WebhookEvent), cancellation);
        if (await lane.RunAsync(w => Deliveries.CloseAsync(w, row, result, settings)))
            LogDisabled(logger, row.Webhook);
    }

    /// <summary>What is told; null when the organisation does not get it any more, since it has another
    /// number.</summary>
    private static async Task<WebhookEvent?> FindEventAsync(
        DbConnection connection, DeliveryRow row, CancellationToken cancellation)
    {
        const string Own = "join webhook w on w.id = @1 join organisation q on q.id = w.organisation "
            + "and q.identification = ";
        switch (row.Kind)
        {
            case DeliveryRow.OfPing:
                return new WebhookEvent("webhook.ping", row.CreatedAt, new WebhookData(null, null));
            case DeliveryRow.OfNotice:
                return (await connection.ListAsync($"select {Notices.Columns} from notice n {Own} n.recipient "
                    + "where n.id = @2", Notices.Read, cancellation, row.Webhook, row.Notice))
                    .Select(n => new WebhookEvent("notice.created", n.At, new WebhookData(null, n))).FirstOrDefault();
            default:
                return (await connection.ListAsync($"select {TransitQueries.MessageColumns} from outbox o {Own} "
                    + "o.recipient where o.id = @2", TransitQueries.ReadMessage, cancellation, row.Webhook, row.Outbox))
                    .Select(m => new WebhookEvent("message.sent", m.SentAt, new WebhookData(m, null)))
                    .FirstOrDefault();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What came of the delivery {Id} could not be written.")]
    private static partial void LogUndone(ILogger logger, long id, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook {Webhook} took nothing for long and is disabled.")]
    private static partial void LogDisabled(ILogger logger, string webhook);
}
