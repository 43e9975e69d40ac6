namespace Throughline.Server;

/// <summary>Who acts and on what, read again inside the transaction that acts: what was taken away a moment ago does
/// not act any more.</summary>
internal static class Standing
{
    /// <summary>The caller as it is now.</summary>
    /// <exception cref="ProblemException">It may not come in any more, or is not what it was: 401.</exception>
    public static async Task<Caller> OfAsync(Write write, Caller caller)
    {
        var now = await FindAccountAsync(write, caller.Account);
        return now is { IsActive: true } && now.Role == caller.Role && now.Organisation == caller.Organisation
            ? now.Caller
            : throw ProblemException.Of(401, "unauthenticated");
    }

    /// <summary>An account.</summary>
    public static async Task<AccountRow?> FindAccountAsync(Write write, string id) =>
        (await write.ListAsync($"select {AccountRow.Columns} from {AccountRow.Tables} where a.id = @1",
            AccountRow.Read, id)).FirstOrDefault();

    /// <summary>An organisation.</summary>
    public static async Task<OrganisationRow?> FindOrganisationAsync(Write write, string id) =>
        (await write.ListAsync($"select {OrganisationRow.Columns} from organisation o where o.id = @1",
            OrganisationRow.Read, id)).FirstOrDefault();

    /// <summary>What the caller may not touch looks as if it were not there.</summary>
    public static ProblemException NotFound() => ProblemException.Of(404, "not-found");

    /// <summary>A field that cannot be carried out.</summary>
    public static ProblemException Wrong(string pointer, string key, params object?[] values) =>
        ProblemException.Unprocessable([new FieldError(pointer, Texts.Server.Get(key, values))]);

    /// <summary>What is asked for is taken already.</summary>
    public static ProblemException Taken(string pointer, string key, params object?[] values) =>
        ProblemException.Of(409, "conflict", [new FieldError(pointer, Texts.Server.Get(key, values))]);
}
