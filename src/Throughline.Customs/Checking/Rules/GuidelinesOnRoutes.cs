namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private const string Routing = "CountryOfRoutingOfConsignment";
    private const string UnionParty = "EU";

    /// <summary>G0030: goods that leave common transit on their way through the Union come back at an office of
    /// transit.</summary>
    private static void TransitBackIntoUnion(RuleScope scope)
    {
        if (!IsRouteExact(scope)
            || scope.InList(UnionCountries, CountryOfOffice(scope, DepartureOffice)) != true
            || scope.InList(UnionCountries, CountryOfOffice(scope, DeclaredDestination)) != true)
        {
            return;
        }

        var leaves = scope.Root.Values($"Consignment/{Routing}/country")
            .Any(c => scope.InList(CommonTransitCountries, c) == false);
        if (leaves && !Parties(scope).Transit.Contains(UnionParty))
            scope.Violate();
    }

    /// <summary>G0061: an itinerary that binds names every country on it, so also those whose offices the goods
    /// pass.</summary>
    private static void ItineraryNamesCountries(RuleScope scope)
    {
        if (scope.Operation("bindingItinerary") != "1" || scope.Groups.Count == 0)
            return;
        var named = scope.Groups.Select(g => g.Find("country")).Append(CountryOfOffice(scope, DepartureOffice))
            .Append(CountryOfOffice(scope, DeclaredDestination)).ToHashSet();
        foreach (var office in scope.Root.List(DeclaredTransit))
        {
            // The north of Ireland has offices of its own but is no country on a route.
            if (RuleScope.CountryOf(office.Find("referenceNumber")) is not { } country || country == "XI"
                || !named.Add(country))
            {
                continue;
            }

            scope.Violate();
            return;
        }
    }

    /// <summary>G0142: customs of each party meet the goods where they come in from another.</summary>
    private static void TransitAtEachParty(RuleScope scope)
    {
        if (scope.Group.Index != 1 || !IsRouteExact(scope))
            return;
        var (parties, transit) = Parties(scope);
        var last = parties[0];
        foreach (var party in parties)
        {
            if (party is null || party == last)
                continue;
            if (last is not null && !transit.Contains(party))
            {
                scope.Violate();
                return;
            }

            last = party;
        }
    }

    /// <summary>G0789: means of transport change at an office that the declaration names.</summary>
    private static void BorderOfItinerary(RuleScope scope)
    {
        if (JudgedBy(scope) is not { } declared || scope.Value is null or "")
            return;
        foreach (var group in (string[])[DeclaredTransit, DeclaredExit, DeclaredDestination])
        {
            foreach (var office in declared.List(group))
            {
                if (office.Find("referenceNumber") == scope.Value)
                    return;
            }
        }

        scope.Violate();
    }

    /// <summary>With safety data the countries of a route may begin before the departure and go on behind the
    /// destination; without them they are the way between the two.</summary>
    private static bool IsRouteExact(RuleScope scope) => scope.Operation("security") == "0";

    /// <summary>The parties of the convention on the way, null for a country that is none, and those in which an office
    /// of transit lies.</summary>
    private static (List<string?> Way, HashSet<string?> Transit) Parties(RuleScope scope)
    {
        var way = new List<string?> { PartyOf(scope, CountryOfOffice(scope, DepartureOffice)) };
        foreach (var country in scope.Root.Values($"Consignment/{Routing}/country"))
            way.Add(PartyOf(scope, country));
        way.Add(PartyOf(scope, CountryOfOffice(scope, DeclaredDestination)));
        var transit = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var office in scope.Root.Values($"{DeclaredTransit}/referenceNumber"))
            transit.Add(PartyOf(scope, RuleScope.CountryOf(office)));
        return (way, transit);
    }

    private static string? PartyOf(RuleScope scope, string? country) =>
        scope.InList(UnionCountries, country) == true ? UnionParty
        : scope.InList(OtherTransitCountries, country) == true ? country
        : null;
}
