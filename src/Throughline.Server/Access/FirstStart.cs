using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Throughline.Server;

/// <summary>The first administrator. There is no password that anybody knows beforehand: whoever starts the
/// installation gets an address with a secret that is good once.</summary>
public static class FirstStart
{
    /// <summary>Login of the first administrator.</summary>
    public const string Login = "administrator";

    /// <summary>The address at which the first administrator sets a password. Each call makes a new secret and ends the
    /// one before, so that the address printed last is the good one.</summary>
    /// <param name="app">A server that runs.</param>
    /// <returns>Null when the first administrator has set one, and in a server without a database.</returns>
    public static async Task<string?> FindUrlAsync(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetService<Database>() is null)
            return null;
        var accounts = app.Services.GetRequiredService<Accounts>();
        var settings = app.Services.GetRequiredService<AccessSettings>();
        var secret = await app.Services.GetRequiredService<WriteLane>().RunAsync(w => MakeSecretAsync(w, accounts));
        return secret is null ? null : AddressOf(settings.PublicUrl?.ToString() ?? app.Urls.First(), secret);
    }

    /// <summary>The address at which a secret is redeemed. The secret stands behind the #, which browsers send to
    /// nobody.</summary>
    internal static string AddressOf(string start, string secret) => $"{start.TrimEnd('/')}/#/first?secret={secret}";

    private static async Task<string?> MakeSecretAsync(Write write, Accounts accounts)
    {
        var home = (await write.ListAsync($"select {OrganisationRow.Columns} from organisation o where o.kind = @1",
            OrganisationRow.Read, nameof(OrganisationKind.Operator))).FirstOrDefault();
        if (home?.EnteredAt is not null)
            return null;
        if (home is null)
        {
            var id = Secret.MakeId('o');
            await Organisations.InsertAsync(write, id, OrganisationKind.Operator, "ZZ",
                Texts.Server.Get("access.operator"), null);
            home = (await Standing.FindOrganisationAsync(write, id))!;
            await (AccessRecord.Make("organisation-created", AccessRecord.Start) with
            {
                Organisation = id,
                Kind = OrganisationKind.Operator,
                Country = "ZZ",
            }).AppendAsync(write);
        }

        var account = await write.FindAsync<string>(
            "select id from account where organisation = @1 order by created_at, id limit 1", home.Id)
            ?? await Accounts.InsertAsync(write, home, Role.Administrator, Login,
                Texts.Server.Get("access.first-administrator"), [], AccessRecord.Start);
        return (await accounts.HandOverAsync(write, account)).Secret;
    }
}
