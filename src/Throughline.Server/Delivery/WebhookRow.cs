using System.Data.Common;

namespace Throughline.Server;

/// <summary>An address to which messages are told, as its row has it.</summary>
internal sealed record WebhookRow(string Id, string Organisation, string Url, string Description, string Secret,
    string? SecretBefore, DateTimeOffset? SecretBeforeUntil, string State, DateTimeOffset CreatedAt,
    DateTimeOffset? FailingSince, DateTimeOffset? DisabledAt, string? DisabledWhy)
{
    public const string Active = "active";
    public const string Disabled = "disabled";

    /// <summary>The columns that <see cref="Read"/> reads, of a table or alias «w».</summary>
    public const string Columns = "w.id, w.organisation, w.url, w.description, w.secret, w.secret_before, "
        + "w.secret_before_until, w.state, w.created_at, w.failing_since, w.disabled_at, w.disabled_why";

    /// <summary>Number of columns, for queries that read more behind them.</summary>
    public const int ColumnCount = 12;

    /// <summary>Reads a row.</summary>
    public static WebhookRow Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2),
        row.GetString(3), row.GetString(4), row.FindText(5), row.FindTime(6), row.GetString(7), row.GetTime(8),
        row.FindTime(9), row.FindTime(10), row.FindText(11));

    /// <summary>The secrets that sign at a time, the newest first.</summary>
    public IReadOnlyList<string> SecretsAt(DateTimeOffset now) =>
        SecretBefore is { } before && SecretBeforeUntil > now ? [Secret, before] : [Secret];
}

/// <summary>Something on its way to an address, as its row has it.</summary>
internal sealed record DeliveryRow(long Id, string Webhook, string Kind, long? Outbox, long? Notice, string State,
    DateTimeOffset CreatedAt, DateTimeOffset NextAt, int Step, int Attempts, DateTimeOffset? DeliveredAt, int? Status,
    string? Fault)
{
    public const string Waiting = "waiting";
    public const string Delivered = "delivered";
    public const string GivenUp = "given-up";
    public const string OfMessage = "message";
    public const string OfNotice = "notice";
    public const string OfPing = "ping";

    /// <summary>The columns that <see cref="Read"/> reads, of a table or alias «d».</summary>
    public const string Columns = "d.id, d.webhook, d.kind, d.outbox, d.notice, d.state, d.created_at, d.next_at, "
        + "d.step, d.attempts, d.delivered_at, d.status, d.fault";

    /// <summary>Reads a row.</summary>
    public static DeliveryRow Read(DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2),
        row.FindNumber(3), row.FindNumber(4), row.GetString(5), row.GetTime(6), row.GetTime(7), row.GetInt32(8),
        row.GetInt32(9), row.FindTime(10), row.IsDBNull(11) ? null : row.GetInt32(11), row.FindText(12));

    /// <summary>The value of the header webhook-id: the same at every attempt and every replay, so that a receiver
    /// knows what it has already.</summary>
    public string WebhookId => Kind switch
    {
        OfMessage => FormattableString.Invariant($"msg_{Outbox}"),
        OfNotice => FormattableString.Invariant($"ntc_{Notice}"),
        _ => FormattableString.Invariant($"png_{Id}"),
    };
}
