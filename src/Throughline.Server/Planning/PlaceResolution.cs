using Throughline.Corridor;
using Throughline.Planning;

namespace Throughline.Server;

/// <summary>Replaces places given by code or name with their ids.</summary>
public sealed class PlaceResolution(CorridorModel corridor, PlaceIndex index)
{
    private const int Suggestions = 5;

    /// <summary>The request with ids for places.</summary>
    /// <param name="request">The request.</param>
    /// <param name="pointer">Where it stands in the body, for errors.</param>
    /// <exception cref="ProblemException">A place is unknown or ambiguous; carries every error.</exception>
    public PlanRequest Resolve(PlanRequest request, string pointer)
    {
        var errors = new List<FieldError>();
        var resolved = request with
        {
            From = Resolve(request.From, pointer + "/from", errors),
            To = Resolve(request.To, pointer + "/to", errors),
            Constraints = Resolve(request.Constraints, pointer + "/constraints", errors),
        };
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        return resolved;
    }

    /// <summary>The constraints with ids for places; wrong ones add an error.</summary>
    public PlanConstraints Resolve(PlanConstraints constraints, string pointer, List<FieldError> errors) =>
        constraints with
        {
            AvoidPlaces = List(constraints.AvoidPlaces, pointer + "/avoidPlaces", errors),
            RequirePlaces = List(constraints.RequirePlaces, pointer + "/requirePlaces", errors),
        };

    /// <summary>The ids of places; wrong ones add an error.</summary>
    public IReadOnlyList<string> List(IReadOnlyList<string> places, string pointer, List<FieldError> errors)
    {
        var ids = new List<string>(places.Count);
        for (var i = 0; i < places.Count; i++)
        {
            if (Find(places[i], FormattableString.Invariant($"{pointer}/{i}"), errors) is { } id)
                ids.Add(id);
        }

        return ids;
    }

    /// <summary>The id of a place given by id, code or name, or null after adding an error.</summary>
    public string? Find(string text, string pointer, List<FieldError> errors)
    {
        if (corridor.FindPlace(text) is not null)
            return text;
        var near = index.Search(text, Suggestions);
        // A name, or the beginning or the words of one place only; letters that were mistyped are asked back.
        if (Certain(near) is { } certain)
            return certain.Id;
        var meant = near.Count > 0 ? [.. near.Select(m => m.Place)] : index.Suggest(Cut(text), Suggestions);
        var shown = Cut(text);
        errors.Add(new FieldError(
            pointer,
            meant.Count == 0
                ? Texts.Server.Get("place.unknown", shown)
                : Texts.Server.Get("place.unsure", shown, string.Join(", ", meant.Select(p => $"{p.Name} ({p.Id})"))),
            [.. meant.Select(p => p.Id)]));
        return null;
    }

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60];

    /// <summary>The one place that is meant. One name may belong to several: a town wins over its terminals, but
    /// between two towns the user chooses.</summary>
    private static Place? Certain(IReadOnlyList<PlaceMatch> near)
    {
        var exact = near.Where(m => m.IsExact && m.Kind == near[0].Kind).Select(m => m.Place).ToList();
        if (exact.Count > 1 && exact.Count(p => p.Kind == PlaceKind.City) == 1)
            exact.RemoveAll(p => p.Kind != PlaceKind.City);
        if (exact.Count > 0)
            return exact.Count == 1 ? exact[0] : null;
        return near is [{ Kind: not PlaceMatchKind.Typo } only] ? only.Place : null;
    }

    private Endpoint Resolve(Endpoint endpoint, string pointer, List<FieldError> errors) =>
        endpoint.Place is { } place
            ? endpoint with { Place = Find(place, pointer + "/place", errors) ?? place }
            : endpoint;
}
