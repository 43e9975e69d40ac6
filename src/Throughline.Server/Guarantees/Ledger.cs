using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>The double entry of guarantees: every amount goes from one account to another, in the transaction of what
/// caused it. Nothing is ever taken that is not there.</summary>
internal static class Ledger
{
    public const string Ceiling = "ceiling";
    public const string Available = "available";
    public const string Reserved = "reserved";

    /// <summary>What a decision knew of guarantees when it was made.</summary>
    /// <param name="Terms">Version of the terms of each guarantee that was looked at; 0 of one that was not
    /// there.</param>
    /// <param name="Mrn">The movement that asks.</param>
    internal sealed record Sight(IReadOnlyDictionary<string, long> Terms, string Mrn)
    {
        /// <summary>Nothing was looked at.</summary>
        public static Sight None { get; } = new(new Dictionary<string, long>(), "");
    }

    /// <summary>The guarantees that a question to an office of guarantee names, as the procedure wants them; those
    /// that are not registered are said not to exist.</summary>
    public static async Task<(IReadOnlyList<GuaranteeRecord> Records, Sight Sight)> ReadAsync(
        DbConnection connection, string country, Message message, CancellationToken cancellation)
    {
        var mrn = message.Root.Values("TransitOperation/MRN").FirstOrDefault() ?? "";
        var records = new List<GuaranteeRecord>();
        var terms = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var grn in message.Root.Values("Guarantee/GuaranteeReference/GRN").Distinct(StringComparer.Ordinal))
        {
            var rows = await connection.ListAsync($"select {GuaranteeRow.Columns} from guarantee g where g.grn = @1 "
                + "and g.country = @2", GuaranteeRow.Read, cancellation, grn, country);
            terms[grn] = rows.Count > 0 ? rows[0].TermsVersion : 0;
            if (rows.Count == 0)
            {
                records.Add(new GuaranteeRecord(grn, Refusal: "G01"));
                continue;
            }

            var own = await connection.FindAsync<long>(
                "select amount from reservation where grn = @1 and mrn = @2", cancellation, grn, mrn);
            var isUsed = rows[0].IsSingle && await connection.FindAsync<long>(
                "select count(*) from posting where grn = @1 and target = 'reserved' and mrn <> @2", cancellation, grn,
                mrn) > 0;
            records.Add(rows[0].ToRecord(isUsed, own));
        }

        return (records, new Sight(terms, mrn));
    }

    /// <summary>Whether the terms of all guarantees are still those that were looked at.</summary>
    public static async Task<bool> IsUnchangedAsync(Write write, Sight sight)
    {
        foreach (var (grn, version) in sight.Terms)
        {
            if (await write.FindAsync<long>("select terms_version from guarantee where grn = @1", grn) != version)
                return false;
        }

        return true;
    }

    /// <summary>Brings what a movement holds to what it shall hold.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="entry">Entry of the journal that says why.</param>
    /// <param name="mrn">The movement.</param>
    /// <param name="wanted">Amount of each guarantee in cents; none: everything is given back.</param>
    /// <param name="reason">Why, in a word.</param>
    /// <returns>False when a guarantee has too little left, or is used by another; nothing must be written
    /// then.</returns>
    public static async Task<bool> HoldAsync(
        Write write, long entry, string mrn, IReadOnlyDictionary<string, long> wanted, string reason)
    {
        var held = (await write.ListAsync("select grn, amount from reservation where mrn = @1",
            r => (r.GetString(0), r.GetInt64(1)), mrn)).ToDictionary(r => r.Item1, r => r.Item2);
        foreach (var (grn, amount) in held.Where(h => wanted.GetValueOrDefault(h.Key) < h.Value))
            await MoveAsync(write, entry, grn, mrn, amount, wanted.GetValueOrDefault(grn), reason);
        foreach (var (grn, amount) in wanted)
        {
            var before = held.GetValueOrDefault(grn);
            if (amount > before && !await MoveAsync(write, entry, grn, mrn, before, amount, reason))
                return false;
        }

        return true;
    }

    /// <summary>Changes the ceiling of a guarantee.</summary>
    /// <returns>False when movements hold more than the new ceiling.</returns>
    public static async Task<bool> SetCeilingAsync(Write write, long entry, string grn, long before, long after)
    {
        var change = after - before;
        if (change == 0)
            return true;
        var done = await write.ExecuteAsync("update guarantee set ceiling = ceiling + @1, available = available + @1 "
            + "where grn = @2 and available + @1 >= 0", change, grn);
        if (done == 0)
            return false;
        await PostAsync(write, entry, grn, null, change > 0 ? Ceiling : Available, change > 0 ? Available : Ceiling,
            Math.Abs(change), "ceiling");
        return true;
    }

    private static async Task<bool> MoveAsync(
        Write write, long entry, string grn, string mrn, long before, long after, string reason)
    {
        var change = after - before;
        var done = await write.ExecuteAsync("update guarantee set available = available - @1, reserved = reserved + @1 "
            + "where grn = @2 and available - @1 >= 0 and reserved + @1 >= 0", change, grn);
        if (done == 0)
            return false;
        if (change > 0)
        {
            // What covers one movement only is spent by it: whoever looked at it before must look again.
            write.Defer("update guarantee set terms_version = terms_version + 1 where grn = @1 "
                + "and type not in ('0', '1', '9')", grn);
        }

        if (after == 0)
        {
            write.Defer("delete from reservation where grn = @1 and mrn = @2", grn, mrn);
        }
        else
        {
            write.Defer("insert into reservation (grn, mrn, amount, since) values (@1, @2, @3, @4) "
                + "on conflict (grn, mrn) do update set amount = excluded.amount", grn, mrn, after, write.Now);
        }

        await PostAsync(write, entry, grn, mrn, change > 0 ? Available : Reserved, change > 0 ? Reserved : Available,
            Math.Abs(change), reason);
        return true;
    }

    private static async Task PostAsync(Write write, long entry, string grn, string? mrn, string source, string target,
        long amount, string reason)
    {
        var id = await write.TakeNumbersAsync("posting");
        write.Defer("insert into posting (id, entry, at, grn, mrn, source, target, amount, reason) "
            + "values (@1, @2, @3, @4, @5, @6, @7, @8, @9)", id, entry, write.Now, grn, mrn, source, target, amount,
            reason);
    }

    /// <summary>What an office of guarantee holds for a movement in its state, by guarantee, in cents.</summary>
    public static IReadOnlyDictionary<string, long> Wanted(Movement movement)
    {
        var wanted = new Dictionary<string, long>(StringComparer.Ordinal);
        if (movement.State != "InUse" || movement.Messages.GetValueOrDefault("use") is not { } use)
            return wanted;
        foreach (var reference in use.Root.Descend("Guarantee/GuaranteeReference"))
        {
            if (reference["GRN"] is { } grn && decimal.TryParse(reference["amountConcerned"],
                NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0)
                wanted[grn] = wanted.GetValueOrDefault(grn) + (long)Math.Ceiling(amount * 100);
        }

        return wanted;
    }

    /// <summary>Terms as the row has them.</summary>
    public static byte[] ToBytes(GuaranteeTerms terms) =>
        JsonSerializer.SerializeToUtf8Bytes(terms, GuaranteeJson.Default.GuaranteeTerms);

    /// <summary>Adds up all postings again and says where the rows differ.</summary>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(
        DbConnection connection, CancellationToken cancellation) => await connection.ListAsync(
            "select g.grn, g.ceiling, g.available, g.reserved, "
            + "coalesce(sum(case when p.source = 'ceiling' then p.amount when p.target = 'ceiling' then -p.amount "
            + "else 0 end), 0) as c, "
            + "coalesce(sum(case when p.target = 'reserved' then p.amount when p.source = 'reserved' then -p.amount "
            + "else 0 end), 0) as r, "
            + "coalesce((select sum(v.amount) from reservation v where v.grn = g.grn), 0) as held "
            + "from guarantee g left join posting p on p.grn = g.grn "
            + "group by g.grn, g.ceiling, g.available, g.reserved "
            + "having g.ceiling <> coalesce(sum(case when p.source = 'ceiling' then p.amount when p.target = 'ceiling' "
            + "then -p.amount else 0 end), 0) or g.reserved <> coalesce(sum(case when p.target = 'reserved' then "
            + "p.amount when p.source = 'reserved' then -p.amount else 0 end), 0) or g.reserved <> "
            + "coalesce((select sum(v.amount) from reservation v where v.grn = g.grn), 0) limit 100",
            r => $"Guarantee {r.GetString(0)}: {r.GetInt64(3)} cents are reserved in its row, its postings and "
                + "reservations say otherwise.", cancellation);
}
