using Throughline.Corridor;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Finds and loads the corridor.</summary>
internal static class CorridorFiles
{
    private const string Mark = "places.csv";
    private const int MostErrors = 10;

    /// <summary>Loads a folder, or the reference corridor when none is given.</summary>
    /// <exception cref="CliException">There is none, or it is wrong.</exception>
    public static CorridorModel Load(string? folder)
    {
        var path = Find(folder);
        var result = CorridorFolder.Load(path);
        if (result.Corridor is { } corridor)
            return corridor;
        var errors = result.Issues.Where(i => i.Severity == IssueSeverity.Error).ToList();
        throw new CliException(T("corridor.wrong", path, errors.Count))
        {
            Lines = [.. errors.Take(MostErrors).Select(e => e.ToString())],
        };
    }

    /// <summary>The folder that is meant.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static string Find(string? folder)
    {
        if (folder is not null)
        {
            return Directory.Exists(folder)
                ? Path.GetFullPath(folder)
                : throw new CliException(T("corridor.no-folder", folder));
        }

        return Candidates().FirstOrDefault(c => File.Exists(Path.Combine(c, Mark)))
            ?? throw new CliException(T("corridor.none"));
    }

    // From a checkout the files of the checkout count, so that an edit shows at once; installed, those beside us.
    private static IEnumerable<string> Candidates()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Throughline.slnx")))
                yield return Path.Combine(at.FullName, "data", "corridor");
        }

        yield return Path.Combine(AppContext.BaseDirectory, "data", "corridor");
    }
}
