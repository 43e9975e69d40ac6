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

    /// <summary>An input that may ask about guarantees.</summary>
    /// <param name="Country">The administration.</param>
    /// <param name="Input">The input.</param>
    /// <param name="Rates">Rates of the day.</param>
    internal sealed record Question(string Country, ProcedureInput Input, DayRates Rates);

    /// <summary>Rates as they hold on the day of a decision.</summary>
    /// <param name="Table">The rates.</param>
    /// <param name="Day">The day, at the office.</param>
    internal sealed record DayRates(RateTable Table, DateOnly Day)
    {
        /// <summary>No rates: euro alone.</summary>
        public static DayRates None { get; } = new(RateTable.Empty, DateOnly.MinValue);
    }

    /// <summary>The guarantees that a question to an office of guarantee names, as the procedure wants them; those
    /// that are not registered are said not to exist.</summary>
    public static async Task<(IReadOnlyList<GuaranteeRecord> Records, Sight Sight)> ReadAsync(
        DbConnection connection, string country, Message message, DayRates rates, CancellationToken cancellation)
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
            records.Add(rows[0].ToRecord(isUsed, own, rates.Table, rates.Day));
        }

        return (records, new Sight(terms, mrn));
    }

    /// <summary>What a question about guarantees (CC034C) is answered from: the guarantees that it names, and the
    /// movements that use them or did, as the procedure adds them up.</summary>
    /// <returns>The guarantees, what was seen of them, and the movements, the latest first.</returns>
    public static async Task<(IReadOnlyList<GuaranteeRecord> Records, Sight Sight, List<MovementRow> Uses)>
        ReadForQueryAsync(DbConnection connection, string country, Message query, DayRates rates,
            CancellationToken cancellation)
    {
        const int MostUses = 1_000;
        var records = new List<GuaranteeRecord>();
        var terms = new Dictionary<string, long>(StringComparer.Ordinal);
        var uses = new Dictionary<int, MovementRow>();
        foreach (var grn in query.Root.Values("GuaranteeReference/GRN").Distinct(StringComparer.Ordinal))
        {
            var rows = await connection.ListAsync($"select {GuaranteeRow.Columns} from guarantee g where g.grn = @1 "
                + "and g.country = @2 and g.state in ('in-force', 'revoked')", GuaranteeRow.Read, cancellation, grn,
                country);
            terms[grn] = rows.Count > 0 ? rows[0].TermsVersion : 0;
            if (rows.Count == 0)
                continue;
            var movements = await connection.ListAsync($"select {MovementRows.Columns} from movement_key k "
                + "join movement m on m.country = k.country and m.number = k.number where k.value = @1 "
                + "and k.kind = 'grn' and k.country = @2 and m.role = 'Guarantee' order by m.number desc "
                + $"limit {MostUses}", MovementRows.Read, cancellation, MovementKeys.Normal(grn), country);
            var told = 0L;
            foreach (var row in movements)
            {
                uses[row.Number] = row;
                told += await connection.FindAsync<long>("select amount from reservation where grn = @1 and mrn = @2",
                    cancellation, grn, row.Mrn ?? "");
            }

            // What is held by movements beyond those that are read still counts.
            records.Add(rows[0].ToRecord(isUsed: false, own: told, rates.Table, rates.Day));
        }

        return (records, new Sight(terms, ""), [.. uses.Values]);
    }

    /// <summary>The guarantees that a movement's declaration names, with who stands surety for them, wherever they are
    /// kept here.</summary>
    public static async Task<IReadOnlyList<GuaranteeRecord>> ListOfAsync(
        DbConnection connection, Movement movement, DayRates rates, CancellationToken cancellation)
    {
        var records = new List<GuaranteeRecord>();
        foreach (var grn in movement.Declaration?.Root.Values("Guarantee/GuaranteeReference/GRN")
            .Distinct(StringComparer.Ordinal) ?? [])
        {
            records.AddRange((await connection.ListAsync($"select {GuaranteeRow.Columns} from guarantee g where "
                + "g.grn = @1", GuaranteeRow.Read, cancellation, grn))
                .Select(r => r.ToRecord(isUsed: false, own: 0, rates.Table, rates.Day)));
        }

        return records;
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
    /// <param name="wanted">Cents of euro of each guarantee; none: everything is given back.</param>
    /// <param name="reason">Why, in a word.</param>
    /// <param name="rates">Rates by which more is held of guarantees in other currencies. Less is given back at the
    /// rate at which it was held.</param>
    /// <returns>False when a guarantee has too little left, or is used by another; nothing must be written
    /// then.</returns>
    public static async Task<bool> HoldAsync(Write write, long entry, string mrn,
        IReadOnlyDictionary<string, long> wanted, string reason, DayRates rates)
    {
        var held = (await write.ListAsync("select grn, amount, euro from reservation where mrn = @1",
            r => (Grn: r.GetString(0), Amount: r.GetInt64(1), Euro: r.GetInt64(2)), mrn)).ToDictionary(r => r.Grn);
        foreach (var (grn, amount, euro) in held.Values.Where(h => wanted.GetValueOrDefault(h.Grn) < h.Euro))
        {
            var keep = wanted.GetValueOrDefault(grn);
            var after = keep == 0 ? 0 : (long)(((Int128)amount * keep + euro - 1) / euro);
            await MoveAsync(write, new Step(entry, grn, mrn, amount, after, reason, keep, null));
        }

        foreach (var (grn, euro) in wanted)
        {
            var (_, before, euroBefore) = held.GetValueOrDefault(grn);
            if (euro <= euroBefore)
                continue;
            var currency = await write.FindAsync<string>("select currency from guarantee where grn = @1", grn);
            var rate = currency is null or "EUR" ? null : rates.Table.Find(currency, rates.Day);
            if (rate is null && currency is not (null or "EUR"))
                return false;
            var more = rate is null ? euro - euroBefore : RateTable.FromCents(euro - euroBefore, rate);
            if (!await MoveAsync(
                write, new Step(entry, grn, mrn, before, before + more, reason, euro, rate?.ToString())))
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

    /// <summary>What is held of a guarantee for a movement, before and after, in the guarantee's currency.</summary>
    private sealed record Step(
        long Entry, string Grn, string Mrn, long Before, long After, string Reason, long Euro, string? Rate);

    private static async Task<bool> MoveAsync(Write write, Step step)
    {
        var (entry, grn, mrn, before, after, reason, euro, rate) = step;
        var change = after - before;
        if (change == 0)
        {
            await write.ExecuteAsync(
                "update reservation set euro = @1 where grn = @2 and mrn = @3", euro, grn, mrn);
            return true;
        }

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
            write.Defer("insert into reservation (grn, mrn, amount, since, euro) "
                + "values (@1, @2, @3, @4, @5) on conflict (grn, mrn) do update set amount = excluded.amount, "
                + "euro = excluded.euro", grn, mrn, after, write.Now, euro);
        }

        await PostAsync(write, entry, grn, mrn, change > 0 ? Available : Reserved, change > 0 ? Reserved : Available,
            Math.Abs(change), reason, rate is null ? null : euro, rate);
        if (change > 0)
            await WarnAsync(write, entry, grn, change);
        return true;
    }

    /// <summary>Tells holder and guarantor when what is held reaches the share from which they are to be
    /// warned.</summary>
    private static async Task WarnAsync(Write write, long entry, string grn, long change)
    {
        var row = (await write.ListAsync($"select {GuaranteeRow.Columns} from guarantee g where g.grn = @1",
            GuaranteeRow.Read, grn))[0];
        var limit = (Int128)row.Ceiling * row.Terms.WarnAtPercent;
        if (row.Ceiling == 0 || (Int128)row.Reserved * 100 < limit || (Int128)(row.Reserved - change) * 100 >= limit)
            return;
        var percent = ((Int128)row.Reserved * 100 / row.Ceiling).ToString(CultureInfo.InvariantCulture);
        var left = new Money(row.Available, row.Currency).ToString().Split(' ');
        foreach (var recipient in (string[])[row.Holder, row.Guarantor])
        {
            await Notices.AddAsync(
                write, entry, recipient, Notices.GuaranteeNearlyUsed, grn, grn, percent, left[0], left[1]);
        }
    }

    private static async Task PostAsync(Write write, long entry, string grn, string? mrn, string source, string target,
        long amount, string reason, long? euro = null, string? rate = null)
    {
        var id = await write.TakeNumbersAsync("posting");
        write.Defer("insert into posting (id, entry, at, grn, mrn, source, target, amount, reason, euro, rate) "
            + "values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)", id, entry, write.Now, grn, mrn, source, target,
            amount, reason, euro, rate);
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
