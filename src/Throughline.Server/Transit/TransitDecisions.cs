using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What an input came out of, so that it is decided on once.</summary>
/// <param name="Receipt">Number of the receipt of a document from outside, or null.</param>
/// <param name="Outbox">Number of the message of another administration here, or null.</param>
internal sealed record DecisionOrigin(long? Receipt = null, long? Outbox = null);

/// <summary>A decision that is on the disk.</summary>
/// <param name="Entry">Number of its entry in the journal; null when nothing was to be done or it was
/// refused.</param>
/// <param name="Refusal">Why an officer cannot do what was asked, or null.</param>
/// <param name="Movements">Movements that it changed, as they stand now.</param>
/// <param name="HasSent">Whether messages to administrations went out.</param>
internal sealed record TransitOutcome(
    long? Entry, string? Refusal, IReadOnlyList<MovementRow> Movements, bool HasSent)
{
    /// <summary>The movement as it stands, when it is not the one that the officer looked at; then nothing was
    /// done.</summary>
    public MovementRow? Newer { get; init; }
}

/// <summary>Decides on inputs over the database: reads what they concern, asks the procedure, and writes what it says
/// if nothing changed in between.</summary>
internal sealed class TransitDecisions(
    Database database, WriteLane lane, TimeProvider time, TransitSettings settings, TransitMeter? meter = null)
    : IDisposable
{
    private const int MostTries = 50;
    private const int MostSent = 64;
    private readonly Bodies _bodies = new();
    private readonly Numbers _numbers = new(lane);

    /// <inheritdoc/>
    public void Dispose() => _numbers.Dispose();

    /// <summary>Documents that were read.</summary>
    public Bodies Bodies => _bodies;

    /// <summary>Decides on an input.</summary>
    /// <param name="concern">Which movements it may concern.</param>
    /// <param name="input">The input.</param>
    /// <param name="note">How the journal tells it.</param>
    /// <param name="origin">What it came out of.</param>
    /// <param name="digest">Digest of the message of the input, or null.</param>
    /// <param name="cancellation">Ends it before it is written.</param>
    public async Task<TransitOutcome> DecideAsync(MovementRows.Concern concern, ProcedureInput input, JournalInput note,
        DecisionOrigin origin, byte[]? digest = null, CancellationToken cancellation = default)
    {
        var begun = Stopwatch.GetTimestamp();
        using var activity = meter?.Source.StartActivity("decide");
        activity?.SetTag("country", concern.Country).SetTag("kind", note.Kind);
        for (var tries = 0; tries < MostTries; tries++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await TryAsync(concern, input, note, origin, digest, cancellation) is not { } outcome)
                continue;
            var word = outcome.Entry is not null ? "decided" : outcome.Refusal is null ? "nothing" : "refused";
            activity?.SetTag("outcome", word);
            meter?.CountDecided(concern.Country, note.Kind, word, begun);
            return outcome;
        }

        throw new BusyException();
    }

    private async Task<TransitOutcome?> TryAsync(MovementRows.Concern concern, ProcedureInput input, JournalInput note,
        DecisionOrigin origin, byte[]? digest, CancellationToken cancellation)
    {
        var known = new Dictionary<Message, string>(ReferenceEqualityComparer.Instance);
        if (input is MessageInput { Message: var came } && digest is not null)
            known[came] = Convert.ToHexStringLower(digest);
        List<MovementRow> rows;
        Administration state;
        var procedure = settings.Procedure;
        var sight = Ledger.Sight.None;
        await using (var connection = await database.ConnectAsync(cancellation))
        {
            rows = await MovementRows.ListAsync(connection, concern, cancellation);
            state = await ReadStateAsync(connection, concern.Country, rows, known, cancellation);
            if (input is MessageInput { Message: { Code: "CD200C" or "CD203C" } question })
            {
                var (guarantees, seen) = await Ledger.ReadAsync(connection, concern.Country, question, cancellation);
                procedure = procedure with { Guarantees = guarantees.ToImmutableDictionary(g => g.Grn) };
                sight = seen;
            }

            if (input is MessageInput { Message: var message }
                && await IsTakenAsync(connection, origin, concern.Country, message, cancellation))
            {
                state = state with
                {
                    Taken = [(message.Root["messageSender"] ?? "", message.Root["messageIdentification"] ?? "")],
                };
            }
        }

        if (input is OfficerInput officer && FindNewer(rows, officer, note.Seen) is { } newer)
            return new TransitOutcome(null, null, [], false) { Newer = newer };
        var opened = OpenedAtMost(input);
        var number = await _numbers.TakeAsync("movement " + concern.Country, opened);
        var sent = await _numbers.TakeAsync("message " + concern.Country, MostSent);
        state = state with { NextNumber = checked((int)number), Sent = checked((int)(sent - 1)) };
        var now = time.GetUtcNow();
        var decision = CustomsProcedure.Decide(state, input, now, procedure);
        var count = decision.Sent.Count();
        var numbered = decision.Events.OfType<MovementOpened>().Count();
        await _numbers.GiveBackAsync("message " + concern.Country, sent + count, sent + MostSent);
        await _numbers.GiveBackAsync("movement " + concern.Country, number + numbered, number + opened);
        if (count > MostSent)
            throw new InvalidOperationException($"A decision sends {count} messages; at most {MostSent} are numbered.");
        if (decision.Refusal is { } refusal)
            return new TransitOutcome(null, refusal, rows, false);
        if (decision.Events.Count == 0 && origin is { Receipt: null, Outbox: null })
            return new TransitOutcome(null, null, rows, false);
        var change = new TransitChange(concern, rows, CustomsProcedure.Evolve(state, decision), decision, known, now)
        {
            Note = note,
            Origin = origin,
            Sight = sight,
        };
        try
        {
            return await lane.RunAsync(change.ApplyAsync);
        }
        catch (ChangedMeanwhileException)
        {
            return null;
        }
    }

    private async Task<Administration> ReadStateAsync(DbConnection connection, string country, List<MovementRow> rows,
        Dictionary<Message, string> known, CancellationToken cancellation)
    {
        var state = new Administration(country);
        foreach (var row in rows)
        {
            var messages = new Dictionary<string, Message>(StringComparer.Ordinal);
            foreach (var digest in row.Body.Messages.Values.Distinct(StringComparer.Ordinal))
            {
                var message = await _bodies.GetAsync(connection, Convert.FromHexString(digest), cancellation);
                messages[digest] = message;
                known[message] = digest;
            }

            var movement = row.Body.ToMovement(row.Number, row.Role, row.Office, row.State, d => messages[d]);
            state = state with { Movements = state.Movements.SetItem(row.Number, movement) };
        }

        return state;
    }

    /// <summary>The officer's movement when it is not in the version that was seen.</summary>
    private static MovementRow? FindNewer(List<MovementRow> rows, OfficerInput officer, long? seen) =>
        rows.LastOrDefault(r => r.Role == officer.Role && (officer.Office is null || r.Office == officer.Office))
            is { } row && row.Version != seen ? row : null;

    /// <summary>Whether another document of the same sender and identification was decided on before.</summary>
    private async Task<bool> IsTakenAsync(DbConnection connection, DecisionOrigin origin, string country,
        Message message, CancellationToken cancellation)
    {
        var sender = message.Root["messageSender"] ?? "";
        var id = message.Root["messageIdentification"] ?? "";
        if (origin.Receipt is { } receipt)
        {
            return await connection.FindAsync<long>(
                "select count(*) from receipt where country = @1 and sender = @2 and message_id = @3 and id < @4",
                cancellation, country, sender, id, receipt) > 0;
        }

        // Of the administrations here only an instructor lets one send twice.
        return settings.IsTraining && origin.Outbox is { } outbox && await connection.FindAsync<long>(
            "select count(*) from outbox where message_id = @1 and sender = @2 and recipient = @3 and id < @4 and "
            + "delivered_at is not null", cancellation, id, sender, "NTA." + country, outbox) > 0;
    }

    /// <summary>Movements that an input may open: an administration follows a movement once at each office of
    /// transit.</summary>
    private static int OpenedAtMost(ProcedureInput input) => input switch
    {
        TimerInput => 0,
        MessageInput { Message: { Code: "CD050C" } message } =>
            Math.Max(1, message.Root.Values("CustomsOfficeOfTransitDeclared/referenceNumber").Distinct().Count()),
        _ => 1,
    };

    /// <summary>What a message concerns.</summary>
    public static MovementRows.Concern ConcernOf(string country, Message message) => new(country,
        message.Root.Values("TransitOperation/MRN").FirstOrDefault(),
        message.Root.Values("TransitOperation/LRN").FirstOrDefault(), null);

    /// <summary>A number as text.</summary>
    internal static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
