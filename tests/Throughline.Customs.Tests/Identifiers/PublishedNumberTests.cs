using System.Text.RegularExpressions;

namespace Throughline.Customs.Tests;

/// <summary>Reads the numbers of published messages, when they lie beside the repository.</summary>
public class PublishedNumberTests
{
    private static readonly string Samples =
        Path.Combine(TestFiles.Repository, "..", "shared", "standards", "ncts", "samples");

    [Fact]
    public void Numbers_that_systems_issued_have_the_check_digit()
    {
        Assert.SkipUnless(Directory.Exists(Samples),
            "Put the published samples into ../shared/standards/ncts/samples.");
        var issued = Directory.EnumerateFiles(Samples, "*.xml", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Samples, "*.md", SearchOption.AllDirectories))
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\b2[3-9][A-Z]{2}0{2}[A-Z0-9]{10}[J-M][0-9]\b"))
            .Select(match => match.Value).Distinct().ToList();
        Assert.True(issued.Count >= 10, $"only {issued.Count} numbers were found");
        Assert.All(issued, text => Assert.Null(Mrn.FindFault(text)));
    }
}
