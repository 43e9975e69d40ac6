using System.Globalization;
using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>Finds everything that is wrong with a request before it is planned.</summary>
internal static class RequestCheck
{
    /// <summary>Modes that a constraint may name.</summary>
    public static readonly string[] Modes = ["road", "rail", "sea", "ferry", "air"];

    private const int MostListed = 200;
    private const int MostRequired = 8;

    /// <summary>All errors; empty when the request can be planned.</summary>
    public static List<RequestError> List(CorridorSnapshot snapshot, PlanRequest request)
    {
        var errors = new List<RequestError>();
        CheckEndpoint(snapshot.Corridor, request.From, "/from", errors);
        CheckEndpoint(snapshot.Corridor, request.To, "/to", errors);
        if (errors.Count == 0 && request.From == request.To)
            errors.Add(new("/to", "The destination is the origin. Name two different places.", []));
        CheckCargo(snapshot.Corridor, request.Cargo, errors);
        CheckTimes(request, errors);
        CheckConstraints(snapshot.Corridor, request.Constraints, errors);
        if (double.IsNaN(request.Tolerance) || request.Tolerance is < 0 or > 0.5)
            errors.Add(new("/tolerance", "The tolerance is a share from 0 to 0.5.", []));
        if (request.ValueOfTimeMinorPerHour is < 0 or > 1_000_000_000)
            errors.Add(new("/valueOfTimeMinorPerHour", "The value of time lies between 0 and 1,000,000,000 cents.",
                []));
        if (request.ShortListOnly && request.DepartAfter is null)
        {
            errors.Add(new("/shortListOnly", "A short list alone is measured from an earliest departure. Give one, or "
                + "ask for the whole set.", []));
        }

        return errors;
    }

    /// <summary>Adds what is wrong with a list of places.</summary>
    public static void AddPlaces(
        CorridorModel corridor, IReadOnlyList<string> places, string at, List<RequestError> errors)
    {
        for (var i = 0; i < places.Count && errors.Count < MostListed; i++)
        {
            if (corridor.FindPlace(places[i]) is null)
                errors.Add(new($"{at}/{i}", $"There is no place '{Short(places[i])}' in this corridor.",
                    Alike(corridor, places[i])));
        }
    }

    /// <summary>Adds what is wrong with a window of departures.</summary>
    public static void AddWindow(PlanRequest request, DateTimeOffset until, int stepSeconds, List<RequestError> errors)
    {
        CheckTime(until, "/departUntil", errors);
        if (request.ShortListOnly)
            errors.Add(new("/shortListOnly", "A window of departures needs the whole set of each.", []));
        if (request.DepartAfter is not { } from)
            errors.Add(new("/departAfter", "A window of departures begins at the earliest departure. Give it.", []));
        else if (until < from)
            errors.Add(new("/departUntil", "The window ends before it begins.", []));
        else if (stepSeconds is < 300 or > 86_400)
            errors.Add(new("/departStepSeconds", "The step lies between 300 and 86,400 seconds.", []));
        else if ((until - from).TotalSeconds / stepSeconds >= DepartureRange.MostInstants)
            errors.Add(new("/departStepSeconds",
                $"The window holds more than {DepartureRange.MostInstants} instants. Shorten it or lengthen the step.",
                []));
    }

    private static void CheckEndpoint(CorridorModel corridor, Endpoint? endpoint, string at, List<RequestError> errors)
    {
        if (endpoint is null)
        {
            errors.Add(new(at, "Name a place, or give latitude and longitude.", []));
        }
        else if (endpoint.Place is not null && (endpoint.Latitude is not null || endpoint.Longitude is not null))
        {
            errors.Add(new(at, "Name a place or give a position, not both.", []));
        }
        else if (endpoint.Place is { } place)
        {
            if (corridor.FindPlace(place) is null)
                errors.Add(new($"{at}/place", $"There is no place '{Short(place)}' in this corridor.",
                    Alike(corridor, place)));
        }
        else if (endpoint.Latitude is not (>= -90 and <= 90) || endpoint.Longitude is not (>= -180 and <= 180))
        {
            errors.Add(new(at, "Name a place, or give a latitude from -90 to 90 and a longitude from -180 to 180.",
                []));
        }
    }

    private static void CheckCargo(CorridorModel corridor, Cargo cargo, List<RequestError> errors)
    {
        var unit = corridor.LoadUnits.FirstOrDefault(u => u.Id == cargo.Unit);
        if (unit is null)
        {
            errors.Add(new("/cargo/unit", $"There is no load unit '{Short(cargo.Unit)}'.",
                [.. corridor.LoadUnits.Select(u => u.Id)]));
        }

        if (cargo.Count is < 1 or > 1000)
            errors.Add(new("/cargo/count", "The number of units lies between 1 and 1,000.", []));
        if (cargo.GrossMassKg is < 1 or > 10_000_000)
        {
            errors.Add(new("/cargo/grossMassKg", "The gross mass lies between 1 and 10,000,000 kg.", []));
        }
        else if (unit is not null && cargo.Count >= 1 && cargo.GrossMassKg > (long)unit.MaxGrossKg * cargo.Count)
        {
            var needed = (cargo.GrossMassKg + unit.MaxGrossKg - 1) / unit.MaxGrossKg;
            errors.Add(new("/cargo/grossMassKg", string.Create(CultureInfo.InvariantCulture,
                $"{cargo.GrossMassKg:N0} kg do not fit: one {unit.Id} takes {unit.MaxGrossKg:N0} kg. "
                + $"Use {needed:N0} units."), []));
        }

        if (cargo.HsCode is { } hs && !(hs.Length is >= 2 and <= 10 && hs.All(char.IsAsciiDigit)))
            errors.Add(new("/cargo/hsCode", "An HS code has 2 to 10 digits.", []));
        if (cargo.UnNumber is { } un && !(un.Length == 4 && un.All(char.IsAsciiDigit)))
            errors.Add(new("/cargo/unNumber", "A UN number has four digits, for example 1203.", []));
        if (cargo.DangerousGoodsClass is { } dg && !IsClass(dg))
            errors.Add(new("/cargo/dangerousGoodsClass",
                "A class is 1 to 9, with a division where there is one, such as 4.1.", []));
        if (cargo.UnNumber is not null && cargo.DangerousGoodsClass is null)
            errors.Add(new("/cargo/dangerousGoodsClass", "Give the class of the dangerous goods beside the UN number.",
                []));
        if (cargo.ValueMinor is < 0)
            errors.Add(new("/cargo/valueMinor", "The value cannot be negative.", []));
    }

    private static bool IsClass(string text) =>
        text.Length is 1 or 3 && text[0] is >= '1' and <= '9'
        && (text.Length == 1 || text[1] == '.' && text[2] is >= '1' and <= '6');

    private static void CheckTimes(PlanRequest request, List<RequestError> errors)
    {
        if (request.DepartAfter is null && request.ArriveBy is null)
            errors.Add(new("/departAfter", "Give an earliest departure or a latest arrival.", []));
        CheckTime(request.DepartAfter, "/departAfter", errors);
        CheckTime(request.ArriveBy, "/arriveBy", errors);
        if (request.DepartAfter is { } depart && request.ArriveBy is { } arrive && arrive <= depart)
            errors.Add(new("/arriveBy", "The latest arrival lies before the earliest departure.", []));
    }

    private static void CheckTime(DateTimeOffset? time, string at, List<RequestError> errors)
    {
        if (time is { } t && (t < CorridorTime.Epoch || t > CorridorTime.FromSeconds(CorridorTime.MaxSeconds)))
            errors.Add(new(at, "Times lie in the years 2020 to 2060.", []));
    }

    private static void CheckConstraints(CorridorModel corridor, PlanConstraints c, List<RequestError> errors)
    {
        var countries = corridor.Places.Select(p => p.Country).ToHashSet(StringComparer.Ordinal);
        CheckList(c.AvoidCountries, "/constraints/avoidCountries", countries, "country of this corridor", errors);
        CheckList(c.RequireCountries, "/constraints/requireCountries", countries, "country of this corridor", errors);
        CheckList(c.AvoidModes, "/constraints/avoidModes", [.. Modes], "mode", errors);
        CheckList(c.RequireModes, "/constraints/requireModes", [.. Modes], "mode", errors);
        var places = corridor.Places.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        CheckList(c.AvoidPlaces, "/constraints/avoidPlaces", places, "place", errors);
        CheckList(c.RequirePlaces, "/constraints/requirePlaces", places, "place", errors);
        var elements = corridor.Links.Select(l => l.Id).Concat(corridor.Crossings.Select(x => x.Id))
            .Concat(corridor.Services.Select(s => s.Id)).ToHashSet(StringComparer.Ordinal);
        CheckList(c.AvoidElements, "/constraints/avoidElements", elements, "link, crossing or service", errors);
        if (c.RequireCountries.Count + c.RequireModes.Count + c.RequirePlaces.Count > MostRequired)
            errors.Add(new("/constraints", $"At most {MostRequired} countries, modes and places can be required.", []));
        if (c.MaxHandlings is < 0 or > 100)
            errors.Add(new("/constraints/maxHandlings", "The most handlings lie between 0 and 100.", []));
    }

    private static void CheckList(
        IReadOnlyList<string> values, string at, HashSet<string> known, string what, List<RequestError> errors)
    {
        if (values.Count > MostListed)
        {
            errors.Add(new(at, $"At most {MostListed} entries.", []));
            return;
        }

        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is null || !known.Contains(values[i]))
            {
                errors.Add(new($"{at}/{i}", $"'{Short(values[i] ?? "")}' is not a {what}.",
                    [.. known.Where(k => Near(k, values[i] ?? "")).Order(StringComparer.Ordinal).Take(5)]));
            }
        }
    }

    private static string[] Alike(CorridorModel corridor, string text) =>
        [.. corridor.Places.Where(p => Near(p.Id, text) || Near(p.Name, text)).Select(p => p.Id).Take(5)];

    private static bool Near(string known, string text) => text.Length >= 2
        && (known.Contains(text, StringComparison.OrdinalIgnoreCase)
            || text.Contains(known, StringComparison.OrdinalIgnoreCase));

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
