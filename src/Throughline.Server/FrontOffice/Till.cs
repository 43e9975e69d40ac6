using System.Data.Common;
using System.Text.Json;

namespace Throughline.Server;

/// <summary>The double entry of fees. Each fund has accounts of its own: «due» is what it is owed, «till» what was
/// taken in for it, «remitted» what was handed over at a closing. A posting has one fund and one currency.</summary>
internal sealed class Till(Database database, WriteLane lane)
{
    private const int MostListed = 200;
    private const string Due = "due";
    private const string InTill = "till";
    private const string Remitted = "remitted";

    private const string Totals = "select p.fund, p.currency, "
        + "cast(coalesce(sum(case when p.source = 'due' then p.amount else 0 end), 0) as bigint), "
        + "cast(coalesce(sum(case when p.target = 'due' then p.amount else 0 end), 0) as bigint) "
        + "from front_posting p where p.organisation = @1 and p.closing is null "
        + "group by p.fund, p.currency order by p.fund desc, p.currency";

    /// <summary>Posts a payment of a fund, or gives one back.</summary>
    public static async Task PostAsync(
        Write write, string organisation, long entry, long receipt, FeeTotal total, bool isBack) =>
        await PostAsync(write, organisation, entry, receipt, null, total.Fund, total.Currency,
            isBack ? (InTill, Due) : (Due, InTill), total.AmountMinor);

    /// <summary>What is in the till since the last closing.</summary>
    public async Task<TillView> ViewAsync(Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var totals = await connection.ListAsync(Totals, ReadTotal, cancellation, caller.Organisation);
        var receipts = await connection.FindAsync<long>("select count(distinct receipt) from front_posting where "
            + "organisation = @1 and closing is null", cancellation, caller.Organisation);
        return new TillView((int)receipts, totals);
    }

    /// <summary>Closes: hands over what was taken in since the last closing, fund by fund.</summary>
    /// <exception cref="ProblemException">Nothing was taken in: 409.</exception>
    public Task<ClosingView> CloseAsync(Caller caller) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        var totals = await w.ListAsync(Totals, ReadTotal, now.Organisation);
        if (totals.Count == 0)
            throw Standing.Taken("", "front.nothing-to-close");
        var number = await w.TakeNumbersAsync("front-closing " + now.Organisation);
        var entry = await (FrontRecord.Make("till-closed", now) with { Closing = number, Totals = totals })
            .AppendAsync(w, now.Organisation);
        await w.ExecuteAsync("update front_posting set closing = @1 where organisation = @2 and closing is null",
            number, now.Organisation);
        foreach (var total in totals.Where(t => t.NetMinor != 0))
        {
            await PostAsync(w, now.Organisation, entry, null, number, total.Fund, total.Currency,
                total.NetMinor > 0 ? (InTill, Remitted) : (Remitted, InTill), Math.Abs(total.NetMinor));
        }

        await w.ExecuteAsync("insert into front_closing (organisation, number, made_by, made_at, entry, totals) "
            + "values (@1, @2, @3, @4, @5, @6)", now.Organisation, number, now.Account, w.Now, entry,
            JsonSerializer.SerializeToUtf8Bytes(totals, FrontJson.Default.IReadOnlyListTillTotal));
        return new ClosingView(number, w.Now, now.Account, totals);
    });

    /// <summary>The closings of the caller's front office.</summary>
    public async Task<ClosingList> ListAsync(Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return new ClosingList(await connection.ListAsync("select number, made_at, made_by, totals from front_closing "
            + $"where organisation = @1 order by number desc limit {MostListed}", r => new ClosingView(r.GetInt64(0),
            r.GetTime(1), r.GetString(2), JsonSerializer.Deserialize(r.GetBytes(3),
            FrontJson.Default.IReadOnlyListTillTotal)!), cancellation, caller.Organisation));
    }

    /// <summary>Adds up all postings again and says where receipts and closings differ from them.</summary>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(
        DbConnection connection, CancellationToken cancellation)
    {
        var faults = new List<string>();
        var receipts = await connection.ListAsync("select r.organisation, r.number, r.kind, a.lines "
            + "from front_receipt r join front_assessment a on a.id = r.assessment", r => (Organisation: r.GetString(0),
            Number: r.GetInt64(1), IsBack: r.GetString(2) != "payment", Lines: FeeJson.Lines(r.GetBytes(3))),
            cancellation);
        var posted = (await connection.ListAsync("select organisation, receipt, fund, currency, "
            + "case when source = 'due' then amount else -amount end from front_posting where receipt is not null",
            r => (Receipt: (r.GetString(0), r.GetInt64(1)), Total: new FeeTotal(Enum.Parse<Fund>(r.GetString(2)),
                r.GetString(3), r.GetInt64(4))), cancellation)).ToLookup(p => p.Receipt, p => p.Total);
        foreach (var receipt in receipts)
        {
            var sign = receipt.IsBack ? -1 : 1;
            var wanted = Fees.Sum(receipt.Lines).Select(t => t with { AmountMinor = sign * t.AmountMinor });
            if (!wanted.ToHashSet().SetEquals(posted[(receipt.Organisation, receipt.Number)]))
                faults.Add($"Receipt {receipt.Number} of {receipt.Organisation} is not what was posted for it.");
        }

        // What a closing closed went out of the till: nothing of it is left there.
        faults.AddRange(await connection.ListAsync("select organisation, closing, fund, currency from front_posting "
            + "where closing is not null group by organisation, closing, fund, currency "
            + "having sum(case when target = 'till' then amount when source = 'till' then -amount else 0 end) <> 0 "
            + "limit 100", r => $"Closing {r.GetInt64(1)} of {r.GetString(0)} does not add up for {r.GetString(2)} in "
                + $"{r.GetString(3)}.", cancellation));
        return faults;
    }

    private static TillTotal ReadTotal(DbDataReader row)
    {
        var (taken, returned) = (row.GetInt64(2), row.GetInt64(3));
        return new TillTotal(Enum.Parse<Fund>(row.GetString(0)), row.GetString(1), taken, returned, taken - returned);
    }

    private static async Task PostAsync(Write write, string organisation, long entry, long? receipt, long? closing,
        Fund fund, string currency, (string Source, string Target) way, long amount) => await write.ExecuteAsync(
            "insert into front_posting (id, organisation, fund, source, target, currency, amount, receipt, closing, "
            + "entry, at) values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)",
            await write.TakeNumbersAsync("front-posting"), organisation, fund.ToString(), way.Source, way.Target,
            currency, amount, receipt, closing, entry, write.Now);
}
