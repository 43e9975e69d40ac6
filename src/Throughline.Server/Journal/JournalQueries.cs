using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Throughline.Server;

/// <summary>What is asked of the journal.</summary>
/// <param name="Before">Only entries before this number.</param>
/// <param name="Kind">Only of this kind; all when null.</param>
/// <param name="Movement">Only of the movement or guarantee of this MRN, LRN, GRN or subject; all when null.</param>
/// <param name="From">Only from this moment on.</param>
/// <param name="Until">Only before this moment.</param>
internal sealed record JournalQuery(
    long Before, string? Kind, string? Movement, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>Reads the journal for auditors: those of an administration what concerns it, with content; those of the
/// operator all entries, without content.</summary>
internal sealed class JournalQueries(Database database)
{
    private const int PageSize = 100;
    // However rare what is asked for: one request looks at so many entries, and says where to go on.
    private const long MostLookedAt = 50_000;

    /// <summary>A page of entries, the latest first.</summary>
    public async Task<JournalPage> ListAsync(Caller caller, JournalQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var subjects = await ListSubjectsAsync(connection, query.Movement, cancellation);
        var first = query.From is { } from ? await FirstFromAsync(connection, from, cancellation) : 1;
        var end = query.Until is { } until
            ? Math.Min(query.Before, await FirstFromAsync(connection, until, cancellation))
            : Math.Min(query.Before, await HeadAsync(connection, cancellation) + 1);
        // Entries of named subjects are found by their index, however far apart they stand.
        var start = subjects is null ? Math.Max(first, end - MostLookedAt) : first;
        var entries = await ReadAsync(
            connection, caller, query.Kind, subjects, (start, end), "desc", PageSize, cancellation);
        long? next = entries.Count == PageSize ? entries[^1].Entry : start > first ? start : null;
        return new JournalPage(entries, next, await ListNamesAsync(connection, caller, cancellation));
    }

    /// <summary>All entries that are asked for, the earliest first, page by page.</summary>
    public async IAsyncEnumerable<JournalEntryView> ReadAllAsync(Caller caller, JournalQuery query,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var subjects = await ListSubjectsAsync(connection, query.Movement, cancellation);
        var at = query.From is { } from ? await FirstFromAsync(connection, from, cancellation) : 1;
        var end = query.Until is { } until
            ? await FirstFromAsync(connection, until, cancellation)
            : await HeadAsync(connection, cancellation) + 1;
        while (at < end)
        {
            var page = await ReadAsync(
                connection, caller, query.Kind, subjects, (at, end), "asc", PageSize, cancellation);
            foreach (var entry in page)
                yield return entry;
            if (page.Count < PageSize)
                yield break;
            at = page[^1].Entry + 1;
        }
    }

    private static async Task<List<JournalEntryView>> ReadAsync(DbConnection connection, Caller caller, string? kind,
        IReadOnlyList<string>? subjects, (long Start, long End) span, string order, int limit,
        CancellationToken cancellation)
    {
        if (subjects is { Count: 0 })
            return [];
        var seesContent = caller.Kind == OrganisationKind.Customs;
        var values = new List<object?>
        {
            span.Start, span.End, kind ?? "", caller.Country, caller.Country + "/%", "guarantee/__" + caller.Country
                + "%",
        };
        var where = "j.seq >= @1 and j.seq < @2 and (@3 = '' or j.kind = @3)";
        if (seesContent)
            where += " and (j.subject = @4 or j.subject like @5 or j.subject like @6)";
        if (subjects is not null)
        {
            where += $" and j.subject in ({string.Join(", ", subjects.Select((_, i) =>
                "@" + TransitDecisions.Text(values.Count + i + 1)))})";
            values.AddRange(subjects);
        }

        var entries = await connection.ListAsync("select j.seq, j.at, j.kind, j.subject, j.payload, j.hash, c.body "
            + $"from journal j left join content c on c.digest = j.payload where {where} order by j.seq {order} "
            + $"limit {limit}", r => Read(r, seesContent), cancellation, [.. values]);
        return seesContent ? await NameAsync(connection, entries, cancellation) : entries;
    }

    private static JournalEntryView Read(DbDataReader row, bool seesContent)
    {
        JsonElement? body = null;
        if (seesContent && !row.IsDBNull(6))
        {
            using var document = JsonDocument.Parse(row.GetBytes(6));
            body = document.RootElement.Clone();
        }

        return new JournalEntryView(row.GetInt64(0), row.GetTime(1), row.GetString(2), row.GetString(3), null,
            Convert.ToHexStringLower(row.GetBytes(4)), Convert.ToHexStringLower(row.GetBytes(5)), row.IsDBNull(6),
            body);
    }

    /// <summary>Adds by which number people know the movement.</summary>
    private static async Task<List<JournalEntryView>> NameAsync(
        DbConnection connection, List<JournalEntryView> entries, CancellationToken cancellation)
    {
        var known = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var subject in entries.Select(e => e.Subject).Distinct(StringComparer.Ordinal))
        {
            if (subject.Split('/') is [var country, var text]
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                known[subject] = await connection.FindAsync<string>("select coalesce(mrn, lrn) from movement where "
                    + "country = @1 and number = @2", cancellation, country, number);
            }
        }

        return [.. entries.Select(e => e with { Mrn = known.GetValueOrDefault(e.Subject) })];
    }

    /// <summary>The subjects of a movement or guarantee as people name it; null when none was named.</summary>
    private static async Task<IReadOnlyList<string>?> ListSubjectsAsync(
        DbConnection connection, string? movement, CancellationToken cancellation)
    {
        if (movement is null)
            return null;
        var found = await connection.ListAsync(
            "select country, number from movement where mrn = @1 or lrn = @1 order by country, number limit 200",
            r => $"{r.GetString(0)}/{TransitDecisions.Text(r.GetInt32(1))}", cancellation, movement);
        return [movement, "guarantee/" + movement, .. found];
    }

    /// <summary>Number of the first entry from a moment on. Entries follow one another in time.</summary>
    internal static async Task<long> FirstFromAsync(
        DbConnection connection, DateTimeOffset moment, CancellationToken cancellation)
    {
        var (low, high) = (1L, await HeadAsync(connection, cancellation) + 1);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var at = await connection.FindAsync<long>("select at from journal where seq = @1", cancellation, middle);
            (low, high) = at < Sql.ToNumber(moment) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static Task<long> HeadAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.FindAsync<long>("select seq from chain where id = 1", cancellation);

    private static async Task<IReadOnlyDictionary<string, string>> ListNamesAsync(
        DbConnection connection, Caller caller, CancellationToken cancellation) =>
        (await connection.ListAsync("select id, name from account where organisation = @1 order by id limit 1000",
            r => (Id: r.GetString(0), Name: r.GetString(1)), cancellation, caller.Organisation))
        .ToDictionary(a => a.Id, a => a.Name, StringComparer.Ordinal);
}
