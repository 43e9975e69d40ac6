namespace Throughline.Customs.Tests;

/// <summary>The pages under <c>docs/customs</c> are made from the transition tables and the scripts.
/// THROUGHLINE_REWRITE=1 writes them.</summary>
public sealed class ProcedurePageTests
{
    /// <summary>Scripts whose exchange is shown, one for each part of the procedure.</summary>
    private static readonly string[] Shown =
    [
        "transit-passage", "P6-DSGB-01", "P6-PNGB-01", "P6-DNGB-04", "P6-DNGB-08", "P6-DNGB-02", "P6-DNGB-03",
        "P6-DNGB-06", "P6-DNGB-07", "guarantee-amended", "P6-ASGB-01", "unloading-in-parts", "P6-ASGB-03", "P6-ASGB-04",
        "transit-other-office", "destination-other-office", "incident-seals", "enquiry-late-arrival",
        "recovery-elsewhere", "exclave", "vouchers", "guarantee-cancelled", "availability",
    ];

    public static TheoryData<ProcedureRole> Roles => [.. Enum.GetValues<ProcedureRole>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public void A_page_shows_its_table(ProcedureRole role) =>
        Compare(role.ToString().ToLowerInvariant() + ".md", ProcedurePages.Write(role));

    [Fact]
    public void The_page_of_sequences_shows_the_scripts()
    {
        const string Head = "# Sequences of messages\n\nWhat goes back and forth, drawn from scripts that the tests "
            + "run; a test writes this page, with `THROUGHLINE_REWRITE=1`.\nTimes are UTC.\n";
        Compare("sequences.md", Head + string.Concat(Shown.Select(Section)));
    }

    private static string Section(string script) =>
        $"\n## {script}\n\n```text\n{ScenarioChart.Draw(ScenarioFiles.Run(script)).TrimEnd()}\n```\n";

    private static void Compare(string name, string text)
    {
        var path = Path.Combine(TestFiles.Repository, "docs", "customs", name);
        if (Environment.GetEnvironmentVariable("THROUGHLINE_REWRITE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"Run the tests with THROUGHLINE_REWRITE=1 to write {name}.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }
}
