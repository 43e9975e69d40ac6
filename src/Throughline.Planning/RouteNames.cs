using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>Names the ways that itineraries take, and turns a named route into constraints.</summary>
public sealed class RouteNames
{
    private readonly CorridorModel _corridor;

    /// <summary>Uses the named routes of a corridor.</summary>
    public RouteNames(CorridorModel corridor) => _corridor = corridor;

    /// <summary>The route of this id or name, regardless of case, or null.</summary>
    public NamedRoute? Find(string idOrName)
    {
        var wanted = idOrName.Trim();
        return _corridor.NamedRoutes.FirstOrDefault(r => Same(r.Id, wanted))
            ?? _corridor.NamedRoutes.FirstOrDefault(r => r.Names.Any(n => Same(n, wanted)));
    }

    /// <summary>The request with the places and countries that define the route required and avoided.</summary>
    public PlanRequest Constrain(PlanRequest request, NamedRoute route)
    {
        var c = request.Constraints;
        return request with
        {
            Constraints = c with
            {
                RequirePlaces = Union(c.RequirePlaces, route.Require.Where(IsPlace)),
                RequireCountries = Union(c.RequireCountries, route.Require.Where(r => !IsPlace(r))),
                AvoidPlaces = Union(c.AvoidPlaces, route.Avoid.Where(IsPlace)),
                AvoidCountries = Union(c.AvoidCountries, route.Avoid.Where(r => !IsPlace(r))),
            },
        };
    }

    /// <summary>Whether the itinerary takes the route: touches all that defines it and nothing that it
    /// avoids.</summary>
    public bool Takes(Itinerary itinerary, NamedRoute route)
    {
        var touched = Touched(itinerary);
        return route.Require.All(touched.Contains) && !route.Avoid.Any(touched.Contains);
    }

    /// <summary>What a person would call the way: the name of the most closely defined route it takes, or else its
    /// countries in order; with the modes, for example «BTK by rail» or «AZ – GE – TR by road».</summary>
    /// <param name="itinerary">The itinerary.</param>
    /// <param name="preferred">Routes to name first where they fit.</param>
    public string Describe(Itinerary itinerary, IReadOnlyList<NamedRoute>? preferred = null)
    {
        var touched = Touched(itinerary);
        var ends = new HashSet<string>(StringComparer.Ordinal);
        if (itinerary.Steps.Count > 0)
        {
            ends.UnionWith([itinerary.Steps[0].FromPlace, itinerary.Steps[^1].ToPlace]);
            ends.UnionWith(ends.Select(CountryOf).ToList());
        }

        bool Fits(NamedRoute route) => route.Require.Any(r => !ends.Contains(r))
            && route.Require.All(touched.Contains) && !route.Avoid.Any(touched.Contains);
        var named = preferred?.FirstOrDefault(Fits)
            ?? _corridor.NamedRoutes.Where(Fits)
                .OrderByDescending(r => r.Require.Count(p => !ends.Contains(p)) + (r.Require.Any(IsPlace) ? 1 : 0))
                .FirstOrDefault();
        var way = named is null ? string.Join(" – ", Countries(itinerary)) : named.Names.Count > 0
            ? named.Names[0] : named.Id;
        return $"{way} by {string.Join(" + ", Modes(itinerary).Distinct(StringComparer.Ordinal))}";
    }

    /// <summary>The way as a key: countries in order and modes in order. Itineraries of one key go the same
    /// way.</summary>
    public string Signature(Itinerary itinerary)
    {
        return string.Join('-', Countries(itinerary)) + " " + string.Join('-', Modes(itinerary));
    }

    /// <summary>Countries in the order in which the itinerary enters them.</summary>
    public IReadOnlyList<string> Countries(Itinerary itinerary)
    {
        var countries = new List<string>();
        foreach (var place in PlacesInOrder(itinerary))
        {
            var country = CountryOf(place);
            if (country.Length > 0 && (countries.Count == 0 || countries[^1] != country))
                countries.Add(country);
        }

        return countries;
    }

    private static List<string> Modes(Itinerary itinerary)
    {
        var modes = new List<string>();
        foreach (var step in itinerary.Steps)
        {
            if (step.Mode is { } mode && (modes.Count == 0 || modes[^1] != mode))
                modes.Add(mode);
        }

        return modes;
    }

    private HashSet<string> Touched(Itinerary itinerary)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in PlacesInOrder(itinerary))
        {
            touched.Add(place);
            touched.Add(CountryOf(place));
        }

        return touched;
    }

    private static IEnumerable<string> PlacesInOrder(Itinerary itinerary)
    {
        foreach (var step in itinerary.Steps)
        {
            yield return step.FromPlace;
            foreach (var place in step.Path)
                yield return place;
            yield return step.ToPlace;
        }
    }

    private bool IsPlace(string id) => _corridor.FindPlace(id) is not null;

    private string CountryOf(string place) => _corridor.FindPlace(place)?.Country ?? "";

    private static List<string> Union(IReadOnlyList<string> first, IEnumerable<string> second) =>
        [.. first.Concat(second).Distinct(StringComparer.Ordinal)];

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
