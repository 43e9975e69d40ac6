using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Corridor;

namespace Throughline.Server;

/// <summary>Places found.</summary>
/// <param name="Places">Best first.</param>
public sealed record PlaceList(IReadOnlyList<PlaceHit> Places);

/// <summary>A place that was found.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Name in English or the usual Latin spelling.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Kind">Kind of place.</param>
/// <param name="Unlocode">UN/LOCODE, or null.</param>
/// <param name="Matched">The name or code that matched, in its own script.</param>
/// <param name="Lat">Latitude in degrees.</param>
/// <param name="Lon">Longitude in degrees.</param>
public sealed record PlaceHit(
    string Id, string Name, string Country, string Kind, string? Unlocode, string Matched, double Lat, double Lon);

internal static class PlacesApi
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 1000;

    public static void MapPlaces(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/places", Search)
            .Public().WithName("SearchPlaces").WithTags("Corridor")
            .WithSummary("Search places by id, code or name in any script")
            .Produces<PlaceList>()
            .WithQuery(
                ("q", "Text to search for; all places when absent.", "Баку"),
                ("limit", "Most places to give, 1 to 1,000; 10 when absent.", "10"));
        routes.MapGet("/places/{id}", Get)
            .Public().WithName("GetPlace").WithTags("Corridor")
            .WithSummary("One place by its id")
            .Produces<PlaceView>();
    }

    private static IResult Search(HttpContext context, SnapshotCache cache, PlaceIndex index)
    {
        var query = new QueryReader(context.Request.Query, "q", "limit");
        var text = query.Find("q");
        var limit = query.FindInt("limit", 1, MaxLimit) ?? DefaultLimit;
        query.ThrowIfWrong();
        var hits = text is null
            ? cache.Corridor.Places.Take(limit).Select(p => ToHit(p, p.Name))
            : index.Search(text, limit).Select(m => ToHit(m.Place, m.Name));
        return TypedResults.Json(new PlaceList([.. hits]), WireJson.Answers.PlaceList);
    }

    private static IResult Get(string id, SnapshotCache cache) =>
        cache.Corridor.FindPlace(id) is { } place
            ? TypedResults.Json(CorridorMapping.ToView(place), WireJson.Answers.PlaceView)
            : throw ProblemException.Of(404, "not-found");

    private static PlaceHit ToHit(Place place, string matched) => new(
        place.Id, place.Name, place.Country, CorridorMapping.Word(place.Kind), place.Unlocode, matched,
        place.Latitude, place.Longitude);
}
