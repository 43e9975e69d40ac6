using System.Globalization;
using Throughline.Corridor;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>The folder that an import goes to: it is there whole and checked, or as it was before.</summary>
internal sealed class ImportTarget
{
    private const string Mark = "places.csv";

    /// <summary>Names the folder.</summary>
    /// <exception cref="CliException">Something is there that must not be replaced.</exception>
    public ImportTarget(string folder, bool force)
    {
        Folder = Path.GetFullPath(folder);
        if (File.Exists(Folder))
            throw new CliException(T("import.is-file", folder));
        if (!Directory.Exists(Folder) || !Directory.EnumerateFileSystemEntries(Folder).Any())
            return;
        if (!force)
            throw new CliException(T("import.not-empty", folder));
        // Only a corridor is replaced: a slip of the pen must not cost a home folder.
        if (!File.Exists(Path.Combine(Folder, Mark)) || Directory.EnumerateDirectories(Folder).Any())
            throw new CliException(T("import.no-corridor", folder));
    }

    /// <summary>The whole path.</summary>
    public string Folder { get; }

    /// <summary>Writes beside the folder, checks what was written and puts it in place when it is in order.</summary>
    /// <exception cref="CliException">The folder cannot be written.</exception>
    public LoadResult Write(CorridorModel corridor)
    {
        var draft = string.Create(
            CultureInfo.InvariantCulture, $"{Path.TrimEndingDirectorySeparator(Folder)}.{Environment.ProcessId}.draft");
        try
        {
            CorridorFolder.Write(corridor, draft);
            var result = CorridorFolder.Load(draft);
            if (!result.HasErrors)
            {
                if (Directory.Exists(Folder))
                    Directory.Delete(Folder, recursive: true);
                Directory.Move(draft, Folder);
            }

            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(T("file.cannot-write", Folder, e.Message));
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }
}
