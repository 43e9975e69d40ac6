namespace Throughline.Customs.Tests;

/// <summary>Pages under <c>docs</c> that are made from tables: compared with what the tables give now, and written anew
/// where THROUGHLINE_REWRITE is 1.</summary>
internal static class GeneratedPages
{
    /// <summary>Compares or writes one page.</summary>
    public static void Expect(string page, params string[] path)
    {
        var file = Path.Combine([TestFiles.Repository, "docs", .. path]);
        if (Environment.GetEnvironmentVariable("THROUGHLINE_REWRITE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, page);
        }

        Assert.True(File.Exists(file) && File.ReadAllText(file) == page,
            $"{string.Join('/', path)} is not what the tables give; run the tests with THROUGHLINE_REWRITE=1.");
    }
}
