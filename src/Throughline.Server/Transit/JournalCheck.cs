using System.Text.Json;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What a check of the journal found.</summary>
/// <param name="Entries">Entries that were read.</param>
/// <param name="Movements">Movements that were built again from them.</param>
/// <param name="Erased">Bodies that are not kept any more; entries without them cannot be built from.</param>
/// <param name="Faults">Everything that does not agree, one sentence each, at most 100.</param>
/// <param name="Hash">Hash of the last entry, hexadecimal: whoever noted it can tell later that nothing before it was
/// changed.</param>
public sealed record JournalReport(
    long Entries, int Movements, int Erased, IReadOnlyList<string> Faults, string Hash);

/// <summary>Checks the chain of the journal, and builds every movement again from it.</summary>
public static class JournalCheck
{
    private const int MostFaults = 100;
    private const int PageSize = 1_000;

    /// <summary>Runs the check.</summary>
    public static async Task<JournalReport> RunAsync(
        Database database, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        var check = new Run();
        await using var connection = await database.ConnectAsync(cancellation);
        // One look at everything, whatever is written meanwhile.
        await using var look = await Look.BeginAsync(connection, cancellation);
        while (true)
        {
            var page = await connection.ListAsync("select j.seq, j.at, j.kind, j.subject, j.payload, j.hash, c.body "
                + "from journal j left join content c on c.digest = j.payload where j.seq > @1 order by j.seq "
                + $"limit {PageSize}", r => new Entry(r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetString(3),
                r.GetBytes(4), r.GetBytes(5), r.IsDBNull(6) ? null : r.GetBytes(6)), cancellation, check.Seq);
            if (page.Count == 0)
                break;
            foreach (var entry in page)
                check.Take(entry);
            progress?.Invoke(check.Seq);
        }

        var head = (await connection.ListAsync("select seq, hash from chain where id = 1",
            r => (r.GetInt64(0), r.GetBytes(1)), cancellation))[0];
        if (head.Item1 != check.Seq || !head.Item2.AsSpan().SequenceEqual(check.Hash))
        {
            check.Fault($"The journal ends with entry {check.Seq}, but {head.Item1} were written: "
                + "entries are missing.");
        }

        var rows = await connection.ListAsync(
            $"select {MovementRows.Columns} from movement m", MovementRows.Read, cancellation);
        check.Compare(rows);
        foreach (var fault in await Ledger.FindFaultsAsync(connection, cancellation))
            check.Fault(fault);
        foreach (var fault in await Till.FindFaultsAsync(connection, cancellation))
            check.Fault(fault);
        var bodies = await connection.ListAsync("select digest, body from content", r => (r.GetBytes(0),
            System.Security.Cryptography.SHA256.HashData(r.GetBytes(1))), cancellation);
        check.CompareErased(bodies.Select(b => Convert.ToHexStringLower(b.Item1)).ToHashSet(StringComparer.Ordinal));
        foreach (var (digest, actual) in bodies.Where(b => !b.Item1.AsSpan().SequenceEqual(b.Item2)))
            check.Fault($"The body {Convert.ToHexStringLower(digest)} was changed.");
        return new JournalReport(check.Seq, check.Rebuilt, check.Erased, check.Faults,
            Convert.ToHexStringLower(check.Hash));
    }

    private sealed record Entry(
        long Seq, long At, string Kind, string Subject, byte[] Payload, byte[] Hash, byte[]? Body);

    private sealed class Run
    {
        private readonly Dictionary<(string, int), MovementRow> _movements = [];
        private readonly HashSet<(string, int)> _incomplete = [];
        private readonly HashSet<long> _missing = [];
        private readonly HashSet<string> _emptied = new(StringComparer.Ordinal);
        private readonly HashSet<string> _erased = new(StringComparer.Ordinal);

        public long Seq { get; private set; }

        public byte[] Hash { get; private set; } = new byte[32];

        public int Erased { get; private set; }

        public int Rebuilt => _movements.Count;

        public List<string> Faults { get; } = [];

        public void Fault(string sentence)
        {
            if (Faults.Count < MostFaults)
                Faults.Add(sentence);
        }

        public void Take(Entry entry)
        {
            if (entry.Seq != Seq + 1)
                Fault($"Entry {Seq + 1} is missing; {entry.Seq} follows {Seq}.");
            var hash = Write.Link(Hash, entry.Seq, entry.At, entry.Kind, entry.Subject, entry.Payload);
            if (!hash.AsSpan().SequenceEqual(entry.Hash))
                Fault($"Entry {entry.Seq} ({entry.Subject}) is not what was written: its hash does not follow.");
            // The stored hash leads on, so that one changed entry is one fault.
            (Seq, Hash) = (entry.Seq, entry.Hash);
            if (entry.Body is null)
            {
                Erased++;
                _missing.Add(entry.Seq);
            }
            else if (entry.Kind == "decision")
            {
                Apply(entry.Seq, entry.Body);
            }
            else if (entry.Kind == ErasureRecord.Kind)
            {
                var record = JsonSerializer.Deserialize(entry.Body, ErasureJson.Default.ErasureRecord)!;
                _missing.ExceptWith(record.Entries);
                _emptied.UnionWith(record.Movements);
                _erased.UnionWith(record.Bodies);
            }
        }

        /// <summary>What was erased is gone, and nothing else is.</summary>
        public void CompareErased(HashSet<string> bodies)
        {
            foreach (var entry in _missing.Order())
                Fault(Texts.Server.Get("verify.unexplained", entry));
            foreach (var digest in _erased.Where(bodies.Contains).Order(StringComparer.Ordinal))
                Fault(Texts.Server.Get("verify.back", digest));
        }

        private void Apply(long seq, byte[] body)
        {
            JournalRecord record;
            try
            {
                record = JournalRecord.Read(body);
            }
            catch (JsonException e)
            {
                Fault($"The body of entry {seq} cannot be read: {e.Message}");
                return;
            }

            foreach (var group in record.Events.Where(e => e.Movement is not null).GroupBy(e => e.Movement!.Value))
            {
                var key = (record.Country, group.Key);
                var row = _movements.GetValueOrDefault(key) ?? new MovementRow(record.Country, group.Key, 0, default,
                    "", Movement.Start, record.At, record.At, MovementBody.Empty());
                row = group.Aggregate(
                    row with { Version = row.Version + 1, ChangedAt = record.At }, TransitChange.Apply);
                _movements[key] = row;
                if (row.Office.Length == 0)
                    _incomplete.Add(key);
            }
        }

        public void Compare(List<MovementRow> rows)
        {
            foreach (var row in rows)
            {
                var key = (row.Country, row.Number);
                if (_emptied.Contains(row.Subject))
                {
                    if (row.Holder is not null || row.Lrn is not null || row.Body.Messages.Count > 0)
                        Fault(Texts.Server.Get("verify.not-emptied", row.Subject));
                }
                else if (!_movements.TryGetValue(key, out var built))
                {
                    Fault($"Movement {row.Subject} ({row.Mrn ?? row.Lrn}) is in no entry of the journal.");
                }
                else if (!_incomplete.Contains(key) && Find(row, built) is { } difference)
                {
                    Fault($"Movement {row.Subject} ({row.Mrn ?? row.Lrn}) is not as the journal has it: {difference}.");
                }
            }

            var known = rows.Select(r => (r.Country, r.Number)).ToHashSet();
            foreach (var (country, number) in _movements.Keys.Where(k => !known.Contains(k)))
                Fault($"Movement {country}/{number} of the journal is missing.");
        }

        private static string? Find(MovementRow row, MovementRow built) =>
            row.Version != built.Version ? $"version {row.Version} instead of {built.Version}"
            : row.State != built.State ? $"state {row.State} instead of {built.State}"
            : row.Role != built.Role || row.Office != built.Office ? $"office {row.Office} instead of {built.Office}"
            : !row.Body.ToBytes().AsSpan().SequenceEqual(built.Body.ToBytes()) ? "facts, messages or timers differ"
            : null;
    }
}
