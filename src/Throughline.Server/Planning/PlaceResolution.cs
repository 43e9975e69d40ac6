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

    /// <summary>The constraints with ids for places; wrong ones add an error, and so does what is both required and
    /// avoided.</summary>
    public PlanConstraints Resolve(PlanConstraints constraints, string pointer, List<FieldError> errors)
    {
        var resolved = constraints with
        {
            AvoidPlaces = List(constraints.AvoidPlaces, pointer + "/avoidPlaces", errors),
            RequirePlaces = List(constraints.RequirePlaces, pointer + "/requirePlaces", errors),
        };
        Contradict(resolved.AvoidCountries, resolved.RequireCountries, "Countries");
        Contradict(resolved.AvoidModes, resolved.RequireModes, "Modes");
        // With a wrong name among them the places have other numbers than in the body; that name is told first.
        if (resolved.RequirePlaces.Count == constraints.RequirePlaces.Count)
            Contradict(resolved.AvoidPlaces, resolved.RequirePlaces, "Places");
        return resolved;

        void Contradict(IReadOnlyList<string> avoided, IReadOnlyList<string> required, string what)
        {
            for (var i = 0; i < required.Count; i++)
            {
                if (avoided.Contains(required[i], StringComparer.Ordinal))
                {
                    errors.Add(new FieldError(
                        FormattableString.Invariant($"{pointer}/require{what}/{i}"),
                        Texts.Server.Get("constraint.both", Cut(required[i]), $"avoid{what}")));
                }
            }
        }
    }

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
        // One name may belong to several places: a town wins over its terminals, but two towns are for the user to
        // choose.
        var exact = near.Where(h => h.IsExact && h.Kind == near[0].Kind && !IsMistyped(text, h))
            .Select(h => h.Place).ToList();
        if (exact.Count > 1 && exact.Count(p => p.Kind == PlaceKind.City) == 1)
            exact.RemoveAll(p => p.Kind != PlaceKind.City);
        if (exact.Count == 1)
            return exact[0].Id;
        // The beginning or the words of one name only are enough; letters that were mistyped are asked back.
        if (near.Count == 1 && near[0].Kind != PlaceMatchKind.Typo && !IsMistyped(text, near[0]))
            return near[0].Place.Id;
        Refuse(text, pointer, exact.Count > 1 ? exact : [.. near.Select(m => m.Place)], errors);
        return null;
    }

    // Another script is spelled by sound; in the script of the name itself one letter may differ («Tbilissi»), but more
    // is a slip of the keys, and a journey planned to a guess is worse than a question.
    private static bool IsMistyped(string text, PlaceMatch match) =>
        match is { Kind: PlaceMatchKind.Sound, Errors: > 1 } && IsLatin(text) && IsLatin(match.Name);

    private static bool IsLatin(string text) => !text.Any(c => char.IsLetter(c) && c > '\u024f');

    private void Refuse(string text, string pointer, IReadOnlyList<Place> meant, List<FieldError> errors)
    {
        var shown = Cut(text);
        if (meant.Count == 0)
            meant = index.Suggest(shown, Suggestions);
        if (meant.Count == 0)
            meant = NearestNames(shown);
        errors.Add(new FieldError(
            pointer,
            meant.Count == 0
                ? Texts.Server.Get("place.unknown", shown)
                : Texts.Server.Get("place.unsure", shown, string.Join(", ", meant.Select(p => $"{p.Name} ({p.Id})"))),
            [.. meant.Select(p => p.Id)]));
    }

    // For words too short for the index to guess at.
    private List<Place> NearestNames(string text)
    {
        var names = Nearest.List(text, corridor.Places.Select(p => p.Name), Suggestions);
        return [.. names.Select(n => corridor.Places.First(p => p.Name == n)).Distinct()];
    }

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60];

    private Endpoint Resolve(Endpoint endpoint, string pointer, List<FieldError> errors) =>
        endpoint.Place is { } place
            ? endpoint with { Place = Find(place, pointer + "/place", errors) ?? place }
            : endpoint;
}
