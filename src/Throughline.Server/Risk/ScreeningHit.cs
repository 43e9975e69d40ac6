using System.Data.Common;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>A party or vehicle of a movement that may stand on a list.</summary>
internal sealed record ScreeningHit(string List, long ListVersion, string ListEntry, string Pointer, string Part,
    string Name, int ScorePerMille, string Explanation)
{
    public const string Open = "open";
    public const string Kept = "kept";
    public const string Cleared = "cleared";
    public const string Gone = "gone";

    private const string Columns = "list, list_version, list_entry, pointer, part, name, score_per_mille, explanation, "
        + "id, number, state, decided_by, decided_at, reason";

    public long Id { get; init; }

    public int Number { get; init; }

    public string State { get; init; } = Open;

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? Reason { get; init; }

    /// <summary>Whether it holds a release.</summary>
    public bool IsOpen => State is Open or Kept;

    /// <summary>Whether it says the same: the same entry for the same name.</summary>
    public bool IsSame(ScreeningHit other) =>
        (List, ListEntry, Part, Name) == (other.List, other.ListEntry, other.Part, other.Name);

    /// <summary>Those of a movement.</summary>
    public static Task<List<ScreeningHit>> ListAsync(
        DbConnection connection, string country, int number, CancellationToken cancellation) => connection.ListAsync(
            $"select {Columns} from screening_hit where country = @1 and number = @2 order by id", Read, cancellation,
            country, number);

    /// <summary>One of a country, or null.</summary>
    public static async Task<ScreeningHit?> FindAsync(
        DbConnection connection, string country, long id, CancellationToken cancellation) =>
        (await connection.ListAsync($"select {Columns} from screening_hit where country = @1 and id = @2", Read,
            cancellation, country, id)).FirstOrDefault();

    /// <summary>Writes it. What was decided on it before stays; one that was gone is open again.</summary>
    /// <returns>Whether it is new or open again.</returns>
    public async Task<bool> SaveAsync(Write write, string country, int number, long entry) => await write.ExecuteAsync(
        "insert into screening_hit (id, country, number, found_at, entry, list, list_version, list_entry, pointer, "
        + "part, name, score_per_mille, explanation, state) values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, "
        + "@13, 'open') on conflict (country, number, list, list_entry, part, name) do update set state = 'open', "
        + "list_version = excluded.list_version, entry = excluded.entry where screening_hit.state = 'gone'",
        await write.TakeNumbersAsync("screening hit"), country, number, write.Now, entry, List, ListVersion, ListEntry,
        Pointer, Part, Name, ScorePerMille, Explanation) > 0;

    /// <summary>The hits of a screened message.</summary>
    public static IReadOnlyList<ScreeningHit> Of(
        IReadOnlyList<PartyFinding> findings, IReadOnlyDictionary<string, long> versions) =>
        [.. findings.SelectMany(f => f.Hits.Select(h => new ScreeningHit(h.Entry.List,
            versions.GetValueOrDefault(h.Entry.List), h.Entry.Id, f.Pointer, f.Part, f.Name, (int)(h.Score * 1000),
            string.Join(' ', h.Explain()))))];

    private static ScreeningHit Read(DbDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetString(2),
        row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt32(6), row.GetString(7))
    {
        Id = row.GetInt64(8),
        Number = row.GetInt32(9),
        State = row.GetString(10),
        DecidedBy = row.FindText(11),
        DecidedAt = row.FindTime(12),
        Reason = row.FindText(13),
    };
}
