namespace Throughline.Customs.Tests;

/// <summary>The 33 published scripts with the payloads that were published for them, where they lie beside the
/// repository.</summary>
public sealed class PayloadTests
{
    private const string Remedy =
        "Put the published samples of NCTS phase 6 into ../shared/standards/ncts/samples beside the repository.";

    private static readonly (string Ours, string Theirs)[] Payloads =
    [
        ("from simplified\n", "from P6-DSGB-01_ie015_xml_example.xml\n"),
        ("from normal\n", "from P6-DNGB-01_ie015_xml_example.xml\n"),
        ("from prelodged-simplified\n", "from P6-PSGB-01_ie015_xml_example.xml\n"),
        ("from prelodged\n", "from P6-PNGB-01_ie015_xml_example.xml\n"),
        ("from arrival-simplified\n", "from P6-ASGB-01_ie007_xml_example.xml\n  TransitOperation/MRN = {{MRN}}\n"
            + "  CustomsOfficeOfDestinationActual/referenceNumber = {{destinationOffice}}\n"),
        ("send CC044C\n", "send CC044C from P6-ASGB-01_ie044_xml_example.xml\n  TransitOperation/MRN = {{MRN}}\n"
            + "  CustomsOfficeOfDestinationActual/referenceNumber = {{destinationOffice}}\n"),
        ("amountClaimed = 9500.00", "amountClaimed = 1000.00"),
        ("GRN = 26GE", "GRN = 26GB"),
        ("codes CL244 GETBS GEPTI TRIST", "codes CL244 GBDVR"),
        ("UNLocode = GEZZZ", "UNLocode = GBZZZ"),
        ("originalAttributeValue = GEZZZ", "originalAttributeValue = GBZZZ"),
    ];

    public static TheoryData<string> Files => [.. ScenarioTests.Files.Select(f => f.Data)
        .Where(n => n.StartsWith("P6-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Script_passes_with_the_published_payloads(string name)
    {
        var folder = Path.Combine(
            TestFiles.Repository, "..", "shared", "standards", "ncts", "samples", "p6-payloads-gb");
        Assert.SkipUnless(Directory.Exists(folder), Remedy);
        var text = File.ReadAllText(Path.Combine(TestFiles.Folder("Scenarios"), name + ".scenario"))
            .ReplaceLineEndings("\n");
        text = Payloads.Aggregate(text, (t, p) => t.Replace(p.Ours, p.Theirs, StringComparison.Ordinal));
        // The payload has two house consignments of its own.
        text = string.Join('\n', text.Split('\n').Where(l => !l.Contains("Consignment/grossMass = 2600.000",
            StringComparison.Ordinal) && !l.StartsWith("  Consignment/HouseConsignment[2]", StringComparison.Ordinal)));
        text = text.Replace("send CC170C\n", Presentation(text), StringComparison.Ordinal);
        var result = ScenarioRunner.Run(ScenarioFiles.Read(text + "\nrate GBP = 1.15\n"), ScenarioOptions.In(folder));
        Assert.True(result.IsPassed, ScenarioChart.Draw(result));
        Assert.Equal([], ScenarioFiles.Defects(result));
    }

    private static string Presentation(string text) => "send CC170C from "
        + (text.Contains("P6-PSGB", StringComparison.Ordinal) ? "P6-PSGB" : "P6-PNGB")
        + "-01_ie170_xml_example.xml\n  TransitOperation/LRN = {{LRN}}\n";
}
