using Throughline.Corridor.Loading;
using Throughline.Corridor.Writing;

namespace Throughline.Corridor;

/// <summary>Reads and writes corridors in the form of <c>data/corridor/README.md</c>.</summary>
public static class CorridorFolder
{
    /// <summary>Loads a corridor from a folder and checks all of it.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <returns>The corridor and the warnings, or all errors at once. Nothing that the files contain makes it
    /// throw.</returns>
    public static LoadResult Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            var message = "there is no such folder; give the folder that contains places.csv and links.csv";
            return new LoadResult(null, [new LoadIssue(IssueSeverity.Error, folder, 0, null, message)]);
        }

        using var files = FileSet.FromFolder(folder);
        return Load(files);
    }

    /// <summary>Loads a corridor from named files, for example a zip archive, and checks all of it.</summary>
    /// <param name="files">The files; not disposed.</param>
    /// <returns>The corridor and the warnings, or all errors at once. Nothing that the files contain makes it
    /// throw.</returns>
    public static LoadResult Load(FileSet files) => new CorridorLoader(files).Load();

    /// <summary>Writes a corridor as a folder of CSV files that <see cref="Load(string)"/> reads back to an equal
    /// corridor. Files of the folder form that are there already are replaced; optional ones without rows are
    /// not written, and removed when they are there.</summary>
    /// <param name="corridor">The corridor.</param>
    /// <param name="folder">Path of the folder; it is made when it is absent.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(CorridorModel corridor, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var schema in CorridorSchema.All)
        {
            var path = Path.Combine(folder, schema.File);
            if (!schema.IsRequired && !CorridorWriter.HasRows(corridor, schema))
            {
                File.Delete(path);
                continue;
            }

            using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
            CorridorWriter.Write(corridor, schema, stream);
        }
    }

    /// <summary>The texts that <see cref="Write(CorridorModel, string)"/> writes, by file name.</summary>
    public static IReadOnlyDictionary<string, string> WriteTexts(CorridorModel corridor)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var schema in CorridorSchema.All)
        {
            if (!schema.IsRequired && !CorridorWriter.HasRows(corridor, schema))
                continue;
            using var stream = new MemoryStream();
            CorridorWriter.Write(corridor, schema, stream);
            texts[schema.File] = System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        }

        return texts;
    }

    /// <summary>The version that a corridor of this content has: SHA-256 over its files as they would be written, so
    /// that order of columns, quoting and line ends do not matter; in lower-case hex.</summary>
    public static string VersionOf(CorridorModel corridor) => CorridorWriter.VersionOf(corridor);
}
