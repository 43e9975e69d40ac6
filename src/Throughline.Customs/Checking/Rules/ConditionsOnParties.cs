using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>Who is named, and with what.</summary>
public sealed partial class RuleBook
{
    private void AddConditionsOnParties()
    {
        Add("C0505", Postcode);
        Add("C0542", Consignor);
        Add("C0904", TirHolder);
    }

    /// <summary>C0505: an address is complete without a postcode only in the countries that have none. The place of an
    /// incident has its country beside the address.</summary>
    private static Presence Postcode(RuleScope scope)
    {
        var country = scope.Group.Find("country") ?? scope.Group.Parent?.Find("country");
        return RequiredIf(!scope.InList("CL505", country));
    }

    /// <summary>C0542: the reduced data set has no consignor; otherwise it is named once, for all goods or house by
    /// house.</summary>
    private static Presence Consignor(RuleScope scope)
    {
        if (scope.Operation("security") == "0" && scope.Operation("reducedDatasetIndicator") == "1")
            return Presence.Forbidden;
        return ForbiddenIf(scope.Group.Name == "HouseConsignment" && scope.Group.Parent!.Has("Consignor"));
    }

    /// <summary>C0904: the holder of a carnet is known to the association under a number of its own; messages that do
    /// not say the type of the operation keep to that of the declaration.</summary>
    private static Presence TirHolder(RuleScope scope)
    {
        var type = scope.Operation("declarationType")
            ?? scope.Declared()?.Root.First("TransitOperation")?.Find("declarationType");
        return type is null ? Presence.Unknown : RequiredOnlyIf(type == "TIR");
    }
}
