namespace Throughline.Planning.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Full path of a folder of the repository.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests do not run inside the repository.</exception>
    public static string Folder(params string[] parts)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Throughline.slnx")))
            at = at.Parent;
        if (at is null)
            throw new DirectoryNotFoundException("The tests run outside the repository.");
        return Path.Combine([at.FullName, .. parts]);
    }
}
