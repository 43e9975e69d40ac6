namespace Throughline.House.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    private const string Mark = "Throughline.slnx";

    private static readonly HashSet<string> OtherFolders = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".idea", "bin", "obj", "node_modules", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts",
    };

    private static readonly HashSet<string> CodeKinds = new(StringComparer.Ordinal)
    {
        ".cs", ".js", ".mjs", ".ts", ".css", ".html", ".sql", ".sh", ".cmd",
    };

    private static readonly HashSet<string> TextKinds = new(StringComparer.Ordinal)
    {
        ".md", ".json", ".csv", ".props", ".targets", ".csproj", ".slnx", ".txt", ".svg",
    };

    private static readonly HashSet<string> CodeNames = new(StringComparer.Ordinal) { "throughline", ".ci/run" };

    /// <summary>The top folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Paths of all files, from the top folder on, with slashes; without what builds and tools
    /// leave.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Below(Root).Order(StringComparer.Ordinal)];

    /// <summary>Files of code and scripts that are written here, not vendored.</summary>
    public static IEnumerable<string> Code => Files.Where(f => !IsVendored(f) && IsCode(f));

    /// <summary>C# files.</summary>
    public static IEnumerable<string> CSharp => Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>All files of text that are written here, code and prose.</summary>
    public static IEnumerable<string> Texts =>
        Files.Where(f => !IsVendored(f) && (IsCode(f) || TextKinds.Contains(Path.GetExtension(f))));

    /// <summary>The path on this machine.</summary>
    public static string Full(string path) => Path.Combine(Root, path);

    /// <summary>Text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Full(path));

    /// <summary>Lines of a file.</summary>
    public static string[] Lines(string path) => File.ReadAllLines(Full(path));

    /// <summary>Fails with one line for each fault.</summary>
    public static void Expect(IEnumerable<string> faults, string rule)
    {
        var list = faults.ToList();
        if (list.Count > 0)
            Assert.Fail($"{rule}\n{string.Join('\n', list)}");
    }

    private static bool IsVendored(string file) =>
        file.Contains("/vendor/", StringComparison.Ordinal) && !file.EndsWith("/README.md", StringComparison.Ordinal);

    private static bool IsCode(string file) => CodeKinds.Contains(Path.GetExtension(file)) || CodeNames.Contains(file);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Mark)))
                return at.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds {Mark}.");
    }

    private static IEnumerable<string> Below(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            if (OtherFolders.Contains(Path.GetFileName(inner)))
                continue;
            foreach (var file in Below(inner))
                yield return file;
        }
    }
}
