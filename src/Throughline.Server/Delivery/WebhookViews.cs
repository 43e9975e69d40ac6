namespace Throughline.Server;

/// <summary>An address to register.</summary>
/// <param name="Url">Where messages are told: https, not in a private network, at most 500 characters.</param>
/// <param name="Description">What it is for, at most 200 characters; null for nothing.</param>
public sealed record NewWebhookBody(string Url, string? Description = null);

/// <summary>What is changed in a webhook: all fields take the place of those before.</summary>
/// <param name="Url">Where messages are told.</param>
/// <param name="Description">What it is for, at most 200 characters; null for nothing.</param>
/// <param name="Enabled">Whether it gets anything. One that was disabled after long failure is enabled again by
/// this.</param>
public sealed record WebhookBody(string Url, string? Description, bool Enabled);

/// <summary>From when on messages are sent again.</summary>
/// <param name="Since">Messages that were sent at this time or later.</param>
public sealed record ReplayBody(DateTimeOffset Since);

/// <summary>An address to which messages are told.</summary>
/// <param name="Id">Identification.</param>
/// <param name="Url">The address.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Enabled">Whether it gets anything.</param>
/// <param name="CreatedAt">When it was registered.</param>
/// <param name="FailingSince">Since when it took nothing; null when the last delivery went well.</param>
/// <param name="DisabledAt">When it was disabled, or null.</param>
/// <param name="DisabledWhy">Why, as a sentence, or null.</param>
/// <param name="SecretBeforeUntil">Until when the secret before the last rotation signs too; null when it does
/// not.</param>
public sealed record WebhookView(string Id, string Url, string Description, bool Enabled, DateTimeOffset CreatedAt,
    DateTimeOffset? FailingSince, DateTimeOffset? DisabledAt, string? DisabledWhy, DateTimeOffset? SecretBeforeUntil)
{
    /// <summary>The view of a row.</summary>
    internal static WebhookView Of(WebhookRow row) => new(row.Id, row.Url, row.Description,
        row.State == WebhookRow.Active, row.CreatedAt, row.FailingSince, row.DisabledAt,
        row.DisabledWhy is { } why ? Texts.Server.Get("webhook.why." + why) : null, row.SecretBeforeUntil);
}

/// <summary>The webhooks of an organisation.</summary>
/// <param name="Webhooks">In the order in which they were registered.</param>
public sealed record WebhookList(IReadOnlyList<WebhookView> Webhooks);

/// <summary>A webhook with its secret, which no other answer shows.</summary>
/// <param name="Webhook">What it is.</param>
/// <param name="Secret">With this what is sent is signed: whsec_ and 32 bytes in base64.</param>
public sealed record NewWebhookView(WebhookView Webhook, string Secret);

/// <summary>Something that was told to an address, or will be.</summary>
/// <param name="Id">Number; later ones are higher.</param>
/// <param name="WebhookId">Value of the header webhook-id, the same at every attempt and replay.</param>
/// <param name="Kind">message, notice or ping.</param>
/// <param name="Message">Number of the message, or null.</param>
/// <param name="Notice">Number of the notice, or null.</param>
/// <param name="State">waiting, delivered or given-up.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="NextAt">When it is tried next; null when it is not.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DeliveredAt">When the receiver took it, or null.</param>
/// <param name="Status">Status of the last answer, or null.</param>
/// <param name="Fault">Why the last attempt failed, as a sentence, or null.</param>
public sealed record DeliveryView(long Id, string WebhookId, string Kind, long? Message, long? Notice, string State,
    DateTimeOffset CreatedAt, DateTimeOffset? NextAt, int Attempts, DateTimeOffset? DeliveredAt, int? Status,
    string? Fault)
{
    /// <summary>The view of a row.</summary>
    internal static DeliveryView Of(DeliveryRow row) => new(row.Id, row.WebhookId, row.Kind, row.Outbox, row.Notice,
        row.State, row.CreatedAt, row.State == DeliveryRow.Waiting ? row.NextAt : null, row.Attempts, row.DeliveredAt,
        row.Status, row.Fault);
}

/// <summary>The log of an address.</summary>
/// <param name="Deliveries">The latest first.</param>
/// <param name="Next">Give it as «before» for those that are older; null when there are none.</param>
public sealed record DeliveryList(IReadOnlyList<DeliveryView> Deliveries, long? Next);

/// <summary>A delivery with its attempts.</summary>
/// <param name="Delivery">What it is.</param>
/// <param name="Tries">All attempts, in order.</param>
public sealed record DeliveryLog(DeliveryView Delivery, IReadOnlyList<AttemptView> Tries);

/// <summary>An attempt to deliver.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When it began.</param>
/// <param name="Millis">How long it took, in milliseconds.</param>
/// <param name="Status">Status of the answer, or null when there was none.</param>
/// <param name="Fault">Why it failed, as a sentence; null when it did not.</param>
public sealed record AttemptView(int Number, DateTimeOffset At, int Millis, int? Status, string? Fault);

/// <summary>What is sent again.</summary>
/// <param name="Queued">How many messages.</param>
/// <param name="Next">When there are more than are queued at once: give it as «since» for the rest; null when there
/// are not.</param>
public sealed record ReplayView(int Queued, DateTimeOffset? Next);

/// <summary>What a webhook gets.</summary>
/// <param name="Type">message.sent, notice.created or webhook.ping.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">What it is about.</param>
public sealed record WebhookEvent(string Type, DateTimeOffset Timestamp, WebhookData Data);

/// <summary>What something that is told is about.</summary>
/// <param name="Message">The message, without its content: fetch it by its number; or null.</param>
/// <param name="Notice">The notice, or null.</param>
public sealed record WebhookData(MessageSummary? Message, NoticeView? Notice);

/// <summary>Something that an organisation should know.</summary>
/// <param name="Id">Number; later ones are higher.</param>
/// <param name="Kind">What it tells: webhook-disabled, guarantee-nearly-used.</param>
/// <param name="Subject">What it is about: identification of a webhook, GRN.</param>
/// <param name="Text">The notice as a sentence.</param>
/// <param name="At">When it was made.</param>
public sealed record NoticeView(long Id, string Kind, string Subject, string Text, DateTimeOffset At);

/// <summary>Notices.</summary>
/// <param name="Notices">In order.</param>
/// <param name="Next">Give it as «after» for those that follow: the number of the last one, or what was given.</param>
public sealed record NoticeList(IReadOnlyList<NoticeView> Notices, long Next);
