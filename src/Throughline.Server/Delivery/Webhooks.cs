namespace Throughline.Server;

/// <summary>Registers addresses and sends to them again; reads what became of it. Everything is an organisation's
/// own.</summary>
internal sealed class Webhooks(Database database, WriteLane lane, WebhookSettings settings)
{
    private const int LongestDescription = 200;
    private const int MostOverlapHours = 30 * 24;
    private const int MostReplayed = 10_000;
    private const int MostListed = 100;

    /// <summary>Registers an address.</summary>
    public Task<WebhookRow> CreateAsync(Caller caller, NewWebhookBody body)
    {
        Check(body.Url, body.Description);
        return lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            if (now.Identification is null)
                throw Standing.Wrong("", "webhook.no-identification");
            if (await w.FindAsync<long>("select count(*) from webhook where organisation = @1", now.Organisation)
                >= settings.MostPerOrganisation)
                throw Standing.Taken("", "webhook.too-many", settings.MostPerOrganisation);
            var id = Secret.MakeId('w');
            await w.ExecuteAsync("insert into webhook (id, organisation, url, description, secret, state, created_at) "
                + "values (@1, @2, @3, @4, @5, 'active', @6)", id, now.Organisation, body.Url,
                body.Description?.Trim() ?? "", WebhookSecret.Make(), w.Now);
            await NoteAsync(w, now, id, "webhook-created");
            return (await FindAsync(w, now, id))!;
        });
    }

    /// <summary>Changes one.</summary>
    public Task<WebhookRow> ChangeAsync(Caller caller, string id, WebhookBody body)
    {
        Check(body.Url, body.Description);
        return ChangeAsync(caller, id, "webhook-changed", (w, _) => w.ExecuteAsync("update webhook set url = @1, "
            + "description = @2, state = @3, failing_since = case when state = @3 then failing_since end, "
            + "disabled_at = case when state = @3 then disabled_at when @3 = 'disabled' then @4 end, "
            + "disabled_why = case when state = @3 then disabled_why when @3 = 'disabled' then 'asked' end "
            + "where id = @5", body.Url, body.Description?.Trim() ?? "",
            body.Enabled ? WebhookRow.Active : WebhookRow.Disabled, w.Now, id));
    }

    /// <summary>Gives one a new secret; what is sent is signed with the old one too for some hours.</summary>
    public Task<WebhookRow> RotateAsync(Caller caller, string id, int overlapHours)
    {
        if (overlapHours is < 0 or > MostOverlapHours)
            throw Standing.Wrong("/overlapHours", "query.whole", 0, MostOverlapHours);
        return ChangeAsync(caller, id, "webhook-rotated", (w, row) => w.ExecuteAsync("update webhook set secret = @1, "
            + "secret_before = @2, secret_before_until = @3 where id = @4", WebhookSecret.Make(), row.Secret,
            w.Now.AddHours(overlapHours), id));
    }

    /// <summary>Removes one with its log; nothing more is sent there.</summary>
    public Task RemoveAsync(Caller caller, string id) => ChangeAsync(caller, id, "webhook-removed", async (w, _) =>
    {
        await w.ExecuteAsync(
            "delete from delivery_attempt where delivery in (select id from delivery where webhook = @1)", id);
        await w.ExecuteAsync("delete from delivery where webhook = @1", id);
        await w.ExecuteAsync("delete from webhook where id = @1", id);
    });

    /// <summary>Sends a ping, to see whether the address takes it.</summary>
    public Task<DeliveryRow> PingAsync(Caller caller, string id) => lane.RunAsync(async w =>
    {
        await GetActiveAsync(w, caller, id);
        return await GetDeliveryAsync(w, id, await Deliveries.AddAsync(w, id, DeliveryRow.OfPing, null, null));
    });

    /// <summary>Sends one delivery again, whatever became of it.</summary>
    public Task<DeliveryRow> ReplayAsync(Caller caller, string id, long delivery) => lane.RunAsync(async w =>
    {
        await GetActiveAsync(w, caller, id);
        if (await w.ExecuteAsync("update delivery set state = 'waiting', step = 0, next_at = @1, delivered_at = null "
            + "where id = @2 and webhook = @3", w.Now, delivery, id) == 0)
            throw Standing.NotFound();
        return await GetDeliveryAsync(w, id, delivery);
    });

    /// <summary>Sends all messages again from a moment on, those too that were never sent there.</summary>
    public Task<ReplayView> ReplayAsync(Caller caller, string id, DateTimeOffset since) => lane.RunAsync(async w =>
    {
        const string Theirs = "from outbox o where o.recipient = @1 and o.sent_at >= @2";
        var identification = (await GetActiveAsync(w, caller, id)).Identification ?? "";
        var last = await w.FindAsync<long?>($"select o.id {Theirs} order by o.id limit 1 offset {MostReplayed}",
            identification, since) ?? long.MaxValue;
        var queued = await w.ExecuteAsync("update delivery set state = 'waiting', step = 0, next_at = @3, "
            + $"delivered_at = null where webhook = @4 and outbox in (select o.id {Theirs} and o.id < @5)",
            identification, since, w.Now, id, last);
        const string Missing = $"{Theirs} and o.id < @4 and not exists (select 1 from delivery d where d.webhook = @3 "
            + "and d.outbox = o.id)";
        var missing = await w.FindAsync<long>($"select count(*) {Missing}", identification, since, id, last);
        if (missing > 0)
        {
            var first = await w.TakeNumbersAsync("delivery", (int)missing);
            await w.ExecuteAsync("insert into delivery (id, webhook, kind, outbox, thread, state, created_at, next_at, "
                + "step, attempts) select @5 + row_number() over (order by o.id) - 1, @3, 'message', o.id, "
                + $"coalesce(o.lrn, o.mrn), 'waiting', @6, @6, 0, 0 {Missing}", identification, since, id, last, first,
                w.Now);
        }

        var next = last == long.MaxValue
            ? null
            : await w.FindAsync<long?>("select sent_at from outbox where id = @1", last);
        return new ReplayView(queued + (int)missing, next is { } time ? Sql.ToTime(time) : null);
    });

    /// <summary>The addresses of the caller's organisation.</summary>
    public async Task<IReadOnlyList<WebhookRow>> ListAsync(Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.ListAsync($"select {WebhookRow.Columns} from webhook w where w.organisation = @1 "
            + "order by w.created_at, w.id", WebhookRow.Read, cancellation, caller.Organisation);
    }

    /// <summary>One of them.</summary>
    public async Task<WebhookRow> GetAsync(Caller caller, string id, CancellationToken cancellation) =>
        (await ListAsync(caller, cancellation)).FirstOrDefault(w => w.Id == id) ?? throw Standing.NotFound();

    /// <summary>The log of one, the latest first.</summary>
    public async Task<DeliveryList> ListDeliveriesAsync(
        Caller caller, string id, string? state, long before, CancellationToken cancellation)
    {
        await GetAsync(caller, id, cancellation);
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.ListAsync($"select {DeliveryRow.Columns} from delivery d where d.webhook = @1 "
            + $"and d.id < @2 and (@3 = '' or d.state = @3) order by d.id desc limit {MostListed}", DeliveryRow.Read,
            cancellation, id, before, state ?? "");
        return new DeliveryList(
            [.. rows.Select(DeliveryView.Of)], rows.Count == MostListed ? rows[^1].Id : null);
    }

    /// <summary>A delivery with its attempts.</summary>
    public async Task<DeliveryLog> GetDeliveryAsync(
        Caller caller, string id, long delivery, CancellationToken cancellation)
    {
        await GetAsync(caller, id, cancellation);
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.ListAsync($"select {DeliveryRow.Columns} from delivery d where d.webhook = @1 "
            + "and d.id = @2", DeliveryRow.Read, cancellation, id, delivery);
        if (rows.Count == 0)
            throw Standing.NotFound();
        var tries = await connection.ListAsync("select number, at, millis, status, fault from delivery_attempt "
            + "where delivery = @1 order by number", r => new AttemptView(r.GetInt32(0), r.GetTime(1), r.GetInt32(2),
            r.IsDBNull(3) ? null : r.GetInt32(3), r.FindText(4)), cancellation, delivery);
        return new DeliveryLog(DeliveryView.Of(rows[0]), tries);
    }

    private Task<WebhookRow> ChangeAsync(
        Caller caller, string id, string what, Func<Write, WebhookRow, Task> change) => lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            var before = await FindAsync(w, now, id) ?? throw Standing.NotFound();
            await change(w, before);
            await NoteAsync(w, now, id, what);
            return await FindAsync(w, now, id) ?? before;
        });

    private static async Task<Caller> GetActiveAsync(Write write, Caller caller, string id)
    {
        var now = await Standing.OfAsync(write, caller);
        return await FindAsync(write, now, id) switch
        {
            null => throw Standing.NotFound(),
            { State: WebhookRow.Active } => now,
            _ => throw Standing.Taken("", "webhook.disabled"),
        };
    }

    private static async Task<WebhookRow?> FindAsync(Write write, Caller caller, string id) => (await write.ListAsync(
        $"select {WebhookRow.Columns} from webhook w where w.id = @1 and w.organisation = @2", WebhookRow.Read, id,
        caller.Organisation)).FirstOrDefault();

    private static async Task<DeliveryRow> GetDeliveryAsync(Write write, string webhook, long id) =>
        (await write.ListAsync($"select {DeliveryRow.Columns} from delivery d where d.webhook = @1 and d.id = @2",
            DeliveryRow.Read, webhook, id))[0];

    private static Task<long> NoteAsync(Write write, Caller caller, string id, string what) =>
        (AccessRecord.Make(what, caller.Account) with
        {
            Organisation = caller.Organisation,
            Key = id,
        }).AppendAsync(write);

    private void Check(string url, string? description)
    {
        var errors = new List<FieldError>();
        if (AddressRule.FindFault(url, settings.Reach) is { } fault)
            errors.Add(new FieldError("/url", fault));
        if (description?.Length > LongestDescription)
            errors.Add(new FieldError("/description", Texts.Server.Get("json.text-too-long", LongestDescription)));
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
    }
}
