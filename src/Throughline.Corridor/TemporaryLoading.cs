namespace Throughline.Corridor;
#pragma warning disable CS1591
public static class TemporaryLoading
{
    extension(Scenario)
    {
        public static Scenario Resolve(CorridorModel model, string? name, IEnumerable<string> switches, int? year, IEnumerable<string> changes) => throw new NotSupportedException();
    }
    extension(CorridorSnapshot)
    {
        public static CorridorSnapshot Build(CorridorModel model, Scenario scenario) => throw new NotSupportedException();
    }
}
public sealed record PlaceMatch(Place Place, string Matched);
public sealed class PlaceIndex(CorridorModel model)
{
    public IReadOnlyList<PlaceMatch> Search(string text, int limit) => [.. model.Places.Take(limit).Select(p => new PlaceMatch(p, text))];
}
