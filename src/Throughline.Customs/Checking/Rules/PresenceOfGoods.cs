using static Throughline.Customs.Presences;

namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddPresenceOfGoods()
    {
        Add("C0015", scope => RequiredIf(scope.IsIn("CL234", scope.Group.Find("type"))));
        Add("C0027", scope => RequiredOnlyIf(!scope.Root.Has("CTLControl")));
        Add("C0035", PreviousDocumentOfUnionGoods);
        Add("C0045", scope => RequiredOnlyIf(
            scope.Operation("declarationType") is { } type ? type == "T" : null));
        Add("C0060", PackagesByKind);
        Add("C0153", scope => RequiredIf(!IsCarnetWithoutExport(scope)));
        Add("C0154", scope => RequiredIf(
            scope.Operation("security") is "1" or "3" || !IsCarnetWithoutExport(scope)));
        Add("C0298", scope => RequiredOnlyIf(scope.Group.Has("quantity")));
        Add("C0343", CountryOfDestination);
        Add("C0352", scope => RequiredOnlyIf(scope.Operation("releaseIndicator") is "2" or "3"));
        Add("C0353", scope => RequiredOnlyIf(scope.Group.Find("releaseType") == "1"));
    }

    /// <summary>C0035: goods that leave another party as Union goods must show whence they have that status.</summary>
    private static Presence PreviousDocumentOfUnionGoods(RuleScope scope)
    {
        var isUnion = IsUnion(scope.Operation("declarationType")) || IsUnion(scope.Group.Find("declarationType"));
        if (!isUnion || scope.Group.Parent?.Parent?.Has("PreviousDocument") == true)
            return Presence.Free;
        return RequiredIf(scope.IsIn("CL112", RuleScope.CountryOf(scope.Office("CustomsOfficeOfDeparture"))));

        static bool IsUnion(string? type) => type is "T2" or "T2F";
    }

    /// <summary>C0060: bulk cannot be counted, and what is not packed bears no marks.</summary>
    private static Presence PackagesByKind(RuleScope scope)
    {
        var kind = scope.Group.Find("typeOfPackages");
        if (scope.IsIn("CL181", kind) is not { } isBulk || scope.IsIn("CL182", kind) is not { } isUnpacked)
            return Presence.Unknown;
        return scope.Line.Name == "numberOfPackages"
            ? RequiredOnlyIf(!isBulk)
            : RequiredIf(!isBulk && !isUnpacked);
    }

    /// <summary>C0153, C0154: a carnet need not name commodity codes unless the house was declared for export
    /// (N830).</summary>
    private static bool IsCarnetWithoutExport(RuleScope scope) =>
        scope.Operation("declarationType") == "TIR"
        && scope.Group.Parent?.Parent?.List("PreviousDocument").Any(d => d.Find("type") == "N830") != true;

    /// <summary>C0343: where goods go is said once, at the highest level that holds for all below.</summary>
    private static Presence CountryOfDestination(RuleScope scope)
    {
        const string Country = "countryOfDestination";
        var above = scope.Group.Parent;
        return scope.Group.Name switch
        {
            "HouseConsignment" => ForbiddenIf(above?.Has(Country)),
            "ConsignmentItem" => RequiredOnlyIf(!(above?.Has(Country) == true || above?.Parent?.Has(Country) == true)),
            _ => Presence.Free,
        };
    }
}
