namespace Throughline.Corridor.Tests;

/// <summary>The corridor of the repository, loaded once for all tests that read it.</summary>
internal static class Reference
{
    private static readonly Lazy<CorridorModel> Loaded =
        new(() => CorridorFolder.Load(Folders.Get("data/corridor")).GetCorridor());

    public static CorridorModel Corridor => Loaded.Value;

    public static CorridorSnapshot Snapshot(string scenario, params string[] changes) =>
        CorridorSnapshot.Build(Corridor, Scenario.Resolve(Corridor, scenario, [], null, changes));
}
