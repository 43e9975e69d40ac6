using System.Xml.Linq;

namespace Throughline.House.Tests;

/// <summary>A project under src/.</summary>
/// <param name="Name">Name of the project without «Throughline.».</param>
/// <param name="Path">Its project file.</param>
/// <param name="Assembly">Name of its assembly.</param>
/// <param name="References">Names of the projects its file refers to.</param>
/// <param name="Friends">Assemblies that may see its insides.</param>
internal sealed record Room(
    string Name, string Path, string Assembly, IReadOnlyList<string> References, IReadOnlyList<string> Friends);

/// <summary>The rooms of the house and the arrows between them. ARCHITECTURE.md draws the same.</summary>
internal static class Rooms
{
    private const string Prefix = "Throughline.";

    /// <summary>What each library may use. A new library is written down here.</summary>
    private static readonly Dictionary<string, string[]> Libraries = new(StringComparer.Ordinal)
    {
        ["Corridor"] = [],
        ["Planning"] = ["Corridor"],
        ["Customs"] = [],
        ["Documents"] = ["Customs"],
    };

    /// <summary>All projects under src/.</summary>
    public static IReadOnlyList<Room> All { get; } =
    [
        .. Repository.Files
            .Where(f => f.StartsWith("src/", StringComparison.Ordinal)
                && f.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(Read),
    ];

    /// <summary>The libraries: all but the server and the command.</summary>
    public static IEnumerable<Room> AllLibraries => All.Where(r => Libraries.ContainsKey(r.Name));

    /// <summary>What a project may use; null when nobody has said.</summary>
    public static IReadOnlyList<string>? Allowed(string name) => name switch
    {
        "Server" => [.. Libraries.Keys],
        "Cli" => [.. Libraries.Keys, "Server"],
        _ => Libraries.GetValueOrDefault(name),
    };

    /// <summary>Name of the project of an assembly, or null when it is not ours.</summary>
    public static string? OfAssembly(string assembly) => All.FirstOrDefault(r => r.Assembly == assembly)?.Name;

    private static Room Read(string path)
    {
        var project = XDocument.Load(Repository.Full(path));
        var file = System.IO.Path.GetFileNameWithoutExtension(path);
        return new Room(
            file[Prefix.Length..],
            path,
            project.Descendants("AssemblyName").FirstOrDefault()?.Value ?? file,
            [.. Includes(project, "ProjectReference")
                .Select(r => System.IO.Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))[Prefix.Length..])],
            [.. Includes(project, "InternalsVisibleTo")]);
    }

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(e => (string?)e.Attribute("Include")).OfType<string>();
}
