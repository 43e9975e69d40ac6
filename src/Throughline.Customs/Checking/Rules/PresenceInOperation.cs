using static Throughline.Customs.Presences;

namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddPresenceInOperation()
    {
        Add("C0030", OfficesOfTransit);
        Add("C0101", scope => RequiredIf(scope.Operation("reducedDatasetIndicator") == "1"));
        Add("C0102", scope => RequiredOnlyIf(scope.Operation("simplifiedProcedure") == "1"));
        Add("C0128", scope => RequiredOnlyIf(!IsSentToCustoms(scope)));
        Add("C0129", scope => RequiredOnlyIf(scope.Group.Find("initiatedByCustoms") != "1"));
        Add("C0137", scope => RequiredIf(IsSentToCustoms(scope)));
        Add("C0190", CarnetOfDeclaration);
        Add("C0255", ReleaseUnlessCancelled);
        Add("C0354", scope => RequiredOnlyIf(scope.Operation("discrepanciesResolved") == "1"));
        Add("C0365", scope => RequiredOnlyIf(scope.Operation("requestRejectionReasonCode") is null));
    }

    /// <summary>C0030: an office of transit stands where goods enter a customs territory; TIR and San Marino have none.
    /// A refused record answers to C0466 alone.</summary>
    private static Presence OfficesOfTransit(RuleScope scope)
    {
        const string OtherParties = "CL112";
        var type = scope.Operation("declarationType");
        if (type is "TIR" or "T2SM")
            return Presence.Forbidden;
        if (scope.Operation("requestRejectionReasonCode") is not null)
            return Presence.Free;
        var departure = RuleScope.CountryOf(scope.Office("CustomsOfficeOfDeparture"));
        var destination = RuleScope.CountryOf(scope.Office("CustomsOfficeOfDestinationDeclared"));
        bool?[] ends = [scope.IsIn(OtherParties, departure), scope.IsIn(OtherParties, destination)];
        if (departure == destination && ends[0] != false)
            return ends[0] is null ? Presence.Unknown : Presence.Free;
        if (type == "T2" || type == "T" && HasUnionGoods(scope) || departure == "AD" || destination == "AD"
            || scope.Root.Has("CustomsOfficeOfExitForTransitDeclared"))
            return Presence.Required;
        return RequiredIf(ends.Concat(scope.Root.Values("Consignment/CountryOfRoutingOfConsignment/country")
            .Select(c => scope.IsIn(OtherParties, c))).Any());
    }

    private static bool HasUnionGoods(RuleScope scope) =>
        scope.Root.Values("Consignment/HouseConsignment/ConsignmentItem/declarationType").Contains("T2");

    /// <summary>C0128, C0137: the same group carries the trader's request and the decision of customs; the recipient
    /// tells which it is.</summary>
    private static bool IsSentToCustoms(RuleScope scope) =>
        scope.Root.Find("messageRecipient")?.StartsWith("NTA", StringComparison.Ordinal) == true;

    /// <summary>C0190: the export system needs the carnet of a TIR movement; only the declaration tells.</summary>
    private static Presence CarnetOfDeclaration(RuleScope scope) =>
        RequiredOnlyIf(scope.Declared() is { } declared
            ? declared.Root.First("TransitOperation")?.Find("declarationType") == "TIR"
            : null);

    /// <summary>C0255: a guarantee is freed because the goods were released or because its use was cancelled: one day
    /// of the two, told at the release.</summary>
    private static Presence ReleaseUnlessCancelled(RuleScope scope) => scope.Line.Name == "releaseDate"
        ? RequiredOnlyIf(!scope.Group.Has("usageCancellationDate"))
        : Presence.Free;
}
