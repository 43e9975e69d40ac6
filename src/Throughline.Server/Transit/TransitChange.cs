using Throughline.Customs;

namespace Throughline.Server;

/// <summary>A decision that is to be written: journal, movements, timers and messages that go out, all or
/// nothing.</summary>
internal sealed class TransitChange(MovementRows.Concern concern, IReadOnlyList<MovementRow> rows, Administration after,
    Decision decision, Dictionary<Message, string> digests, DateTimeOffset now)
{
    private readonly Dictionary<string, byte[]> _bodies = new(StringComparer.Ordinal);

    /// <summary>How the journal tells the input.</summary>
    public required JournalInput Note { get; init; }

    /// <summary>What the input came out of.</summary>
    public required DecisionOrigin Origin { get; init; }

    /// <summary>What was known of guarantees.</summary>
    public Ledger.Sight Sight { get; init; } = Ledger.Sight.None;

    /// <summary>Rates of the day.</summary>
    public Ledger.DayRates Rates { get; init; } = Ledger.DayRates.None;

    /// <summary>Rates by which declared amounts became euro, as the journal tells them.</summary>
    public IReadOnlyCollection<string> Converted { get; init; } = [];
    /// <summary>What it brings for risk.</summary>
    public RiskWork Risk { get; init; } = RiskWork.None;

    /// <summary>Writes it.</summary>
    /// <returns>What it came to; null when something changed since the movements were read.</returns>
    public async Task<TransitOutcome?> ApplyAsync(Write write)
    {
        if (!await IsOpenAsync(write))
            return new TransitOutcome(null, null, rows, false);
        if (!await IsUnchangedAsync(write) || !await Ledger.IsUnchangedAsync(write, Sight)
            || !await Risk.IsUnchangedAsync(write))
            return null;
        var events = decision.Events.Select(e => JournalEvent.Of(e, DigestOf)).ToList();
        var changed = Change(events);
        foreach (var (digest, body) in _bodies)
            write.Keep(Convert.FromHexString(digest), body);
        var record = JournalRecord.Make(concern.Country, now, Note, events,
            [.. decision.Transitions.Select(t => $"{t.From} {t.On} {t.To}")]) with
        {
            Rates = Converted.Count > 0 ? [.. Converted] : null,
        };
        var subject = changed.Count > 0 ? changed[0].Subject : FindActed()?.Subject ?? concern.Country;
        var entry = await write.AppendAsync("decision", subject, record.ToBytes());
        foreach (var row in changed)
        {
            var keys = events.Exists(e => e.Movement == row.Number && e.Kind == nameof(MessageKept))
                ? MovementKeys.Of(after.Movements[row.Number])
                : null;
            MovementRows.Save(write, row, keys);
            if (row.Role == ProcedureRole.Guarantee && row.Mrn is { } mrn && !await Ledger.HoldAsync(write, entry, mrn,
                Ledger.Wanted(after.Movements[row.Number]), row.State, Rates))
                throw new ChangedMeanwhileException();
        }

        await SendAsync(write, entry, changed);
        await CloseAsync(write, entry);
        await Risk.WriteAsync(write, entry);
        return new TransitOutcome(entry, null, changed,
            decision.Sent.Any(s => s.To.Kind == PartyKind.Administration));
    }

    /// <summary>The movement that an officer acted on without changing it: what was done stands in its history all the
    /// same.</summary>
    private MovementRow? FindActed() => Note.Kind != "officer" ? null : rows.LastOrDefault(r =>
        r.Office == Note.Office && Note.Action?.StartsWith(r.Role.ToString(), StringComparison.Ordinal) == true);

    /// <summary>Whether nobody decided on the same document before.</summary>
    private async Task<bool> IsOpenAsync(Write write)
    {
        if (Origin.Receipt is { } receipt)
        {
            return await write.FindAsync<long>(
                "select count(*) from receipt where id = @1 and decided_at is null", receipt) == 1;
        }

        if (Origin.Proposal is { } proposal)
            return await FourEyes.IsOpenAsync(write, proposal, Note.By ?? "");
        return Origin.Outbox is not { } outbox || await write.FindAsync<long>(
            "select count(*) from outbox where id = @1 and delivered_at is null", outbox) == 1;
    }

    private async Task<bool> IsUnchangedAsync(Write write)
    {
        var current = await write.ListAsync(
            $"select m.number, m.version from movement m where {MovementRows.Concern.Where} order by m.number",
            r => (r.GetInt32(0), r.GetInt64(1)), concern.Values);
        return current.SequenceEqual(rows.Select(r => (r.Number, r.Version)));
    }

    private async Task CloseAsync(Write write, long entry)
    {
        if (Origin.Receipt is { } receipt)
            write.Defer("update receipt set decided_at = @1, entry = @2 where id = @3", now, entry, receipt);
        if (Origin.Proposal is { } proposal)
            await FourEyes.SettleAsync(write, proposal.Id, Proposal.Confirmed, Note.By ?? "", entry);
        if (Origin.Outbox is { } outbox)
            write.Defer("update outbox set delivered_at = @1, fault = null where id = @2", now, outbox);
    }

    /// <summary>The rows of the movements to which something happened.</summary>
    private List<MovementRow> Change(List<JournalEvent> events)
    {
        var changed = new SortedDictionary<int, MovementRow>();
        foreach (var e in events)
        {
            if (e.Movement is not { } number)
                continue;
            if (!changed.TryGetValue(number, out var row))
            {
                row = rows.FirstOrDefault(r => r.Number == number) is { } known
                    ? known with { Body = MovementBody.Read(known.Body.ToBytes()), ChangedAt = now }
                    : new MovementRow(concern.Country, number, 0, default, "", Movement.Start, now, now,
                        MovementBody.Empty());
                row = row with { Version = row.Version + 1 };
            }

            changed[number] = Apply(row, e);
        }

        return [.. changed.Values];
    }

    /// <summary>A row after an event.</summary>
    internal static MovementRow Apply(MovementRow row, JournalEvent e) => e.Kind switch
    {
        nameof(MovementOpened) => row with { Role = Enum.Parse<ProcedureRole>(e.Name!), Office = e.Value! },
        nameof(StateEntered) => row with { State = e.Name! },
        _ => row with { Body = row.Body.Apply(e) },
    };

    private async Task SendAsync(Write write, long entry, List<MovementRow> changed)
    {
        foreach (var sent in decision.Sent)
        {
            var root = sent.Message.Root;
            var mrn = root.Values("TransitOperation/MRN").FirstOrDefault();
            var lrn = root.Values("TransitOperation/LRN").FirstOrDefault();
            (mrn, lrn) = (mrn ?? changed.FirstOrDefault()?.Mrn, lrn ?? changed.FirstOrDefault()?.Lrn);
            var id = await write.TakeNumbersAsync("outbox");
            write.Defer("insert into outbox (id, entry, sender, recipient_kind, recipient, code, "
                + "message_id, mrn, lrn, answers, digest, sent_at) "
                + "values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12)", id, entry,
                root["messageSender"], sent.To.Kind.ToString(), sent.To.Name, sent.Message.Code,
                root["messageIdentification"], mrn, lrn, Origin.Receipt,
                Convert.FromHexString(DigestOf(sent.Message)), now);
            if (sent.To.Kind != PartyKind.Administration)
                await Deliveries.QueueAsync(write, sent.To.Name, DeliveryRow.OfMessage, id, lrn ?? mrn);
        }
    }

    private string DigestOf(Message message)
    {
        if (digests.TryGetValue(message, out var known))
            return known;
        var body = Bodies.Write(message);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body));
        _bodies[digest] = body;
        digests[message] = digest;
        return digest;
    }
}

/// <summary>Something that a decision went by changed before it was written: it is made anew.</summary>
internal sealed class ChangedMeanwhileException : Exception;
