using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>Where goods are loaded, stand, or met with an incident.</summary>
public sealed partial class RuleBook
{
    private void AddConditionsOnPlaces()
    {
        Add("C0409", PlaceOfLoadingDeclared);
        Add("C0410", PlaceOfLoading);
        Add("C0460", PlaceOfIncident);
        Add("C0489", LocationOfReleasedGoods);
        Add("C0671", AdditionalIdentifierOfLocation);
        Add("C0710", LocationOfDeclaredGoods);
    }

    /// <summary>C0409: where goods were loaded is part of the risk, save where they are yet to come (D) or the country
    /// of departure does without.</summary>
    private static Presence PlaceOfLoadingDeclared(RuleScope scope) =>
        scope.Operation("additionalDeclarationType") == "D" ? Presence.Free : PlaceOfLoading(scope);

    /// <summary>C0410: the same for goods that are there.</summary>
    private static Presence PlaceOfLoading(RuleScope scope) =>
        RequiredIf(!scope.InList("CL289", RuleScope.CountryOf(scope.Office("CustomsOfficeOfDeparture"))));

    /// <summary>C0460: the place of an incident is given in the one way that its qualifier says, so that no two can
    /// differ.</summary>
    private static Presence PlaceOfIncident(RuleScope scope)
    {
        var asked = scope.Group.Find("qualifierOfIdentification") switch
        {
            "W" => "GNSS",
            "U" => "UNLocode",
            "Z" => "Address",
            _ => null,
        };
        return asked is null ? Presence.Free : RequiredOnlyIf(scope.Line.Name == asked);
    }

    /// <summary>C0489: outside the security area the office must be told where the goods stand.</summary>
    private static Presence LocationOfReleasedGoods(RuleScope scope) =>
        RequiredIf(!scope.InList("CL147", RuleScope.CountryOf(scope.Office("CustomsOfficeOfDeparture"))));

    /// <summary>C0671: a warehouse number tells apart the places of one operator or one authorisation; elsewhere it
    /// means nothing.</summary>
    private static Presence AdditionalIdentifierOfLocation(RuleScope scope) => ForbiddenIf(
        scope.Group.First("EconomicOperator")?.Find("identificationNumber") is null
        && scope.Group.Find("authorisationNumber") is null);

    /// <summary>C0710: as C0489, but goods that are yet to come (D) need not stand anywhere yet.</summary>
    private static Presence LocationOfDeclaredGoods(RuleScope scope) =>
        scope.Operation("additionalDeclarationType") == "D" ? Presence.Free : LocationOfReleasedGoods(scope);
}
