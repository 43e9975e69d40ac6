using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>What the presentation of pre-lodged goods (CC170C) adds to the declaration as it stands.</summary>
public sealed partial class RuleBook
{
    private void AddConditionsOnPresentation()
    {
        Add("C0412", PlaceOfLoadingPresented);
        Add("C0600", ModeAtBorderPresented);
        Add("C0807", MeansAtBorderPresented);
        Add("C0808", FlightAtBorderPresented);
        Add("C0824", ContainerIndicatorPresented);
        Add("C0833", MeansAtDeparturePresented);
        Add("C0840", LimitDatePresented);
    }

    private static bool? HasSecurityDeclared(RuleScope scope) => scope.Declared() is { } declared
        ? HasSecurity(declared.Root.First("TransitOperation")?.Find("security"))
        : null;

    /// <summary>C0412: presented goods have been loaded somewhere, and it is said by now.</summary>
    private static Presence PlaceOfLoadingPresented(RuleScope scope) =>
        RequiredIf(!IsDeclared(scope, "PlaceOfLoading"));

    /// <summary>C0824: presented goods are in containers or are not, and it is said by now.</summary>
    private static Presence ContainerIndicatorPresented(RuleScope scope) =>
        RequiredIf(!IsDeclared(scope, "containerIndicator"));

    /// <summary>Whether the declared consignment has an item or group; null without a declaration.</summary>
    private static bool? IsDeclared(RuleScope scope, string name) => scope.Declared() is { } declared
        ? declared.Root.First("Consignment")?.Has(name) == true
        : null;

    /// <summary>C0600: with safety data, the mode at the border is known when the goods are there.</summary>
    private static Presence ModeAtBorderPresented(RuleScope scope) => RequiredIf(HasSecurityDeclared(scope));

    /// <summary>C0807: mail has no vehicle of its own; with safety data the vehicle is named now at the
    /// latest.</summary>
    private static Presence MeansAtBorderPresented(RuleScope scope)
    {
        if (scope.Group.Find("modeOfTransportAtTheBorder") == Mail)
            return Presence.Forbidden;
        return HasSecurityDeclared(scope) == true
            ? RequiredIf(!IsDeclared(scope, "ActiveBorderTransportMeans"))
            : RequiredIf(HasSecurityDeclared(scope));
    }

    /// <summary>C0808: an aircraft is found by its flight, where safety data were declared.</summary>
    private static Presence FlightAtBorderPresented(RuleScope scope) =>
        scope.Group.Parent!.Find("modeOfTransportAtTheBorder") == Air
            ? RequiredIf(HasSecurityDeclared(scope))
            : Presence.Free;

    /// <summary>C0833: mail has no vehicle of its own; vehicles that were not declared are named once, for all goods
    /// or house by house. Naming them twice is wrong whatever was declared, unless it was vehicles.</summary>
    private static Presence MeansAtDeparturePresented(RuleScope scope)
    {
        var isHouse = scope.Group.Name == "HouseConsignment";
        var consignment = isHouse ? scope.Group.Parent! : scope.Group;
        if (consignment.Find("inlandModeOfTransport") == Mail)
            return Presence.Forbidden;
        return ForbiddenIf(
            isHouse && consignment.Has("DepartureTransportMeans") && !HasMeansDeclared(scope));
    }

    private static bool HasMeansDeclared(RuleScope scope)
    {
        if (scope.Declared()?.Root.First("Consignment") is not { } consignment)
            return false;
        return scope.Once("means declared", () => consignment.Has("DepartureTransportMeans")
            || consignment.List("HouseConsignment").Any(h => h.Has("DepartureTransportMeans")));
    }

    /// <summary>C0840: only an authorised consignor sets the limit, and at presentation at the latest.</summary>
    private static Presence LimitDatePresented(RuleScope scope)
    {
        if (scope.Declared() is not { } declared)
            return Presence.Unknown;
        return IsAuthorisedConsignor(declared.Root)
            ? RequiredIf(declared.Root.First("TransitOperation")?.Find("limitDate") is null)
            : Presence.Forbidden;
    }
}
