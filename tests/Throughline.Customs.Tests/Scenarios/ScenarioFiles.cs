namespace Throughline.Customs.Tests;

/// <summary>Scripts beside the tests.</summary>
internal static class ScenarioFiles
{
    public static ScenarioResult Run(string name) =>
        Run(Read(File.ReadAllText(Path.Combine(TestFiles.Folder("Scenarios"), name + ".scenario"))));

    public static ScenarioResult Run(Scenario scenario) =>
        ScenarioRunner.Run(scenario, ScenarioOptions.In(TestFiles.Folder("Scenarios")));

    public static Scenario Read(string text)
    {
        var reading = ScenarioReader.Read(new StringReader(text));
        Assert.Equal([], reading.Faults.Select(f => f.ToString()));
        return reading.Scenario!;
    }

    /// <summary>Errors in messages that administrations sent.</summary>
    public static IEnumerable<string> Defects(ScenarioResult result) => result.Exchanges.SelectMany(e =>
        e.Findings.Select(f => $"{e.Message.Code} {f.Code} {f.Reason} {f.Pointer} «{f.Value}» {f.Message}")).Distinct();
}
