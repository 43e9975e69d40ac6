using System.Data.Common;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Reads what a caller may see. What it may not see is not there.</summary>
internal sealed class TransitQueries(Database database)
{
    private const int MostListed = 200;
    private const string Message = "o.id, o.code, o.sender, o.recipient, o.mrn, o.lrn, o.sent_at";

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

    /// <summary>Messages to the caller's organisation, or of the movements of its administration.</summary>
    public async Task<MessageList> ListMessagesAsync(Caller caller, long after, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var messages = await connection.ListAsync($"select {Message} from outbox o where {MessagesOf(caller)} "
            + $"and o.id > @2 order by o.id limit {MostListed}", ReadMessage, cancellation, Party(caller), after);
        return new MessageList(messages, messages.Count > 0 ? messages[^1].Id : after);
    }

    /// <summary>A message with its bytes, or null.</summary>
    public async Task<(MessageSummary Message, byte[] Body)?> FindMessageAsync(
        Caller caller, long id, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var found = await connection.ListAsync($"select {Message}, c.body from outbox o join content c on "
            + $"c.digest = o.digest where {MessagesOf(caller)} and o.id = @2",
            r => (ReadMessage(r), r.GetBytes(7)), cancellation, Party(caller), id);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>Movements that the caller may see, by what they are found by.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="text">MRN, LRN, GRN, container, seal, vehicle or party; all when null.</param>
    /// <param name="state">Only in this state; in all when null.</param>
    /// <param name="office">Only of this office; of all when null.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<MovementRow>> ListMovementsAsync(
        Caller caller, string? text, string? state, string? office, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var found = text is null ? "" : "and (m.mrn = @2 or m.lrn = @2 or exists (select 1 from movement_key k where "
            + "k.value = @3 and k.country = m.country and k.number = m.number)) ";
        var rows = await connection.ListAsync(
            $"select {MovementRows.Columns} from movement m where {MovementsOf(caller)} " + found
            + "and (@4 = '' or m.state = @4) and (@5 = '' or m.office = @5) "
            + $"order by m.changed_at desc, m.country, m.number limit {MostListed}", MovementRows.Read, cancellation,
            Party(caller), text ?? "", MovementKeys.Normal(text ?? ""), state ?? "", office ?? "");
        return [.. rows.Where(r => SeesOffice(caller, r))];
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
        var messages = await connection.ListAsync($"select {Message} from outbox o where {MessagesOf(caller)} and "
            + "(o.mrn = @2 or o.lrn = @3) order by o.id limit 1000", ReadMessage, cancellation, Party(caller),
            row.Mrn ?? "-", row.Lrn ?? "-");
        return new MovementView(Summary(row), isOfficial ? row.Body.Facts : new SortedDictionary<string, string>(),
            Dues(row), caller.DecidesFor(row.Office) ? ActionsOf(row) : [], messages,
            [.. entries.Select(e => History(e.Item1, e.Item2, e.Item3, isOfficial))]);
    }

    /// <summary>The row of a movement that the caller may see, or null.</summary>
    public async Task<MovementRow?> FindRowAsync(
        Caller caller, string country, int number, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await FindRowAsync(connection, caller, country, number, cancellation);
    }

    private static async Task<MovementRow?> FindRowAsync(
        DbConnection connection, Caller caller, string country, int number, CancellationToken cancellation) =>
        (await connection.ListAsync($"select {MovementRows.Columns} from movement m where {MovementsOf(caller)} "
            + "and m.country = @2 and m.number = @3", MovementRows.Read, cancellation, Party(caller), country, number))
            .FirstOrDefault(r => SeesOffice(caller, r));

    /// <summary>A movement as it is listed.</summary>
    public static MovementSummary Summary(MovementRow row) => new(row.Country, row.Number, row.Version,
        row.Role.ToString().ToLowerInvariant(), row.Office, row.State,
        ProcedureTable.Of(row.Role).States.FirstOrDefault(s => s.Name == row.State)?.Meaning ?? "", row.Mrn, row.Lrn,
        row.Holder, row.OpenedAt, row.ChangedAt, Dues(row).FirstOrDefault());

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
        await connection.ListAsync($"select {Message} from outbox o where o.answers = @1 and o.recipient = @2 "
            + "order by o.id", ReadMessage, cancellation, row.Id, row.Sender));

    private static MessageSummary ReadMessage(DbDataReader row) => new(row.GetInt64(0), row.GetString(1),
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

    private static bool SeesOffice(Caller caller, MovementRow row) => caller.Kind != OrganisationKind.Customs
        || caller.Role != Role.Officer || caller.Offices.Count == 0 || caller.Offices.Contains(row.Office);
}
