using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Opens files without waiting for ever, and writes them so that a stop half-way leaves no half
/// file.</summary>
internal static class Files
{
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(5);

    /// <summary>Opens a file, or a pipe that somebody writes to.</summary>
    /// <exception cref="IOException">It cannot be read, or is a pipe that nobody writes to.</exception>
    public static FileStream OpenRead(string path)
    {
        // Opening a pipe waits for a writer, and .NET does not tell before whether a path is one.
        var opening = Task.Run(() => File.OpenRead(path));
        if (Task.WaitAny([opening], LongestOpening) >= 0)
            return opening.GetAwaiter().GetResult();
        _ = opening.ContinueWith(t => t.Result.Dispose(), CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        throw new IOException(T("file.no-writer"));
    }

    /// <summary>Writes a text.</summary>
    /// <exception cref="CliException">The file cannot be written.</exception>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(false), leaveOpen: true);
        writer.Write(text);
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    /// <summary>Writes beside the file and puts it in place when all is written.</summary>
    /// <exception cref="CliException">The file cannot be written.</exception>
    public static async Task Write(string path, Func<Stream, Task> write)
    {
        var part = path + ".part";
        try
        {
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.ReadWrite))
                await write(stream);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e)
        {
            try
            {
                File.Delete(part);
            }
            catch (IOException)
            {
                // The folder is gone or read-only; the first error says so.
            }

            if (e is IOException or UnauthorizedAccessException)
                throw new CliException(T("file.cannot-write", path, e.Message));
            throw;
        }
    }
}
