using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>Goods that leave under transit after export: what the systems tell each other (CC190C, CC191C).</summary>
public sealed partial class RuleBook
{
    private void AddConditionsOnExport()
    {
        Add("C0705", NumberForExport);
        Add("C0707", AcceptanceForExport);
        Add("C0708", AmendmentForExport);
        Add("C0860", GoodsForExport);
        Add("C0861", LocationForExport);
        Add("C0862", SupplementaryUnitsForExport);
    }

    /// <summary>Why the export system is written to: to check a declaration (1), to tell of its acceptance (2) or of
    /// its amendment (3); null when the message does not say.</summary>
    private static string? Purpose(RuleScope scope) =>
        scope.Earlier("CC190C")?.Root.First("TransitOperation")?.Find("AESCommunicationPurpose")
        ?? scope.Operation("AESCommunicationPurpose")
        ?? scope.Root.First("AESResults")?.Find("AESCommunicationPurpose");

    /// <summary>C0705: before acceptance (1) a movement has its local number only, afterwards its MRN.</summary>
    private static Presence NumberForExport(RuleScope scope) => Purpose(scope) is { } purpose
        ? RequiredOnlyIf(scope.Line.Name == "LRN" == (purpose == "1"))
        : Presence.Unknown;

    /// <summary>C0707: an acceptance has a day, once there is one (2, 3).</summary>
    private static Presence AcceptanceForExport(RuleScope scope) => Purpose(scope) is { } purpose
        ? RequiredOnlyIf(purpose is "2" or "3")
        : Presence.Unknown;

    /// <summary>C0708: an amendment has a moment (3).</summary>
    private static Presence AmendmentForExport(RuleScope scope) => Purpose(scope) is { } purpose
        ? RequiredOnlyIf(purpose == "3")
        : Presence.Unknown;

    /// <summary>C0860: an acceptance (2) changes nothing in the goods that the export system has checked.</summary>
    private static Presence GoodsForExport(RuleScope scope) => Purpose(scope) is { } purpose
        ? RequiredOnlyIf(purpose != "2")
        : Presence.Unknown;

    /// <summary>C0861: goods of an authorised consignor stand where it declared, or where its authorisation says,
    /// which only the authority knows; others are at the office.</summary>
    private static Presence LocationForExport(RuleScope scope) => scope.Declared() is not { } declared
        ? Presence.Unknown
        : !IsAuthorisedConsignor(declared.Root) ? Presence.Forbidden
        : declared.Root.First("Consignment")?.Has("LocationOfGoods") == true ? Presence.Required
        : Presence.Unknown;

    /// <summary>C0862: excise goods are compared with the export declaration in their own units, where these were
    /// declared.</summary>
    private static Presence SupplementaryUnitsForExport(RuleScope scope)
    {
        if (scope.Declared() is not { } declared)
            return Presence.Unknown;
        var items = scope.Once("declared excise goods", () => ExciseItemsInUnits(declared));
        var number = Above(scope.Group, "ConsignmentItem")?.Find("declarationGoodsItemNumber") ?? "";
        return RequiredOnlyIf(items.Contains(number));
    }

    /// <summary>Numbers of declared items with an excise document (C651, C658) and supplementary units.</summary>
    private static HashSet<string> ExciseItemsInUnits(Message declared)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in declared.Root.Descend("Consignment/HouseConsignment/ConsignmentItem"))
        {
            var isExcise = item.List("SupportingDocument").Any(d => d.Find("type") is "C651" or "C658");
            var measure = item.First("Commodity")?.First("GoodsMeasure");
            if (isExcise && measure?.Has("supplementaryUnits") == true)
                numbers.Add(item.Find("declarationGoodsItemNumber") ?? "");
        }

        return numbers;
    }
}
