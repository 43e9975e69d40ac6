namespace Throughline.Customs.Tests;

/// <summary>What the README of the library shows is what is run here.</summary>
public sealed class LibraryReadmeTests
{
    [Fact]
    public void The_example_runs()
    {
        var shown = new StringWriter();
        var path = Path.GetTempFileName();
        File.WriteAllText(path, MessageWriter.ToXml(RuleCase.Base("CC015C")));
        // Shown:
        var data = new ReferenceData(Profile.Ncts);
        var check = new DocumentCheck(new MessageCheck(data.Lists));
        using var declaration = File.OpenRead(path);
        var checkedDocument = check.Run(declaration, path, date: null, today: new DateOnly(2026, 5, 4));
        foreach (var finding in checkedDocument.Findings)
            shown.WriteLine($"{finding.Pointer} {finding.Code} {finding.Reason}: {finding.Message} {finding.Remedy}");
        var message = checkedDocument.Message!;
        shown.WriteLine(message.Root.First("TransitOperation")!["LRN"]);
        foreach (var house in message.Root.Descend("Consignment/HouseConsignment"))
            shown.WriteLine(house["grossMass"]);
        shown.WriteLine(MessageWriter.ToXml(message).Length);
        // End.
        File.Delete(path);
        Assert.Contains("TL2026000001", shown.ToString(), StringComparison.Ordinal);
        var readme = File.ReadAllText(
            Path.Combine(TestFiles.Repository, "src", "Throughline.Customs", "README.md"));
        var example = readme.Split("```csharp")[1].Split("```")[0]
            .Replace("\"declaration.xml\"", "path", StringComparison.Ordinal)
            .Replace("Console.", "shown.", StringComparison.Ordinal);
        var ran = File.ReadAllText(TestFiles.Folder("LibraryReadmeTests.cs"))
            .Split("// Shown:")[1].Split("// End.")[0];
        Assert.Equal(Lines(example), Lines(ran));
    }

    private static List<string> Lines(string text) =>
        [.. text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];
}
