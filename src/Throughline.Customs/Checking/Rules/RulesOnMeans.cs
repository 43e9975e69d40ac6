namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private const string Road = "3";
    private const string DepartureMeans = "DepartureTransportMeans";

    private void AddRulesOnMeans()
    {
        Add("R0076", scope => NoLowerCase(scope,
            scope.Group.Find("typeOfIdentification") is "10" or "21" or "30" or "40" or "41" or "80"));
        Add("R0315", FlightNumberAtBorder);
        Add("R0472", KindFitsMode);
        Add("R0473", scope => NoLowerCase(scope, !IsJudgedAbove(scope)
            && scope.Group.Find("typeOfIdentification")
                is "10" or "20" or "21" or "30" or "31" or "40" or "41" or "80"));
        Add("R0474", scope => OnRoad(scope, scope.Group.Index == 1, "30"));
        Add("R0476", scope => OnRoad(scope, scope.Group.Index is 2 or 3, "31"));
    }

    /// <summary>R0076, R0473: numbers and registrations are compared by machines at the border, so they are written
    /// in capitals; names of ships are not.</summary>
    private static void NoLowerCase(RuleScope scope, bool isNumber)
    {
        if (!isNumber)
            return;
        foreach (var c in scope.Value.AsSpan())
        {
            if (!char.IsLower(c))
                continue;
            scope.Violate();
            return;
        }
    }

    /// <summary>R0315: by air, what crosses the border is a flight.</summary>
    private static void FlightNumberAtBorder(RuleScope scope)
    {
        if (ConsignmentItemOf(scope.Root, "modeOfTransportAtTheBorder") == "4" && !IsFlightNumber(scope.Value))
            scope.Violate();
    }

    /// <summary>Airline of 1 to 3 letters or digits, 1 to 4 digits, perhaps a letter.</summary>
    private static bool IsFlightNumber(ReadOnlySpan<char> value)
    {
        const int MostDigits = 4;
        const int MostOfAirline = 3;
        if (!value.IsEmpty && char.IsAsciiLetter(value[^1]))
            value = value[..^1];
        var digits = 0;
        while (digits < MostDigits && digits < value.Length - 1 && char.IsAsciiDigit(value[^(digits + 1)]))
            digits++;
        if (digits == 0 || value.Length - digits > MostOfAirline)
            return false;
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        }

        return true;
    }

    /// <summary>How goods travel inland. A presentation that does not say it again leaves it as declared.</summary>
    private static string? InlandMode(RuleScope scope) =>
        ConsignmentItemOf(scope.Root, "inlandModeOfTransport")
        ?? (scope.Message.Code == "CC170C" && scope.Declared() is { } declared
            ? ConsignmentItemOf(declared.Root, "inlandModeOfTransport")
            : null);

    /// <summary>Means of a house count only when the consignment has none: the rules on means say «else».</summary>
    private static bool IsJudgedAbove(RuleScope scope) =>
        scope.Group.Parent is { Name: "HouseConsignment", Parent: { } consignment } && consignment.Has(DepartureMeans);

    /// <summary>R0472: the first digit of the kind of identification is the mode of transport it belongs to.</summary>
    private static void KindFitsMode(RuleScope scope)
    {
        var mode = InlandMode(scope);
        if (mode is "1" or "2" or "3" or "4" or "8" && !IsJudgedAbove(scope)
            && scope.Value is { } kind && !kind.StartsWith(mode, StringComparison.Ordinal))
        {
            scope.Violate();
        }
    }

    /// <summary>R0474, R0476: on the road the vehicle that pulls comes first, trailers after it.</summary>
    private static void OnRoad(RuleScope scope, bool isConcerned, string kind)
    {
        if (!isConcerned || scope.Value == kind || InlandMode(scope) != Road)
            return;
        // R0476 says «else» of the houses, R0474 does not.
        if (kind == "31" && IsJudgedAbove(scope))
            return;
        scope.Violate();
    }
}
