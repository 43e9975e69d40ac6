namespace Throughline.Corridor.Tests;

/// <summary>Finds the repository and the reference material beside it.</summary>
internal static class Folders
{
    /// <summary>A folder of the repository.</summary>
    public static string Get(string relative) =>
        Find(relative) ?? throw new DirectoryNotFoundException($"No folder '{relative}' above the tests.");

    /// <summary>A folder in any parent of the test binaries, or null.</summary>
    public static string? Find(string relative)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, relative);
            if (Directory.Exists(path))
                return path;
        }

        return null;
    }
}
