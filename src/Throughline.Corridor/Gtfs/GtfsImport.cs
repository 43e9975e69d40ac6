using Throughline.Corridor.Gtfs;
using Throughline.Corridor.Imports;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor;

/// <summary>Imports a timetable in the General Transit Feed Specification (GTFS Schedule).</summary>
public static class GtfsImport
{
    /// <summary>Imports a feed from a folder or a zip file.</summary>
    /// <param name="path">Path of the folder or zip file.</param>
    /// <param name="options">What the feed does not say; null for the defaults.</param>
    /// <returns>The corridor and warnings, or all errors at once.</returns>
    public static LoadResult Load(string path, GtfsOptions? options = null) =>
        ImportFiles.Open(path, files => Load(files, options));

    /// <summary>Imports a feed from named files.</summary>
    /// <param name="files">The files of the feed; not disposed.</param>
    /// <param name="options">What the feed does not say; null for the defaults.</param>
    /// <returns>The corridor and warnings, or all errors at once. Stops become places (parent stations by default);
    /// trips that call at the same places in the same order by the same mode become one service.</returns>
    public static LoadResult Load(FileSet files, GtfsOptions? options = null)
    {
        options ??= new GtfsOptions();
        var issues = new IssueList();
        if (!ImportAssembly.Check(options, files.Name, issues))
            return new LoadResult(null, issues.ToList());
        var feed = new GtfsReader(new TableReader(files, issues)).Read();
        var network = new GtfsBuilder(feed, options, files.Name, issues).Build();
        return ImportAssembly.Assemble(network, options, issues);
    }
}
