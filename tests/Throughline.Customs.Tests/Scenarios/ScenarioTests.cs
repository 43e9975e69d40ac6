namespace Throughline.Customs.Tests;

/// <summary>Runs the scripts in this folder: exactly the expected messages, in order, and every message of an
/// administration well-formed and without an error.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(TestFiles.Folder("Scenarios"), "*.scenario")
            .Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Script_passes(string name)
    {
        var result = ScenarioFiles.Run(name);
        Assert.True(result.IsPassed, ScenarioChart.Draw(result));
        Assert.Equal([], ScenarioFiles.Defects(result));
    }
}
