using System.Data.Common;
using System.Security.Cryptography;

namespace Throughline.Server;

/// <summary>That a front office may collect for a movement, as it is stored.</summary>
internal sealed record MandateRow(string Id, string Country, int Number, string? Organisation, string? Name,
    DateTimeOffset GivenAt, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt)
{
    /// <summary>The columns, of the tables of <see cref="Tables"/>.</summary>
    public const string Columns = "d.id, d.country, d.number, d.organisation, o.name, d.given_at, d.expires_at, "
        + "d.ended_at";

    /// <summary>The tables.</summary>
    public const string Tables = "front_mandate d left join organisation o on o.id = d.organisation";

    /// <summary>Reads a row.</summary>
    public static MandateRow Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt32(2),
        row.FindText(3), row.FindText(4), row.GetTime(5), row.GetTime(6), row.FindTime(7));

    /// <summary>The mandate as it is told.</summary>
    public MandateView View(string? code) =>
        new(Id, Country, Number, Organisation, Name, code, GivenAt, ExpiresAt, EndedAt);
}

/// <summary>Lets front offices see movements: nobody but the one who declared gives a mandate, and without one a front
/// office sees nothing.</summary>
internal sealed class Mandates(Database database, WriteLane lane, FrontOfficeSettings settings)
{
    private const int MostOfMovement = 20;
    private const int CodeLetters = 16;
    private const int CodeGroup = 4;
    private const int MostListed = 200;

    // Without letters that are read as digits, so that a code can be read out at a counter.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Mandates that hold for a front office: its organisation is parameter 1, the time parameter 2.</summary>
    public const string Holding =
        "d.organisation = @1 and d.ended_at is null and d.expires_at > @2";

    /// <summary>Gives one, to a front office or to whoever is handed the code.</summary>
    public Task<MandateView> GiveAsync(Caller caller, MandateBody body) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        await RefuseForeignAsync(
            await w.ReadAsync(), now, body.Country, body.Number, CancellationToken.None);
        if (body.Organisation is { } organisation && await Standing.FindOrganisationAsync(w, organisation)
            is not { Kind: OrganisationKind.FrontOffice, ClosedAt: null })
            throw Standing.Wrong("/organisation", "front.no-office");
        if (await w.FindAsync<long>("select count(*) from front_mandate where country = @1 and number = @2 "
            + "and ended_at is null and expires_at > @3", body.Country, body.Number, w.Now) >= MostOfMovement)
            throw Standing.Taken("", "front.too-many-mandates", MostOfMovement);
        var code = body.Organisation is null ? MakeCode() : null;
        var id = Secret.MakeId('m');
        await w.ExecuteAsync("insert into front_mandate (id, country, number, organisation, code, given_by, given_at, "
            + "expires_at) values (@1, @2, @3, @4, @5, @6, @7, @8)", id, body.Country, body.Number, body.Organisation,
            code is null ? null : DigestOf(code), now.Account, w.Now, w.Now + settings.MandateLife);
        await (FrontRecord.Make("mandate-given", now) with { Mandate = id })
            .AppendAsync(w, SubjectOf(body.Country, body.Number));
        return (await FindAsync(w, id))!.View(code);
    });

    /// <summary>Takes the movement that is presented with its code.</summary>
    /// <exception cref="ProblemException">No movement of that number has that code: 404.</exception>
    public Task<(string Country, int Number)> ClaimAsync(Caller caller, ClaimBody body) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        var found = (await w.ListAsync($"select {MandateRow.Columns} from {MandateRow.Tables} join movement m on "
            + "m.country = d.country and m.number = d.number where d.code = @1 and (m.mrn = @2 or m.lrn = @2)",
            MandateRow.Read, DigestOf(body.Code), body.Movement.Trim())).FirstOrDefault();
        if (found is null || found.EndedAt is not null || found.ExpiresAt <= w.Now
            || found.Organisation is { } taken && taken != now.Organisation)
            throw Standing.NotFound();
        if (found.Organisation is null)
        {
            await w.ExecuteAsync("update front_mandate set organisation = @1, claimed_at = @2 where id = @3",
                now.Organisation, w.Now, found.Id);
            await (FrontRecord.Make("mandate-claimed", now) with { Mandate = found.Id })
                .AppendAsync(w, SubjectOf(found.Country, found.Number));
        }

        return (found.Country, found.Number);
    });

    /// <summary>Ends one: the front office sees the movement no more. What it collected stays.</summary>
    public Task<MandateView> EndAsync(Caller caller, string id) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        if (await FindAsync(w, id) is not { } found)
            throw Standing.NotFound();
        await RefuseForeignAsync(
            await w.ReadAsync(), now, found.Country, found.Number, CancellationToken.None);
        if (found.EndedAt is null)
        {
            await w.ExecuteAsync("update front_mandate set ended_at = @1 where id = @2", w.Now, id);
            await (FrontRecord.Make("mandate-ended", now) with { Mandate = id })
                .AppendAsync(w, SubjectOf(found.Country, found.Number));
        }

        return (await FindAsync(w, id))!.View(null);
    });

    /// <summary>The mandates of the caller's movement.</summary>
    public async Task<MandateList> ListAsync(
        Caller caller, string country, int number, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        await RefuseForeignAsync(connection, caller, country, number, cancellation);
        var rows = await connection.ListAsync($"select {MandateRow.Columns} from {MandateRow.Tables} where "
            + $"d.country = @1 and d.number = @2 order by d.given_at, d.id limit {MostListed}", MandateRow.Read,
            cancellation, country, number);
        return new MandateList([.. rows.Select(r => r.View(null))]);
    }

    /// <summary>Front offices that can be named.</summary>
    public async Task<FrontOfficeList> ListOfficesAsync(CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return new FrontOfficeList(await connection.ListAsync("select id, country, name from organisation where "
            + $"kind = 'FrontOffice' and closed_at is null order by country, name, id limit {MostListed}",
            r => new FrontOfficeView(r.GetString(0), r.GetString(1), r.GetString(2)), cancellation));
    }

    /// <summary>Whether a front office may collect for a movement, asked in the transaction that collects.</summary>
    /// <exception cref="ProblemException">It may not: 404.</exception>
    public static async Task RequireAsync(Write write, Caller caller, string country, int number)
    {
        if (await write.FindAsync<long>($"select count(*) from front_mandate d where {Holding} and d.country = @3 "
            + "and d.number = @4", caller.Organisation, write.Now, country, number) == 0)
            throw Standing.NotFound();
    }

    /// <summary>What the journal calls a movement here.</summary>
    public static string SubjectOf(string country, int number) => FormattableString.Invariant($"{country}/{number}");

    private static async Task<MandateRow?> FindAsync(Write write, string id) => (await write.ListAsync(
        $"select {MandateRow.Columns} from {MandateRow.Tables} where d.id = @1", MandateRow.Read, id))
        .FirstOrDefault();

    /// <summary>Refuses who neither is the holder of a movement nor declared it or presented its goods.</summary>
    private static async Task RefuseForeignAsync(
        DbConnection connection, Caller caller, string country, int number, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(caller.Identification) || await connection.FindAsync<long>("select count(*) from "
            + "movement m where m.country = @1 and m.number = @2 and m.role in ('Departure', 'Destination') "
            + "and (m.holder = @3 or m.trader = @3)", cancellation, country, number, caller.Identification) == 0)
            throw Standing.NotFound();
    }

    private static string MakeCode()
    {
        var letters = RandomNumberGenerator.GetString(Letters, CodeLetters);
        return string.Join('-', letters.Chunk(CodeGroup).Select(c => new string(c)));
    }

    private static byte[] DigestOf(string code) => Secret.Digest(MovementKeys.Normal(code)
        .Replace('O', '0').Replace('I', '1').Replace('L', '1'));
}
