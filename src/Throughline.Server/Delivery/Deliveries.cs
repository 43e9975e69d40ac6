namespace Throughline.Server;

/// <summary>Rows of deliveries: made with what is delivered, taken by one node at a time, closed with what came of
/// them.</summary>
internal static class Deliveries
{
    /// <summary>Most of one address that are on their way at the same time.</summary>
    public const int MostOfOne = 8;

    private const int MostDue = 512;

    /// <summary>Something for an organisation goes to each of its active addresses, in the transaction that makes
    /// it.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="recipient">Number under which the organisation gets messages.</param>
    /// <param name="kind">message or notice.</param>
    /// <param name="id">Number of the message in the outbox, or of the notice.</param>
    /// <param name="thread">What one thread has goes out in order; null: it belongs to none.</param>
    public static async Task QueueAsync(Write write, string recipient, string kind, long id, string? thread)
    {
        var webhooks = await write.ListAsync("select w.id from webhook w join organisation o on o.id = w.organisation "
            + "where o.identification = @1 and o.closed_at is null and w.state = 'active' order by w.id",
            r => r.GetString(0), recipient);
        foreach (var webhook in webhooks)
            await AddAsync(write, webhook, kind, id, thread);
    }

    /// <summary>Adds a row, due now.</summary>
    /// <returns>Its number.</returns>
    public static async Task<long> AddAsync(Write write, string webhook, string kind, long? id, string? thread)
    {
        var number = await write.TakeNumbersAsync("delivery");
        await write.ExecuteAsync("insert into delivery (id, webhook, kind, outbox, notice, thread, state, created_at, "
            + "next_at, step, attempts) values (@1, @2, @3, @4, @5, @6, 'waiting', @7, @7, 0, 0)", number, webhook,
            kind, kind == DeliveryRow.OfMessage ? id : null, kind == DeliveryRow.OfNotice ? id : null, thread,
            write.Now);
        return number;
    }

    /// <summary>What is due: of one thread the first only, of one address a few.</summary>
    public static async Task<List<DeliveryRow>> ListDueAsync(
        Database database, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.ListAsync($"select {DeliveryRow.Columns} from (select x.*, row_number() over "
            + "(partition by x.webhook order by x.next_at, x.id) as place from delivery x "
            + "join webhook w on w.id = x.webhook join organisation o on o.id = w.organisation "
            + "where x.state = 'waiting' and x.next_at <= @1 and w.state = 'active' and o.closed_at is null "
            + "and not exists (select 1 from delivery e where e.webhook = x.webhook and e.state = 'waiting' "
            + "and e.thread = x.thread and e.outbox < x.outbox)) d "
            + $"where d.place <= {MostOfOne} order by d.next_at, d.id limit {MostDue}", DeliveryRow.Read, cancellation,
            now);
    }

    /// <summary>Takes what is due for this node: nobody else takes it before the lease has run out.</summary>
    /// <returns>What was taken, with the number of its attempt.</returns>
    public static async Task<List<DeliveryRow>> ClaimAsync(
        Write write, IReadOnlyList<DeliveryRow> due, TimeSpan lease)
    {
        var taken = new List<DeliveryRow>();
        foreach (var row in due)
        {
            if (await write.ExecuteAsync("update delivery set attempts = attempts + 1, next_at = @1 where id = @2 "
                + "and state = 'waiting' and attempts = @3 and next_at <= @4", write.Now + lease, row.Id, row.Attempts,
                write.Now) == 1)
                taken.Add(row with { Attempts = row.Attempts + 1 });
        }

        return taken;
    }

    /// <summary>Closes an attempt.</summary>
    /// <returns>Whether the address was disabled by it.</returns>
    public static async Task<bool> CloseAsync(
        Write write, DeliveryRow row, SendResult result, WebhookSettings settings)
    {
        // The address may have been removed while something was on its way to it.
        if (await write.FindAsync<long>("select count(*) from delivery where id = @1", row.Id) == 0)
            return false;
        await write.ExecuteAsync("insert into delivery_attempt (delivery, number, at, millis, status, fault) "
            + "values (@1, @2, @3, @4, @5, @6)", row.Id, row.Attempts, result.At, result.Millis, result.Status,
            result.Fault);
        if (result.IsTaken)
        {
            await write.ExecuteAsync("update delivery set state = 'delivered', delivered_at = @1, status = @2, "
                + "fault = null where id = @3 and attempts = @4", write.Now, result.Status, row.Id, row.Attempts);
            await write.ExecuteAsync(
                "update webhook set failing_since = null where id = @1 and failing_since is not null", row.Webhook);
            return false;
        }

        var isLast = row.Step >= settings.Waits.Length;
        await write.ExecuteAsync("update delivery set state = @1, step = step + 1, next_at = @2, status = @3, "
            + "fault = @4 where id = @5 and attempts = @6 and state = 'waiting'",
            isLast ? DeliveryRow.GivenUp : DeliveryRow.Waiting,
            isLast ? write.Now : write.Now + Wait(settings.Waits[row.Step], result.RetryAfter), result.Status,
            result.Fault, row.Id, row.Attempts);
        await write.ExecuteAsync(
            "update webhook set failing_since = @1 where id = @2 and failing_since is null", write.Now, row.Webhook);
        return await DisableAsync(write, row.Webhook, result, settings);
    }

    /// <summary>Removes what ended long ago.</summary>
    public static async Task<int> ForgetAsync(Write write, DateTimeOffset before)
    {
        const string Old = "select id from delivery where state <> 'waiting' and created_at < @1 "
            + "order by created_at limit 1000";
        await write.ExecuteAsync($"delete from delivery_attempt where delivery in ({Old})", before);
        return await write.ExecuteAsync($"delete from delivery where id in ({Old})", before);
    }

    private static TimeSpan Wait(TimeSpan usual, TimeSpan? asked)
    {
        var wait = usual * (1 + Random.Shared.NextDouble() / 5);
        return asked > wait ? asked.Value : wait;
    }

    private static async Task<bool> DisableAsync(
        Write write, string webhook, SendResult result, WebhookSettings settings)
    {
        const int Gone = 410;
        var why = result.Status == Gone ? "gone" : "failing";
        var done = await write.ExecuteAsync("update webhook set state = 'disabled', disabled_at = @1, "
            + "disabled_why = @2 where id = @3 and state = 'active' and (@4 = 1 or failing_since <= @5)", write.Now,
            why, webhook, result.Status == Gone ? 1 : 0, write.Now - settings.DisableAfter);
        if (done == 0)
            return false;
        var (organisation, url, identification) = (await write.ListAsync("select o.id, w.url, o.identification from "
            + "webhook w join organisation o on o.id = w.organisation where w.id = @1",
            r => (r.GetString(0), r.GetString(1), r.FindText(2)), webhook))[0];
        var entry = await (AccessRecord.Make("webhook-disabled", "delivery") with
        {
            Organisation = organisation,
            Key = webhook,
        }).AppendAsync(write);
        if (identification is not null)
        {
            await Notices.AddAsync(write, entry, identification, Notices.WebhookDisabled, webhook, url,
                Texts.Server.Get("webhook.why." + why));
        }

        return true;
    }
}

/// <summary>What came of sending.</summary>
/// <param name="At">When it began.</param>
/// <param name="Millis">How long it took.</param>
/// <param name="Status">Status of the answer; null when there was none.</param>
/// <param name="Fault">Why it was not taken, as a sentence; null when it was.</param>
/// <param name="RetryAfter">How long the receiver asks to be left alone, or null.</param>
internal sealed record SendResult(
    DateTimeOffset At, int Millis, int? Status, string? Fault, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether the receiver has it.</summary>
    public bool IsTaken => Fault is null;
}
