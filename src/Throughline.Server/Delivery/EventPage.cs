using System.Data.Common;

namespace Throughline.Server;

/// <summary>What some entries of the journal brought about, for everybody; who sees what is asked of
/// <see cref="TransitQueries"/>.</summary>
/// <param name="To">Number of the last of the entries.</param>
/// <param name="Events">In the order of the entries.</param>
internal sealed record EventPage(long To, IReadOnlyList<FeedEvent> Events)
{
    /// <summary>Entries that are read together.</summary>
    public const int Size = 500;

    /// <summary>Number of the last entry of the journal.</summary>
    public static Task<long> HeadAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.FindAsync<long>("select seq from chain where id = 1", cancellation);

    /// <summary>What the entries after one brought about, up to a number and a page at most.</summary>
    public static async Task<EventPage> ReadAsync(
        DbConnection connection, long after, long until, CancellationToken cancellation)
    {
        var to = Math.Min(until, after + Size);
        var events = new List<FeedEvent>();
        events.AddRange(await connection.ListAsync($"select {TransitQueries.MessageColumns}, o.entry from outbox o "
            + "where o.entry > @1 and o.entry <= @2 order by o.entry, o.id",
            r => new FeedEvent(r.GetInt64(7), TransitQueries.ReadMessage(r), null, null), cancellation, after, to));
        events.AddRange(await connection.ListAsync($"select {Notices.Columns}, n.entry from notice n "
            + "where n.entry > @1 and n.entry <= @2 order by n.entry, n.id",
            r => new FeedEvent(r.GetInt64(6), null, null, (Notices.Read(r), r.GetString(2))), cancellation, after, to));
        foreach (var (key, entry) in await ListTouchedAsync(connection, after, to, cancellation))
        {
            if (await SeenMovement.FindAsync(connection, key.Country, key.Number, cancellation) is { } movement)
                events.Add(new FeedEvent(entry, null, movement, null));
        }

        return new EventPage(to, [.. events.OrderBy(e => e.Entry)]);
    }

    /// <summary>The movements to which something happened, each with the last entry that says so: it is told once a
    /// page, as it stands now.</summary>
    private static async Task<Dictionary<(string Country, int Number), long>> ListTouchedAsync(
        DbConnection connection, long after, long to, CancellationToken cancellation)
    {
        var bodies = await connection.ListAsync("select j.seq, c.body from journal j join content c on "
            + "c.digest = j.payload where j.seq > @1 and j.seq <= @2 and j.kind = 'decision' order by j.seq",
            r => (r.GetInt64(0), r.GetBytes(1)), cancellation, after, to);
        var touched = new Dictionary<(string, int), long>();
        foreach (var (seq, body) in bodies)
        {
            var record = JournalRecord.Read(body);
            foreach (var number in record.Events.Select(e => e.Movement).OfType<int>())
                touched[(record.Country, number)] = seq;
        }

        return touched;
    }
}

/// <summary>One thing that happened; one of message, movement and notice is there.</summary>
/// <param name="Entry">Entry of the journal that made it.</param>
/// <param name="Message">A message that was sent.</param>
/// <param name="Movement">A movement that changed.</param>
/// <param name="Notice">A notice, and who gets it.</param>
internal sealed record FeedEvent(
    long Entry, MessageSummary? Message, SeenMovement? Movement, (NoticeView View, string Recipient)? Notice)
{
    /// <summary>Whether a caller may see it.</summary>
    public bool IsFor(Caller caller) => Message is { } message ? TransitQueries.Sees(caller, message)
        : Movement is { } movement ? TransitQueries.Sees(caller, movement)
        : Notice is { } notice && caller.Identification == notice.Recipient;
}

/// <summary>A movement with the parties that it names, so that who sees it is told without the database.</summary>
/// <param name="Row">The movement.</param>
/// <param name="Parties">Numbers of the parties in its messages.</param>
internal sealed record SeenMovement(MovementRow Row, IReadOnlyList<string> Parties)
{
    /// <summary>Reads one.</summary>
    public static async Task<SeenMovement?> FindAsync(
        DbConnection connection, string country, int number, CancellationToken cancellation)
    {
        var rows = await MovementRows.ListAsync(
            connection, new MovementRows.Concern(country, null, null, number), cancellation);
        if (rows.Count == 0)
            return null;
        return new SeenMovement(rows[0], await connection.ListAsync("select value from movement_key where "
            + "country = @1 and number = @2 and kind = 'party'", r => r.GetString(0), cancellation, country, number));
    }
}
