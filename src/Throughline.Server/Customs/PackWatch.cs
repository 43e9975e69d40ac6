using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Keeps the reference pack of a folder: looks now and then whether the folder changed, loads what lies
/// there, and puts it in the place of the pack before only when all of it is right.</summary>
/// <remarks>It looks rather than listens: events of file systems do not come from mounted shares. A folder that still
/// changes between two looks is being copied and is left alone. Whoever began with a pack ends with it, for a state is
/// immutable.</remarks>
internal sealed partial class PackWatch : IDisposable
{
    private const int MostLines = 200;
    private const string Absent = "";
    private readonly string? _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<PackWatch> _logger;
    private readonly Lock _looking = new();
    private readonly ITimer? _timer;
    private string _seen;
    private string _tried;
    private volatile PackState _state;

    /// <summary>Loads the pack of a folder and begins to watch it.</summary>
    /// <param name="folder">The folder; null for the built-in lists alone, which never change.</param>
    /// <param name="interval">Time between two looks.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where a change or a refusal is told.</param>
    /// <exception cref="PackRefusedException">The pack is wrong; carries every error.</exception>
    public PackWatch(string? folder, TimeSpan interval, TimeProvider time, ILogger<PackWatch> logger)
    {
        _folder = folder;
        _time = time;
        _logger = logger;
        _seen = _tried = Stamp();
        if (folder is null)
        {
            _state = new PackState(new DocumentChecks(null), PackView.BuiltIn);
            return;
        }

        var loaded = ReferencePack.Load(folder);
        if (loaded.Pack is not { } pack)
            throw new PackRefusedException(folder, loaded.Issues);
        _state = new PackState(new DocumentChecks(pack), ViewOf(pack, loaded.Issues, null));
        _timer = time.CreateTimer(_ => Look(), null, interval, interval);
    }

    /// <summary>The pack of now, with the checks that use it.</summary>
    public PackState State => _state;

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <summary>Looks once; returns at once while another look goes on.</summary>
    private void Look()
    {
        if (!_looking.TryEnter())
            return;
        try
        {
            var stamp = Stamp();
            var rests = stamp == _seen;
            _seen = stamp;
            if (!rests || stamp == _tried)
                return;
            var loaded = ReferencePack.Load(_folder!);
            // What changed while it was read may be half of one pack and half of another.
            if (Stamp() != stamp)
                return;
            _tried = stamp;
            Take(loaded);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A timer has nobody above it: what is not foreseen would end the server.
            LogFailure(e);
        }
        finally
        {
            _looking.Exit();
        }
    }

    private void Take(PackResult loaded)
    {
        var before = _state;
        if (loaded.Pack is not { } pack)
        {
            var errors = loaded.Issues.Where(i => i.Severity == PackSeverity.Error).Select(TextOf).ToList();
            _state = before with
            {
                View = before.View with
                {
                    Refused = new PackRefusalView(_time.GetUtcNow(), errors.Count, [.. errors.Take(MostLines)]),
                },
            };
            LogRefused(errors.Count, before.View.Version ?? "", string.Join("; ", errors.Take(3)));
            return;
        }

        if (pack.Version == before.Checks.Pack?.Version)
        {
            _state = before with { View = before.View with { Refused = null } };
            return;
        }

        var change = PackChangeView.Between(before.Checks.Pack!, pack, MostLines);
        _state = new PackState(new DocumentChecks(pack), ViewOf(pack, loaded.Issues, change));
        LogTaken(pack.Version, change.From, change.Codes, change.Offices);
    }

    private PackView ViewOf(ReferencePack pack, IReadOnlyList<PackIssue> issues, PackChangeView? change) => new(
        pack.Version, pack.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), pack.Lists.Count,
        pack.Offices.Count, _time.GetUtcNow(), [.. issues.Take(MostLines).Select(TextOf)], change, null);

    /// <summary>A finding without the path of the folder, which is nobody's business on the other side.</summary>
    private string TextOf(PackIssue issue) =>
        issue.ToString().Replace(_folder!, Path.GetFileName(Path.TrimEndingDirectorySeparator(_folder!)),
            StringComparison.Ordinal);

    /// <summary>Names, sizes and times of what would be read: the prepared pack alone where there is one.</summary>
    private string Stamp()
    {
        if (_folder is null || !Directory.Exists(_folder))
            return Absent;
        try
        {
            var prepared = new FileInfo(Path.Combine(_folder, ReferencePack.PreparedName));
            var files = prepared.Exists
                ? [prepared]
                : new DirectoryInfo(_folder).EnumerateFiles("*", PackFiles.Enumeration).Take(PackFiles.MostFiles)
                    .OrderBy(f => f.FullName, StringComparer.Ordinal).ToArray();
            var lines = files.Select(f => string.Create(
                CultureInfo.InvariantCulture, $"{f.FullName}\t{f.Length}\t{f.LastWriteTimeUtc.Ticks}"));
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file went while it was looked at: the next look sees what is left.
            return Absent;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The reference pack {Version} took the place of {Before}: {Codes} codes and {Offices} offices differ.")]
    private partial void LogTaken(string version, string before, int codes, int offices);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The changed reference pack has {Errors} errors; {Kept} stays in use. {Reasons}")]
    private partial void LogRefused(int errors, string kept, string reasons);

    [LoggerMessage(Level = LogLevel.Error, Message = "The reference pack cannot be looked at.")]
    private partial void LogFailure(Exception error);
}

/// <summary>A pack in use: the checks that read it, and what is told about it.</summary>
internal sealed record PackState(DocumentChecks Checks, PackView View);

/// <summary>A reference pack cannot be used.</summary>
/// <param name="folder">Where it lies.</param>
/// <param name="issues">Everything that was found.</param>
public sealed class PackRefusedException(string folder, IReadOnlyList<PackIssue> issues)
    : Exception($"The reference pack in '{folder}' cannot be used.")
{
    /// <summary>Where it lies.</summary>
    public string Folder { get; } = folder;

    /// <summary>Everything that was found.</summary>
    public IReadOnlyList<PackIssue> Issues { get; } = issues;
}
