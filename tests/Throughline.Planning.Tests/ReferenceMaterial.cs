using Throughline.Corridor;

namespace Throughline.Planning.Tests;

/// <summary>The corridor of the repository, and the published figures beside it that no data file may use.</summary>
internal static class ReferenceMaterial
{
    private const string Variable = "THROUGHLINE_SHARED";

    private static readonly string Root = FindRoot();

    private static readonly Lazy<CorridorModel> Loaded =
        new(() => CorridorFolder.Load(Path.Combine(Root, "data", "corridor")).GetCorridor());

    /// <summary>What a person does who wants the skipped tests to run.</summary>
    public const string Remedy =
        "There is no folder corridor-facts with times.csv and tariffs.csv; put it into ../shared or name the folder "
        + $"above it in {Variable}.";

    /// <summary>The reference corridor.</summary>
    public static CorridorModel Corridor => Loaded.Value;

    /// <summary>The reference corridor under a scenario and changes.</summary>
    public static CorridorSnapshot Snapshot(string scenario = "today", params string[] changes) =>
        CorridorSnapshot.Build(Corridor, Scenario.Resolve(Corridor, scenario, [], null, changes));

    /// <summary>A file of published figures, or null where the material is absent.</summary>
    public static string? FindFacts(string file)
    {
        var shared = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : Path.Combine(Root, "..", "shared");
        var path = Path.Combine(shared, "corridor-facts", file);
        return File.Exists(path) ? path : null;
    }

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Throughline.slnx")))
            at = at.Parent;
        return at?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie below Throughline.slnx.");
    }
}
