using System.Data.Common;
using System.Security.Cryptography;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>A document that came in and is kept.</summary>
/// <param name="Id">Number of the receipt.</param>
/// <param name="Country">The administration that it went to.</param>
/// <param name="Sender">Sender as the document names it.</param>
/// <param name="MessageId">Identification that the sender gave.</param>
/// <param name="Code">Code of the message.</param>
/// <param name="Lrn">LRN that it names, or null.</param>
/// <param name="Digest">SHA-256 of the bytes, hexadecimal.</param>
/// <param name="ReceivedAt">When it was kept.</param>
/// <param name="DecidedAt">When it was decided on; null while it waits.</param>
internal sealed record Receipt(long Id, string Country, string Sender, string MessageId, string Code, string? Lrn,
    string Digest, DateTimeOffset ReceivedAt, DateTimeOffset? DecidedAt)
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns =
        "id, country, sender, message_id, code, lrn, digest, received_at, decided_at";

    /// <summary>SQL that holds for a row «r» before which no earlier message of the same movement from the same
    /// administration waits.</summary>
    public const string IsNext = "not exists (select 1 from receipt e where e.neighbour is not null and "
        + "e.decided_at is null and e.sender = r.sender and e.mrn = r.mrn and e.id < r.id)";

    /// <summary>Reads a row.</summary>
    public static Receipt Read(DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2),
        row.GetString(3), row.GetString(4), row.FindText(5), Convert.ToHexStringLower(row.GetBytes(6)), row.GetTime(7),
        row.FindTime(8));
}

/// <summary>A document that came in, with what it is found by: made before the lane is asked, where others do not wait
/// for it.</summary>
/// <param name="Country">The administration that it is for.</param>
/// <param name="Sender">Sender as the document names it.</param>
/// <param name="MessageId">Identification that the sender gave.</param>
/// <param name="Code">Code of the message.</param>
/// <param name="Lrn">LRN that it names, or null.</param>
/// <param name="Mrn">MRN that it names, or null.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Digest">Their SHA-256.</param>
/// <param name="Same">Of a declaration, digest of what stays the same each time that it is sent.</param>
internal sealed record ReceivedDocument(string Country, string Sender, string MessageId, string Code, string? Lrn,
    string? Mrn, byte[] Body, byte[] Digest, byte[]? Same)
{
    /// <summary>The installation that sent it; null of a trader's.</summary>
    public string? Neighbour { get; init; }

    /// <summary>Looks at a document.</summary>
    public static ReceivedDocument Of(string country, Message message, byte[] body)
    {
        var lrn = message.Root.Values("TransitOperation/LRN").FirstOrDefault();
        return new ReceivedDocument(country, message.Root["messageSender"] ?? "",
            message.Root["messageIdentification"] ?? "", message.Code, lrn,
            message.Root.Values("TransitOperation/MRN").FirstOrDefault(), body, SHA256.HashData(body),
            lrn is null || message.Code != "CC015C" ? null : WithoutEnvelope(message));
    }

    private static byte[] WithoutEnvelope(Message message)
    {
        var copy = Message.Make(message.Code);
        copy.Root.CopyFrom(message.Root);
        foreach (var item in (string[])["preparationDateAndTime", "messageIdentification", "correlationIdentifier"])
            copy.Root[item] = null;
        return SHA256.HashData(Bodies.Write(copy));
    }
}

/// <summary>Keeps documents that come in, each once.</summary>
internal static class Receipts
{
    /// <summary>Keeps a document, or finds the receipt that it has already: for the same bytes under the same
    /// identification, and for a declaration that is the same but for its envelope.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="document">The document.</param>
    /// <returns>The receipt, and whether there was one.</returns>
    public static async Task<(Receipt Receipt, bool IsRepeat)> KeepAsync(Write write, ReceivedDocument document)
    {
        if (await FindAsync(write, document) is { } known)
            return (known, true);
        var id = await write.TakeNumbersAsync("receipt");
        write.Keep(document.Digest, document.Body);
        write.Defer("insert into receipt (id, country, sender, message_id, digest, same_but_envelope, "
            + "code, lrn, received_at, neighbour, mrn) values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)",
            id, document.Country, document.Sender, document.MessageId, document.Digest, document.Same, document.Code,
            document.Lrn, write.Now, document.Neighbour, document.Mrn);
        return (new Receipt(id, document.Country, document.Sender, document.MessageId, document.Code, document.Lrn,
            Convert.ToHexStringLower(document.Digest), write.Now, null), false);
    }

    private static async Task<Receipt?> FindAsync(Write write, ReceivedDocument document)
    {
        var (country, sender, same) = (document.Country, document.Sender, document.Same);
        var rows = await write.ListAsync($"select {Receipt.Columns} from receipt where country = @1 and sender = @2 "
            + "and message_id = @3 and digest = @4", Receipt.Read, country, sender,
            document.MessageId, document.Digest);
        if (rows.Count > 0 || same is null)
            return rows.FirstOrDefault();
        // A declaration that was rejected may be lodged again as it stands: what was wrong may have been elsewhere.
        return (await write.ListAsync($"select {Receipt.Columns} from receipt r where country = @1 and sender = @2 "
            + "and lrn = @3 and same_but_envelope = @4 and not exists (select 1 from movement m where "
            + "m.country = r.country and m.lrn = r.lrn and m.holder = r.sender and m.state = 'Rejected') order by id",
            Receipt.Read, country, sender, document.Lrn, same)).FirstOrDefault();
    }
}
