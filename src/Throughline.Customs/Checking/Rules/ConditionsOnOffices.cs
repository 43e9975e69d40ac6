using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>Offices on the way.</summary>
public sealed partial class RuleBook
{
    private void AddConditionsOnOffices()
    {
        Add("C0587", OfficesOfExit);
        Add("C0598", ArrivalAtOfficeOfTransit);
        Add("C0811", OfficeOfDepartureUnlessUnknown);
    }

    /// <summary>C0587: an office of exit for transit is passed only where goods with exit data leave the security area
    /// on their way.</summary>
    private static Presence OfficesOfExit(RuleScope scope)
    {
        if (scope.Operation("security") is not { } security)
            return Presence.Unknown;
        if (security is not ("2" or "3"))
            return Presence.Forbidden;
        bool? leaves = false;
        foreach (var office in scope.Root.List("CustomsOfficeOfTransitDeclared"))
        {
            var inside = scope.InList("CL147", RuleScope.CountryOf(office.Find("referenceNumber")));
            if (inside == false)
                return Presence.Free;
            leaves = inside is null ? null : leaves;
        }

        return leaves is null ? Presence.Unknown : Presence.Forbidden;
    }

    /// <summary>C0598: the first office of the security area must know when to expect goods with entry data.</summary>
    private static Presence ArrivalAtOfficeOfTransit(RuleScope scope) =>
        scope.Operation("security") is "1" or "3"
            ? RequiredIf(scope.InList("CL147", RuleScope.CountryOf(scope.Group.Find("referenceNumber"))))
            : Presence.Free;

    /// <summary>C0811: whoever does not know a movement cannot say where it departed.</summary>
    private static Presence OfficeOfDepartureUnlessUnknown(RuleScope scope) =>
        RequiredOnlyIf(scope.Operation("requestRejectionReasonCode") != "1");
}
