using System.Data.Common;
using Microsoft.AspNetCore.Identity;

namespace Throughline.Server;

/// <summary>A passkey as it is stored.</summary>
internal sealed record PasskeyRow(string Id, byte[] Credential, string Account, string Name, byte[] PublicKey,
    long SignCount, bool IsBackupEligible, bool IsBackedUp, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt)
{
    /// <summary>The columns, of a table «access_passkey k».</summary>
    public const string Columns = "k.id, k.credential, k.account, k.name, k.public_key, k.sign_count, "
        + "k.is_backup_eligible, k.is_backed_up, k.created_at, k.used_at";

    /// <summary>Reads a row.</summary>
    public static PasskeyRow Read(DbDataReader row) => new(row.GetString(0), row.GetBytes(1), row.GetString(2),
        row.GetString(3), row.GetBytes(4), row.GetInt64(5), row.GetInt64(6) != 0, row.GetInt64(7) != 0, row.GetTime(8),
        row.FindTime(9));

    /// <summary>The passkey as the handler wants it. What a device said of itself is not kept.</summary>
    public UserPasskeyInfo ToInfo() => new(Credential, PublicKey, CreatedAt, (uint)SignCount, [], isUserVerified: true,
        IsBackupEligible, IsBackedUp, [], [])
    {
        Name = Name,
    };
}

/// <summary>Accounts and their passkeys, for the framework's handler of passkeys. It reads; what is written, the
/// service writes itself.</summary>
internal sealed class PasskeyStore(Database database) : IUserPasskeyStore<AccountRow>
{
    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public Task<string> GetUserIdAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id);

    /// <inheritdoc/>
    public Task<string?> GetUserNameAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Login);

    /// <inheritdoc/>
    public Task<string?> GetNormalizedUserNameAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Login);

    /// <inheritdoc/>
    public async Task<AccountRow?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.ConnectAsync(cancellationToken);
        return (await connection.ListAsync($"select {AccountRow.Columns} from {AccountRow.Tables} where a.id = @1",
            AccountRow.Read, cancellationToken, userId)).FirstOrDefault();
    }

    /// <inheritdoc/>
    public async Task<AccountRow?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var connection = await database.ConnectAsync(cancellationToken);
        var account = await connection.FindAsync<string>(
            "select account from access_passkey where credential = @1", cancellationToken, credentialId);
        return account is null ? null : await FindByIdAsync(account, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(AccountRow user, CancellationToken cancellationToken) =>
        [.. (await ListAsync(user.Id, cancellationToken)).Select(k => k.ToInfo())];

    /// <inheritdoc/>
    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        AccountRow user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await ListAsync(user.Id, cancellationToken))
            .FirstOrDefault(k => k.Credential.AsSpan().SequenceEqual(credentialId))?.ToInfo();

    /// <summary>The passkeys of an account.</summary>
    public async Task<IReadOnlyList<PasskeyRow>> ListAsync(string account, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.ListAsync($"select {PasskeyRow.Columns} from access_passkey k where k.account = @1 "
            + "order by k.created_at, k.id", PasskeyRow.Read, cancellation, account);
    }

    /// <inheritdoc/>
    public Task AddOrUpdatePasskeyAsync(
        AccountRow user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw Elsewhere();

    /// <inheritdoc/>
    public Task RemovePasskeyAsync(AccountRow user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw Elsewhere();

    /// <inheritdoc/>
    public Task<AccountRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        throw Elsewhere();

    /// <inheritdoc/>
    public Task SetUserNameAsync(AccountRow user, string? userName, CancellationToken cancellationToken) =>
        throw Elsewhere();

    /// <inheritdoc/>
    public Task SetNormalizedUserNameAsync(
        AccountRow user, string? normalizedName, CancellationToken cancellationToken) => throw Elsewhere();

    /// <inheritdoc/>
    public Task<IdentityResult> CreateAsync(AccountRow user, CancellationToken cancellationToken) => throw Elsewhere();

    /// <inheritdoc/>
    public Task<IdentityResult> UpdateAsync(AccountRow user, CancellationToken cancellationToken) => throw Elsewhere();

    /// <inheritdoc/>
    public Task<IdentityResult> DeleteAsync(AccountRow user, CancellationToken cancellationToken) => throw Elsewhere();

    private static NotSupportedException Elsewhere() => new("Accounts are written by Accounts, passkeys by Passkeys.");
}
