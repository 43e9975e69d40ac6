namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private const string DeclarationType = "declarationType";
    private const string Tir = "TIR";
    private const string AuthorisedConsignor = "C521";
    private const string ReducedDataset = "C524";

    private static readonly string[] Export = ["T1", Tir];
    private static readonly string[] ExportOfItem = ["T1"];
    private static readonly string[] UnionGoods = ["T2", "T2F"];

    private void AddRulesOnDeclarationTypes()
    {
        Add("R0601", TypeFitsExcise);
        Add("R0849", FullDatasetForCarnet);
        Add("R0859", ReducedDatasetByAuthorisation);
        Add("R0900", GuaranteeFitsType);
        Add("R0909", TypeToSanMarino);
        Add("R0910", ResultFitsProcedure);
        Add("R0911", TypeFromSanMarino);
        Add("R0912", ResultForCarnet);
        Add("R0990", LengthOfCarnetNumber);
    }

    /// <summary>R0601: excise goods that are exported travel without the status of Union goods, those under suspension
    /// of duty keep it.</summary>
    private static void TypeFitsExcise(RuleScope scope)
    {
        if (scope.Group.Structure.FindGroup("Commodity") is not null)
        {
            if (TypesOfExcise(scope, scope.Group) is { } allowed && !allowed.Contains(scope.Value))
                scope.Violate();
            return;
        }

        foreach (var item in scope.Root.Descend(AllItems))
        {
            if (item.Has(DeclarationType) || TypesOfExcise(scope, item) is not { } allowed
                || allowed.Contains(scope.Value))
            {
                continue;
            }

            scope.Violate();
            return;
        }
    }

    /// <summary>The types that an item may have, or null when it is free.</summary>
    private static string[]? TypesOfExcise(RuleScope scope, MessageGroup item)
    {
        if (HasExciseDocument(scope, item, "AdditionalReference"))
        {
            return !HasDocument(item.Parent!, "PreviousDocument", "N830") ? null
                : item.Has(DeclarationType) ? ExportOfItem
                : Export;
        }

        return HasExciseDocument(scope, item, "SupportingDocument") ? UnionGoods : null;
    }

    private static bool HasExciseDocument(RuleScope scope, MessageGroup item, string documents)
    {
        foreach (var document in item.List(documents))
        {
            if (scope.InList("CL234", document.Find("type")) == true)
                return true;
        }

        return false;
    }

    /// <summary>R0849: a TIR carnet has all data of the goods, and no authorisation shortens it.</summary>
    private static void FullDatasetForCarnet(RuleScope scope)
    {
        if (scope.Operation(DeclarationType) == Tir && scope.Value != "0")
            scope.Violate();
    }

    /// <summary>R0859: fewer data are a right that an authorisation gives, and one that is named is used.</summary>
    private static void ReducedDatasetByAuthorisation(RuleScope scope)
    {
        if (scope.Operation("reducedDatasetIndicator") != "1")
        {
            if (scope.Value == ReducedDataset)
                scope.Violate();
        }
        else if (scope.Group.Index == 1 && !HasDocument(scope.Root, "Authorisation", ReducedDataset))
        {
            scope.Violate();
        }
    }

    /// <summary>R0900: a TIR carnet is its own guarantee; other types depend on the side that takes them.</summary>
    private static void GuaranteeFitsType(RuleScope scope)
    {
        if (scope.Operation(DeclarationType) is not { } type)
            return;
        var isRight = type == Tir ? scope.Value == "B"
            : IsOfUnionSide(scope, CountryOfDeparture(scope)) switch
            {
                true => scope.InList("CL230", scope.Value),
                false => scope.InList("CL229", scope.Value),
                null => null,
            };
        if (isRight == false)
            scope.Violate();
    }

    private static bool? IsOfUnionSide(RuleScope scope, string? country) =>
        country is "AD" or "SM" ? true : scope.InList(UnionCountries, country);

    /// <summary>R0909: goods reach San Marino as goods of the customs union: from Italy under T2SM, from elsewhere in
    /// the Union as Union goods.</summary>
    private static void TypeToSanMarino(RuleScope scope)
    {
        if (scope.Group.Name != "TransitOperation" || CountryOfOffice(scope, DeclaredDestination) != "SM"
            && CountryOfOffice(scope, ActualDestination) != "SM")
        {
            return;
        }

        var departure = CountryOfDeparture(scope);
        var isRight = departure == "IT"
            ? scope.Value == "T2SM"
            : scope.InList(UnionCountries, departure) != true || UnionGoods.Contains(scope.Value)
                || scope.Root.Values(AllItems + "/" + DeclarationType).Any(UnionGoods.Contains);
        if (!isRight)
            scope.Violate();
    }

    /// <summary>R0911: goods of San Marino enter the Union as Union goods.</summary>
    private static void TypeFromSanMarino(RuleScope scope)
    {
        if (CountryOfDeparture(scope) != "SM" || UnionGoods.Contains(scope.Value))
            return;
        if (scope.InList(UnionCountries, CountryOfOffice(scope, DeclaredDestination)) == true
            || scope.InList(UnionCountries, CountryOfOffice(scope, ActualDestination)) == true)
        {
            scope.Violate();
        }
    }

    /// <summary>R0910: only an authorised consignor lets goods go without the office (A3).</summary>
    private static void ResultFitsProcedure(RuleScope scope)
    {
        var declared = scope.Root.Structure.FindGroup("Authorisation") is not null
            ? scope.Root
            : scope.Declared()?.Root;
        if (declared is not null && !HasDocument(declared, "Authorisation", AuthorisedConsignor))
            ExcludeSimplified(scope);
    }

    /// <summary>R0912: a TIR carnet is opened at the office, never by an authorised consignor.</summary>
    private static void ResultForCarnet(RuleScope scope)
    {
        if (scope.Operation(DeclarationType) == Tir)
            ExcludeSimplified(scope);
    }

    private static void ExcludeSimplified(RuleScope scope)
    {
        if (scope.InList("CL195", scope.Value) == false)
            scope.Violate();
    }

    /// <summary>R0990: numbers of carnets have ten or eleven characters. Their check is known to the issuer
    /// only.</summary>
    private static void LengthOfCarnetNumber(RuleScope scope)
    {
        if (scope.Value is not { Length: 10 or 11 })
            scope.Violate();
    }
}
