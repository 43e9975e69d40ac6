using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Throughline.Server;

/// <summary>A session that was found.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="Digest">Digest of its token.</param>
internal sealed record FoundSession(AccountRow Account, byte[] Digest);

/// <summary>Where somebody who logs in comes from.</summary>
/// <param name="Address">Address on the network.</param>
/// <param name="Token">Token of the session that the browser had before: it ends.</param>
internal sealed record LoginOrigin(IPAddress? Address, string? Token);

/// <summary>Logs in and out. A session lives in the database; the browser holds its token, the database the token's
/// digest. A token is made at each login, so that nobody can be made to use one that somebody else knows.</summary>
internal sealed partial class Sessions(Database database, WriteLane lane, Passwords passwords, LoginThrottle throttle,
    AccessSettings settings, TimeProvider time, ILogger<Sessions> logger)
{
    /// <summary>Logs in by password.</summary>
    /// <returns>The account and the token of its new session.</returns>
    /// <exception cref="ProblemException">401, the same for every reason; 429 when the next try must wait.</exception>
    public async Task<(AccountRow Account, string Token)> LoginAsync(
        string login, string password, LoginOrigin origin, CancellationToken cancellation)
    {
        login = login.ToLowerInvariant();
        await CountAsync(login, origin.Address);
        var found = await FindByLoginAsync(login, cancellation);
        var isRight = await passwords.IsRightAsync(found?.Password, password, cancellation);
        if (isRight && found is { IsActive: true })
        {
            var token = Secret.Make();
            var account = await lane.RunAsync(async w =>
            {
                // The account may have been disabled, or its password changed, while this one was compared.
                if (await Standing.FindAccountAsync(w, found.Id) is not { IsActive: true } now
                    || now.Password != found.Password)
                    return null;
                await throttle.ForgetAsync(w, login, origin.Address);
                await BeginAsync(w, now.Id, token, origin.Token);
                return now;
            });
            if (account is not null)
            {
                LogLogin(logger, account.Id, origin.Address);
                return (account, token);
            }
        }

        LogRefused(logger, found?.Id ?? "-", origin.Address);
        throw ProblemException.Of(401, "login-failed");
    }

    /// <summary>Logs in whoever showed a passkey.</summary>
    /// <param name="found">The account and the passkey after its use; null when it was no good.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <exception cref="ProblemException">401, the same for every reason.</exception>
    public async Task<(AccountRow Account, string Token)> EnterAsync(
        (AccountRow Account, UserPasskeyInfo Passkey)? found, LoginOrigin origin)
    {
        if (found is var (known, passkey))
        {
            var token = Secret.Make();
            var account = await lane.RunAsync(async w =>
            {
                if (await Standing.FindAccountAsync(w, known.Id) is not { IsActive: true } now
                    || !await Passkeys.UseAsync(w, passkey))
                    return null;
                await throttle.ForgetAsync(w, "", origin.Address);
                await BeginAsync(w, now.Id, token, origin.Token);
                return now;
            });
            if (account is not null)
            {
                LogLogin(logger, account.Id, origin.Address);
                return (account, token);
            }
        }

        LogRefused(logger, found?.Account.Id ?? "-", origin.Address);
        throw ProblemException.Of(401, "login-failed");
    }

    /// <summary>Redeems a one-time secret: sets the password and logs in.</summary>
    public async Task<(AccountRow Account, string Token)> RedeemAsync(
        string secret, string password, LoginOrigin origin, CancellationToken cancellation)
    {
        await CountAsync("", origin.Address);
        var digest = Secret.FindDigest(secret) ?? throw Spent();
        var found = await FindBySecretAsync(digest, cancellation) ?? throw Spent();
        RefuseWeak(password, found.Login);
        var hash = await passwords.HashAsync(password, cancellation);
        var token = Secret.Make();
        var account = await lane.RunAsync(async w =>
        {
            var id = await w.FindAsync<string>(
                "select account from access_secret where digest = @1 and expires_at > @2", digest, w.Now);
            if (id is null || await Standing.FindAccountAsync(w, id) is not { IsActive: true } now)
                return null;
            await w.ExecuteAsync("delete from access_secret where account = @1", id);
            await w.ExecuteAsync("update account set password = @1 where id = @2", hash, id);
            await w.ExecuteAsync("update organisation set entered_at = @1 where id = @2 and entered_at is null",
                w.Now, now.Organisation);
            await w.ExecuteAsync("delete from access_session where account = @1", id);
            await throttle.ForgetAsync(w, "", origin.Address);
            await BeginAsync(w, id, token, origin.Token);
            await (AccessRecord.Make("secret-redeemed", id) with
            {
                Organisation = now.Organisation,
                Account = id,
            }).AppendAsync(w);
            return now;
        });
        return account is null ? throw Spent() : (account, token);
    }

    /// <summary>Changes the own password; every other session of the account ends, and this one gets a new
    /// token.</summary>
    /// <returns>The new token.</returns>
    public async Task<string> ChangePasswordAsync(Caller caller, FoundSession session, string current, string password,
        LoginOrigin origin, CancellationToken cancellation)
    {
        var account = session.Account;
        await CountAsync(account.Login, origin.Address);
        if (!await passwords.IsRightAsync(account.Password, current, cancellation))
            throw Standing.Wrong("/current", "access.password-wrong");
        RefuseWeak(password, account.Login);
        var hash = await passwords.HashAsync(password, cancellation);
        var token = Secret.Make();
        return await lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            if (await w.ExecuteAsync("update account set password = @1 where id = @2 and password = @3",
                hash, now.Account, account.Password) == 0)
                throw ProblemException.Of(401, "unauthenticated");
            await w.ExecuteAsync("delete from access_session where account = @1", now.Account);
            await throttle.ForgetAsync(w, account.Login, origin.Address);
            await BeginAsync(w, now.Account, token, null);
            await (AccessRecord.Make("password-changed", now.Account) with
            {
                Organisation = now.Organisation,
                Account = now.Account,
            }).AppendAsync(w);
            return token;
        });
    }

    /// <summary>The session of a token that holds, or null.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="isUse">Whether the session is used: an open stream that looks whether it may go on uses
    /// nothing.</param>
    public async Task<FoundSession?> FindAsync(string? token, CancellationToken cancellation, bool isUse = true)
    {
        if (Secret.FindDigest(token) is not { } digest)
            return null;
        var now = time.GetUtcNow();
        List<(AccountRow Account, DateTimeOffset Seen)> found;
        await using (var connection = await database.ConnectAsync(cancellation))
        {
            found = await connection.ListAsync($"select {AccountRow.Columns}, s.seen_at from access_session s "
                + "join account a on a.id = s.account join organisation o on o.id = a.organisation "
                + "where s.digest = @1 and s.expires_at > @2 and s.seen_at > @3",
                r => (AccountRow.Read(r), r.GetTime(AccountRow.ColumnCount)), cancellation, digest, now,
                now - settings.Idle);
        }

        if (found is not [({ IsActive: true } account, var seen)])
            return null;
        // Not at every request: a thirtieth of the span is exact enough, and reading stays reading.
        if (isUse && now - seen >= settings.Idle / 30)
            await TouchAsync(digest);
        return new FoundSession(account, digest);
    }

    /// <summary>Ends a session.</summary>
    public Task EndAsync(byte[] digest) =>
        lane.RunAsync(w => w.ExecuteAsync("delete from access_session where digest = @1", digest));

    private async Task TouchAsync(byte[] digest)
    {
        try
        {
            await lane.RunAsync(w =>
                w.ExecuteAsync("update access_session set seen_at = @1 where digest = @2", w.Now, digest));
        }
        catch (Exception e) when (e is BusyException or DbException)
        {
            // The session ends a little earlier: no reason to refuse a request that only reads.
            LogUntouched(logger, e);
        }
    }

    private async Task BeginAsync(Write write, string account, string token, string? before)
    {
        await write.ExecuteAsync("delete from access_session where expires_at <= @1 or seen_at <= @2 or digest = @3",
            write.Now, write.Now - settings.Idle, Secret.Digest(before ?? ""));
        await write.ExecuteAsync("insert into access_session (digest, account, created_at, seen_at, expires_at) "
            + "values (@1, @2, @3, @3, @4)", Secret.Digest(token), account, write.Now, write.Now + settings.Longest);
    }

    /// <summary>Counts a try to log in.</summary>
    /// <exception cref="ProblemException">429: the next one must wait.</exception>
    public async Task CountAsync(string login, IPAddress? address)
    {
        if (await lane.RunAsync(w => throttle.CountAsync(w, login, address)) is not { } wait)
            return;
        LogThrottled(logger, address);
        throw ProblemException.Wait("too-many-attempts", wait);
    }

    /// <summary>The account of a login, or null.</summary>
    public async Task<AccountRow?> FindByLoginAsync(string login, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return (await connection.ListAsync($"select {AccountRow.Columns} from {AccountRow.Tables} where a.login = @1",
            AccountRow.Read, cancellation, login)).FirstOrDefault();
    }

    private async Task<AccountRow?> FindBySecretAsync(byte[] digest, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return (await connection.ListAsync($"select {AccountRow.Columns} from access_secret x "
            + "join account a on a.id = x.account join organisation o on o.id = a.organisation "
            + "where x.digest = @1 and x.expires_at > @2", AccountRow.Read, cancellation, digest, time.GetUtcNow()))
            .FirstOrDefault();
    }

    private static void RefuseWeak(string password, string login)
    {
        if (Passwords.FindFault(password, login) is { } fault)
            throw ProblemException.Unprocessable([new FieldError("/password", fault)]);
    }

    private static ProblemException Spent() => new(
        Problems.Of(401, "login-failed", detail: Texts.Server.Get("access.secret-spent")));

    [LoggerMessage(Level = LogLevel.Information, Message = "The account {Account} logged in from {Address}.")]
    private static partial void LogLogin(ILogger logger, string account, IPAddress? address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A login to the account {Account} from {Address} was refused.")]
    private static partial void LogRefused(ILogger logger, string account, IPAddress? address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Logins from {Address} must wait.")]
    private static partial void LogThrottled(ILogger logger, IPAddress? address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The time at which a session was last used is not written.")]
    private static partial void LogUntouched(ILogger logger, Exception error);
}
