namespace Throughline.Customs;

/// <summary>Guidelines that a program can turn into advice for the one who writes the message. Those that ask offices
/// or explain a field stay with their words.</summary>
public sealed partial class RuleBook
{
    private static readonly HashSet<string> Declarations =
        new(StringComparer.Ordinal) { "CC013C", "CC015C" };

    partial void AddGuidelines()
    {
        AddInDeclarations("G0026", OneExportOfHouse);
        AddInDeclarations("G0030", TransitBackIntoUnion);
        AddInDeclarations("G0034", FitDestinationOfExport);
        AddInDeclarations("G0061", ItineraryNamesCountries);
        AddInDeclarations("G0090", CarrierIsNotHolder);
        AddInDeclarations("G0112", VesselByNumber);
        AddInDeclarations("G0119", MeansAreKnown);
        AddInDeclarations("G0142", TransitAtEachParty);
        AddInDeclarations("G0321", NoMakeshiftReference);
        AddInDeclarations("G0414", ExciseCode);
        AddInDeclarations("G0424", ExciseCode);
        Add("G0006", ReferenceToItem);
        Add("G0033", AuthorisationIsRegistered);
        Add("G0101", RequestOfTrader);
        Add("G0120", HolderHasNumber);
        Add("G0789", BorderOfItinerary);
    }

    /// <summary>Releases and messages between offices carry the same lines, and whoever reads them there can change
    /// nothing.</summary>
    private void AddInDeclarations(string id, Rule rule) => Add(id, scope =>
    {
        if (Declarations.Contains(scope.Message.Code))
            rule(scope);
    });

    /// <summary>G0026: a house takes over one export declaration, and only of goods that are there.</summary>
    private static void OneExportOfHouse(RuleScope scope)
    {
        if (scope.Groups.Count > 1)
            scope.Violate(scope.Groups[1]);
        else if (scope.Groups.Count == 1 && scope.Operation("additionalDeclarationType") == "D")
            scope.Violate(scope.Groups[0]);
    }

    /// <summary>G0034: Union goods that are exported must leave from where they are going: the office is one of
    /// destination and of exit too, or lies in another party.</summary>
    private static void FitDestinationOfExport(RuleScope scope)
    {
        var office = scope.Office(DeclaredDestination);
        if (scope.Operation(DeclarationType) is "T2" or "T2F" or "T2SM"
            && scope.InList(UnionCountries, RuleScope.CountryOf(office)) == true
            && scope.InList("CL294", office) == false
            && scope.Root.Descend("Consignment/HouseConsignment").Any(h => HasDocument(h, "PreviousDocument", "N830")))
        {
            scope.Violate();
        }
    }

    /// <summary>G0090: a holder who carries the goods is named once.</summary>
    private static void CarrierIsNotHolder(RuleScope scope)
    {
        if (scope.Groups is [var carrier, ..] && carrier.Find("identificationNumber") is { } number
            && number == scope.Root.First("HolderOfTheTransitProcedure")?.Find("identificationNumber"))
        {
            scope.Violate();
        }
    }

    /// <summary>G0112: names of ships are not unique.</summary>
    private static void VesselByNumber(RuleScope scope)
    {
        if (scope.Value == "11")
            scope.Violate();
    }

    /// <summary>G0119: who declares goods that are there knows what they stand on, unless a container names them, the
    /// post carries them, or a right to fewer data is used.</summary>
    private static void MeansAreKnown(RuleScope scope)
    {
        if (scope.Group.Name != "Consignment" || scope.Groups.Count > 0
            || scope.Operation("additionalDeclarationType") != "A"
            || scope.Operation("reducedDatasetIndicator") == "1" || scope.Group.Find("inlandModeOfTransport") == "5")
        {
            return;
        }

        var isNamed = scope.Group.Values("TransportEquipment/containerIdentificationNumber").Any()
            || scope.Group.Descend("HouseConsignment/DepartureTransportMeans").Any();
        if (!isNamed)
            scope.Violate();
    }

    /// <summary>G0321: a number that is missing or too long is said by 0, which every office understands.</summary>
    private static void NoMakeshiftReference(RuleScope scope)
    {
        if (scope.Value is { } value && IsMakeshift(value.AsSpan().Trim()))
            scope.Violate();
    }

    private static bool IsMakeshift(ReadOnlySpan<char> value)
    {
        const int ShortestRun = 3;
        if (value.Length >= ShortestRun && value.IndexOfAnyExcept(value[0]) < 0)
            return true;
        foreach (var word in MakeshiftWords)
        {
            if (value.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        foreach (var c in value)
        {
            if (char.IsLetterOrDigit(c))
                return false;
        }

        return true;
    }

    private static readonly string[] MakeshiftWords =
        ["N/A", "NA", "NIL", "NONE", "UNKNOWN", "TBA", "TBC", "TBD", "DUMMY", "MISSING", "NO NUMBER"];

    /// <summary>G0414, G0424: an excise document is found by its 21 characters. R0023 refuses the value 0 where it
    /// may not be.</summary>
    private static void ExciseCode(RuleScope scope)
    {
        if (scope.Group.Find("type") == "C651" && scope.Value is not (null or "0") && !IsExciseCode(scope.Value))
            scope.Violate();
    }

    /// <summary>Two digits of the year, the country, 16 letters or digits, a digit.</summary>
    private static bool IsExciseCode(ReadOnlySpan<char> value)
    {
        const int Size = 21;
        const int Country = 2;
        const int Serial = 4;
        if (value.Length != Size || !char.IsAsciiLetterUpper(value[Country])
            || !char.IsAsciiLetterUpper(value[Country + 1]) || !char.IsAsciiDigit(value[^1]))
        {
            return false;
        }

        foreach (var c in value[Serial..])
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c))
                return false;
        }

        return char.IsAsciiDigit(value[0]) && char.IsAsciiDigit(value[1]);
    }

    /// <summary>G0006: what a container holds is told by numbers of items that exist. A presentation refers to the
    /// items of its declaration.</summary>
    private static void ReferenceToItem(RuleScope scope)
    {
        if (scope.Value is { } number && scope.Once("numbers of items", static s => new ItemNumbers(
                JudgedBy(s)?.Values(AllItems + "/declarationGoodsItemNumber").ToHashSet(StringComparer.Ordinal)))
            .All?.Contains(number) == false)
        {
            scope.Violate();
        }
    }

    /// <summary>The declaration to which numbers and offices of a message refer: itself, or that of a presentation;
    /// null when it is not known, or when the message is of an office.</summary>
    private static MessageGroup? JudgedBy(RuleScope scope) =>
        scope.Message.Code == "CC170C" ? scope.Declared()?.Root
        : Declarations.Contains(scope.Message.Code) ? scope.Root
        : null;

    private sealed record ItemNumbers(HashSet<string>? All);

    /// <summary>G0101: a request that a trader sends is a trader's.</summary>
    private static void RequestOfTrader(RuleScope scope)
    {
        if (scope.Message.Code == "CC014C" && scope.Value == "1")
            scope.Violate();
    }

    /// <summary>G0120: a firm in a country of common transit has a number; a private person need not.</summary>
    private static void HolderHasNumber(RuleScope scope)
    {
        if (scope.Message.Code is "CC013C" or "CC014C" or "CC015C" or "CC170C" && scope.Value is null
            && scope.Group.Name == "HolderOfTheTransitProcedure" && !scope.Group.Has("TIRHolderIdentificationNumber")
            && scope.InList(CommonTransitCountries, scope.Group.First("Address")?.Find("country")) == true)
        {
            scope.Violate();
        }
    }
}
