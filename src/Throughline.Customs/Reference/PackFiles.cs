namespace Throughline.Customs;

/// <summary>The files of a reference pack: a folder with its sub-folders, or named streams.</summary>
public sealed class PackFiles
{
    /// <summary>Most files of a folder.</summary>
    public const int MostFiles = 20_000;

    private const int MaximumDepth = 8;
    private readonly IReadOnlyDictionary<string, Func<Stream>> _streams;

    private PackFiles(string name, IReadOnlyDictionary<string, Func<Stream>> streams)
    {
        Name = name;
        _streams = streams;
        Paths = [.. streams.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>How a folder is walked: down to eight levels, without following links.</summary>
    public static EnumerationOptions Enumeration => new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = MaximumDepth,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>Name of the whole.</summary>
    public string Name { get; }

    /// <summary>Paths of the files within the pack, with <c>/</c> between folders, in order.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>A folder with its sub-folders. Links are not followed, so that nothing outside is read.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It holds more than 20,000 files.</exception>
    public static PackFiles FromFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        var streams = new Dictionary<string, Func<Stream>>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", Enumeration))
        {
            if (streams.Count == MostFiles)
                throw new InvalidDataException($"The folder holds more than {MostFiles} files.");
            streams.Add(Path.GetRelativePath(folder, path).Replace('\\', '/'), () => RegularFile.Open(path));
        }

        return new PackFiles(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), streams);
    }

    /// <summary>Streams by path; each is opened when it is read and closed afterwards, on any thread, several at
    /// the same time.</summary>
    public static PackFiles FromStreams(string name, IReadOnlyDictionary<string, Func<Stream>> streams) =>
        new(name, streams);

    /// <summary>Opens a file of <see cref="Paths"/>.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public Stream Open(string path) => _streams[path]();
}
