namespace Throughline.Server;

/// <summary>What the rules of access ask about an organisation.</summary>
/// <param name="Id">Identification.</param>
/// <param name="Kind">What it is.</param>
/// <param name="HasAccounts">Whether it has accounts.</param>
/// <param name="IsEntered">Whether one of its accounts was ever used: it is in its own hands.</param>
public sealed record OrganisationFacts(string Id, OrganisationKind Kind, bool HasAccounts, bool IsEntered);

/// <summary>Who may hold what, and who may give it. All rules stand here; everything else asks.</summary>
/// <remarks>An installation administrator is an administrator of the operator's organisation. A customs organisation is
/// handed over once, by the secret of its first administrator; from then on only its own administrators touch its
/// accounts.</remarks>
public static class Grants
{
    /// <summary>Whether accounts of an organisation of a kind can have a role.</summary>
    public static bool Fits(OrganisationKind kind, Role role) => (kind, role) switch
    {
        (OrganisationKind.Trader, Role.Trader or Role.Representative) => true,
        (OrganisationKind.Guarantor, Role.Guarantor) => true,
        (OrganisationKind.Customs, Role.Officer or Role.Supervisor or Role.Neighbour or Role.Auditor) => true,
        (OrganisationKind.FrontOffice, Role.FrontOffice) => true,
        (OrganisationKind.Operator, Role.Operator or Role.Auditor) => true,
        (_, Role.Administrator) => Enum.IsDefined(kind),
        _ => false,
    };

    /// <summary>The roles that accounts of an organisation of a kind can have.</summary>
    public static IReadOnlyList<Role> ListRoles(OrganisationKind kind) =>
        [.. Enum.GetValues<Role>().Where(r => Fits(kind, r))];

    /// <summary>Whether accounts of a role decide.</summary>
    public static bool IsDecider(Role role) => role is Role.Officer or Role.Supervisor;

    /// <summary>Whether accounts of a role can have keys for systems. A decision and a grant are a person's: whoever
    /// makes one logs in.</summary>
    public static bool MayHoldKeys(Role role) => !IsDecider(role) && role != Role.Administrator;

    /// <summary>Whether it runs the installation.</summary>
    public static bool IsInstallationAdministrator(Caller caller) =>
        caller is { Role: Role.Administrator, Kind: OrganisationKind.Operator };

    /// <summary>Whether somebody may make an organisation of a kind. There is one operator, which the first start
    /// makes.</summary>
    public static bool MayCreateOrganisation(Caller caller, OrganisationKind kind) =>
        IsInstallationAdministrator(caller) && kind != OrganisationKind.Operator;

    /// <summary>Whether somebody may see that an organisation is there.</summary>
    public static bool MaySeeOrganisation(Caller caller, OrganisationFacts organisation) =>
        IsInstallationAdministrator(caller) || IsOwnAdministrator(caller, organisation);

    /// <summary>Whether somebody may change the name of an organisation.</summary>
    public static bool MayChangeOrganisation(Caller caller, OrganisationFacts organisation) =>
        Administers(caller, organisation);

    /// <summary>Whether somebody may say under which number an organisation sends messages. It decides what the
    /// organisation sees, so no organisation says it of itself; administrations are known by their country.</summary>
    public static bool MayIdentify(Caller caller, OrganisationKind kind) => IsInstallationAdministrator(caller)
        && kind is not (OrganisationKind.Customs or OrganisationKind.Operator);

    /// <summary>Whether somebody may close an organisation or open it again. Nobody closes a customs organisation or
    /// the own one.</summary>
    public static bool MayCloseOrganisation(Caller caller, OrganisationKind kind) =>
        IsInstallationAdministrator(caller) && kind is not (OrganisationKind.Customs or OrganisationKind.Operator);

    /// <summary>Whether somebody may see the accounts of an organisation.</summary>
    public static bool MaySeeAccounts(Caller caller, OrganisationFacts organisation) =>
        Administers(caller, organisation);

    /// <summary>Whether somebody may make an account with a role.</summary>
    public static bool MayCreateAccount(Caller caller, OrganisationFacts organisation, Role role) =>
        Fits(organisation.Kind, role)
        && (Administers(caller, organisation) || IsHandOver(caller, organisation, role) && !organisation.HasAccounts);

    /// <summary>Whether somebody may change role, offices and name of another account, or disable it. The own one
    /// nobody changes, so that the last administrator stays.</summary>
    public static bool MayChangeAccount(
        Caller caller, OrganisationFacts organisation, string account, Role before, Role after) =>
        account != caller.Account && Fits(organisation.Kind, before) && Fits(organisation.Kind, after)
        && Administers(caller, organisation);

    /// <summary>Whether somebody may take the password of another account away and hand over a secret for a new one.
    /// The first administrator of a customs organisation gets another secret only while none was ever used
    /// there.</summary>
    public static bool MayReset(Caller caller, OrganisationFacts organisation, string account, Role role) =>
        account != caller.Account
        && (Administers(caller, organisation) || IsHandOver(caller, organisation, role) && !organisation.IsEntered);

    /// <summary>Whether somebody may take keys of an account away.</summary>
    public static bool MayRevokeKeys(Caller caller, OrganisationFacts organisation, string account) =>
        account == caller.Account || Administers(caller, organisation);

    private static bool Administers(Caller caller, OrganisationFacts organisation) =>
        IsOwnAdministrator(caller, organisation)
        || IsInstallationAdministrator(caller) && organisation.Kind != OrganisationKind.Customs;

    private static bool IsOwnAdministrator(Caller caller, OrganisationFacts organisation) =>
        caller.Role == Role.Administrator && caller.Organisation == organisation.Id && caller.Kind == organisation.Kind;

    private static bool IsHandOver(Caller caller, OrganisationFacts organisation, Role role) =>
        IsInstallationAdministrator(caller) && organisation.Kind == OrganisationKind.Customs
        && role == Role.Administrator;
}
