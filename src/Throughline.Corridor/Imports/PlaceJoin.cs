namespace Throughline.Corridor.Imports;

/// <summary>Says which imported places are places of the base.</summary>
internal sealed class PlaceJoin
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>Joins each imported place to the nearest place of the base within a distance. A place of the base takes
    /// one imported place only, the nearest, so that two stops of a service never become one.</summary>
    public PlaceJoin(CorridorModel source, List<Place> imported, double withinMetres)
    {
        var index = new PlaceIndex(source);
        var nearest = new Dictionary<string, (int Place, double Metres)>(StringComparer.Ordinal);
        for (var i = 0; withinMetres > 0 && i < imported.Count; i++)
        {
            if (index.Nearest(imported[i].Latitude, imported[i].Longitude, 1) is not [var near]
                || near.Metres > withinMetres)
                continue;
            if (!nearest.TryGetValue(near.Place.Id, out var best) || near.Metres < best.Metres)
                nearest[near.Place.Id] = (i, near.Metres);
        }

        foreach (var (id, (place, _)) in nearest)
            _ids[imported[place].Id] = id;
        Added = [.. imported.Where(p => !_ids.ContainsKey(p.Id))];
    }

    /// <summary>Imported places that the base does not have.</summary>
    public IReadOnlyList<Place> Added { get; }

    public Link Map(Link link) => link with { From = Map(link.From), To = Map(link.To) };

    public Service Map(Service service) => service with { Stops = [.. service.Stops.Select(Map)] };

    public Transfer Map(Transfer transfer) =>
        transfer.Place is { } place ? transfer with { Place = Map(place) } : transfer;

    private string Map(string id) => _ids.GetValueOrDefault(id, id);
}
