using System.Data.Common;
using System.Globalization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What can go wrong between administrations.</summary>
public enum FaultKind
{
    /// <summary>A message arrives late.</summary>
    Delay,
    /// <summary>A message is lost and sent again later.</summary>
    Loss,
    /// <summary>A message arrives twice.</summary>
    Duplicate,
    /// <summary>The neighbour cannot be reached until the fault is ended.</summary>
    Down,
    /// <summary>The neighbour refuses a message (CD906C) and does nothing else.</summary>
    Rejection,
}

/// <summary>A fault that an instructor set.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Recipient">Messages to this administration, for example NTA.AM.</param>
/// <param name="Code">Only messages of this code, for example CD050C; all when null.</param>
/// <param name="Minutes">How late a message comes, by the clock of the installation.</param>
/// <param name="Remaining">Messages that it still meets.</param>
/// <param name="SetAt">Since when.</param>
/// <param name="EndedAt">When it ended, or null.</param>
public sealed record FaultView(long Id, FaultKind Kind, string Recipient, string? Code, long Minutes, long Remaining,
    DateTimeOffset SetAt, DateTimeOffset? EndedAt)
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    internal const string Columns = "id, kind, recipient, code, minutes, remaining, set_at, ended_at";

    internal static FaultView Read(DbDataReader row) => new(row.GetInt64(0), Enum.Parse<FaultKind>(row.GetString(1)),
        row.GetString(2), row.FindText(3), row.GetInt64(4), row.GetInt64(5), row.GetTime(6), row.FindTime(7));
}

/// <summary>Lets happen to messages between administrations what an instructor asked for.</summary>
internal sealed class TrainingFaults(WriteLane lane)
{
    // Of a message that met a fault already, so that it meets no other.
    private const int Met = 1;

    /// <summary>SQL that holds for a message «o» whose receiver can be reached.</summary>
    public const string IsReachable = "not exists (select 1 from training_fault d where d.kind = 'Down' and "
        + "d.ended_at is null and d.recipient = o.recipient)";

    /// <summary>Lets a message that is about to be delivered meet the first fault that is meant for it.</summary>
    /// <returns>Whether it goes no further now.</returns>
    public Task<bool> MeetAsync(long id, Message message) => lane.RunAsync(async write =>
    {
        var recipient = message.Root["messageRecipient"] ?? "";
        var fault = (await write.ListAsync($"select {FaultView.Columns} from training_fault where ended_at is null and "
            + "kind <> 'Down' and recipient = @1 and (code is null or code = @2) and exists (select 1 from outbox o "
            + "where o.id = @3 and o.attempts = 0 and o.delivered_at is null) order by id limit 1", FaultView.Read,
            recipient, message.Code, id)).FirstOrDefault();
        if (fault is null)
            return false;
        write.Defer("update training_fault set remaining = remaining - 1, ended_at = case when remaining = 1 then @1 "
            + "else ended_at end where id = @2", write.Now, fault.Id);
        var entry = await TrainingRecord.Of("fault-met", TrainingRecord.Program, fault, id).AppendAsync(write);
        switch (fault.Kind)
        {
            case FaultKind.Delay or FaultKind.Loss:
                write.Defer("update outbox set attempts = @1, next_at = @2, fault = @3 where id = @4", Met,
                    write.Now.AddMinutes(fault.Minutes), "training: " + fault.Kind, id);
                return true;
            case FaultKind.Duplicate:
                write.Defer("insert into outbox (id, entry, sender, recipient_kind, recipient, code, message_id, mrn, "
                    + "lrn, answers, digest, sent_at, attempts, fault) select @1, entry, sender, recipient_kind, "
                    + "recipient, code, message_id, mrn, lrn, answers, digest, @2, @3, @4 from outbox where id = @5",
                    await write.TakeNumbersAsync("outbox"), write.Now, Met, "training: Duplicate", id);
                return false;
            default:
                await RejectAsync(write, entry, id, message);
                return true;
        }
    });

    /// <summary>Answers a message as a neighbour does that cannot make sense of it.</summary>
    private static async Task RejectAsync(Write write, long entry, long id, Message message)
    {
        var (sender, recipient) = (message.Root["messageSender"]!, message.Root["messageRecipient"]!);
        var answer = Message.Make("CD906C");
        var root = answer.Root;
        root["messageSender"] = recipient;
        root["messageRecipient"] = sender;
        var zone = CountrySettings.Of(recipient[^2..], isTrial: false).Zone;
        root["preparationDateAndTime"] = TimeZoneInfo.ConvertTime(write.Now, zone)
            .ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var number = await write.TakeNumbersAsync("message " + recipient[^2..]);
        root["messageIdentification"] =
            string.Create(CultureInfo.InvariantCulture, $"{recipient[^2..]}{number:0000000000}");
        root["messageType"] = answer.Code;
        root["correlationIdentifier"] = message.Root["messageIdentification"];
        var mrn = message.Root.Values("TransitOperation/MRN").FirstOrDefault();
        if (mrn is not null)
            root.Open("Header")["MRN"] = mrn;
        var error = root.Add("FunctionalError");
        error["errorPointer"] = "/" + message.Code;
        error["errorCode"] = "92";
        error["errorReason"] = "N/A";
        var digest = await write.KeepAsync(Bodies.Write(answer));
        write.Defer("update outbox set delivered_at = @1, attempts = @2, fault = @3 where id = @4", write.Now, Met,
            "training: Rejection", id);
        write.Defer("insert into outbox (id, entry, sender, recipient_kind, recipient, code, message_id, mrn, digest, "
            + "sent_at, attempts) values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)",
            await write.TakeNumbersAsync("outbox"), entry, recipient, nameof(PartyKind.Administration), sender,
            answer.Code, root["messageIdentification"], mrn, digest, write.Now, Met);
    }
}
