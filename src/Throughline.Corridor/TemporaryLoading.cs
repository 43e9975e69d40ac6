namespace Throughline.Corridor;
#pragma warning disable CS1591
public sealed record PlaceMatch(Place Place, string Matched);
public sealed class PlaceIndex(CorridorModel model)
{
    public IReadOnlyList<PlaceMatch> Search(string text, int limit)
    {
        var all = model.Places.Where(p => p.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).Take(limit).Select(p => new PlaceMatch(p, text)).ToList();
        return all.Count > 0 ? all : [.. model.Places.Where(p => p.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).Take(limit).Select(p => new PlaceMatch(p, text))];
    }
}
