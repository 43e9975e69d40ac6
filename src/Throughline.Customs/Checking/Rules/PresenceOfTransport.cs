using static Throughline.Customs.Presences;

namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddPresenceOfTransport()
    {
        Add("C0029", scope => RequiredIf(scope.Operation("security") is "1" or "2" or "3"));
        Add("C0040", scope => RequiredIf(
            scope.Group.First("Transhipment")?.Find("containerIndicator") == "1"));
        Add("C0055", ContainerNumbers);
        Add("C0170", InlandModeOfPresentation);
        Add("C0186", scope => ForbiddenIf(
            scope.Operation("security") is { } security ? security == "0" : null));
        Add("C0240", IncidentByCode);
        Add("C0251", RiskAnalysisByCode);
        Add("C0333", DepartureMeansAsReleased);
        Add("C0337", scope => ForbiddenIf(scope.Group.Parent?.Has("TransportCharges")));
        Add("C0339", DepartureMeansByMode);
        Add("C0396", scope => RequiredIf(scope.Group.Parent?.Find("code") is "2" or "7"));
    }

    /// <summary>C0055: goods in containers have at least one container number, and others none. Told once, at the first
    /// equipment.</summary>
    private static Presence ContainerNumbers(RuleScope scope)
    {
        var consignment = scope.Group.Parent!;
        if (consignment.Find("containerIndicator") == "0")
            return Presence.Forbidden;
        return RequiredIf(scope.Group.Index == 1
            && !consignment.List("TransportEquipment").Any(e => e.Has("containerIdentificationNumber")));
    }

    /// <summary>C0170: a declaration with few data leaves the inland mode out, and its presentation may not bring it
    /// back.</summary>
    private static Presence InlandModeOfPresentation(RuleScope scope) => ForbiddenIf(scope.Declared() is { } declared
        ? declared.Root.First("TransitOperation")?.Find("reducedDatasetIndicator") == "1"
        : null);

    /// <summary>C0240: what an incident has to describe follows from its kind: seals and equipment, or another
    /// vehicle.</summary>
    private static Presence IncidentByCode(RuleScope scope)
    {
        var isTranshipment = scope.Line.Name == "Transhipment";
        return scope.Group.Find("code") switch
        {
            "2" or "4" or "7" => RequiredOnlyIf(!isTranshipment),
            "3" or "6" or "8" => RequiredIf(isTranshipment),
            null => Presence.Unknown,
            _ => Presence.Forbidden,
        };
    }

    /// <summary>C0251: results R and Y are founded on an analysis; X is in the Union, and may be
    /// elsewhere.</summary>
    private static Presence RiskAnalysisByCode(RuleScope scope) => scope.Group.Find("code") switch
    {
        "R" or "Y" => Presence.Required,
        "X" => RequiredIf(scope.IsIn("CL010", scope.SendingCountry())),
        null => Presence.Unknown,
        _ => Presence.Forbidden,
    };

    /// <summary>C0333: the record sent ahead names the means of departure at the level where the release names
    /// them.</summary>
    private static Presence DepartureMeansAsReleased(RuleScope scope)
    {
        const string Means = "DepartureTransportMeans";
        if (scope.Earlier("CC029C")?.Root.First("Consignment") is not { } released)
            return Presence.Unknown;
        if (scope.Group.Name != "HouseConsignment")
            return RequiredOnlyIf(released.Has(Means));
        var byHouse = scope.Once("C0333", () => released.List("HouseConsignment")
            .GroupBy(h => h.Find("sequenceNumber") ?? "", StringComparer.Ordinal)
            .ToDictionary(h => h.Key, h => h.Any(g => g.Has(Means)), StringComparer.Ordinal));
        return RequiredOnlyIf(byHouse.TryGetValue(scope.Group.Find("sequenceNumber") ?? "", out var has) ? has : null);
    }

    /// <summary>C0339: post (mode 5) has no means of departure; others are named for all houses or for each.</summary>
    private static Presence DepartureMeansByMode(RuleScope scope)
    {
        var isHouse = scope.Group.Name == "HouseConsignment";
        var consignment = isHouse ? scope.Group.Parent! : scope.Group;
        return ForbiddenIf(consignment.Find("inlandModeOfTransport") == "5"
            || isHouse && consignment.Has("DepartureTransportMeans"));
    }
}
