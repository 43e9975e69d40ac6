namespace Throughline.Server;

/// <summary>Who I am here.</summary>
/// <param name="Account">Identification of the account.</param>
/// <param name="Login">Its name at login.</param>
/// <param name="Name">Who or what it is for.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Organisation">Identification of its organisation.</param>
/// <param name="Kind">What the organisation is.</param>
/// <param name="Country">Country of the organisation.</param>
/// <param name="Identification">Number of the organisation in messages, or null.</param>
/// <param name="Offices">Offices that it decides for; none: all of the administration.</param>
public sealed record MeView(string Account, string Login, string Name, Role Role, string Organisation,
    OrganisationKind Kind, string Country, string? Identification, IReadOnlyList<string> Offices)
{
    internal static MeView Of(AccountRow row) => new(row.Id, row.Login, row.Name, row.Role, row.Organisation, row.Kind,
        row.Country, row.Identification, row.Offices);
}

/// <summary>An organisation.</summary>
/// <param name="Id">Identification.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Country">ISO 3166-1 alpha-2; ZZ of the operator.</param>
/// <param name="Name">Its name.</param>
/// <param name="Identification">Number under which it sends and gets messages, or null.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="EnteredAt">When one of its accounts was first used, or null.</param>
/// <param name="ClosedAt">When it was closed, or null.</param>
public sealed record OrganisationView(string Id, OrganisationKind Kind, string Country, string Name,
    string? Identification, DateTimeOffset CreatedAt, DateTimeOffset? EnteredAt, DateTimeOffset? ClosedAt)
{
    internal static OrganisationView Of(OrganisationRow row) => new(row.Id, row.Kind, row.Country, row.Name,
        row.Identification, row.CreatedAt, row.EnteredAt, row.ClosedAt);
}

/// <summary>Organisations.</summary>
/// <param name="Organisations">In the order in which they were made.</param>
public sealed record OrganisationList(IReadOnlyList<OrganisationView> Organisations);

/// <summary>An account.</summary>
/// <param name="Id">Identification: stands in the journal.</param>
/// <param name="Organisation">Identification of its organisation.</param>
/// <param name="Login">Its name at login.</param>
/// <param name="Name">Who or what it is for.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Offices">Offices that it decides for; none: all of the administration.</param>
/// <param name="HasPassword">Whether it has a password; one without redeems a secret first.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="DisabledAt">When it was disabled, or null.</param>
public sealed record AccountView(string Id, string Organisation, string Login, string Name, Role Role,
    IReadOnlyList<string> Offices, bool HasPassword, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt)
{
    internal static AccountView Of(AccountRow row) => new(row.Id, row.Organisation, row.Login, row.Name, row.Role,
        row.Offices, row.Password is not null, row.CreatedAt, row.DisabledAt);
}

/// <summary>Accounts.</summary>
/// <param name="Accounts">In the order in which they were made.</param>
public sealed record AccountList(IReadOnlyList<AccountView> Accounts);

/// <summary>An account and the secret to hand over to whoever will use it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Secret">The secret, good once; it is shown here and never again.</param>
/// <param name="Until">Until when it is good.</param>
/// <param name="Url">The address at which it is redeemed.</param>
public sealed record HandOverView(AccountView Account, string Secret, DateTimeOffset Until, string Url);

/// <summary>A key for a system, without the key itself.</summary>
/// <param name="Id">Identification.</param>
/// <param name="Name">What it is for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
public sealed record KeyView(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    internal static KeyView Of(KeyRow row) => new(row.Id, row.Name, row.CreatedAt, row.ExpiresAt);
}

/// <summary>Keys that are good.</summary>
/// <param name="Keys">In the order in which they were made.</param>
public sealed record KeyList(IReadOnlyList<KeyView> Keys);

/// <summary>A new key.</summary>
/// <param name="Id">Identification.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Key">The key itself; it is shown here and never again. Send it as <c>Authorization: Bearer
/// tl_…</c>.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
public sealed record NewKeyView(string Id, string Name, string Key, DateTimeOffset ExpiresAt);
