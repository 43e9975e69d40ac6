using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What an input came out of, so that it is decided on once.</summary>
/// <param name="Receipt">Number of the receipt of a document from outside, or null.</param>
/// <param name="Outbox">Number of the message of another administration here, or null.</param>
/// <param name="Proposal">The proposal that an officer confirms, or null.</param>
internal sealed record DecisionOrigin(long? Receipt = null, long? Outbox = null, Proposal? Proposal = null);

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
    private readonly ScreeningLists _lists = new();
    private RiskDesk? _risk;

    /// <inheritdoc/>
    public void Dispose()
    {
        _numbers.Dispose();
        _lists.Dispose();
    }

    /// <summary>Assesses movements.</summary>
    public RiskDesk Risk => _risk ??= new RiskDesk(lane, _lists);

    /// <summary>Screens movements under way again.</summary>
    public Task<int> RescreenAsync(CancellationToken cancellation) =>
        new Rescreening(database, lane, _lists, _bodies).RunAsync(cancellation);

    /// <summary>Documents that were read.</summary>
    public Bodies Bodies => _bodies;

    /// <summary>Assesses a movement as it stands, and writes what came of it.</summary>
    /// <returns>False when the lists changed meanwhile: then nothing was written.</returns>
    public async Task<bool> AssessAsync(MovementRow row, string moment, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var version = await ScreeningLists.VersionAsync(connection, row.Country, cancellation);
        var known = new Dictionary<Message, string>(ReferenceEqualityComparer.Instance);
        var state = await ReadStateAsync(connection, row.Country, [row], known, cancellation);
        var pending = await Risk.AssessAsync(connection, row.Country, state.Movements[row.Number], moment, null,
            time.GetUtcNow(), cancellation);
        var work = new RiskWork(row.Country, [pending], [], [], version);
        return await lane.RunAsync(async write =>
        {
            if (!await work.IsUnchangedAsync(write))
                return false;
            await work.WriteAsync(write, 0);
            return true;
        });
    }

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
        var now = time.GetUtcNow();
        var zone = settings.Procedure.Of(concern.Country).Zone;
        var rates = new Ledger.DayRates(settings.Rates, ExchangeRates.DayAt(now, zone));
        var converted = new SortedSet<string>(StringComparer.Ordinal);
        var procedure = settings.Procedure with { EuroRate = (currency, day) => EuroRate(currency, day, converted) };
        Ledger.Sight sight;
        await using (var connection = await database.ConnectAsync(cancellation))
        {
            rows = await MovementRows.ListAsync(connection, concern, cancellation);
            state = await ReadStateAsync(connection, concern.Country, rows, known, cancellation);
            if (input is MessageInput { Message.Code: "CC015C" } declared && origin.Receipt is { } entered)
                input = declared with { Paper = await PaperNumbers.FindDatesAsync(connection, entered, cancellation) };
            procedure = await RegistryRows.ApplyAsync(
                connection, concern.Country, input, rows, procedure, now, cancellation);
            (state, procedure, sight) = await AddGuaranteesAsync(
                connection, new Ledger.Question(concern.Country, input, rates), state, procedure, known, cancellation);
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
        (state, var decision, var work) = await AskAsync(state, input, now, procedure, cancellation);
        if (decision.Refusal is { } refusal)
            return new TransitOutcome(null, refusal, rows, false);
        if (decision.Events.Count == 0 && origin is { Receipt: null, Outbox: null })
            return new TransitOutcome(null, null, rows, false);
        var change = new TransitChange(concern, rows, CustomsProcedure.Evolve(state, decision), decision, known, now)
        {
            Risk = work,
            Note = note,
            Origin = origin,
            Sight = sight,
            Rates = rates,
            Converted = converted,
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

    /// <summary>What the ledger knows of what an input asks, where the procedure looks for it.</summary>
    private async Task<(Administration State, ProcedureSettings Procedure, Ledger.Sight Sight)> AddGuaranteesAsync(
        DbConnection connection, Ledger.Question asked, Administration state, ProcedureSettings procedure,
        Dictionary<Message, string> known, CancellationToken cancellation)
    {
        var (country, input, rates) = asked;
        IReadOnlyList<GuaranteeRecord> guarantees = [];
        var sight = Ledger.Sight.None;
        switch (input)
        {
            case MessageInput { Message: { Code: "CD200C" or "CD203C" } question }:
                (guarantees, sight) = await Ledger.ReadAsync(connection, country, question, rates, cancellation);
                break;
            case MessageInput { Message: { Code: "CC034C" } query }:
                (guarantees, sight, var uses) =
                    await Ledger.ReadForQueryAsync(connection, country, query, rates, cancellation);
                var added = await ReadStateAsync(connection, country, uses, known, cancellation);
                state = state with { Movements = state.Movements.SetItems(added.Movements) };
                break;
            case OfficerInput { Action: "notify-guarantor" } when
                state.Movements.Values.FirstOrDefault(m => m.Role == ProcedureRole.Departure) is { } movement:
                guarantees = await Ledger.ListOfAsync(connection, movement, rates, cancellation);
                break;
            default:
                return (state, procedure, sight);
        }

        return (state, procedure with { Guarantees = guarantees.ToImmutableDictionary(g => g.Grn) }, sight);
    }

    /// <summary>Euro for one unit of a currency on a day; the rate is noted, for the journal.</summary>
    private decimal? EuroRate(string currency, DateOnly day, SortedSet<string> converted)
    {
        if (settings.Rates.Find(currency, day) is not { } rate)
            return settings.Procedure.EuroRate(currency, day);
        converted.Add(rate.ToString());
        return rate.EuroPerUnit;
    }

    /// <summary>Asks the procedure with numbers that nobody else gets, and gives back those that it did not use. What
    /// holds a release refuses it.</summary>
    private async Task<(Administration State, Decision Decision, RiskWork Work)> AskAsync(Administration state,
        ProcedureInput input, DateTimeOffset now, ProcedureSettings procedure, CancellationToken cancellation)
    {
        var opened = OpenedAtMost(input);
        var number = await _numbers.TakeAsync("movement " + state.Country, opened);
        var sent = await _numbers.TakeAsync("message " + state.Country, MostSent);
        state = state with { NextNumber = checked((int)number), Sent = checked((int)(sent - 1)) };
        var decision = input is OfficerInput officer && ExclaveDesk.FindFault(state, officer) is { } fault
            ? new Decision([], fault)
            : CustomsProcedure.Decide(state, input, now, procedure);
        var (work, hold) = await WeighAsync(state, decision, input, now, cancellation);
        if (hold is not null)
        {
            decision = input is MessageInput
                ? Holds.Withhold(state, decision, input, now, procedure)
                : new Decision([], hold);
            (work, _) = await WeighAsync(state, decision, input, now, cancellation);
        }

        var count = decision.Sent.Count();
        var numbered = decision.Events.OfType<MovementOpened>().Count();
        await _numbers.GiveBackAsync("message " + state.Country, sent + count, sent + MostSent);
        await _numbers.GiveBackAsync("movement " + state.Country, number + numbered, number + opened);
        return count <= MostSent
            ? (state, decision, work)
            : throw new InvalidOperationException(
                $"A decision sends {count} messages; at most {MostSent} are numbered.");
    }

    /// <summary>What a decision brings for risk, and why it must not release; nothing is written yet.</summary>
    private async Task<(RiskWork Work, string? Hold)> WeighAsync(Administration state, Decision decision,
        ProcedureInput input, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!decision.Events.Any(e => e is MovementEvent))
            return (RiskWork.None, null);
        await using var connection = await database.ConnectAsync(cancellation);
        var after = CustomsProcedure.Evolve(state, decision);
        var work = await Risk.PrepareAsync(connection, state, after, decision, input, now, cancellation);
        return (work, await Risk.FindHoldAsync(connection, after, decision, work, cancellation));
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
