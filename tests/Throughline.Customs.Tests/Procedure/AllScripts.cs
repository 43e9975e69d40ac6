namespace Throughline.Customs.Tests;

/// <summary>All scripts, run once.</summary>
internal static class AllScripts
{
    private static readonly Lazy<ScenarioResult[]> Run =
        new(() => [.. ScenarioTests.Files.Select(f => ScenarioFiles.Run(f.Data))]);

    /// <summary>What came of them.</summary>
    public static IReadOnlyList<ScenarioResult> Results => Run.Value;
}
