using System.Text.Json;
using Throughline.Corridor;
using Throughline.Planning;

namespace Throughline.Server;

/// <summary>Turns the corridor into what the interface shows.</summary>
internal static class CorridorMapping
{
    public static CorridorView ToView(CorridorSnapshot snapshot)
    {
        var corridor = snapshot.Corridor;
        var links = snapshot.Links.ToDictionary(l => l.Id, StringComparer.Ordinal);
        var crossings = snapshot.Crossings.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var services = snapshot.Services.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var observations = corridor.Observations.ToLookup(o => o.Crossing, StringComparer.Ordinal);
        return new CorridorView(
            snapshot.Scenario.Name,
            snapshot.Version,
            [.. corridor.Places.Select(ToView)],
            [.. corridor.Links.Select(l => ToView(links.GetValueOrDefault(l.Id) ?? l, links.ContainsKey(l.Id)))],
            [
                .. corridor.Crossings.Select(c => ToView(
                    crossings.GetValueOrDefault(c.Id) ?? c, crossings.ContainsKey(c.Id), observations[c.Id])),
            ],
            [
                .. corridor.Services.Select(s =>
                    ToView(services.GetValueOrDefault(s.Id) ?? s, services.ContainsKey(s.Id))),
            ]);
    }

    public static PlaceView ToView(Place place) => new()
    {
        Id = place.Id,
        Name = place.Name,
        Country = place.Country,
        Lat = place.Latitude,
        Lon = place.Longitude,
        Kind = Word(place.Kind),
        Unlocode = place.Unlocode,
        TimeZone = place.TimeZone,
        Names = [.. place.Names.Select(n => new NameView(n.Language, n.Name))],
        Codes = [.. place.Codes.Select(c => new CodeView(c.Scheme, c.Code))],
        AccuracyKm = place.AccuracyKm,
        Notes = place.Notes,
        Source = place.Source,
    };

    public static string Word<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static LinkView ToView(Link link, bool active) => new()
    {
        Id = link.Id,
        From = link.From,
        To = link.To,
        Mode = Word(link.Mode),
        LengthMetres = link.LengthMetres,
        LengthBasis = link.LengthBasis,
        GaugeMm = link.GaugeMm,
        Tracks = link.Tracks,
        Electrified = link.Electrified,
        Status = Word(link.Status),
        ExpectedOpen = link.ExpectedOpen,
        SpeedKmh = link.SpeedKmh,
        Capacity = link.Capacity,
        CapacityUnit = link.CapacityUnit,
        Tag = link.Tag,
        Active = active,
        Notes = link.Notes,
        Source = link.Source,
    };

    private static CrossingView ToView(Crossing crossing, bool active, IEnumerable<DwellObservation> observations) =>
        new()
        {
            Id = crossing.Id,
            Mode = Word(crossing.Mode),
            PostA = crossing.PostA,
            PlaceA = crossing.PlaceA,
            PostB = crossing.PostB,
            PlaceB = crossing.PlaceB,
            HoursA = crossing.HoursA?.Text,
            HoursB = crossing.HoursB?.Text,
            Status = Word(crossing.Status),
            ExpectedOpen = crossing.ExpectedOpen,
            Tag = crossing.Tag,
            Active = active,
            DwellAToB = new SpreadView(crossing.DwellAToB.MedianSeconds, crossing.DwellAToB.P90Seconds),
            DwellBToA = new SpreadView(crossing.DwellBToA.MedianSeconds, crossing.DwellBToA.P90Seconds),
            DwellBasis = crossing.DwellBasis,
            RegimeA = crossing.RegimeA,
            RegimeB = crossing.RegimeB,
            CustomsControl = crossing.CustomsControl,
            Ctc = crossing.Ctc,
            Tir = crossing.Tir,
            Etir = crossing.Etir,
            Formality = Formalities.Code(BorderFormality.Of(crossing)),
            Observations =
            [
                .. observations.Select(o =>
                    new ObservationView(o.Direction, o.Side, o.Year, o.Statistic, o.Hours, o.Source)),
            ],
            Notes = crossing.Notes,
            Source = crossing.Source,
        };

    private static ServiceView ToView(Service service, bool active) => new()
    {
        Id = service.Id,
        Name = service.Name,
        Mode = Word(service.Mode),
        Stops = service.Stops,
        Via = service.Via,
        Operator = service.Operator,
        Status = Word(service.Status),
        DeparturesPerWeek = service.DeparturesPerWeek,
        Wait = Word(service.Wait),
        DurationMedianSeconds = service.SectionTimes.Count == 0 ? null : service.SectionTimes.Sum(s => s.MedianSeconds),
        DurationP90Seconds = service.SectionTimes.Count == 0 ? null : service.SectionTimes.Sum(s => s.P90Seconds),
        Units = service.Units,
        Price = service.PriceMinor is { } price ? price / 100m : null,
        Currency = service.Currency,
        PricePer = service.PricePer,
        Tag = service.Tag,
        Active = active,
        Basis = service.Basis,
        Notes = service.Notes,
        Source = service.Source,
    };
}
