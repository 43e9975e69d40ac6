using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Throughline.Server;

/// <summary>Passkeys beside passwords. The framework's handler checks what a device says; challenges and passkeys are
/// kept here, each challenge good once.</summary>
internal sealed class Passkeys(PasskeyStore store, WriteLane lane, Passwords passwords, LoginThrottle throttle)
{
    private const int LongestName = 100;
    private const int MostPasskeys = 10;
    private static readonly TimeSpan ChallengeLife = TimeSpan.FromMinutes(5);

    /// <summary>Begins to add a passkey to the own account. Whoever only found a screen that was left open cannot: the
    /// password is asked for.</summary>
    public async Task<PasskeyChallenge> BeginAddingAsync(HttpContext context, AccountRow account, string password,
        IPasskeyHandler<AccountRow> handler, CancellationToken cancellation)
    {
        var address = context.Connection.RemoteIpAddress;
        if (await lane.RunAsync(w => throttle.CountAsync(w, account.Login, address)) is { } wait)
            throw ProblemException.Wait("too-many-attempts", wait);
        if (!await passwords.IsRightAsync(account.Password, password, cancellation))
            throw Standing.Wrong("/password", "access.password-wrong");
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity
        {
            Id = account.Id,
            Name = account.Login,
            DisplayName = account.Name,
        }, context);
        return await lane.RunAsync(async w =>
        {
            await throttle.ForgetAsync(w, account.Login, address);
            return await KeepAsync(w, account.Id, made.AttestationState ?? "", made.CreationOptionsJson);
        });
    }

    /// <summary>Adds the passkey that a device made.</summary>
    public async Task<PasskeyRow> AddAsync(
        HttpContext context, Caller caller, NewPasskeyBody body, IPasskeyHandler<AccountRow> handler)
    {
        if (string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > LongestName)
            throw Standing.Wrong("/name", "access.name", LongestName);
        var state = await TakeAsync(body.Ticket, caller.Account) ?? throw Spent();
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = context,
            CredentialJson = body.Credential,
            AttestationState = state,
        });
        if (!result.Succeeded || result.UserEntity.Id != caller.Account)
            throw Standing.Wrong("/credential", "access.passkey-wrong");
        var made = result.Passkey;
        return await lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            if (await w.FindAsync<long>("select count(*) from access_passkey where account = @1", now.Account)
                >= MostPasskeys)
                throw Standing.Taken("", "access.too-many-passkeys", MostPasskeys);
            var row = new PasskeyRow(Secret.MakeId('p'), made.CredentialId, now.Account, body.Name.Trim(),
                made.PublicKey, made.SignCount, made.IsBackupEligible, made.IsBackedUp, w.Now, null);
            var done = await w.ExecuteAsync("insert into access_passkey (id, credential, account, name, public_key, "
                + "sign_count, is_backup_eligible, is_backed_up, created_at) "
                + "values (@1, @2, @3, @4, @5, @6, @7, @8, @9) on conflict do nothing",
                row.Id, row.Credential, row.Account, row.Name, row.PublicKey,
                row.SignCount, row.IsBackupEligible ? 1 : 0, row.IsBackedUp ? 1 : 0, row.CreatedAt);
            if (done == 0)
                throw Standing.Wrong("/credential", "access.passkey-wrong");
            await NoteAsync(w, "passkey-added", now, row.Id);
            return row;
        });
    }

    /// <summary>Begins a login: any passkey of this installation may answer.</summary>
    public async Task<PasskeyChallenge> BeginLoginAsync(HttpContext context, IPasskeyHandler<AccountRow> handler)
    {
        var made = await handler.MakeRequestOptionsAsync(null, context);
        return await lane.RunAsync(w => KeepAsync(w, null, made.AssertionState ?? "", made.RequestOptionsJson));
    }

    /// <summary>Checks the answer to the challenge of a login.</summary>
    /// <returns>The account and its passkey as it is after the use; null when it is no good.</returns>
    public async Task<(AccountRow Account, UserPasskeyInfo Passkey)?> CheckAsync(
        HttpContext context, PasskeyLoginBody body, IPasskeyHandler<AccountRow> handler)
    {
        if (await TakeAsync(body.Ticket, null) is not { } state)
            return null;
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = context,
            CredentialJson = body.Credential,
            AssertionState = state,
        });
        return result.Succeeded ? (result.User, result.Passkey) : null;
    }

    /// <summary>Notes the use of a passkey, in the transaction of the login.</summary>
    /// <returns>False when it was taken away meanwhile, or used elsewhere with a later count.</returns>
    public static async Task<bool> UseAsync(Write write, UserPasskeyInfo passkey) => await write.ExecuteAsync(
        "update access_passkey set sign_count = @1, is_backed_up = @2, used_at = @3 where credential = @4 "
        + "and (sign_count < @1 or sign_count = 0)", (long)passkey.SignCount, passkey.IsBackedUp ? 1 : 0, write.Now,
        passkey.CredentialId) > 0;

    /// <summary>Passkeys of the own account.</summary>
    public Task<IReadOnlyList<PasskeyRow>> ListAsync(Caller caller, CancellationToken cancellation) =>
        store.ListAsync(caller.Account, cancellation);

    /// <summary>Takes one of the own away.</summary>
    public Task<long> RemoveAsync(Caller caller, string id) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        return await w.ExecuteAsync(
            "delete from access_passkey where id = @1 and account = @2", id, now.Account) > 0
            ? await NoteAsync(w, "passkey-removed", now, id)
            : throw Standing.NotFound();
    });

    private static Task<long> NoteAsync(Write write, string what, Caller caller, string id) =>
        (AccessRecord.Make(what, caller.Account) with
        {
            Organisation = caller.Organisation,
            Account = caller.Account,
            Key = id,
        }).AppendAsync(write);

    private static async Task<PasskeyChallenge> KeepAsync(Write write, string? account, string state, string options)
    {
        var ticket = Secret.Make();
        await write.ExecuteAsync("delete from access_challenge where expires_at <= @1", write.Now);
        await write.ExecuteAsync("insert into access_challenge (digest, account, state, expires_at) values "
            + "(@1, @2, @3, @4)", Secret.Digest(ticket), account, state, write.Now + ChallengeLife);
        return new PasskeyChallenge(ticket, options);
    }

    /// <summary>Takes a challenge, once.</summary>
    private Task<string?> TakeAsync(string ticket, string? account)
    {
        if (Secret.FindDigest(ticket) is not { } digest)
            return Task.FromResult<string?>(null);
        return lane.RunAsync(async w =>
        {
            var state = await w.FindAsync<string>("select state from access_challenge where digest = @1 and "
                + "expires_at > @2 and coalesce(account, '') = @3", digest, w.Now, account ?? "");
            if (state is not null)
                await w.ExecuteAsync("delete from access_challenge where digest = @1", digest);
            return state;
        });
    }

    private static ProblemException Spent() => Standing.Wrong("/ticket", "access.challenge-spent");
}
