namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private const string NegotiableBill = "30600";

    private void AddRulesOnItinerary()
    {
        Add("R0871", OfficeAsDeclared);
        Add("R0901", CarnetWithinUnion);
        Add("R0904", FromMicrostateIntoUnion);
        Add("R0905", NotIntoMicrostate);
        Add("R0906", TransitIntoAndorra);
        Add("R3060", NoNegotiableBillInside);
        Add("R3061", NoNegotiableBillOfItem);
        Add("R3062", NoNegotiableBillInside);
    }

    /// <summary>R0871: a release names the offices that the holder declared.</summary>
    private static void OfficeAsDeclared(RuleScope scope)
    {
        if (scope.Declared() is not { } declared)
            return;
        foreach (var office in declared.Root.List(scope.Group.Name))
        {
            if (office.Find("referenceNumber") == scope.Value)
                return;
        }

        scope.Violate();
    }

    /// <summary>R0901: with a TIR carnet NCTS follows the part of the journey in the Union only.</summary>
    private static void CarnetWithinUnion(RuleScope scope)
    {
        if (scope.Operation(DeclarationType) == Tir
            && scope.InList(UnionCountries, RuleScope.CountryOf(scope.Value)) == false)
        {
            scope.Violate();
        }
    }

    /// <summary>R0904: Andorra and San Marino transit into the Union, with which they have a customs union, and nowhere
    /// else.</summary>
    private static void FromMicrostateIntoUnion(RuleScope scope)
    {
        if (CountryOfDeparture(scope) is "AD" or "SM"
            && scope.InList("CL553", RuleScope.CountryOf(scope.Value)) == false)
        {
            scope.Violate();
        }
    }

    /// <summary>R0905: for the same reason nothing goes there from other parties of the convention.</summary>
    private static void NotIntoMicrostate(RuleScope scope)
    {
        if (RuleScope.CountryOf(scope.Value) is "AD" or "SM"
            && scope.InList(OtherTransitCountries, CountryOfDeparture(scope)) == true)
        {
            scope.Violate();
        }
    }

    /// <summary>R0906: goods enter Andorra at an office of Andorra.</summary>
    private static void TransitIntoAndorra(RuleScope scope)
    {
        const string Andorra = "AD";
        if (scope.Group.Index != 1 || CountryOfOffice(scope, DeclaredDestination) != Andorra)
            return;
        foreach (var office in scope.Root.List(scope.Group.Structure))
        {
            if (RuleScope.CountryOf(office.Find("referenceNumber")) == Andorra)
                return;
        }

        scope.Violate();
    }

    /// <summary>R3060, R3062: goods that stay inside common transit have a consignee, so no negotiable bill hides
    /// who it is.</summary>
    private static void NoNegotiableBillInside(RuleScope scope)
    {
        if (scope.Value == NegotiableBill && scope.Once("goods inside common transit", static s => new GoodsInside(
            s.Root.List("Consignment").SelectMany(DestinationsOfAll)
                .Any(c => s.IsIn(CommonTransitCountries, c) == true))).Is)
        {
            scope.Violate();
        }
    }

    /// <summary>R3061: a bill covers a house or the consignment, never an item.</summary>
    private static void NoNegotiableBillOfItem(RuleScope scope)
    {
        if (scope.Value == NegotiableBill)
            scope.Violate();
    }

    private sealed record GoodsInside(bool Is);
}
