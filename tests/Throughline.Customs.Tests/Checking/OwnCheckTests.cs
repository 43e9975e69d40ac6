namespace Throughline.Customs.Tests;

/// <summary>The checks of ours (X) warn of slips; where there is none they are silent.</summary>
public sealed class OwnCheckTests
{
    private static readonly DateOnly Day = RuleCase.Day;
    private static readonly MessageCheck Check = new(CodeLists.BuiltIn);

    /// <summary>What is made up in published samples: offices of a country AB, which does not exist, and a reference of
    /// a guarantee without a check digit that fits. The warnings are right.</summary>
    private static readonly string[] MadeUp = ["AB123456", "AB234567", "AB654321", "24GBABCDEF1234567"];

    [Fact]
    public void Bases_of_the_rule_cases_give_no_alarm()
    {
        var codes = Directory.EnumerateFiles(TestFiles.Folder("Base"), "*.txt")
            .Select(f => Path.GetFileNameWithoutExtension(f)!).ToList();
        Assert.InRange(codes.Count, 10, 99);
        Assert.Equal([], codes.SelectMany(c => Warnings(c, Check.Run(RuleCase.Base(c), Day))));
    }

    [Fact]
    public void Documents_of_the_repository_give_no_alarm()
    {
        var samples = Path.Combine(TestFiles.Repository, "src", "Throughline.Server", "wwwroot", "samples");
        Assert.Equal([], Directory.EnumerateFiles(TestFiles.Folder("Scenarios"), "*.xml")
            .Append(Path.Combine(samples, "declaration.xml")).SelectMany(f => Warnings(f)));
    }

    [Fact]
    public void Published_samples_that_are_right_give_no_alarm()
    {
        var folder = ReferenceMaterial.FindFolder("samples");
        Assert.SkipUnless(folder is not null, ReferenceMaterial.Remedy);
        var files = Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories).ToList();
        Assert.InRange(files.Count, 40, 999);
        Assert.Equal([], files.Order(StringComparer.Ordinal).SelectMany(f => Warnings(f)));
    }

    [Fact]
    public void An_office_of_no_country_does()
    {
        var message = RuleCase.Base("CC015C");
        MessageEdit.Apply(message, $"CustomsOfficeOfDeparture/referenceNumber = {MadeUp[0]}");
        Assert.Contains(Check.Run(message, Day), f => f.Reason == "X0004" && f.Value == MadeUp[0]);
    }

    private static IEnumerable<string> Warnings(string path)
    {
        using var stream = File.OpenRead(path);
        var document = new DocumentCheck(Check).Run(stream, path, null, Day);
        return document.Findings.Any(f => f.Kind == FindingKind.Structure)
            ? []
            : Warnings(Path.GetFileName(path), document.Findings);
    }

    private static IEnumerable<string> Warnings(string name, IEnumerable<Finding> findings) => findings
        .Where(f => f.Reason[0] == 'X' && !MadeUp.Contains(f.Value)).Select(f => $"{name}: {FindingText.OneLine(f)}");
}
