using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>Vehicles at departure and at the border.</summary>
public sealed partial class RuleBook
{
    private const string Mail = "5";
    private const string Air = "4";

    private void AddConditionsOnMeans()
    {
        Add("C0531", FlightAtBorder);
        Add("C0599", ModeAtBorder);
        Add("C0806", MeansAtBorderDeclared);
        Add("C0826", MeansAtDeparture);
        Add("C0908", MeansAtBorder);
    }

    /// <summary>C0531: an aircraft is found by its flight, where safety data are declared.</summary>
    private static Presence FlightAtBorder(RuleScope scope) =>
        RequiredIf(HasSecurity(scope.Operation("security"))
            && scope.Group.Parent!.Find("modeOfTransportAtTheBorder") == Air);

    /// <summary>C0599: goods that leave the security area say how.</summary>
    private static Presence ModeAtBorder(RuleScope scope) => RequiredIf(LeavesWithSecurity(scope));

    /// <summary>C0806: mail has no vehicle of its own; goods that leave the security area name theirs.</summary>
    private static Presence MeansAtBorderDeclared(RuleScope scope) =>
        scope.Group.Find("modeOfTransportAtTheBorder") == Mail
            ? Presence.Forbidden
            : RequiredIf(LeavesWithSecurity(scope));

    /// <summary>Whether presented goods (A) are declared with exit data (2).</summary>
    private static bool LeavesWithSecurity(RuleScope scope) =>
        scope.Operation("security") == "2" && scope.Operation("additionalDeclarationType") == "A";

    /// <summary>C0826: mail has no vehicle of its own; otherwise vehicles are named once, for all goods or house by
    /// house.</summary>
    private static Presence MeansAtDeparture(RuleScope scope)
    {
        var isHouse = scope.Group.Name == "HouseConsignment";
        var consignment = isHouse ? scope.Group.Parent! : scope.Group;
        return ForbiddenIf(consignment.Find("inlandModeOfTransport") == Mail
            || isHouse && consignment.Has("DepartureTransportMeans"));
    }

    /// <summary>C0908: mail has no vehicle of its own; goods with safety data name the one that crosses the
    /// border.</summary>
    private static Presence MeansAtBorder(RuleScope scope) =>
        scope.Group.Find("modeOfTransportAtTheBorder") == Mail
            ? Presence.Forbidden
            : RequiredIf(HasSecurity(scope.Operation("security")));
}
