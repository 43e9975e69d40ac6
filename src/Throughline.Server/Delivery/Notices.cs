using System.Data.Common;
using System.Text.Json;

namespace Throughline.Server;

/// <summary>What an organisation should know and no message of the procedure tells: kept with the change that caused
/// it, listed, sent to its webhooks and its open streams of events.</summary>
internal static class Notices
{
    public const string WebhookDisabled = "webhook-disabled";
    public const string GuaranteeNearlyUsed = "guarantee-nearly-used";

    /// <summary>The columns that <see cref="Read"/> reads, of a table or alias «n».</summary>
    public const string Columns = "n.id, n.at, n.recipient, n.kind, n.subject, n.details";

    /// <summary>Adds one.</summary>
    /// <param name="write">The transaction of what caused it.</param>
    /// <param name="entry">Entry of the journal that says what caused it.</param>
    /// <param name="recipient">Number under which the organisation gets messages.</param>
    /// <param name="kind">What it tells; its sentence is the text notice.KIND.</param>
    /// <param name="subject">What it is about: a GRN, a webhook.</param>
    /// <param name="details">What fills the sentence.</param>
    public static async Task AddAsync(
        Write write, long entry, string recipient, string kind, string subject, params string[] details)
    {
        var id = await write.TakeNumbersAsync("notice");
        await write.ExecuteAsync("insert into notice (id, entry, at, recipient, kind, subject, details) "
            + "values (@1, @2, @3, @4, @5, @6, @7)", id, entry, write.Now, recipient, kind, subject,
            JsonSerializer.Serialize(details, NoticeJson.Default.StringArray));
        await Deliveries.QueueAsync(write, recipient, DeliveryRow.OfNotice, id, null);
    }

    /// <summary>Reads a row.</summary>
    public static NoticeView Read(DbDataReader row)
    {
        var details = JsonSerializer.Deserialize(row.GetString(5), NoticeJson.Default.StringArray) ?? [];
        return new NoticeView(row.GetInt64(0), row.GetString(3), row.GetString(4),
            Texts.Server.Get("notice." + row.GetString(3), [.. details]), row.GetTime(1));
    }
}

/// <summary>The JSON of what fills a notice.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class NoticeJson : System.Text.Json.Serialization.JsonSerializerContext;
