using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>What is said of goods, and on which level.</summary>
public sealed partial class RuleBook
{
    private void AddConditionsOnGoods()
    {
        Add("C0502", UniqueConsignmentReference);
        Add("C0816", CombinedNomenclatureControlled);
        Add("C0821", CombinedNomenclatureDeclared);
        Add("C0837", NetMass);
        Add("C0844", NetMassOfReleased);
        Add("C0909", CountryOfDispatch);
    }

    /// <summary>C0502: a reference stands on one level only, and every item can be found by one unless a transport
    /// document does it.</summary>
    private static Presence UniqueConsignmentReference(RuleScope scope)
    {
        var house = Above(scope.Group, "HouseConsignment");
        if (house is null)
            return Presence.Free;
        var consignment = house.Parent!;
        if (consignment.Has("referenceNumberUCR"))
            return Presence.Forbidden;
        if (house == scope.Group)
            return Presence.Free;
        if (house.Has("referenceNumberUCR"))
            return Presence.Forbidden;
        return RequiredIf(!consignment.Has("TransportDocument") && !house.Has("TransportDocument"));
    }

    /// <summary>C0909: the country of dispatch stands on one level only, and reaches every item from there.</summary>
    private static Presence CountryOfDispatch(RuleScope scope)
    {
        var house = Above(scope.Group, "HouseConsignment");
        if (house is null)
            return Presence.Free;
        if (house.Parent!.Has("countryOfDispatch"))
            return Presence.Forbidden;
        return house == scope.Group ? Presence.Free : RequiredOnlyIf(!house.Has("countryOfDispatch"));
    }

    /// <summary>The group itself or the nearest above it that has a name, or null.</summary>
    private static MessageGroup? Above(MessageGroup group, string name)
    {
        var at = group;
        while (at is not null && at.Name != name)
            at = at.Parent;
        return at;
    }

    /// <summary>C0816: the combined nomenclature is the Union's; an office elsewhere does not find goods by
    /// it.</summary>
    private static Presence CombinedNomenclatureControlled(RuleScope scope)
    {
        var country = RuleScope.CountryOf(
            scope.Office("CustomsOfficeOfDestinationActual") ?? scope.Office("CustomsOfficeOfDeparture"));
        return country is "AD" or "SM" ? Presence.Forbidden : ForbiddenIf(scope.InList("CL112", country));
    }

    /// <summary>C0821: the same for a declaration at an office of a common transit country.</summary>
    private static Presence CombinedNomenclatureDeclared(RuleScope scope) =>
        ForbiddenIf(scope.InList("CL112", RuleScope.CountryOf(scope.Office("CustomsOfficeOfDeparture"))));

    /// <summary>C0837: goods after export are compared with the export declaration by net mass; the reduced data
    /// set has none.</summary>
    private static Presence NetMass(RuleScope scope) =>
        IsAfterExport(Above(scope.Group, "HouseConsignment")) ? Presence.Required
        : ForbiddenIf(scope.Operation("reducedDatasetIndicator") == "1");

    /// <summary>C0844: goods are released with or without the net mass, as the record of the movement has it.</summary>
    private static Presence NetMassOfReleased(RuleScope scope)
    {
        var record = scope.Earlier("CD001C") ?? scope.Earlier("CD003C") ?? scope.Declared();
        if (record is null)
            return Presence.Unknown;
        var houses = scope.Once("houses of the record", () => HousesByNumber(record));
        var number = Above(scope.Group, "HouseConsignment")?.Find("sequenceNumber") ?? "";
        return IsAfterExport(houses.GetValueOrDefault(number)) ? Presence.Required
            : ForbiddenIf(record.Root.First("TransitOperation")?.Find("reducedDatasetIndicator") == "1");
    }

    private static Dictionary<string, MessageGroup> HousesByNumber(Message record)
    {
        var houses = new Dictionary<string, MessageGroup>(StringComparer.Ordinal);
        foreach (var house in record.Root.Descend("Consignment/HouseConsignment"))
            houses.TryAdd(house.Find("sequenceNumber") ?? "", house);
        return houses;
    }

    /// <summary>Whether a house consignment comes from an export declaration: previous document N830.</summary>
    private static bool IsAfterExport(MessageGroup? house)
    {
        if (house is null)
            return false;
        foreach (var document in house.List("PreviousDocument"))
        {
            if (document.Find("type") == "N830")
                return true;
        }

        return false;
    }
}
