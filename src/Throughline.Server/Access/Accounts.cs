using System.Text.RegularExpressions;

namespace Throughline.Server;

/// <summary>An account and, once, the secret that is handed over with it.</summary>
internal sealed record HandedOver(AccountRow Account, string Secret, DateTimeOffset Until);

/// <summary>Makes, changes and resets accounts.</summary>
internal sealed partial class Accounts(Database database, WriteLane lane, AccessSettings settings)
{
    private const int LongestName = 200;
    private const int MostOffices = 50;

    /// <summary>Makes one and its first secret.</summary>
    public async Task<HandedOver> CreateAsync(Caller caller, string organisation, NewAccountBody body)
    {
        var login = body.Login.ToLowerInvariant();
        return await lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            if (await Standing.FindOrganisationAsync(w, organisation) is not { } home)
                throw Standing.NotFound();
            if (!Grants.MayCreateAccount(now, home.Facts, body.Role))
            {
                throw Grants.MaySeeAccounts(now, home.Facts)
                    ? Standing.Wrong("/role", "access.role", Words(Grants.ListRoles(home.Kind)))
                    : Standing.NotFound();
            }

            if (!Login().IsMatch(login))
                throw Standing.Wrong("/login", "access.login");
            Check(body.Name, body.Role, body.Offices, home.Country);
            if (await w.FindAsync<string>("select id from account where login = @1", login) is not null)
                throw Standing.Taken("/login", "access.login-taken");
            var id = await InsertAsync(w, home, body.Role, login, body.Name.Trim(), body.Offices, now.Account);
            return await HandOverAsync(w, id);
        });
    }

    /// <summary>Writes a new one and its entry in the journal.</summary>
    public static async Task<string> InsertAsync(Write write, OrganisationRow home, Role role, string login,
        string name, IReadOnlyList<string> offices, string by)
    {
        var id = Secret.MakeId('a');
        await write.ExecuteAsync("insert into account (id, organisation, role, login, name, offices, created_at) "
            + "values (@1, @2, @3, @4, @5, @6, @7)", id, home.Id, role.ToString(), login, name,
            string.Join(' ', offices), write.Now);
        await (AccessRecord.Make("account-created", by) with
        {
            Organisation = home.Id,
            Account = id,
            Role = role,
            Offices = offices,
        }).AppendAsync(write);
        return id;
    }

    /// <summary>Puts a new secret in the place of the ones before.</summary>
    public async Task<HandedOver> HandOverAsync(Write write, string account)
    {
        var secret = Secret.Make();
        var until = write.Now + settings.SecretLife;
        await write.ExecuteAsync(
            "delete from access_secret where account = @1 or expires_at <= @2", account, write.Now);
        await write.ExecuteAsync("insert into access_secret (digest, account, expires_at) values (@1, @2, @3)",
            Secret.Digest(secret), account, until);
        return new HandedOver((await Standing.FindAccountAsync(write, account))!, secret, until);
    }

    /// <summary>The accounts of an organisation.</summary>
    public async Task<IReadOnlyList<AccountRow>> ListAsync(
        Caller caller, string organisation, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var home = await connection.ListAsync($"select {OrganisationRow.Columns} from organisation o where o.id = @1",
            OrganisationRow.Read, cancellation, organisation);
        if (home.Count == 0 || !Grants.MaySeeAccounts(caller, home[0].Facts))
            throw Standing.NotFound();
        return await connection.ListAsync($"select {AccountRow.Columns} from {AccountRow.Tables} "
            + "where a.organisation = @1 order by a.created_at, a.id", AccountRow.Read, cancellation, organisation);
    }

    /// <summary>Changes name, role, offices of one, disables it or lets it in again. Who changes role or offices, or
    /// is disabled, is logged out at once.</summary>
    public async Task<AccountRow> ChangeAsync(Caller caller, string id, AccountBody body)
    {
        return await lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            var (before, home) = await FindAsync(w, id);
            if (!Grants.MayChangeAccount(now, home.Facts, id, before.Role, body.Role))
            {
                throw Grants.MayChangeAccount(now, home.Facts, id, before.Role, before.Role)
                    ? Standing.Wrong("/role", "access.role", Words(Grants.ListRoles(home.Kind)))
                    : Standing.NotFound();
            }

            Check(body.Name, body.Role, body.Offices, home.Country);
            await w.ExecuteAsync(
                "update account set name = @1, role = @2, offices = @3, disabled_at = @4 where id = @5",
                body.Name.Trim(), body.Role.ToString(), string.Join(' ', body.Offices),
                body.Disabled ? before.DisabledAt ?? w.Now : null, id);
            var isGrant = body.Role != before.Role || !body.Offices.SequenceEqual(before.Offices);
            if (isGrant || body.Disabled)
                await w.ExecuteAsync("delete from access_session where account = @1", id);
            if (!Grants.MayHoldKeys(body.Role))
                await w.ExecuteAsync("update access_key set revoked_at = @1 where account = @2 and revoked_at is null",
                    w.Now, id);
            if (body.Disabled)
                await w.ExecuteAsync("delete from access_secret where account = @1", id);
            var record = AccessRecord.Make("", now.Account) with
            {
                Organisation = home.Id,
                Account = id,
                Role = body.Role,
                Offices = body.Offices,
            };
            if (isGrant)
                await (record with { What = "account-granted" }).AppendAsync(w);
            if (body.Disabled != before.DisabledAt is not null)
            {
                var what = body.Disabled ? "account-disabled" : "account-enabled";
                await (record with { What = what }).AppendAsync(w);
            }

            return (await Standing.FindAccountAsync(w, id))!;
        });
    }

    /// <summary>Takes the password of one away, logs it out everywhere, and makes a secret for a new one.</summary>
    public async Task<HandedOver> ResetAsync(Caller caller, string id)
    {
        return await lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            var (before, home) = await FindAsync(w, id);
            if (!Grants.MayReset(now, home.Facts, id, before.Role))
                throw Standing.NotFound();
            if (before.DisabledAt is not null)
                throw Standing.Taken("", "access.disabled");
            await w.ExecuteAsync("update account set password = null where id = @1", id);
            await w.ExecuteAsync("delete from access_passkey where account = @1", id);
            await w.ExecuteAsync("delete from access_session where account = @1", id);
            var handed = await HandOverAsync(w, id);
            await (AccessRecord.Make("account-reset", now.Account) with
            {
                Organisation = home.Id,
                Account = id,
                Until = handed.Until,
            }).AppendAsync(w);
            return handed;
        });
    }

    /// <summary>An account and its organisation.</summary>
    /// <exception cref="ProblemException">There is none: 404.</exception>
    public static async Task<(AccountRow Account, OrganisationRow Home)> FindAsync(Write write, string id) =>
        await Standing.FindAccountAsync(write, id) is { } account
            ? (account, (await Standing.FindOrganisationAsync(write, account.Organisation))!)
            : throw Standing.NotFound();

    private static void Check(string name, Role role, IReadOnlyList<string> offices, string country)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
            errors.Add(new FieldError("/name", Texts.Server.Get("access.name", LongestName)));
        if (offices.Count > 0 && !Grants.IsDecider(role))
            errors.Add(new FieldError("/offices", Texts.Server.Get("access.no-offices")));
        if (offices.Count > MostOffices)
            errors.Add(new FieldError("/offices", Texts.Server.Get("json.list-too-long", offices.Count, MostOffices)));
        for (var i = 0; i < offices.Count; i++)
        {
            if (!Office().IsMatch(offices[i]) || !offices[i].StartsWith(country, StringComparison.Ordinal))
                errors.Add(new FieldError($"/offices/{TransitDecisions.Text(i)}",
                    Texts.Server.Get("access.office", country)));
        }

        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
    }

    private static string Words(IEnumerable<Role> roles) => string.Join(", ",
        roles.Select(r => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(r.ToString())));

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._@+-]{2,99}\z", RegexOptions.None, 1000)]
    private static partial Regex Login();

    // A reference number of an office: the country, then six letters and digits.
    [GeneratedRegex(@"^[A-Z]{2}[A-Z0-9]{6}\z", RegexOptions.None, 1000)]
    private static partial Regex Office();
}
