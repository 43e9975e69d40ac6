using Throughline.Corridor.Imports;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor;

/// <summary>Form of the files that an import reads.</summary>
public enum ImportFormat
{
    /// <summary>General Transit Feed Specification (GTFS Schedule): timetables.</summary>
    Gtfs,
    /// <summary>General Modeling Network Specification (GMNS): networks of nodes and links.</summary>
    Gmns,
}

/// <summary>Tells the forms of import files apart.</summary>
public static class ImportFormats
{
    /// <summary>The form of a folder or zip file by the names of its files: <c>stop_times.txt</c> makes it GTFS,
    /// <c>node.csv</c> and <c>link.csv</c> make it GMNS.</summary>
    /// <param name="path">Path of the folder or zip file.</param>
    /// <returns>The form, or null when the files are of neither form or cannot be read.</returns>
    public static ImportFormat? Find(string path)
    {
        ImportFormat? found = null;
        ImportFiles.Open(path, files =>
        {
            var names = files.ListNames().ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Contains("stop_times.txt"))
                found = ImportFormat.Gtfs;
            else if (names.Contains("node.csv") && names.Contains("link.csv"))
                found = ImportFormat.Gmns;
            return new LoadResult(null, []);
        });
        return found;
    }
}
