using Microsoft.AspNetCore.Builder;

namespace Throughline.Server;

/// <summary>Who may use an endpoint. One that states nothing is used by nobody.</summary>
/// <param name="IsPublic">Everybody may, without login.</param>
/// <param name="Roles">Roles that may.</param>
/// <param name="IsByPerson">Only somebody who logged in, no key of a system.</param>
/// <param name="Kind">Only of organisations of this kind; of all when null.</param>
internal sealed record AccessRule(
    bool IsPublic, IReadOnlyList<Role> Roles, bool IsByPerson, OrganisationKind? Kind = null)
{
    /// <summary>Whether only those who decide may: such an endpoint is a decision or prepares one.</summary>
    public bool IsDecision => !IsPublic && Roles.Count > 0 && Roles.All(Grants.IsDecider);

    /// <summary>Whether it lets somebody in. An account whose role does not fit its organisation comes in nowhere,
    /// whatever the database says.</summary>
    public bool Admits(Caller caller, bool isPerson) => IsPublic
        || Roles.Contains(caller.Role) && Grants.Fits(caller.Kind, caller.Role)
        && (Kind is null || Kind == caller.Kind)
        && (isPerson || !IsByPerson && Grants.MayHoldKeys(caller.Role))
        && (!IsDecision || isPerson && caller.Kind == OrganisationKind.Customs);
}

/// <summary>States who may use an endpoint.</summary>
internal static class AccessRules
{
    /// <summary>Everybody, without login.</summary>
    public static T Public<T>(this T builder)
        where T : IEndpointConventionBuilder => builder.State(new AccessRule(true, [], false));

    /// <summary>Accounts of these roles.</summary>
    public static T Needs<T>(this T builder, params Role[] roles)
        where T : IEndpointConventionBuilder => builder.State(new AccessRule(false, roles, false));

    /// <summary>Accounts of these roles, when a person logged in; all roles when none is named.</summary>
    public static T NeedsPerson<T>(this T builder, params Role[] roles)
        where T : IEndpointConventionBuilder =>
        builder.State(new AccessRule(false, roles.Length > 0 ? roles : Enum.GetValues<Role>(), true));

    /// <summary>Accounts of these roles in organisations of a kind, when a person logged in.</summary>
    public static T NeedsPersonOf<T>(this T builder, OrganisationKind kind, params Role[] roles)
        where T : IEndpointConventionBuilder => builder.State(new AccessRule(false, roles, true, kind));

    /// <summary>Every account.</summary>
    public static T NeedsLogin<T>(this T builder)
        where T : IEndpointConventionBuilder => builder.State(new AccessRule(false, Enum.GetValues<Role>(), false));

    private static T State<T>(this T builder, AccessRule rule)
        where T : IEndpointConventionBuilder
    {
        builder.Add(e => e.Metadata.Add(rule));
        return builder;
    }
}
