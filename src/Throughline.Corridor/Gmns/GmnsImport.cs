using Throughline.Corridor.Gmns;
using Throughline.Corridor.Imports;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor;

/// <summary>Imports a network in the General Modeling Network Specification (GMNS).</summary>
public static class GmnsImport
{
    /// <summary>Imports a network from a folder or a zip file.</summary>
    /// <param name="path">Path of the folder or zip file.</param>
    /// <param name="options">What the network does not say; null for the defaults.</param>
    /// <returns>The corridor and warnings, or all errors at once.</returns>
    public static LoadResult Load(string path, GmnsOptions? options = null) =>
        ImportFiles.Open(path, files => Load(files, options));

    /// <summary>Imports a network from named files.</summary>
    /// <param name="files">The files of the network; not disposed.</param>
    /// <param name="options">What the network does not say; null for the defaults.</param>
    /// <returns>The corridor and warnings, or all errors at once. Nodes become places, links become links of the modes
    /// that their uses allow; two directed links that only differ in direction become one.</returns>
    public static LoadResult Load(FileSet files, GmnsOptions? options = null)
    {
        options ??= new GmnsOptions();
        var issues = new IssueList();
        if (!ImportAssembly.Check(options, files.Name, issues) || !GmnsUnits.Check(options, files.Name, issues))
            return new LoadResult(null, issues.ToList());
        var network = new GmnsReader(new TableReader(files, issues), options).Read();
        return ImportAssembly.Assemble(network, options, issues);
    }
}
