using System.Globalization;
using System.Text;
using Throughline.Corridor;

namespace Throughline.Planning.Validation;

/// <summary>Turns a way in words into constraints.</summary>
public sealed class RouteWords
{
    private static readonly Dictionary<string, string[]> Modes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["road"] = ["road"],
        ["truck"] = ["road"],
        ["rail"] = ["rail"],
        ["train"] = ["rail"],
        ["sea"] = ["sea", "ferry"],
        ["ship"] = ["sea", "ferry"],
        ["vessel"] = ["sea", "ferry"],
        ["ferry"] = ["ferry"],
        ["ro-ro"] = ["ferry"],
        ["air"] = ["air"],
        ["multimodal"] = ["road", "rail", "sea", "ferry"],
    };

    private static readonly string[] Kinds =
        ["rail", "railway", "road", "highway", "sea", "ferry", "route", "corridor", "line", "main"];

    private static readonly string[] Lead = ["via ", "by ", "through ", "over ", "the "];

    private readonly RouteNames _names;
    private readonly PlaceIndex _index;
    private readonly Dictionary<string, string> _countries = new(StringComparer.Ordinal);

    /// <summary>Uses the named routes, places and countries of a corridor.</summary>
    public RouteWords(CorridorModel corridor)
    {
        _names = new RouteNames(corridor);
        _index = new PlaceIndex(corridor);
        foreach (var country in corridor.Places.Select(p => p.Country).Distinct(StringComparer.Ordinal))
        {
            try
            {
                var region = new RegionInfo(country);
                _countries[Fold(region.EnglishName)] = country;
                _countries[Fold(region.NativeName)] = country;
            }
            catch (ArgumentException)
            {
                // A code that the system has no name for; the route must then name it otherwise.
            }
        }
    }

    /// <summary>The request bound to a way.</summary>
    /// <param name="request">The request.</param>
    /// <param name="route">Names of routes, places or countries, separated by commas or semicolons.</param>
    /// <param name="unknown">Gets the words that mean nothing here.</param>
    public PlanRequest Constrain(PlanRequest request, string route, ICollection<string> unknown)
    {
        const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var part in route.Split([',', ';'], Tidy))
        {
            var word = WithoutLead(part);
            // A word for a mode says what the column of modes says already.
            if (Modes.ContainsKey(word))
                continue;
            if ((_names.Find(word) ?? _names.Find(WithoutKind(word))) is { } named)
                request = _names.Constrain(request, named);
            else if (_countries.TryGetValue(Fold(word), out var country))
                request = Require(request, [], [country]);
            else if (_index.Find(word) is { } place)
                request = Require(request, [place.Id], []);
            else
                unknown.Add(word);
        }

        return request;
    }

    /// <summary>The modes that a text such as «rail+sea» allows, a ferry counting as sea; null when a word is
    /// none.</summary>
    public static IReadOnlyList<string>? ReadModes(string text)
    {
        var modes = new List<string>();
        foreach (var word in text.Split('+', StringSplitOptions.TrimEntries))
        {
            if (!Modes.TryGetValue(word, out var allowed))
                return null;
            modes.AddRange(allowed);
        }

        return modes;
    }

    // «via the Northern corridor» is the route Northern corridor.
    private static string WithoutLead(string part)
    {
        while (Array.Find(Lead, l => part.StartsWith(l, StringComparison.OrdinalIgnoreCase)) is { } lead)
            part = part[lead.Length..].TrimStart();
        return part;
    }

    // «eastern North-South rail» is the route eastern North-South.
    private static string WithoutKind(string word)
    {
        var space = word.LastIndexOf(' ');
        return space > 0 && Kinds.Contains(word[(space + 1)..], StringComparer.OrdinalIgnoreCase)
            ? word[..space] : word;
    }

    private static PlanRequest Require(PlanRequest request, string[] places, string[] countries) => request with
    {
        Constraints = request.Constraints with
        {
            RequirePlaces = [.. request.Constraints.RequirePlaces.Union(places, StringComparer.Ordinal)],
            RequireCountries = [.. request.Constraints.RequireCountries.Union(countries, StringComparer.Ordinal)],
        },
    };

    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetter(c))
                folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }
}
