using System.Globalization;

namespace Throughline.Customs;

/// <summary>Checks of ours for slips that traders make and no rule refuses: they warn before an officer asks.</summary>
/// <remarks>Days are compared with the day on which the message says that it was prepared, never with the clock, so
/// that a message is judged alike today and in a year.</remarks>
public sealed partial class RuleBook
{
    private const string OfficeCountryCheck = "X0004";
    private const string SameOfficeCheck = "X0005";
    private const string ShipCheck = "X0006";
    private const string DayCheck = "X0007";
    private const string ConformCheck = "X0008";
    private const string DescriptionCheck = "X0009";
    private const string SameContainerCheck = "X0010";
    private const string SameDocumentCheck = "X0011";
    private const string LimitCheck = "X0012";
    private const string Countries = "CL008";
    private const string ShipType = "10";
    private const string Presentation = "presentationOfTheGoodsDateAndTime";
    private const int MostDaysApart = 366;

    private static readonly string[] OnOffices = [OfficeCountryCheck];
    private static readonly string[] OnDestinations = [OfficeCountryCheck, SameOfficeCheck];
    private static readonly string[] OnDays = [DayCheck];
    private static readonly string[] OnConform = [ConformCheck];
    private static readonly string[] OnDescriptions = [DescriptionCheck];
    private static readonly string[] OnEquipment = [SameContainerCheck];
    private static readonly string[] OnDocuments = [SameDocumentCheck];
    private static readonly string[] OnLimits = [LimitCheck];

    private static readonly string[] EmptyWords =
        ["GOODS", "CARGO", "FREIGHT", "MERCHANDISE", "VARIOUS", "MISC", "TBD", "UNKNOWN", "N/A", "NA", "NONE"];

    private static string[] OwnChecksForTradersOn(StructureLine line) => line.Name switch
    {
        "referenceNumber" when line.Parent?.Name == "CustomsOfficeOfDestinationDeclared" => OnDestinations,
        "referenceNumber" when line.Parent?.Name.StartsWith("CustomsOffice", StringComparison.Ordinal) == true =>
            OnOffices,
        Presentation or "arrivalDateAndTimeEstimated" or "arrivalNotificationDateAndTime"
            or "unloadingDate" => OnDays,
        "limitDate" => OnLimits,
        "conform" => OnConform,
        "descriptionOfGoods" => OnDescriptions,
        "TransportEquipment" => OnEquipment,
        "PreviousDocument" or "SupportingDocument" or "TransportDocument" => OnDocuments,
        _ => [],
    };

    private void AddOwnChecksForTraders()
    {
        Add(OfficeCountryCheck, OfficeHasCountry);
        Add(SameOfficeCheck, OfficesDiffer);
        Add(ShipCheck, ShipNumberIsWhole);
        Add(DayCheck, DayIsNear);
        Add(ConformCheck, ConformHasNothingElse);
        Add(DescriptionCheck, DescriptionSaysSomething);
        Add(SameContainerCheck, ContainersDiffer);
        Add(SameDocumentCheck, DocumentsDiffer);
        Add(LimitCheck, LimitIsAhead);
    }

    /// <summary>X0004: without published offices nobody judges a reference number; its country is known all the
    /// same. Where offices are loaded, their list has said already that it is none.</summary>
    private static void OfficeHasCountry(RuleScope scope)
    {
        if (scope.Line is ItemStructure { CodeList: { } offices } && !scope.Lists.Has(offices)
            && RuleScope.CountryOf(scope.Value) is { } country && country != "XI"
            && scope.InList(Countries, country) == false)
        {
            scope.Warn($"The office {scope.Value} is of the country '{country}', which does not exist.");
        }
    }

    /// <summary>X0005.</summary>
    private static void OfficesDiffer(RuleScope scope)
    {
        if (scope.Value is { } destination
            && scope.Root.First("CustomsOfficeOfDeparture")?.Find("referenceNumber") == destination)
            scope.Warn($"The transit ends at {destination}, the office at which it begins.");
    }

    /// <summary>X0006: seven digits, the last of which is the last of the sum of the others times 7 to 2; with the
    /// letters IMO before it or without. Anything else is left to whoever reads it.</summary>
    private static void ShipNumberIsWhole(RuleScope scope)
    {
        if (scope.Group.Find("typeOfIdentification") != ShipType || scope.Value is not { } value)
            return;
        var number = (value.StartsWith("IMO", StringComparison.Ordinal) ? value[3..] : value).Trim();
        if (number.Length != 7 || !number.All(char.IsAsciiDigit))
            return;
        var sum = 0;
        for (var i = 0; i < 6; i++)
            sum += (number[i] - '0') * (7 - i);
        if (sum % 10 != number[6] - '0')
            scope.Warn($"The number of a ship {number} has the check digit {number[6]}; it should be {sum % 10}.");
    }

    /// <summary>X0007: what is announced lies ahead, what is reported lies behind, and both within a year. A day of
    /// tolerance lets the clocks of two zones differ.</summary>
    private static void DayIsNear(RuleScope scope)
    {
        if (DayOf(scope.Value) is not { } day || Prepared(scope) is not { } prepared)
            return;
        var ahead = day.DayNumber - prepared.DayNumber;
        var isReport = scope.Line.Name is "arrivalNotificationDateAndTime" or "unloadingDate";
        // That an estimated arrival lies ahead is asked for by R0005.
        var isTooEarly = isReport ? ahead < -MostDaysApart : ahead < -1 && scope.Line.Name == Presentation;
        // A report ten years ahead of its message tells of a wrong clock, not of a wrong day.
        var isTooLate = isReport ? ahead is > 1 and < 10 * MostDaysApart : ahead > MostDaysApart;
        if (isTooEarly || isTooLate)
        {
            var side = ahead < 0 ? "before" : "after";
            scope.Warn(string.Create(CultureInfo.InvariantCulture,
                $"{scope.Line.Name} is {day:yyyy-MM-dd}, {Math.Abs(ahead)} days {side} the message was prepared."));
        }
    }

    /// <summary>X0008: with conform 1 nothing else was found, so there is nothing to report of seals or
    /// goods.</summary>
    private static void ConformHasNothingElse(RuleScope scope)
    {
        if (scope.Value != "1")
            return;
        var hasBrokenSeal = scope.Group.Find("stateOfSeals") == "0";
        if (!hasBrokenSeal && scope.Root.First("Consignment") is null)
            return;
        scope.Warn(hasBrokenSeal
            ? "conform is 1, nothing was found otherwise; yet stateOfSeals is 0, seals are broken or missing."
            : "conform is 1, nothing was found otherwise; yet the consignment reports what was.");
    }

    /// <summary>X0009: one character, no letter at all, or a word that every consignment could bear.</summary>
    private static void DescriptionSaysSomething(RuleScope scope)
    {
        if (scope.Value is not { } text)
            return;
        var words = text.AsSpan().Trim().TrimEnd('.');
        var isEmpty = words.Length < 2 || !HasLetter(words);
        foreach (var word in EmptyWords)
            isEmpty = isEmpty || words.Equals(word, StringComparison.OrdinalIgnoreCase);
        if (isEmpty)
            scope.Warn($"The description of goods '{text}' does not say what they are.");
    }

    /// <summary>X0010.</summary>
    private static void ContainersDiffer(RuleScope scope)
    {
        if (scope.Group.Structure.FindGroup("TransportEquipment")?.FindItem("containerIdentificationNumber") is null)
            return;
        Repeated(scope, "containerIdentificationNumber", g => g.Find("containerIdentificationNumber"),
            n => $"The container {n} stands there twice.");
    }

    /// <summary>X0011: a document is one by type, number and the item of it that is meant. What is unnamed (0) may be
    /// many things.</summary>
    private static void DocumentsDiffer(RuleScope scope) => Repeated(scope, "referenceNumber",
        g => g.Find("referenceNumber") is { Length: > 1 } number
            ? string.Join(' ', g.Find("type"), number, g.Find("goodsItemNumber") ?? g.Find("documentLineItemNumber"),
                g.Find("complementOfInformation"), g.Find("typeOfPackages"), g.Find("measurementUnitAndQualifier"))
                .TrimEnd()
            : null,
        d => $"The document {d} stands there twice in one place.");

    /// <summary>X0012.</summary>
    private static void LimitIsAhead(RuleScope scope)
    {
        if (DayOf(scope.Value) is { } limit && Prepared(scope) is { } prepared && limit < prepared)
        {
            scope.Warn(string.Create(CultureInfo.InvariantCulture,
                $"The transit should end by {limit:yyyy-MM-dd}, before the message was prepared "
                + $"on {prepared:yyyy-MM-dd}."));
        }
    }

    /// <summary>Warns at every group of the line that has the key of one before it.</summary>
    private static void Repeated(
        RuleScope scope, string item, Func<MessageGroup, string?> keyOf, Func<string, string> words)
    {
        var groups = scope.Groups;
        if (groups.Count < 2)
            return;
        var seen = new HashSet<string>(groups.Count, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            if (keyOf(group) is { } key && !seen.Add(key))
                scope.Warn(group, item, words(key));
        }
    }

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
                return true;
        }

        return false;
    }

    private static DateOnly? Prepared(RuleScope scope) => DayOf(scope.Root.Find("preparationDateAndTime"));

    private static DateOnly? DayOf(string? text) => text is { Length: >= 10 } && DateOnly.TryParseExact(
        text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
