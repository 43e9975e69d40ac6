namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private const string DepartureOffice = "CustomsOfficeOfDeparture";
    private const string DeclaredDestination = "CustomsOfficeOfDestinationDeclared";
    private const string ActualDestination = "CustomsOfficeOfDestinationActual";
    private const string DeclaredTransit = "CustomsOfficeOfTransitDeclared";
    private const string DeclaredExit = "CustomsOfficeOfExitForTransitDeclared";
    private const string AllItems = "Consignment/HouseConsignment/ConsignmentItem";
    private const string UnionCountries = "CL010";
    private const string OtherTransitCountries = "CL112";
    private const string CommonTransitCountries = "CL009";

    partial void AddRulesFromR0500()
    {
        AddRulesOnRepetition();
        AddRulesOnAmendment();
        AddRulesOnCounts();
        AddRulesOnDeclarationTypes();
        AddRulesOnItinerary();
        AddRulesOnTraders();
        AddRulesOnExport();
        AddRulesOnAuthorities();
    }

    /// <summary>The country of an office of the message, or null when the message does not name it.</summary>
    private static string? CountryOfOffice(RuleScope scope, string group) =>
        RuleScope.CountryOf(scope.Office(group));

    /// <summary>The country of departure, from the declaration where the message does not say it.</summary>
    private static string? CountryOfDeparture(RuleScope scope) => CountryOfOffice(scope, DepartureOffice)
        ?? RuleScope.CountryOf(scope.Declared()?.Root.First(DepartureOffice)?.Find("referenceNumber"));

    private static bool HasDocument(MessageGroup group, string documents, string type)
    {
        foreach (var document in group.List(documents))
        {
            if (document.Find("type") == type)
                return true;
        }

        return false;
    }
}
