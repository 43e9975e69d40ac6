namespace Throughline.Customs;

/// <summary>Export followed by transit: what the systems of transit and of export tell each other.</summary>
public sealed partial class RuleBook
{
    private void AddRulesOnExport()
    {
        Add("R0509", ExitWhereTransitBegins);
        Add("R0510", PlaceInCountryOfDeparture);
        Add("R0551", FailedAsAWhole);
        Add("R0720", CategoryByType);
        Add("R0875", ResultsFitTheWhole);
    }

    /// <summary>R0509: export ends at the office where transit begins.</summary>
    private static void ExitWhereTransitBegins(RuleScope scope)
    {
        if (scope.Office("CustomsOfficeOfExit") is { } exit && scope.Value != exit)
            scope.Violate();
    }

    /// <summary>R0510: the goods wait in the country of the office that will see them.</summary>
    private static void PlaceInCountryOfDeparture(RuleScope scope)
    {
        if (CountryOfOffice(scope, DepartureOffice) is { } country && scope.Value != country)
            scope.Violate();
    }

    /// <summary>R0551: one export that cannot leave stops them all.</summary>
    private static void FailedAsAWhole(RuleScope scope)
    {
        if (scope.Value == "0")
            return;
        foreach (var export in scope.Group.List("ExportOperation"))
        {
            if (!IsFailed(export.Find("resultIndicator")))
                continue;
            scope.Violate();
            return;
        }
    }

    /// <summary>R0875: the other way round: each result fits the verdict over all.</summary>
    private static void ResultsFitTheWhole(RuleScope scope)
    {
        if (scope.Group.Parent!.Find("globalValidationResponse") == "1")
        {
            if (scope.Value != "P1")
                scope.Violate();
            return;
        }

        if (scope.Group.Index != 1)
            return;
        foreach (var export in scope.Group.Parent.List(scope.Group.Structure))
        {
            if (IsFailed(export.Find("resultIndicator")))
                return;
        }

        scope.Violate();
    }

    private static bool IsFailed(string? result) => result is "N1" or "N2" or "N3" or "N4";

    /// <summary>R0720: export learns whether its goods travel as Union goods, by the type that was declared for them.
    /// One item without that status makes the whole export external.</summary>
    private static void CategoryByType(RuleScope scope)
    {
        if (scope.Declared() is not { } declared
            || declared.Root.First("TransitOperation")?.Find(DeclarationType) is not { } type)
        {
            return;
        }

        var isExternal = type switch
        {
            "T1" or Tir => true,
            "T2" or "T2F" or "T2SM" => false,
            _ => TypesOfExport(scope).GetValueOrDefault(scope.Group.Find("MRN") ?? ""),
        };
        if (scope.Value != (isExternal ? "1" : "2"))
            scope.Violate();
    }

    /// <summary>By the number of each export whether one of its items is declared T1.</summary>
    private static Dictionary<string, bool> TypesOfExport(RuleScope scope) =>
        scope.Once("exports of the declaration", static s =>
        {
            var isExternal = new Dictionary<string, bool>(StringComparer.Ordinal);
            foreach (var house in s.Declared()!.Root.Descend("Consignment/HouseConsignment"))
            {
                var hasT1 = house.Values("ConsignmentItem/" + DeclarationType).Contains("T1");
                foreach (var document in house.List("PreviousDocument"))
                {
                    if (document.Find("type") == "N830" && document.Find("referenceNumber") is { } number)
                        isExternal[number] = hasT1 || isExternal.GetValueOrDefault(number);
                }
            }

            return isExternal;
        });
}
