using System.Globalization;
using System.Text.Json;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Reads guarantees and what hangs on them, as far as a caller may see them.</summary>
internal sealed class GuaranteeQueries(Database database, TimeProvider time)
{
    private const int MostListed = 500;

    /// <summary>The guarantees of a caller: its own, those that it stands for, or those that its administration
    /// keeps.</summary>
    public async Task<GuaranteeList> ListAsync(Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.ListAsync($"select {GuaranteeRow.Columns} from guarantee g where {Of(caller)} "
            + $"order by g.grn limit {MostListed}", GuaranteeRow.Read, cancellation, Party(caller));
        return new GuaranteeList([.. rows.Select(Summary)]);
    }

    /// <summary>A guarantee of the caller's, or null.</summary>
    public async Task<GuaranteeRow?> FindAsync(Caller caller, string grn, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return (await connection.ListAsync($"select {GuaranteeRow.Columns} from guarantee g where {Of(caller)} "
            + "and g.grn = @2", GuaranteeRow.Read, cancellation, Party(caller), grn)).FirstOrDefault();
    }

    /// <summary>A guarantee with what happened to it.</summary>
    public async Task<GuaranteeView> ViewAsync(Caller caller, GuaranteeRow row, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var isOfficial = caller.Kind == OrganisationKind.Customs;
        return new GuaranteeView(
            Summary(row),
            await connection.ListAsync("select r.mrn, r.amount, r.euro, r.since, m.state, m.body "
                + "from reservation r left join movement m on m.mrn = r.mrn and m.role = 'Departure' "
                + $"where r.grn = @1 order by r.since, r.mrn limit {MostListed}", r => new ReservationView(
                r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetTime(3), r.FindText(4),
                r.IsDBNull(5) ? null : MovementBody.Read(r.GetBytes(5)).Facts.GetValueOrDefault("limit")),
                cancellation, row.Grn),
            await connection.ListAsync("select id, at, mrn, source, target, amount, reason, rate from posting "
                + $"where grn = @1 order by id desc limit {MostListed}", r => new PostingView(r.GetInt64(0),
                r.GetTime(1), r.FindText(2), r.GetString(3), r.GetString(4), r.GetInt64(5), r.GetString(6),
                r.FindText(7)), cancellation, row.Grn),
            await connection.ListAsync("select j.seq, j.at, c.body from journal j left join content c on c.digest = "
                + $"j.payload where j.subject = @1 order by j.seq limit {MostListed}",
                r => Event(r.GetInt64(0), r.GetTime(1), r.IsDBNull(2) ? null : r.GetBytes(2), isOfficial),
                cancellation, "guarantee/" + row.Grn));
    }

    private static GuaranteeEvent Event(long entry, DateTimeOffset at, byte[]? body, bool isOfficial)
    {
        if (body is null)
            return new GuaranteeEvent(entry, at, "erased", null, null, null);
        var told = JsonSerializer.Deserialize(body, GuaranteeEntryJson.Default.GuaranteeRecordEntry)!;
        return new GuaranteeEvent(entry, at, told.What, told.Amount, isOfficial ? told.By : null,
            isOfficial ? told.Reason : null);
    }

    /// <summary>Movements of the caller's administration whose limit has gone by, from the first day after.</summary>
    public async Task<OverdueList> ListOverdueAsync(
        Caller caller, ProcedureSettings procedure, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.ListAsync($"select {MovementRows.Columns} from movement m where m.country = @1 and "
            + "m.role = 'Departure' and m.state not in ('Rejected', 'WrittenOff', 'Cancelled', 'NotReleased')",
            MovementRows.Read, cancellation, caller.Country);
        var overdue = new List<OverdueView>();
        foreach (var row in rows.Where(r => caller.Role == Role.Supervisor || caller.DecidesFor(r.Office)))
        {
            var today = DateOnly.FromDateTime(
                TimeZoneInfo.ConvertTime(time.GetUtcNow(), procedure.ZoneOf(row.Office)).DateTime);
            if (!DateOnly.TryParseExact(row.Body.Facts.GetValueOrDefault("limit"), "yyyy-MM-dd",
                CultureInfo.InvariantCulture, DateTimeStyles.None, out var limit) || limit >= today)
                continue;
            var held = await connection.FindAsync<long>(
                "select cast(coalesce(sum(euro), 0) as bigint) from reservation where mrn = @1", cancellation,
                row.Mrn);
            overdue.Add(new OverdueView(TransitQueries.Summary(row), GuaranteeRow.Text(limit),
                today.DayNumber - limit.DayNumber, held, Texts.Server.Find("overdue." + row.State)
                ?? Texts.Server.Get("overdue.other")));
        }

        return new OverdueList([.. overdue.OrderByDescending(o => o.Days).ThenBy(o => o.Movement.Mrn)]);
    }

    /// <summary>A guarantee as it is listed.</summary>
    public GuaranteeSummary Summary(GuaranteeRow row) => new(row.Grn, row.Type, row.Country, row.Holder, row.Guarantor,
        row.State, GuaranteeRow.Text(row.ValidFrom), GuaranteeRow.Text(row.ValidTo), row.Ceiling, row.Reserved,
        row.Available, row.Currency, Warning(row));

    private string? Warning(GuaranteeRow row)
    {
        const int LastDays = 30;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (row.State == GuaranteeRow.Revoked || today > row.ValidTo)
            return Texts.Server.Get("guarantee.ended");
        if (row.State != GuaranteeRow.InForce)
            return null;
        if (row.Ceiling > 0 && (Int128)row.Reserved * 100 >= (Int128)row.Ceiling * row.Terms.WarnAtPercent)
            return Texts.Server.Get("guarantee.nearly-used", (long)((Int128)row.Reserved * 100 / row.Ceiling));
        return today.AddDays(LastDays) > row.ValidTo
            ? Texts.Server.Get("guarantee.ends-soon", GuaranteeRow.Text(row.ValidTo))
            : null;
    }

    private static string Party(Caller caller) =>
        caller.Kind == OrganisationKind.Customs ? caller.Country : caller.Identification ?? "";

    private static string Of(Caller caller) => caller.Kind switch
    {
        OrganisationKind.Customs => "g.country = @1",
        OrganisationKind.Guarantor => "(g.guarantor = @1 and @1 <> '')",
        OrganisationKind.Trader => "(g.holder = @1 and @1 <> '' and g.state <> 'refused')",
        _ => "(@1 <> @1)",
    };
}
