using CsCheck;

namespace Throughline.Server.Tests.Access;

/// <summary>The rules of access, over all callers and organisations that there can be.</summary>
public sealed class GrantsTests
{
    private static readonly Gen<Role> Roles = One(Enum.GetValues<Role>());
    private static readonly Gen<OrganisationKind> Kinds = One(Enum.GetValues<OrganisationKind>());

    private static readonly Gen<OrganisationFacts> Organisations =
        from id in One("o1", "o2", "o3")
        from kind in Kinds
        from accounts in Gen.Bool
        from entered in Gen.Bool
        select new OrganisationFacts(id, kind, accounts || entered, entered);

    private static readonly Gen<(Caller Caller, OrganisationFacts Home, Role Before, Role After,
        string Account)> Cases =
        from home in Organisations
        from own in One("o1", "o2", "o3")
        from other in Kinds
            // One organisation is of one kind.
        let kind = own == home.Id ? home.Kind : other
        from isAdministrator in Gen.Bool
        from role in One([.. Grants.ListRoles(kind)])
        from before in One([.. Grants.ListRoles(home.Kind)])
        from after in Roles
        from account in One("a1", "a2")
        select (new Caller("a1", isAdministrator ? Role.Administrator : role, own, kind, "AM", null, []), home, before,
            after, account);

    /// <summary>Roles by kind as the dictionary of roles has them, written anew.</summary>
    [Theory]
    [InlineData(OrganisationKind.Trader, "Administrator Representative Trader")]
    [InlineData(OrganisationKind.Guarantor, "Administrator Guarantor")]
    [InlineData(OrganisationKind.Customs, "Administrator Auditor Neighbour Officer Supervisor")]
    [InlineData(OrganisationKind.FrontOffice, "Administrator FrontOffice")]
    [InlineData(OrganisationKind.Operator, "Administrator Auditor Operator")]
    public void An_organisation_holds_the_roles_of_its_kind(OrganisationKind kind, string roles) => Assert.Equal(
        roles.Split(' '), Grants.ListRoles(kind).Select(r => r.ToString()).Order(StringComparer.Ordinal));

    [Fact]
    public void Officers_are_made_changed_and_reset_by_their_own_administrator_alone() => Cases.Sample(c =>
    {
        var touches = Grants.MayCreateAccount(c.Caller, c.Home, c.After) && Grants.IsDecider(c.After)
            || Grants.MayChangeAccount(c.Caller, c.Home, c.Account, c.Before, c.After)
                && (Grants.IsDecider(c.Before) || Grants.IsDecider(c.After))
            || Grants.MayReset(c.Caller, c.Home, c.Account, c.Before) && Grants.IsDecider(c.Before);
        return !touches || c.Caller is { Role: Role.Administrator, Kind: OrganisationKind.Customs }
            && c.Caller.Organisation == c.Home.Id && c.Home.Kind == OrganisationKind.Customs;
    }, iter: 20_000);

    [Fact]
    public void A_front_office_and_the_operator_hold_give_reset_and_are_no_decision() => Cases.Sample(c =>
    {
        if (c.Caller.Kind is not (OrganisationKind.FrontOffice or OrganisationKind.Operator))
            return true;
        var decider = Grants.IsDecider(c.Before) || Grants.IsDecider(c.After);
        return !Grants.IsDecider(c.Caller.Role) && !c.Caller.DecidesFor("AM000001")
            && Enum.GetValues<Role>().Where(Grants.IsDecider).All(r => !Grants.Fits(c.Caller.Kind, r)
                && !Grants.MayCreateAccount(c.Caller, c.Home, r))
            && !(decider && Grants.MayChangeAccount(c.Caller, c.Home, c.Account, c.Before, c.After))
            && !(Grants.IsDecider(c.Before) && Grants.MayReset(c.Caller, c.Home, c.Account, c.Before));
    }, iter: 20_000);

    [Fact]
    public void A_customs_organisation_in_its_own_hands_is_touched_by_nobody_else() => Cases.Sample(c =>
    {
        if (c.Home is not { Kind: OrganisationKind.Customs, IsEntered: true } || c.Caller.Organisation == c.Home.Id)
            return true;
        return !Grants.MayCreateAccount(c.Caller, c.Home, c.After)
            && !Grants.MayChangeAccount(c.Caller, c.Home, c.Account, c.Before, c.After)
            && !Grants.MayReset(c.Caller, c.Home, c.Account, c.Before)
            && !Grants.MayRevokeKeys(c.Caller, c.Home, "a2")
            && !Grants.MaySeeAccounts(c.Caller, c.Home)
            && !Grants.MayChangeOrganisation(c.Caller, c.Home)
            && !Grants.MayCloseOrganisation(c.Caller, c.Home.Kind)
            && !Grants.MayIdentify(c.Caller, c.Home.Kind);
    }, iter: 20_000);

    [Fact]
    public void Only_administrators_give_anything_and_nobody_gives_it_to_himself() => Cases.Sample(c =>
    {
        var gives = Grants.MayCreateAccount(c.Caller, c.Home, c.After)
            || Grants.MayChangeAccount(c.Caller, c.Home, c.Account, c.Before, c.After)
            || Grants.MayReset(c.Caller, c.Home, c.Account, c.Before)
            || Grants.MayCreateOrganisation(c.Caller, c.Home.Kind);
        return (!gives || c.Caller.Role == Role.Administrator)
            && !Grants.MayChangeAccount(c.Caller, c.Home, c.Caller.Account, c.Before, c.After)
            && !Grants.MayReset(c.Caller, c.Home, c.Caller.Account, c.Before);
    }, iter: 20_000);

    [Fact]
    public void No_role_is_given_that_does_not_fit_the_organisation() => Cases.Sample(c =>
        !(Grants.MayCreateAccount(c.Caller, c.Home, c.After)
            || Grants.MayChangeAccount(c.Caller, c.Home, c.Account, c.Before, c.After))
        || Grants.Fits(c.Home.Kind, c.After), iter: 20_000);

    [Fact]
    public void The_first_administrator_of_customs_is_made_once_and_nothing_else_is() => Cases.Sample(c =>
    {
        if (c.Home.Kind != OrganisationKind.Customs || !Grants.IsInstallationAdministrator(c.Caller))
            return true;
        return Grants.MayCreateAccount(c.Caller, c.Home, c.After)
                == (c.After == Role.Administrator && !c.Home.HasAccounts)
            && Grants.MayReset(c.Caller, c.Home, "a2", c.Before)
                == (c.Before == Role.Administrator && !c.Home.IsEntered);
    }, iter: 20_000);

    [Fact]
    public void Who_decides_or_administers_has_no_keys() => Assert.Equal(
        [Role.Officer, Role.Supervisor, Role.Administrator],
        Enum.GetValues<Role>().Where(r => !Grants.MayHoldKeys(r)));

    [Fact]
    public void Only_customs_decides_for_an_office() => Cases.Select(One("AM", "GE"), (c, country) =>
        (c.Caller, Office: country + "000001")).Sample(c =>
        !c.Caller.DecidesFor(c.Office) || c.Caller.Kind == OrganisationKind.Customs
            && Grants.IsDecider(c.Caller.Role) && c.Office[..2] == c.Caller.Country, iter: 20_000);

    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
