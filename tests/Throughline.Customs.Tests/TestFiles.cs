namespace Throughline.Customs.Tests;

/// <summary>Files that lie beside the tests' source.</summary>
internal static class TestFiles
{
    private static readonly string Root = FindRoot();

    /// <summary>The root of the repository.</summary>
    public static string Repository => Root;

    /// <summary>A folder of this project.</summary>
    public static string Folder(params string[] names) =>
        Path.Combine([Root, "tests", "Throughline.Customs.Tests", .. names]);

    /// <summary>Names of the text files in a folder of this project, without their ending, in order.</summary>
    public static IEnumerable<string> Names(params string[] folder) =>
        Directory.EnumerateFiles(Folder(folder), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Throughline.slnx")))
            at = at.Parent;
        return at?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie below Throughline.slnx.");
    }
}
