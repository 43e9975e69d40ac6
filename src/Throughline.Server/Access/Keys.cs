namespace Throughline.Server;

/// <summary>Keys for systems. A key acts as its account, is shown once and kept as a digest.</summary>
internal sealed class Keys(Database database, WriteLane lane, TimeProvider time)
{
    private const int LongestName = 100;
    private const int MostKeys = 20;
    private const int MostDays = 366;
    private const int MostOverlapHours = 30 * 24;

    /// <summary>Makes one for the own account.</summary>
    /// <returns>The row and the key itself.</returns>
    public Task<(KeyRow Row, string Key)> CreateAsync(Caller caller, NewKeyBody body)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > LongestName)
            errors.Add(new FieldError("/name", Texts.Server.Get("access.name", LongestName)));
        if (body.Days is < 1 or > MostDays)
            errors.Add(new FieldError("/days", Texts.Server.Get("query.whole", 1, MostDays)));
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        return lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            if (!Grants.MayHoldKeys(now.Role))
                throw Standing.NotFound();
            return await InsertAsync(w, now, body.Name.Trim(), w.Now.AddDays(body.Days), "key-created");
        });
    }

    /// <summary>Makes the successor of one of the own; the old one goes on for some hours.</summary>
    public Task<(KeyRow Row, string Key)> RotateAsync(Caller caller, string id, RotationBody body)
    {
        if (body.OverlapHours is < 0 or > MostOverlapHours)
            throw Standing.Wrong("/overlapHours", "query.whole", 0, MostOverlapHours);
        return lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            if (await FindAsync(w, id) is not { RevokedAt: null } old || old.Account != now.Account
                || old.ExpiresAt <= w.Now || !Grants.MayHoldKeys(now.Role))
                throw Standing.NotFound();
            var end = w.Now.AddHours(body.OverlapHours);
            if (end < old.ExpiresAt)
                await w.ExecuteAsync("update access_key set expires_at = @1 where id = @2", end, id);
            return await InsertAsync(w, now, old.Name, w.Now + (old.ExpiresAt - old.CreatedAt), "key-rotated");
        });
    }

    /// <summary>Takes one away, at once.</summary>
    public Task RevokeAsync(Caller caller, string id) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        if (await FindAsync(w, id) is not { } key)
            throw Standing.NotFound();
        var (account, home) = await Accounts.FindAsync(w, key.Account);
        if (!Grants.MayRevokeKeys(now, home.Facts, account.Id))
            throw Standing.NotFound();
        if (await w.ExecuteAsync("update access_key set revoked_at = @1 where id = @2 and revoked_at is null",
            w.Now, id) == 0)
            return id;
        await (AccessRecord.Make("key-revoked", now.Account) with
        {
            Organisation = home.Id,
            Account = account.Id,
            Key = id,
        }).AppendAsync(w);
        return id;
    });

    /// <summary>The keys of an account, without those that are no longer good.</summary>
    public async Task<IReadOnlyList<KeyRow>> ListAsync(Caller caller, string account, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var home = await connection.ListAsync($"select {OrganisationRow.Columns} from organisation o "
            + "join account a on a.organisation = o.id where a.id = @1", OrganisationRow.Read, cancellation, account);
        if (home.Count == 0 || !Grants.MayRevokeKeys(caller, home[0].Facts, account))
            throw Standing.NotFound();
        return await connection.ListAsync($"select {KeyRow.Columns} from access_key k where k.account = @1 "
            + "and k.revoked_at is null and k.expires_at > @2 order by k.created_at, k.id", KeyRow.Read, cancellation,
            account, time.GetUtcNow());
    }

    /// <summary>The account of a key that is good, or null.</summary>
    public async Task<AccountRow?> FindAccountAsync(string key, CancellationToken cancellation)
    {
        if (Secret.FindDigest(key) is not { } digest)
            return null;
        await using var connection = await database.ConnectAsync(cancellation);
        var found = await connection.ListAsync($"select {AccountRow.Columns} from access_key k "
            + "join account a on a.id = k.account join organisation o on o.id = a.organisation "
            + "where k.digest = @1 and k.revoked_at is null and k.expires_at > @2", AccountRow.Read, cancellation,
            digest, time.GetUtcNow());
        return found is [{ IsActive: true } account] && Grants.MayHoldKeys(account.Role) ? account : null;
    }

    private static async Task<(KeyRow Row, string Key)> InsertAsync(
        Write write, Caller caller, string name, DateTimeOffset until, string what)
    {
        if (await write.FindAsync<long>("select count(*) from access_key where account = @1 and revoked_at is null "
            + "and expires_at > @2", caller.Account, write.Now) >= MostKeys)
            throw Standing.Taken("", "access.too-many-keys", MostKeys);
        var (id, key) = (Secret.MakeId('k'), Secret.MakeKey());
        await write.ExecuteAsync("insert into access_key (id, digest, account, name, created_at, expires_at) "
            + "values (@1, @2, @3, @4, @5, @6)", id, Secret.Digest(key), caller.Account, name, write.Now, until);
        await (AccessRecord.Make(what, caller.Account) with
        {
            Organisation = caller.Organisation,
            Account = caller.Account,
            Key = id,
            Until = until,
        }).AppendAsync(write);
        return ((await FindAsync(write, id))!, key);
    }

    private static async Task<KeyRow?> FindAsync(Write write, string id) => (await write.ListAsync(
        $"select {KeyRow.Columns} from access_key k where k.id = @1", KeyRow.Read, id)).FirstOrDefault();
}
