using System.Security.Cryptography;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What an instructor does: moves the clock, sets faults, plays neighbours.</summary>
internal sealed class TrainingDesk(
    Database database, WriteLane lane, TransitService service, TrainingClock clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Where the clock stands.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>How far it is ahead.</summary>
    public TimeSpan Ahead => clock.Ahead;

    /// <summary>Moves the clock to a moment. On the way it stops wherever something is due and lets it happen, in
    /// order, so that what follows from it begins at its own time.</summary>
    /// <returns>How much happened, or null when the moment is past.</returns>
    public async Task<int?> MoveAsync(DateTimeOffset to, string by, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (to < Now)
                return null;
            var record = TrainingRecord.Make("clock-moved", by) with { From = Now, To = to };
            await lane.RunAsync(record.AppendAsync);
            var done = await SettleAsync(cancellation);
            DateTimeOffset? last = null;
            while (await FindNextAsync(last, to, cancellation) is { } next)
            {
                await SetAsync(next);
                done += await SettleAsync(cancellation);
                last = next;
            }

            await SetAsync(to);
            return done + await SettleAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Faults, the newest first.</summary>
    public async Task<IReadOnlyList<FaultView>> ListFaultsAsync(CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.ListAsync($"select {FaultView.Columns} from training_fault order by id desc limit 200",
            FaultView.Read, cancellation);
    }

    /// <summary>Sets a fault.</summary>
    public Task<FaultView> SetFaultAsync(FaultView fault, string by) => lane.RunAsync(async write =>
    {
        var made = fault with { Id = await write.TakeNumbersAsync("training fault"), SetAt = write.Now };
        write.Defer("insert into training_fault (id, kind, recipient, code, minutes, remaining, set_at) "
            + "values (@1, @2, @3, @4, @5, @6, @7)", made.Id, made.Kind.ToString(), made.Recipient, made.Code,
            made.Minutes, made.Remaining, made.SetAt);
        await TrainingRecord.Of("fault-set", by, made).AppendAsync(write);
        return made;
    });

    /// <summary>Ends a fault.</summary>
    /// <returns>False when there is none that goes on.</returns>
    public Task<bool> EndFaultAsync(long id, string by) => lane.RunAsync(async write =>
    {
        var found = (await write.ListAsync($"select {FaultView.Columns} from training_fault where id = @1 and "
            + "ended_at is null", FaultView.Read, id)).FirstOrDefault();
        if (found is null)
            return false;
        write.Defer("update training_fault set ended_at = @1 where id = @2", write.Now, id);
        await TrainingRecord.Of("fault-ended", by, found).AppendAsync(write);
        return true;
    });

    /// <summary>Lets a neighbour send a message to an administration that runs here.</summary>
    /// <returns>Its number in the outbox.</returns>
    public async Task<long> PlayAsync(Message message, byte[] body, string by, CancellationToken cancellation)
    {
        var id = await lane.RunAsync(async write =>
        {
            var number = await write.TakeNumbersAsync("outbox");
            var digest = SHA256.HashData(body);
            write.Keep(digest, body);
            var root = message.Root;
            var entry = await (TrainingRecord.Make("message-played", by) with
            {
                Message = number,
                Recipient = root["messageRecipient"],
            }).AppendAsync(write);
            write.Defer("insert into outbox (id, entry, sender, recipient_kind, recipient, code, message_id, mrn, lrn, "
                + "digest, sent_at) values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)", number, entry,
                root["messageSender"], nameof(PartyKind.Administration), root["messageRecipient"], message.Code,
                root["messageIdentification"] ?? "", root.Values("TransitOperation/MRN").FirstOrDefault(),
                root.Values("TransitOperation/LRN").FirstOrDefault(), digest, write.Now);
            return number;
        });
        await SettleAsync(cancellation);
        return id;
    }

    private async Task<int> SettleAsync(CancellationToken cancellation)
    {
        var all = 0;
        while (await service.SettleAsync(cancellation) is var done and > 0)
            all += done;
        return all;
    }

    /// <summary>The first moment after one at which something is due, not after another.</summary>
    private async Task<DateTimeOffset?> FindNextAsync(
        DateTimeOffset? after, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var from = after ?? Now;
        var dues = await connection.ListAsync("select min(due_at) from timer where due_at > @1 and due_at <= @2 union "
            + "all select min(next_at) from outbox where delivered_at is null and next_at > @1 and next_at <= @2",
            r => r.FindTime(0), cancellation, from, to);
        return dues.Min();
    }

    /// <summary>Sets the clock. Sessions and keys move with it, so that nobody is logged out by it.</summary>
    private async Task SetAsync(DateTimeOffset to)
    {
        var ahead = to - clock.Real.GetUtcNow();
        await lane.RunAsync(async write =>
        {
            var before = await write.FindAsync<long>("select ahead from training where id = 1");
            var after = Math.Max(before, (long)Math.Ceiling(ahead.TotalMicroseconds));
            var step = after - before;
            write.Defer("update training set ahead = @1 where id = 1", after);
            write.Defer("update access_session set created_at = created_at + @1, seen_at = seen_at + @1, "
                + "expires_at = expires_at + @1", step);
            write.Defer("update access_key set expires_at = expires_at + @1", step);
            write.Defer("update access_secret set expires_at = expires_at + @1", step);
            ahead = TimeSpan.FromMicroseconds(after);
            return after;
        });
        clock.Advance(ahead);
    }
}
