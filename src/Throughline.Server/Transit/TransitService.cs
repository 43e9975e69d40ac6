using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Who acts: an account of the installation, in a role, for an organisation.</summary>
/// <param name="Account">Identification of the account.</param>
/// <param name="Role">The role in which it acts.</param>
internal sealed record Actor(string Account, string Role);

/// <summary>An officer's decision on a movement.</summary>
/// <param name="Country">Country of the officer's administration.</param>
/// <param name="Role">In which role the office acts.</param>
/// <param name="Office">The office.</param>
/// <param name="Movement">MRN, or LRN before there is one.</param>
/// <param name="Action">What is decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="Details">Further details by name.</param>
/// <param name="Seen">Version of the movement that the officer looked at, or null.</param>
internal sealed record OfficerDecision(string Country, ProcedureRole Role, string? Office, string Movement,
    string Action, string? Reason, IReadOnlyDictionary<string, string> Details, long? Seen)
{
    /// <summary>The proposal that is confirmed by it, or null when one person decides.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>Why the second person confirms, or null.</summary>
    public string? Second { get; init; }
}

/// <summary>The transit service: takes documents, lets officers decide, carries messages between administrations, and
/// lets timers run out.</summary>
internal sealed partial class TransitService(Database database, WriteLane lane, TimeProvider time,
    TransitSettings settings, ILogger<TransitService> logger, TransitMeter? meter = null) : IDisposable
{
    private const int MostAtOnce = 100;
    private readonly TransitDecisions _decisions = new(database, lane, time, settings, meter);
    private readonly SemaphoreSlim _carrying = new(1);
    private readonly ConcurrentDictionary<(string, int, string), DateTimeOffset> _held = new();
    private readonly TrainingFaults? _faults = settings.IsTraining ? new TrainingFaults(lane) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _decisions.Dispose();
        _carrying.Dispose();
    }

    /// <summary>The settings.</summary>
    public TransitSettings Settings => settings;

    /// <summary>Takes a document from outside: first it is kept, then decided on. When it is kept and cannot be
    /// decided on at once, the decision follows by itself.</summary>
    /// <param name="country">The administration that it is for.</param>
    /// <param name="read">The document, read.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="actor">Who sent it.</param>
    /// <param name="cancellation">Ends the wait for the decision, not the decision.</param>
    /// <returns>The receipt as it was when the document was kept, and whether the document was here before.</returns>
    public async Task<(Receipt Receipt, bool IsRepeat)> TakeAsync(
        string country, ReadResult read, byte[] body, Actor actor, CancellationToken cancellation)
    {
        var message = read.Message ?? throw new ArgumentException("The document is no message.", nameof(read));
        var document = ReceivedDocument.Of(country, message, body);
        var (receipt, isRepeat) = await lane.RunAsync(w => Receipts.KeepAsync(w, document));
        meter?.CountReceived(country, message.Code, isRepeat);
        if (receipt.DecidedAt is null)
            await DecideAsync(receipt, read, actor, cancellation);
        return (receipt, isRepeat);
    }

    /// <summary>Takes a message from another installation. When the task ends it is kept, and whoever sent it may
    /// forget it; whether it could be decided on at once changes nothing for the sender.</summary>
    /// <param name="country">The administration that it is for.</param>
    /// <param name="read">The message, read.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="neighbour">The installation that sent it.</param>
    /// <returns>The receipt, and whether the message was here before.</returns>
    public async Task<(Receipt Receipt, bool IsRepeat)> TakeFromNeighbourAsync(
        string country, ReadResult read, byte[] body, string neighbour)
    {
        var message = read.Message ?? throw new ArgumentException("The document is no message.", nameof(read));
        var document = ReceivedDocument.Of(country, message, body) with { Neighbour = neighbour };
        var (receipt, isRepeat, isNext) = await lane.RunAsync(async w =>
        {
            var kept = await Receipts.KeepAsync(w, document);
            await NeighbourRows.HeardAsync(w, neighbour);
            return (kept.Receipt, kept.IsRepeat, await w.FindAsync<long>(
                $"select count(*) from receipt r where r.id = @1 and {Receipt.IsNext}", kept.Receipt.Id) == 1);
        });
        meter?.CountReceived(country, message.Code, isRepeat);
        if (receipt.DecidedAt is null && isNext)
        {
            await TryAsync("receipt " + TransitDecisions.Text(receipt.Id), async () =>
            {
                await DecideAsync(receipt, read, new Actor(neighbour, "neighbour"), CancellationToken.None);
                return true;
            }, mayWait: true);
        }

        return (receipt, isRepeat);
    }

    /// <summary>Takes a declaration of a movement that began on paper.</summary>
    /// <param name="country">The administration that it is for.</param>
    /// <param name="read">The declaration, read.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="enter">Marks the number as entered, in the transaction that keeps the declaration.</param>
    /// <param name="actor">The officer who enters it.</param>
    /// <param name="cancellation">Ends the wait for the decision, not the decision.</param>
    /// <returns>Number of the receipt.</returns>
    public async Task<long> TakePaperAsync(string country, ReadResult read, byte[] body,
        Func<Write, long, Task> enter, Actor actor, CancellationToken cancellation)
    {
        var document = ReceivedDocument.Of(country, read.Message!, body);
        var (receipt, isRepeat) = await lane.RunAsync(async w =>
        {
            var kept = await Receipts.KeepAsync(w, document);
            await enter(w, kept.Receipt.Id);
            return kept;
        });
        meter?.CountReceived(country, document.Code, isRepeat);
        if (receipt.DecidedAt is null)
            await DecideAsync(receipt, read, actor, cancellation);
        return receipt.Id;
    }

    /// <summary>Lets an officer decide.</summary>
    public async Task<TransitOutcome> ActAsync(OfficerDecision decision, Actor actor, CancellationToken cancellation)
    {
        var input = new OfficerInput(decision.Role, decision.Office, decision.Movement, decision.Action,
            decision.Details)
        {
            By = new OfficerId(decision.Country, actor.Account),
        };
        var note = new JournalInput("officer", By: actor.Account, Role: actor.Role, Office: decision.Office,
            Movement: decision.Movement, Action: $"{decision.Role} {decision.Action}", Reason: decision.Reason,
            Details: decision.Details, Seen: decision.Seen, Proposal: decision.Proposal?.Entry,
            ProposedBy: decision.Proposal?.ProposedBy, Second: decision.Second);
        var outcome = await _decisions.DecideAsync(
            new MovementRows.Concern(decision.Country, decision.Movement, decision.Movement, null), input, note,
            new DecisionOrigin(Proposal: decision.Proposal), null, cancellation);
        if (!outcome.HasSent)
            return outcome;
        await CarryAsync(cancellation);
        // Other offices here may have answered already: the officer sees what came of it.
        return outcome with { Movements = await ReadAgainAsync(outcome.Movements, cancellation) };
    }

    /// <summary>Assesses a movement again as it stands.</summary>
    /// <returns>False when it has nothing to assess yet.</returns>
    public async Task<bool> AssessAsync(MovementRow row, CancellationToken cancellation)
    {
        var moment = row.Role switch
        {
            ProcedureRole.Departure when row.Mrn is not null => "acceptance",
            ProcedureRole.Transit when row.Body.Messages.ContainsKey("record") => "transit",
            ProcedureRole.Destination when row.Body.Messages.ContainsKey("record") => "destination",
            _ => null,
        };
        if (moment is null)
            return false;
        while (!await _decisions.AssessAsync(row, moment, cancellation))
            cancellation.ThrowIfCancellationRequested();
        return true;
    }

    /// <summary>Does everything that is due: documents that were kept and not decided on, timers, messages between
    /// administrations.</summary>
    /// <returns>How much was done.</returns>
    public async Task<int> SettleAsync(CancellationToken cancellation)
    {
        var done = await DecideWaitingAsync(cancellation);
        done += await _decisions.RescreenAsync(cancellation);
        done += await RunTimersAsync(cancellation);
        return done + await CarryAsync(cancellation);
    }

    private async Task DecideAsync(
        Receipt receipt, ReadResult read, Actor actor, CancellationToken cancellation)
    {
        var note = new JournalInput("message", receipt.Digest, receipt.Id, actor.Account, actor.Role);
        var outcome = await _decisions.DecideAsync(TransitDecisions.ConcernOf(receipt.Country, read.Message!),
            new MessageInput(read.Message!, read.Findings), note, new DecisionOrigin(Receipt: receipt.Id),
            Convert.FromHexString(receipt.Digest), cancellation);
        if (outcome.HasSent)
            await CarryAsync(cancellation);
    }

    private async Task<IReadOnlyList<MovementRow>> ReadAgainAsync(
        IReadOnlyList<MovementRow> rows, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var now = new List<MovementRow>();
        foreach (var row in rows)
        {
            now.AddRange(await MovementRows.ListAsync(
                connection, new MovementRows.Concern(row.Country, null, null, row.Number), cancellation));
        }

        return now;
    }

    private async Task<int> DecideWaitingAsync(CancellationToken cancellation)
    {
        List<Receipt> waiting;
        await using (var connection = await database.ConnectAsync(cancellation))
        {
            // What came a moment ago is being decided on by whoever took it.
            waiting = await connection.ListAsync($"select {Receipt.Columns} from receipt r where decided_at is null "
                + $"and received_at <= @1 and {Receipt.IsNext} order by id limit {MostAtOnce}", Receipt.Read,
                cancellation, time.GetUtcNow() - settings.Pace);
        }

        var done = 0;
        foreach (var receipt in waiting)
        {
            done += await TryAsync("receipt " + TransitDecisions.Text(receipt.Id), async () =>
            {
                ReadResult read;
                await using (var connection = await database.ConnectAsync(cancellation))
                {
                    read = await _decisions.Bodies.ReadAsync(
                        connection, Convert.FromHexString(receipt.Digest), cancellation);
                }

                await DecideAsync(receipt, read, new Actor(receipt.Sender, "resumed"), cancellation);
                return true;
            });
        }

        return done;
    }

    private async Task<int> RunTimersAsync(CancellationToken cancellation)
    {
        List<(string Country, int Number, string Name)> due;
        await using (var connection = await database.ConnectAsync(cancellation))
        {
            due = await connection.ListAsync("select country, number, name from timer where due_at <= @1 "
                + $"order by due_at, country, number, name limit {MostAtOnce + _held.Count}",
                r => (r.GetString(0), r.GetInt32(1), r.GetString(2)), cancellation, time.GetUtcNow());
        }

        var done = 0;
        var now = time.GetUtcNow();
        foreach (var (country, number, name) in due)
        {
            if (_held.TryGetValue((country, number, name), out var next) && next > now)
                continue;
            done += await TryAsync($"timer {name} of {country}/{number}", async () =>
            {
                var outcome = await _decisions.DecideAsync(new MovementRows.Concern(country, null, null, number),
                    new TimerInput(number, name), new JournalInput("timer", Movement: TransitDecisions.Text(number),
                    Action: name), new DecisionOrigin(), null, cancellation);
                // A release that something holds is tried again a little later: the officer may clear it.
                if (outcome.Refusal is null)
                    _held.TryRemove((country, number, name), out _);
                else
                    _held[(country, number, name)] = now.AddMinutes(1);
                return outcome.Entry is not null;
            });
        }

        return done;
    }

    /// <summary>Works on one thing. When it fails it stays where it is and is tried again at the next turn; what
    /// stands beside it goes on.</summary>
    /// <param name="what">What it is, for the log.</param>
    /// <param name="work">Works on it.</param>
    /// <param name="mayWait">Whether a database that is busy or away is no reason to stop either.</param>
    /// <returns>1 when something was done, 0 otherwise.</returns>
    private async Task<int> TryAsync(string what, Func<Task<bool>> work, bool mayWait = false)
    {
        try
        {
            return await work() ? 1 : 0;
        }
        catch (Exception e) when (e is not OperationCanceledException
            && (mayWait || e is not BusyException and not System.Data.Common.DbException))
        {
            LogUndone(logger, what, e);
            return 0;
        }
    }

    /// <summary>Carries messages between the administrations that run here, in the order of each movement, until none
    /// is left.</summary>
    private async Task<int> CarryAsync(CancellationToken cancellation)
    {
        await _carrying.WaitAsync(cancellation);
        try
        {
            var carried = 0;
            while (true)
            {
                var waiting = await ListWaitingAsync(cancellation);
                if (waiting.Count == 0)
                    return carried;
                foreach (var message in waiting)
                    carried += await CarryAsync(message, cancellation) ? 1 : 0;
            }
        }
        finally
        {
            _carrying.Release();
        }
    }

    private async Task<bool> CarryAsync(
        (long Id, string Recipient, byte[] Digest) message, CancellationToken cancellation)
    {
        try
        {
            ReadResult read;
            await using (var connection = await database.ConnectAsync(cancellation))
                read = await _decisions.Bodies.ReadAsync(connection, message.Digest, cancellation);
            if (_faults is not null && await _faults.MeetAsync(message.Id, read.Message!))
                return true;
            var country = message.Recipient[^2..];
            await _decisions.DecideAsync(TransitDecisions.ConcernOf(country, read.Message!),
                new MessageInput(read.Message!, read.Findings), new JournalInput("message",
                Convert.ToHexStringLower(message.Digest), By: read.Message!.Root["messageSender"]),
                new DecisionOrigin(Outbox: message.Id), message.Digest, cancellation);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException and not BusyException
            and not System.Data.Common.DbException)
        {
            // It stays where it is and holds up only its own movement; whoever runs the installation sees it.
            LogUndelivered(logger, message.Id, e);
            await lane.RunAsync(w => w.ExecuteAsync("update outbox set attempts = attempts + 1, fault = @1, "
                + "next_at = @2 where id = @3", e.Message, w.Now.AddMinutes(1), message.Id));
            return false;
        }
    }

    private async Task<List<(long Id, string Recipient, byte[] Digest)>> ListWaitingAsync(
        CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var hosted = settings.Countries.Select(c => "NTA." + c).ToList();
        var names = string.Join(", ", hosted.Select((_, i) => "@" + TransitDecisions.Text(i + 2)));
        return await connection.ListAsync("select o.id, o.recipient, o.digest from outbox o where "
            + $"o.delivered_at is null and o.next_at <= @1 and o.recipient in ({names}) and not exists "
            + "(select 1 from outbox e where e.delivered_at is null and e.recipient = o.recipient and "
            + $"e.mrn = o.mrn and e.id < o.id) and {TrainingFaults.IsReachable} order by o.id limit {MostAtOnce}",
            r => (r.GetInt64(0), r.GetString(1), r.GetBytes(2)), cancellation,
            [time.GetUtcNow(), .. hosted]);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {What} could not be worked on.")]
    private static partial void LogUndone(ILogger logger, string what, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The message {Id} of the outbox could not be taken.")]
    private static partial void LogUndelivered(ILogger logger, long id, Exception error);
}
