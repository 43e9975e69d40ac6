namespace Throughline.Corridor.Imports;

/// <summary>Opens what a user names as the source of an import: a folder or a zip file.</summary>
internal static class ImportFiles
{
    public static LoadResult Open(string path, Func<FileSet, LoadResult> load)
    {
        try
        {
            if (Directory.Exists(path))
            {
                using var folder = FileSet.FromFolder(path);
                return load(folder);
            }

            if (!File.Exists(path))
                return Fail(path, "there is no such folder or zip file; check the path");
            using var stream = File.OpenRead(path);
            using var zip = FileSet.FromZip(stream, Path.GetFileNameWithoutExtension(path));
            return load(zip);
        }
        catch (InvalidDataException)
        {
            return Fail(path, "the file is no zip archive; give a folder or a zip file");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Fail(path, $"it cannot be read ({problem.Message})");
        }
    }

    private static LoadResult Fail(string path, string message) =>
        new(null, [new LoadIssue(IssueSeverity.Error, path, 0, null, message)]);
}
