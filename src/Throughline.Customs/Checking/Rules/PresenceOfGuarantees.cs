using static Throughline.Customs.Presences;

namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddPresenceOfGuarantees()
    {
        Add("C0004", GuarantorsForRecovery);
        Add("C0014", GuarantorOfReference);
        Add("C0025", GuarantorsForAcceptance);
        Add("C0085", scope => RequiredOnlyIf(scope.IsIn("CL076", scope.Group.Find("guaranteeType"))));
        Add("C0086", scope => RequiredOnlyIf(scope.IsIn("CL286", scope.Group.Parent?.Find("guaranteeType"))));
        Add("C0130", OtherReference);
        Add("C0231", ComprehensiveAmounts);
        Add("C0232", scope => RequiredOnlyIf(scope.Group.Find("TIRCarnet") == "1"));
        Add("C0233", scope => RequiredOnlyIf(scope.Root.List("Guarantee").Any(g => g.Find("guaranteeType") == "2")));
        Add("C0234", scope => RequiredOnlyIf(NeedsGuarantor(scope.Group.Find("guaranteeType"))));
        Add("C0260", scope => ForbiddenIf(scope.Group.Has("validityDate")));
        Add("C0270", scope => RequiredOnlyIf(Query(scope) == "4"));
        Add("C0280", DetailsByQuery);
        Add("C0285", scope => RequiredOnlyIf(
            !(Query(scope) is "1" or "4" || scope.Group.Find("guaranteeType") == "4")));
        Add("C0286", scope => RequiredOnlyIf(scope.Group.Parent?.Find("guaranteeMonitoringCode") == "3"));
    }

    /// <summary>Guarantees behind which a guarantor stands: comprehensive, individual, voucher, several uses.</summary>
    private static bool NeedsGuarantor(string? guaranteeType) => guaranteeType is "1" or "2" or "4" or "9";

    private static string? Query(RuleScope scope) =>
        scope.Group.First("GuaranteeQuery")?.Find("queryIdentifier");

    /// <summary>C0130: a public body shows by another reference why it needs no guarantee, and cash may have
    /// a receipt.</summary>
    private static Presence OtherReference(RuleScope scope) => scope.Group.Find("guaranteeType") switch
    {
        "8" => Presence.Required,
        "3" => Presence.Free,
        _ => Presence.Forbidden,
    };

    /// <summary>C0231: only a comprehensive guarantee and its waiver have a reference amount and are freed on
    /// arrival.</summary>
    private static Presence ComprehensiveAmounts(RuleScope scope)
    {
        if (scope.Group.Parent?.Find("guaranteeType") is not ("0" or "1"))
            return Presence.Forbidden;
        return scope.Line.Name == "arrivalDateAndTime" ? Presence.Free : Presence.Required;
    }

    /// <summary>C0280: the answer about a guarantee describes its one kind, the answer about its owner none.</summary>
    private static Presence DetailsByQuery(RuleScope scope)
    {
        if (Query(scope) == "4")
            return Presence.Forbidden;
        var isComprehensive = scope.Group.Has("ComprehensiveGuarantee");
        return scope.Line.Name switch
        {
            "IndividualGuaranteeByGuarantor" => ForbiddenIf(isComprehensive),
            "IndividualGuaranteeVoucher" =>
                RequiredOnlyIf(!isComprehensive && !scope.Group.Has("IndividualGuaranteeByGuarantor")),
            _ => Presence.Free,
        };
    }

    /// <summary>C0004: the country of departure knows the guarantee and tells the other whom to claim from.</summary>
    private static Presence GuarantorsForRecovery(RuleScope scope) =>
        RequiredIf(IsGuarantorOfDeparture(scope));

    /// <summary>C0025: as C0004, when the recovery is accepted.</summary>
    private static Presence GuarantorsForAcceptance(RuleScope scope) =>
        scope.Root.First("Recovery")?.Find("recoveryAcceptance") == "1"
            ? RequiredIf(IsGuarantorOfDeparture(scope))
            : Presence.Free;

    private static bool? IsGuarantorOfDeparture(RuleScope scope)
    {
        if (scope.Declared() is not { } declared)
            return null;
        var departure = RuleScope.CountryOf(declared.Root.First("CustomsOfficeOfDeparture")?.Find("referenceNumber"));
        return departure is not null && departure == scope.SendingCountry()
            && declared.Root.List("Guarantee").Any(g => NeedsGuarantor(g.Find("guaranteeType")));
    }

    /// <summary>C0014: the country that registered a guarantee knows its guarantor; the notice of use, or the
    /// declaration, tells of what type it is.</summary>
    private static Presence GuarantorOfReference(RuleScope scope)
    {
        if (scope.Group.Find("GRN") is not { Length: >= 4 } grn)
            return Presence.Unknown;
        if (grn[2..4] != scope.SendingCountry())
            return Presence.Free;
        var guarantee = (scope.Earlier("CD205C") ?? scope.Declared())?.Root.List("Guarantee")
            .FirstOrDefault(g => g.List("GuaranteeReference").Any(r => r.Find("GRN") == grn));
        return RequiredIf(guarantee is null ? null : NeedsGuarantor(guarantee.Find("guaranteeType")));
    }
}
