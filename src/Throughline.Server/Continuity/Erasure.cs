using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Server;

/// <summary>What an erasure came to.</summary>
/// <param name="Reference">The movement: an MRN, or country and number.</param>
/// <param name="Refusal">Why nothing was erased, or null.</param>
/// <param name="Movements">Movements of offices here that were erased.</param>
/// <param name="Bodies">Bodies that are gone.</param>
public sealed record ErasureOutcome(string Reference, string? Refusal, int Movements, int Bodies);

/// <summary>What an entry of the journal says of an erasure.</summary>
/// <param name="Nonce">128 random bits, hexadecimal.</param>
/// <param name="Reference">The movement.</param>
/// <param name="By">Who erased it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Movements">Movements that were emptied, as country and number.</param>
/// <param name="Entries">Entries of the journal whose bodies are gone.</param>
/// <param name="Bodies">Digests of all bodies that are gone.</param>
internal sealed record ErasureRecord(string Nonce, string Reference, string By, string Reason,
    IReadOnlyList<string> Movements, IReadOnlyList<long> Entries, IReadOnlyList<string> Bodies)
{
    /// <summary>Kind of the entry.</summary>
    public const string Kind = "erasure";
}

/// <summary>The JSON of records of erasures.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErasureRecord))]
internal sealed partial class ErasureJson : JsonSerializerContext;

/// <summary>Erases what is known of movements that ended long ago: documents, decisions, parties, seals and vehicles.
/// The chain of the journal, the numbers, the states and the postings of guarantees stay.</summary>
public sealed class Erasure(WriteLane lane)
{
    /// <summary>What stands in the place of a party.</summary>
    internal const string Erased = "erased";

    private const int MostAtOnce = 200;

    /// <summary>States in which an office of departure has nothing more to do.</summary>
    private static readonly string[] Ended = ["WrittenOff", "Cancelled", "Rejected", "NotReleased"];

    /// <summary>Whole calendar years after the one in which a movement ended that the law asks to keep it: 3 unless
    /// said otherwise.</summary>
    public int LegalYears { get; init; } = 3;

    /// <summary>Erases a movement at all offices that run here.</summary>
    /// <param name="reference">Its MRN; for one without, country and number, for example AM/17.</param>
    /// <param name="by">Who wants it; stands in the journal.</param>
    /// <param name="reason">Why; stands in the journal.</param>
    public Task<ErasureOutcome> RunAsync(string reference, string by, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return lane.RunAsync(w => EraseAsync(w, reference, by, reason));
    }

    /// <summary>Erases movements in which nothing has happened since a day, as far as they may be.</summary>
    /// <returns>How many were erased.</returns>
    public async Task<int> RunDueAsync(
        DateTimeOffset before, string by, string reason, CancellationToken cancellation = default)
    {
        var (number, erased) = ("", 0);
        while (true)
        {
            var due = await lane.RunAsync(w => w.ListAsync("select coalesce(m.mrn, m.country || '/' || m.number) as r "
                + "from movement m where m.erased_at is null and coalesce(m.mrn, m.country || '/' || m.number) > @2 "
                + $"group by r having max(m.changed_at) < @1 order by r limit {MostAtOnce}",
                r => r.GetString(0), before, number));
            foreach (var reference in due)
            {
                cancellation.ThrowIfCancellationRequested();
                number = reference;
                if ((await RunAsync(reference, by, reason)).Refusal is null)
                    erased++;
            }

            if (due.Count < MostAtOnce)
                return erased;
        }
    }

    private async Task<ErasureOutcome> EraseAsync(Write write, string reference, string by, string reason)
    {
        var parts = reference.Split('/');
        var number = parts.Length == 2
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
        var rows = await write.ListAsync($"select {MovementRows.Columns} from movement m where m.erased_at is null "
            + "and (m.mrn = @1 or m.mrn is null and m.country = @2 and m.number = @3) order by m.country, m.number",
            MovementRows.Read, reference, parts[0], number);
        if (await FindRefusalAsync(write, reference, rows) is { } refusal)
            return new ErasureOutcome(reference, refusal, 0, 0);
        var entries = await ListEntriesAsync(write, rows);
        var bodies = await ListBodiesAsync(write, rows, entries);
        foreach (var digest in bodies)
            await write.ExecuteAsync("delete from content where digest = @1", digest);
        foreach (var row in rows)
            await EmptyAsync(write, row);
        foreach (var (entry, _) in entries)
        {
            await write.ExecuteAsync("update receipt set sender = @2, lrn = null where entry = @1", entry, Erased);
            await write.ExecuteAsync("update outbox set recipient = @2, lrn = null where entry = @1 "
                + "and recipient_kind <> 'Administration'", entry, Erased);
        }

        var record = new ErasureRecord(RandomNumberGenerator.GetHexString(32, lowercase: true), reference, by, reason,
            [.. rows.Select(r => r.Subject)], [.. entries.Select(e => e.Seq)],
            [.. bodies.Select(Convert.ToHexStringLower)]);
        await write.AppendAsync(ErasureRecord.Kind, "erasure/" + reference,
            JsonSerializer.SerializeToUtf8Bytes(record, ErasureJson.Default.ErasureRecord));
        return new ErasureOutcome(reference, null, rows.Count, bodies.Count);
    }

    private async Task<string?> FindRefusalAsync(Write write, string reference, List<MovementRow> rows)
    {
        var texts = Texts.Server;
        if (rows.Count == 0)
            return texts.Get("erase.none", reference);
        if (rows.Find(r => r.Body.Timers.Count > 0 || r.State == "InUse"
            || r.Role == Throughline.Customs.ProcedureRole.Departure && !Ended.Contains(r.State)) is { } open)
            return texts.Get("erase.open", reference, open.Office, open.State);
        var free = new DateTimeOffset(rows.Max(r => r.ChangedAt).Year + 1 + LegalYears, 1, 1, 0, 0, 0, TimeSpan.Zero);
        if (write.Now < free)
            return texts.Get("erase.law", reference, free);
        var waiting = await write.FindAsync<long>("select count(*) from outbox o where o.mrn = @1 and "
            + "o.delivered_at is null and o.recipient_kind = 'Administration'", reference);
        return waiting > 0 ? texts.Get("erase.waiting", reference, waiting) : null;
    }

    private static async Task<List<(long Seq, byte[] Payload)>> ListEntriesAsync(Write write, List<MovementRow> rows)
    {
        var entries = new List<(long, byte[])>();
        foreach (var row in rows)
        {
            entries.AddRange(await write.ListAsync("select seq, payload from journal where subject = @1 order by seq",
                r => (r.GetInt64(0), r.GetBytes(1)), row.Subject));
        }

        return entries;
    }

    private static async Task<List<byte[]>> ListBodiesAsync(
        Write write, List<MovementRow> rows, List<(long Seq, byte[] Payload)> entries)
    {
        var digests = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
            digests.UnionWith(row.Body.Messages.Values);
        foreach (var (seq, payload) in entries)
        {
            digests.Add(Convert.ToHexStringLower(payload));
            foreach (var table in (string[])["receipt", "outbox"])
            {
                digests.UnionWith(await write.ListAsync($"select digest from {table} where entry = @1",
                    r => Convert.ToHexStringLower(r.GetBytes(0)), seq));
            }
        }

        var bodies = new List<byte[]>();
        foreach (var digest in digests.Order(StringComparer.Ordinal).Select(Convert.FromHexString))
        {
            if (await write.FindAsync<long>("select count(*) from content where digest = @1", digest) == 1)
                bodies.Add(digest);
        }

        return bodies;
    }

    /// <summary>What is left of a movement: where it stood, in which state, and its number.</summary>
    private static async Task EmptyAsync(Write write, MovementRow row)
    {
        var body = MovementBody.Empty();
        if (row.Mrn is { } mrn)
            body.Facts["mrn"] = mrn;
        await write.ExecuteAsync("update movement set lrn = null, holder = null, trader = null, body = @3, "
            + "erased_at = @4 where country = @1 and number = @2", row.Country, row.Number, body.ToBytes(), write.Now);
        await write.ExecuteAsync(
            "delete from movement_key where country = @1 and number = @2", row.Country, row.Number);
    }

    /// <summary>The day before which everything may go, when nothing is kept longer than a number of years.</summary>
    /// <param name="now">The time.</param>
    /// <param name="years">Years, from 1.</param>
    public static DateTimeOffset DayBefore(DateTimeOffset now, int years)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(years, 1);
        return now.AddYears(-years);
    }
}
