using System.IO.Compression;
using System.Text;

namespace Throughline.Corridor;

/// <summary>Named files to read: a folder, a zip archive or texts in memory. Reading is all that it does.</summary>
public abstract class FileSet : IDisposable
{
    /// <summary>Largest file that is read, in bytes: 2 GB.</summary>
    public const long MaxFileBytes = 2_000_000_000;

    /// <summary>Name of the whole, usually that of the folder or archive.</summary>
    public abstract string Name { get; }

    /// <summary>Names of the files, without folders.</summary>
    public abstract IReadOnlyCollection<string> ListNames();

    /// <summary>Opens a file for reading, or returns null when there is none of this name.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public abstract Stream? FindFile(string name);

    /// <summary>A folder; its sub-folders are not looked at.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static FileSet FromFolder(string folder) => Directory.Exists(folder)
        ? new FolderFiles(folder)
        : throw new DirectoryNotFoundException($"There is no folder '{folder}'.");

    /// <summary>A zip archive whose files lie at its root or in one folder. The stream must stay open.</summary>
    /// <param name="zip">Readable and seekable stream of the archive.</param>
    /// <param name="name">Name of the whole.</param>
    /// <exception cref="InvalidDataException">It is no zip archive.</exception>
    public static FileSet FromZip(Stream zip, string name) => new ZipFiles(zip, name);

    /// <summary>Texts by file name.</summary>
    public static FileSet FromTexts(string name, IReadOnlyDictionary<string, string> texts) =>
        FromStreams(name, texts.ToDictionary(
            t => t.Key, t => (Func<Stream>)(() => new MemoryStream(Encoding.UTF8.GetBytes(t.Value)))));

    /// <summary>Streams by file name; each is opened when it is read and closed afterwards.</summary>
    public static FileSet FromStreams(string name, IReadOnlyDictionary<string, Func<Stream>> streams) =>
        new StreamFiles(name, streams);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what is held open.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    private sealed class FolderFiles(string folder) : FileSet
    {
        public override string Name { get; } =
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

        public override IReadOnlyCollection<string> ListNames() =>
            [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

        public override Stream? FindFile(string name)
        {
            var path = Path.Combine(folder, Path.GetFileName(name));
            // An optional file would else count as absent, and what needs its rows would tell of it in riddles.
            if (Directory.Exists(path))
                throw new IOException("It is a folder.");
            return File.Exists(path) ? RegularFile.Open(path) : null;
        }
    }

    private sealed class StreamFiles(string name, IReadOnlyDictionary<string, Func<Stream>> streams) : FileSet
    {
        public override string Name => name;

        public override IReadOnlyCollection<string> ListNames() => [.. streams.Keys.Order(StringComparer.Ordinal)];

        public override Stream? FindFile(string name) => streams.TryGetValue(name, out var open) ? open() : null;
    }

    private sealed class ZipFiles : FileSet
    {
        private readonly ZipArchive _archive;
        private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

        public ZipFiles(Stream zip, string name)
        {
            Name = name;
            _archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
            // A file nearer to the root wins, so that copies in sub-folders do no harm.
            foreach (var entry in _archive.Entries.OrderBy(e => e.FullName.Count(c => c is '/' or '\\')))
            {
                if (entry.Name.Length > 0)
                    _entries.TryAdd(entry.Name, entry);
            }
        }

        public override string Name { get; }

        public override IReadOnlyCollection<string> ListNames() => [.. _entries.Keys.Order(StringComparer.Ordinal)];

        public override Stream? FindFile(string name) =>
            _entries.TryGetValue(name, out var entry) ? entry.Open() : null;

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _archive.Dispose();
            base.Dispose(disposing);
        }
    }
}
