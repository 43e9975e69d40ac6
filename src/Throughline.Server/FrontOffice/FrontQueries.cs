using System.Data.Common;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Reads papers and fees, as far as a caller may see them.</summary>
/// <remarks>A front office sees movements that a holder let it collect for. Customs sees what front offices of its
/// country collected; a holder what was collected for its own movement.</remarks>
internal sealed class FrontQueries(Database database, FeeDesk fees, TimeProvider time)
{
    private const int MostListed = 200;

    /// <summary>Movements for which the caller's front office may collect.</summary>
    /// <param name="caller">The front office.</param>
    /// <param name="text">MRN, LRN or container; all when null.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<FrontMovementList> ListMovementsAsync(
        Caller caller, string? text, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.ListAsync($"select {MovementRows.Columns}, d.expires_at from front_mandate d join "
            + $"movement m on m.country = d.country and m.number = d.number where {Mandates.Holding} and (@3 = '' or "
            + "m.mrn = @3 or m.lrn = @3 or exists (select 1 from movement_key k where k.kind = 'container' and "
            + "k.value = @4 and k.country = m.country and k.number = m.number)) order by d.given_at desc, d.id "
            + $"limit {MostListed}", Read, cancellation, caller.Organisation, time.GetUtcNow(), text ?? "",
            MovementKeys.Normal(text ?? ""));
        return new FrontMovementList([.. rows.DistinctBy(r => r.Row.Subject).Select(r => Summary(r.Row, r.Until))]);
    }

    /// <summary>A movement for which the caller's front office may collect, or null.</summary>
    public async Task<FrontMovementView?> FindMovementAsync(
        Caller caller, string country, int number, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var now = time.GetUtcNow();
        var rows = await connection.ListAsync($"select {MovementRows.Columns}, d.expires_at from front_mandate d join "
            + $"movement m on m.country = d.country and m.number = d.number where {Mandates.Holding} "
            + "and m.country = @3 and m.number = @4 order by d.expires_at desc", Read, cancellation,
            caller.Organisation, now, country, number);
        if (rows.Count == 0)
            return null;
        var (row, until) = rows[0];
        var declared = await fees.ReadDeclaredAsync(connection, row, cancellation);
        var papers = await Papers.ListAsync(connection, country, number, null, caller.Country, cancellation);
        var assessments = await FeeDesk.ListAsync(connection, country, number, null, caller.Country, cancellation);
        return new FrontMovementView(Summary(row, until), declared.Match(papers), declared.Containers,
            [.. papers.Select(p => p.View(declared.Papers))],
            await fees.ListDueAsync(connection, row, caller.Country, now, cancellation),
            [.. assessments.Select(a => a.View())]);
    }

    /// <summary>Papers of a movement that the caller's front office may see.</summary>
    public async Task<IReadOnlyList<PaperRow>> ListOwnPapersAsync(
        Caller caller, long id, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.ListAsync($"select {PaperRow.Columns} from {PaperRow.Tables} where p.id = @3 and "
            + $"o.country = @4 and exists (select 1 from front_mandate d where {Mandates.Holding} and "
            + "d.country = p.country and d.number = p.number)", PaperRow.Read, cancellation, caller.Organisation,
            time.GetUtcNow(), id, caller.Country);
    }

    /// <summary>Papers and fees of a movement that customs or its party may see, or null.</summary>
    public async Task<(MovementPapersView View, IReadOnlyList<PaperRow> Papers)?> FindForMovementAsync(
        Caller caller, string country, int number, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        if (await TransitQueries.FindRowAsync(connection, caller, country, number, cancellation) is not { } row)
            return null;
        var isOfficial = caller.Kind == OrganisationKind.Customs;
        // Who is only named on a declaration sees the movement, but not the papers of its holder.
        if (!isOfficial && caller.Identification is var own && own != row.Holder && own != row.Trader)
            return null;
        var office = isOfficial ? caller.Country : null;
        var declared = await fees.ReadDeclaredAsync(connection, row, cancellation);
        var papers = await Papers.ListAsync(connection, country, number, row.Mrn, office, cancellation);
        var assessments = await FeeDesk.ListAsync(connection, country, number, row.Mrn, office, cancellation);
        return (new MovementPapersView(declared.Match(papers), [.. papers.Select(p => p.View(declared.Papers))],
            [.. assessments.Select(a => a.View())]), papers);
    }

    /// <summary>A receipt of the caller's front office, or null.</summary>
    public async Task<FeeReceiptView?> FindReceiptAsync(Caller caller, long number, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return (await connection.ListAsync("select r.number, o.name, r.kind, r.cancels, (select c.number from "
            + "front_receipt c where c.organisation = r.organisation and c.cancels = r.number), m.mrn, m.lrn, "
            + "r.method, r.made_at, a.lines from front_receipt r join organisation o on o.id = r.organisation join "
            + "front_assessment a on a.id = r.assessment join movement m on m.country = a.country and "
            + "m.number = a.number where r.organisation = @1 and r.number = @2", ReadReceipt, cancellation,
            caller.Organisation, number)).FirstOrDefault();
    }

    private static FeeReceiptView ReadReceipt(DbDataReader row)
    {
        var lines = FeeJson.Lines(row.GetBytes(9));
        return new FeeReceiptView(row.GetInt64(0), row.GetString(1), row.GetString(2), row.FindNumber(3),
            row.FindNumber(4), row.FindText(5), row.FindText(6), row.GetString(7), row.GetTime(8), lines,
            Fees.Sum(lines));
    }

    private static (MovementRow Row, DateTimeOffset Until) Read(DbDataReader row) =>
        (MovementRows.Read(row), row.GetTime(MovementRows.ColumnCount));

    private static FrontMovementSummary Summary(MovementRow row, DateTimeOffset until) => new(row.Country, row.Number,
        row.Mrn, row.Lrn, row.Holder, row.Office, ProcedureTable.Of(row.Role).States
            .FirstOrDefault(s => s.Name == row.State)?.Meaning ?? "", until);
}
