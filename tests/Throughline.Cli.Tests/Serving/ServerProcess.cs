using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Throughline.Cli.Tests.Serving;

/// <summary>A server in a process of its own, so that it can be killed.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri url, string? secret)
    {
        _process = process;
        Url = url;
        Secret = secret;
    }

    public Uri Url { get; }

    /// <summary>The one-time secret of the first administrator, while nobody has entered.</summary>
    public string? Secret { get; }

    /// <summary>What it wrote after it had started, once it has ended.</summary>
    public Task<string> Output => _process.StandardOutput.ReadToEndAsync();

    /// <summary>How many times a test kills: THROUGHLINE_KILLS for a long run.</summary>
    public static int Kills(int otherwise) => int.TryParse(Environment.GetEnvironmentVariable("THROUGHLINE_KILLS"),
        NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : otherwise;

    public static async Task<ServerProcess> StartAsync(string database, bool isNew, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "throughline.dll"), "serve",
            "--port", "0", "--database", database, .. more])
            start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? "";
        Assert.Matches(Address(), line);
        string? secret = null;
        while (isNew && secret is null && await process.StandardOutput.ReadLineAsync() is { } next)
            secret = SecretOf().Match(next) is { Success: true } found ? found.Groups[1].Value : null;
        return new ServerProcess(process, new Uri(Address().Match(line).Value), secret);
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop, as a system does that is shut down.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+")]
    private static partial Regex Address();

    [GeneratedRegex("secret=(\\S+)")]
    private static partial Regex SecretOf();
}
