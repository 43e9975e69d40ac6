using System.Collections.Concurrent;
using System.Data.Common;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>The lists that administrations screen against, made ready once for each state of them.</summary>
internal sealed class ScreeningLists : IDisposable
{
    private readonly ConcurrentDictionary<string, Ready> _ready = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _loading = new(1);

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    /// <summary>How often the lists of a country changed.</summary>
    public static Task<long> VersionAsync(DbConnection connection, string country, CancellationToken cancellation) =>
        connection.FindAsync<long>("select wanted from screening_state where country = @1", cancellation, country);

    /// <summary>The parties and vehicles of a movement that may stand on a list of the country.</summary>
    public async Task<IReadOnlyList<ScreeningHit>> ScreenAsync(DbConnection connection, string country,
        Message message, CancellationToken cancellation)
    {
        var ready = await GetAsync(connection, country, cancellation);
        return ready.Index.Entries == 0 ? [] : ScreeningHit.Of(PartyScreen.Run(message, ready.Index), ready.Versions);
    }

    /// <summary>Whether an entry is still on a list.</summary>
    public async Task<bool> HasAsync(
        DbConnection connection, string country, string list, string entry, CancellationToken cancellation) =>
        (await GetAsync(connection, country, cancellation)).Entries.Contains((list, entry));

    private async Task<Ready> GetAsync(DbConnection connection, string country, CancellationToken cancellation)
    {
        var version = await VersionAsync(connection, country, cancellation);
        if (_ready.TryGetValue(country, out var ready) && ready.Version == version)
            return ready;
        await _loading.WaitAsync(cancellation);
        try
        {
            if (_ready.TryGetValue(country, out ready) && ready.Version == version)
                return ready;
            ready = await LoadAsync(connection, country, version, cancellation);
            _ready[country] = ready;
            return ready;
        }
        finally
        {
            _loading.Release();
        }
    }

    private static async Task<Ready> LoadAsync(
        DbConnection connection, string country, long version, CancellationToken cancellation)
    {
        if (version == 0)
            return new Ready(0, new ListIndex([]), new Dictionary<string, long>(), []);
        var lists = await connection.ListAsync("select l.name, l.version, c.body from screening_list l join content c "
            + "on c.digest = l.digest where l.country = @1 and l.closed_at is null order by l.name",
            r => (r.GetString(0), r.GetInt64(1), r.GetBytes(2)), cancellation, country);
        var entries = new List<ListEntry>();
        foreach (var (name, _, body) in lists)
        {
            using var stream = new MemoryStream(body, writable: false);
            entries.AddRange(ListReader.Read(stream, name).Entries.Select(e => e with { List = name }));
        }

        return new Ready(version, new ListIndex(entries),
            lists.ToDictionary(l => l.Item1, l => l.Item2, StringComparer.Ordinal),
            [.. entries.Select(e => (e.List, e.Id))]);
    }

    private sealed record Ready(long Version, ListIndex Index, IReadOnlyDictionary<string, long> Versions,
        HashSet<(string, string)> Entries);
}
