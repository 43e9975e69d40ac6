namespace Throughline.Customs;

/// <summary>Opens what is a file and nothing else: a pipe that nobody writes to is otherwise waited for without
/// end.</summary>
internal static class RegularFile
{
    private const int BufferBytes = 1 << 16;
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(5);

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It is a pipe or a device, or cannot be read.</exception>
    public static FileStream Open(string path)
    {
        // Of a pipe .NET tells nothing before it is open, and opening waits for a writer.
        var opening = Task.Run(
            () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes));
        if (Task.WaitAny([opening], LongestOpening) < 0)
        {
            _ = opening.ContinueWith(t => t.Result.Dispose(), CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw new IOException("It is a pipe that nobody writes to.");
        }

        var file = opening.GetAwaiter().GetResult();
        if (file.CanSeek)
            return file;
        file.Dispose();
        throw new IOException("It is a pipe or a device, not a file.");
    }
}
