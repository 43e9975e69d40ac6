using System.Data.Common;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Reads what a caller may see. What it may not see is not there.</summary>
internal sealed class TransitQueries(Database database)
{
    private const int MostListed = 200;
    /// <summary>The columns that <see cref="ReadMessage"/> reads, of a table or alias «o».</summary>
    public const string MessageColumns = "o.id, o.code, o.sender, o.recipient, o.mrn, o.lrn, o.sent_at";

    /// <summary>Documents that the caller's organisation sent.</summary>
    public async Task<ReceiptList> ListReceiptsAsync(Caller caller, long after, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.ListAsync($"select {Receipt.Columns} from receipt where sender = @1 and id > @2 "
            + $"order by id limit {MostListed}", Receipt.Read, cancellation, caller.Identification ?? "", after);
        var receipts = new List<ReceiptView>();
        foreach (var row in rows)
            receipts.Add(await ViewAsync(connection, row, cancellation));
        return new ReceiptList(receipts, rows.Count > 0 ? rows[^1].Id : null);
    }

    /// <summary>A document that the caller's organisation sent, or null.</summary>
    public async Task<ReceiptView?> FindReceiptAsync(Caller caller, long id, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.ListAsync($"select {Receipt.Columns} from receipt where sender = @1 and id = @2",
            Receipt.Read, cancellation, caller.Identification ?? "", id);
        return rows.Count > 0 ? await ViewAsync(connection, rows[0], cancellation) : null;
    }

    /// <summary>A document that the caller's organisation sent, with its bytes, or null.</summary>
    public async Task<(ReceiptView Receipt, byte[] Body)?> FindDocumentAsync(
        Caller caller, long id, CancellationToken cancellation)
    {
        if (await FindReceiptAsync(caller, id, cancellation) is not { } receipt)
            return null;
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.FindAsync<byte[]>("select body from content where digest = @1", cancellation,
            Convert.FromHexString(receipt.Sha256)) is { } body ? (receipt, body) : null;
    }

    /// <summary>The last release for transit of the movement that a caller may see, with its bytes, or null before
    /// there is one.</summary>
    public async Task<(MessageSummary Message, byte[] Body)?> FindReleaseAsync(
        Caller caller, string country, int number, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.ListAsync($"select {MovementRows.Columns} from movement m where "
            + $"{MovementsOf(caller)} and m.country = @2 and m.number = @3", MovementRows.Read, cancellation,
            Party(caller), country, number);
        if (rows is not [{ Mrn: { } mrn } row] || !SeesOffice(caller, row))
            return null;
        var found = await connection.ListAsync($"select {MessageColumns}, c.body from outbox o join content c on "
            + "c.digest = o.digest where o.mrn = @1 and o.code = 'CC029C' order by o.id desc limit 1",
            r => (ReadMessage(r), r.GetBytes(7)), cancellation, mrn);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>Messages to the caller's organisation, or of the movements of its administration.</summary>
    public async Task<MessageList> ListMessagesAsync(Caller caller, long after, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var messages = await connection.ListAsync($"select {MessageColumns} from outbox o where {MessagesOf(caller)} "
            + $"and o.id > @2 order by o.id limit {MostListed}", ReadMessage, cancellation, Party(caller), after);
        return new MessageList(messages, messages.Count > 0 ? messages[^1].Id : after);
    }

    /// <summary>A message with its bytes, or null.</summary>
    public async Task<(MessageSummary Message, byte[] Body)?> FindMessageAsync(
        Caller caller, long id, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var found = await connection.ListAsync($"select {MessageColumns}, c.body from outbox o join content c on "
            + $"c.digest = o.digest where {MessagesOf(caller)} and o.id = @2",
            r => (ReadMessage(r), r.GetBytes(7)), cancellation, Party(caller), id);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>Movements that the caller may see, by what they are found by.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="text">MRN, LRN, GRN, container, seal, vehicle or party; all when null.</param>
    /// <param name="state">Only in this state; in all when null.</param>
    /// <param name="office">Only of this office; of all when null.</param>
    /// <param name="stage">Only those in this stage, what runs out first before all, then the oldest; all, those that
    /// changed last first, when null.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<MovementRow>> ListMovementsAsync(Caller caller, string? text, string? state,
        string? office, string? stage, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var found = text is null ? "" : "and (m.mrn = @2 or m.lrn = @2 or exists (select 1 from movement_key k where "
            + "k.value = @3 and k.country = m.country and k.number = m.number)) ";
        var order = "m.changed_at desc, m.country, m.number";
        if (stage is not null)
        {
            found += $"and {MovementStages.Where(stage)} ";
            order = "case when exists (select 1 from timer t where t.country = m.country and t.number = m.number) "
                + "then 0 else 1 end, (select min(t.due_at) from timer t where t.country = m.country and "
                + "t.number = m.number), m.changed_at, m.country, m.number";
        }

        // Offices stand in the query, so that the limit counts what the caller sees.
        var own = OfficesOf(caller);
        if (own.Count > 0)
        {
            var names = own.Select((_, i) => "@" + TransitDecisions.Text(i + 6));
            found += $"and m.office in ({string.Join(", ", names)}) ";
        }

        var rows = await connection.ListAsync(
            $"select {MovementRows.Columns} from movement m where {MovementsOf(caller)} " + found
            + "and (@4 = '' or m.state = @4) and (@5 = '' or m.office = @5) "
            + $"order by {order} limit {MostListed}", MovementRows.Read, cancellation,
            [Party(caller), text ?? "", MovementKeys.Normal(text ?? ""), state ?? "", office ?? "", .. own]);
        return [.. rows.Where(r => stage is null || MovementStages.Of(r) == stage)];
    }

    /// <summary>A message that is kept with a movement, as far as the caller may see it, or null. Officers see all of
    /// their office's, parties what they sent themselves.</summary>
    public async Task<(KeptMessage Kept, byte[] Body)?> FindKeptAsync(
        Caller caller, string country, int number, string name, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        if (await FindRowAsync(connection, caller, country, number, cancellation) is not { } row
            || !row.Body.Messages.TryGetValue(name, out var digest))
            return null;
        var body = await connection.FindAsync<byte[]>(
            "select body from content where digest = @1", cancellation, Convert.FromHexString(digest));
        return body is not null && ReadKept(caller, name, body) is { } kept ? (kept, body) : null;
    }

    /// <summary>A movement that the caller may see, with what happened to it, or null.</summary>
    public async Task<MovementView?> FindMovementAsync(
        Caller caller, string country, int number, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        if (await FindRowAsync(connection, caller, country, number, cancellation) is not { } row)
            return null;
        var isOfficial = caller.Kind == OrganisationKind.Customs;
        var entries = await connection.ListAsync("select j.seq, j.at, c.body from journal j left join content c on "
            + "c.digest = j.payload where j.subject = @1 order by j.seq limit 1000",
            r => (r.GetInt64(0), r.GetTime(1), r.IsDBNull(2) ? null : r.GetBytes(2)), cancellation, row.Subject);
        var messages = await connection.ListAsync($"select {MessageColumns} from outbox o "
            + $"where {MessagesOf(caller)} and (o.mrn = @2 or o.lrn = @3) order by o.id limit 1000",
            ReadMessage, cancellation, Party(caller), row.Mrn ?? "-", row.Lrn ?? "-");
        return new MovementView(Summary(row), isOfficial ? row.Body.Facts : FactsForParties(row), Dues(row),
            caller.DecidesFor(row.Office) ? ActionsOf(row) : [], messages,
            [.. entries.Select(e => History(e.Item1, e.Item2, e.Item3, isOfficial))],
            await ListKeptAsync(connection, caller, row, cancellation));
    }

    /// <summary>The row of a movement that the caller may see, or null.</summary>
    public async Task<MovementRow?> FindRowAsync(
        Caller caller, string country, int number, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await FindRowAsync(connection, caller, country, number, cancellation);
    }

    public static async Task<MovementRow?> FindRowAsync(
        DbConnection connection, Caller caller, string country, int number, CancellationToken cancellation) =>
        (await connection.ListAsync($"select {MovementRows.Columns} from movement m where {MovementsOf(caller)} "
            + "and m.country = @2 and m.number = @3", MovementRows.Read, cancellation, Party(caller), country, number))
            .FirstOrDefault(r => SeesOffice(caller, r));

    /// <summary>A movement as it is listed.</summary>
    public static MovementSummary Summary(MovementRow row) => new(row.Country, row.Number, row.Version,
        row.Role.ToString().ToLowerInvariant(), row.Office, row.State,
        ProcedureTable.Of(row.Role).States.FirstOrDefault(s => s.Name == row.State)?.Meaning ?? "", row.Mrn, row.Lrn,
        row.Holder, row.OpenedAt, row.ChangedAt, Dues(row).FirstOrDefault(), MovementStages.Of(row),
        row.Body.Facts.GetValueOrDefault("limit"));

    private static IReadOnlyList<string> ActionsOf(MovementRow row) => CustomsProcedure.ListActions(
        new Movement(row.Number, row.Role, row.Office) { State = row.State });

    private static List<DueView> Dues(MovementRow row) =>
    [
        .. row.Body.Timers.OrderBy(t => t.Value).Select(t =>
            new DueView(t.Key, ProcedureTable.Of(row.Role).GetTimer(t.Key).Meaning, t.Value)),
    ];

    private static HistoryView History(long entry, DateTimeOffset at, byte[]? body, bool isOfficial)
    {
        if (body is null)
            return new HistoryView(entry, at, "erased", "", null, null, []);
        var record = JournalRecord.Read(body);
        var input = record.Input;
        return new HistoryView(entry, at, input.Kind, input.Action ?? "", isOfficial ? input.By : null,
            isOfficial ? input.Reason : null, record.Transitions);
    }

    private async Task<ReceiptView> ViewAsync(
        DbConnection connection, Receipt row, CancellationToken cancellation) => new(row.Id, row.Country, row.Sender,
            row.MessageId, row.Code, row.Lrn, row.Digest, row.ReceivedAt, row.DecidedAt,
        await connection.ListAsync($"select {MessageColumns} from outbox o where o.answers = @1 and o.recipient = @2 "
            + "order by o.id", ReadMessage, cancellation, row.Id, row.Sender));

    /// <summary>Reads a message with the columns above.</summary>
    public static MessageSummary ReadMessage(DbDataReader row) => new(row.GetInt64(0), row.GetString(1),
        MessageCatalogue.Ncts.Find(row.GetString(1))?.Title ?? "", row.GetString(2), row.GetString(3), row.FindText(4),
        row.FindText(5), row.GetTime(6));

    /// <summary>Who the caller is in SQL, parameter 1: its number in messages, or its administration.</summary>
    private static string Party(Caller caller) => caller.Kind == OrganisationKind.Customs
        ? caller.Country
        : caller.Identification ?? "";

    private static string MessagesOf(Caller caller) => caller.Kind switch
    {
        OrganisationKind.Customs => "(o.sender = 'NTA.' || @1 or o.recipient = 'NTA.' || @1)",
        OrganisationKind.Trader or OrganisationKind.Guarantor => "(o.recipient = @1 and @1 <> '')",
        _ => "(@1 <> @1)",
    };

    /// <summary>What parties see is what they are named on, where it is declared and where it arrives.</summary>
    private static string MovementsOf(Caller caller) => caller.Kind switch
    {
        OrganisationKind.Customs => "m.country = @1",
        OrganisationKind.Trader => "@1 <> '' and m.role in ('Departure', 'Destination') and (m.holder = @1 or "
            + "m.trader = @1 or exists (select 1 from movement_key p where p.kind = 'party' and p.value = @1 "
            + "and p.country = m.country and p.number = m.number))",
        _ => "(@1 <> @1)",
    };

    /// <summary>Whether a caller sees a message: what <see cref="MessagesOf"/> says in SQL.</summary>
    public static bool Sees(Caller caller, MessageSummary message) => caller.Kind switch
    {
        OrganisationKind.Customs => message.Sender == "NTA." + caller.Country
            || message.Recipient == "NTA." + caller.Country,
        OrganisationKind.Trader or OrganisationKind.Guarantor =>
            caller.Identification is { Length: > 0 } own && message.Recipient == own,
        _ => false,
    };

    /// <summary>Whether a caller sees a movement: what <see cref="MovementsOf"/> says in SQL.</summary>
    public static bool Sees(Caller caller, SeenMovement movement) => caller.Kind switch
    {
        OrganisationKind.Customs => movement.Row.Country == caller.Country && SeesOffice(caller, movement.Row),
        OrganisationKind.Trader => caller.Identification is { Length: > 0 } own
            && movement.Row.Role is ProcedureRole.Departure or ProcedureRole.Destination
            && (movement.Row.Holder == own || movement.Row.Trader == own || movement.Parties.Contains(own)),
        _ => false,
    };

    private static bool SeesOffice(Caller caller, MovementRow row) => caller.Kind != OrganisationKind.Customs
        || caller.Role != Role.Officer || caller.Offices.Count == 0 || caller.Offices.Contains(row.Office);
    /// <summary>The only offices of which the caller sees movements; none: no bound.</summary>
    private static IReadOnlyList<string> OfficesOf(Caller caller) =>
        caller is { Kind: OrganisationKind.Customs, Role: Role.Officer } ? caller.Offices : [];

    private static async Task<IReadOnlyList<KeptMessage>> ListKeptAsync(
        DbConnection connection, Caller caller, MovementRow row, CancellationToken cancellation)
    {
        var kept = new List<KeptMessage>();
        foreach (var (name, digest) in row.Body.Messages)
        {
            var body = await connection.FindAsync<byte[]>(
                "select body from content where digest = @1", cancellation, Convert.FromHexString(digest));
            if (body is not null && ReadKept(caller, name, body) is { } message)
                kept.Add(message);
        }

        return kept;
    }

    private static KeptMessage? ReadKept(Caller caller, string name, byte[] body)
    {
        using var stream = new MemoryStream(body, writable: false);
        if (MessageReader.Read(stream, ReadLimits.Usual with { MostCharacters = body.Length + 1 }).Message
            is not { } message)
            return null;
        var sender = message.Root["messageSender"] ?? "";
        return caller.Kind == OrganisationKind.Customs || sender == caller.Identification && sender.Length > 0
            ? new KeptMessage(name, message.Code, message.Structure.Title, sender)
            : null;
    }

    /// <summary>What the holder was told by message anyway, and asks for first.</summary>
    private static SortedDictionary<string, string> FactsForParties(MovementRow row)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (string[])["accepted", "released", "limit"])
        {
            if (row.Role == ProcedureRole.Departure && row.Body.Facts.TryGetValue(name, out var value))
                facts[name] = value;
        }

        return facts;
    }
}
