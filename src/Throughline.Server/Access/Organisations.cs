using System.Text.RegularExpressions;

namespace Throughline.Server;

/// <summary>Makes and changes organisations.</summary>
internal sealed partial class Organisations(Database database, WriteLane lane)
{
    private const int LongestName = 200;

    /// <summary>Makes one.</summary>
    public async Task<OrganisationRow> CreateAsync(Caller caller, NewOrganisationBody body)
    {
        Check(body.Name, body.Country, body.Identification);
        return await lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            if (!Grants.IsInstallationAdministrator(now))
                throw Standing.NotFound();
            if (!Grants.MayCreateOrganisation(now, body.Kind))
                throw Standing.Wrong("/kind", "access.kind");
            if (body.Identification is not null && !Grants.MayIdentify(now, body.Kind))
                throw Standing.Wrong("/identification", "access.no-identification");
            if (body.Kind == OrganisationKind.Customs && await w.FindAsync<string>(
                "select id from organisation where kind = 'Customs' and country = @1", body.Country) is not null)
                throw Standing.Taken("/country", "access.customs-taken", body.Country);
            await RefuseTakenAsync(w, body.Identification, "");
            var id = Secret.MakeId('o');
            await InsertAsync(w, id, body.Kind, body.Country, body.Name.Trim(), body.Identification);
            await (AccessRecord.Make("organisation-created", now.Account) with
            {
                Organisation = id,
                Kind = body.Kind,
                Country = body.Country,
            }).AppendAsync(w);
            return (await Standing.FindOrganisationAsync(w, id))!;
        });
    }

    /// <summary>Writes a new one.</summary>
    public static Task InsertAsync(
        Write write, string id, OrganisationKind kind, string country, string name, string? identification) =>
        write.ExecuteAsync("insert into organisation (id, kind, country, name, identification, created_at) "
            + "values (@1, @2, @3, @4, @5, @6)", id, kind.ToString(), country, name, identification, write.Now);

    /// <summary>Those that somebody may see.</summary>
    public async Task<IReadOnlyList<OrganisationRow>> ListAsync(Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var all = await connection.ListAsync(
            $"select {OrganisationRow.Columns} from organisation o order by o.created_at, o.id", OrganisationRow.Read,
            cancellation);
        return [.. all.Where(o => Grants.MaySeeOrganisation(caller, o.Facts))];
    }

    /// <summary>One that somebody may see.</summary>
    public async Task<OrganisationRow> GetAsync(Caller caller, string id, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var found = await connection.ListAsync($"select {OrganisationRow.Columns} from organisation o where o.id = @1",
            OrganisationRow.Read, cancellation, id);
        return found.Count > 0 && Grants.MaySeeOrganisation(caller, found[0].Facts)
            ? found[0]
            : throw Standing.NotFound();
    }

    /// <summary>Changes one.</summary>
    public async Task<OrganisationRow> ChangeAsync(Caller caller, string id, OrganisationBody body)
    {
        return await lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            if (await Standing.FindOrganisationAsync(w, id) is not { } before
                || !Grants.MayChangeOrganisation(now, before.Facts))
                throw Standing.NotFound();
            Check(body.Name, before.Country, body.Identification);
            if (body.Identification != before.Identification && !Grants.MayIdentify(now, before.Kind))
                throw Standing.Wrong("/identification", "access.no-identification");
            if (body.Closed != before.ClosedAt is not null && !Grants.MayCloseOrganisation(now, before.Kind))
                throw Standing.Wrong("/closed", "access.no-closing");
            await RefuseTakenAsync(w, body.Identification, id);
            await w.ExecuteAsync(
                "update organisation set name = @1, identification = @2, closed_at = @3 where id = @4",
                body.Name.Trim(), body.Identification, body.Closed ? before.ClosedAt ?? w.Now : null, id);
            if (body.Closed)
            {
                await w.ExecuteAsync("delete from access_session where account in "
                    + "(select id from account where organisation = @1)", id);
                await w.ExecuteAsync("delete from access_secret where account in "
                    + "(select id from account where organisation = @1)", id);
            }

            var what = body.Closed == before.ClosedAt is not null ? "organisation-changed"
                : body.Closed ? "organisation-closed" : "organisation-opened";
            await (AccessRecord.Make(what, now.Account) with { Organisation = id }).AppendAsync(w);
            return (await Standing.FindOrganisationAsync(w, id))!;
        });
    }

    private static async Task RefuseTakenAsync(Write write, string? identification, string id)
    {
        if (identification is not null && await write.FindAsync<string>(
            "select id from organisation where identification = @1 and id <> @2", identification, id) is not null)
            throw Standing.Taken("/identification", "access.identification-taken", identification);
    }

    private static void Check(string name, string country, string? identification)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
            errors.Add(new FieldError("/name", Texts.Server.Get("access.name", LongestName)));
        if (!Country().IsMatch(country))
            errors.Add(new FieldError("/country", Texts.Server.Get("access.country")));
        if (identification is not null && !Identification().IsMatch(identification))
            errors.Add(new FieldError("/identification", Texts.Server.Get("access.identification")));
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
    }

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.None, 1000)]
    private static partial Regex Country();

    // As traders are numbered (EORI, TIN): the country, then up to 15 letters and digits. «NTA.» is an administration.
    [GeneratedRegex(@"^[A-Z]{2}[A-Z0-9-]{1,15}\z", RegexOptions.None, 1000)]
    private static partial Regex Identification();
}
