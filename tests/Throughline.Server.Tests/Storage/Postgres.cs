using System.Diagnostics;
using System.Globalization;

[assembly: AssemblyFixture(typeof(Throughline.Server.Tests.Storage.Postgres))]

namespace Throughline.Server.Tests.Storage;

/// <summary>A PostgreSQL of the tests' own: made in a folder that is thrown away, on a free port of the
/// loopback.</summary>
public sealed class Postgres : IAsyncLifetime
{
    private const string Remedy =
        "No PostgreSQL is installed; `apt-get install postgresql libpq-dev` enables this test.";
    private readonly SemaphoreSlim _turn = new(1);
    private string? _folder;
    private string? _programs;
    private int _port;
    private int _made;

    public ValueTask InitializeAsync()
    {
        _programs = FindPrograms();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await RunAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
            await RunPlainAsync("rm", "-rf", _folder);
        }

        _turn.Dispose();
    }

    /// <summary>Address of a new, empty database, or a skipped test where there is no PostgreSQL.</summary>
    public async Task<string> MakeAsync()
    {
        Assert.SkipWhen(_programs is null, Remedy);
        await _turn.WaitAsync();
        try
        {
            if (_folder is null)
                await StartAsync();
            var name = "t" + (++_made).ToString(CultureInfo.InvariantCulture);
            await RunAsync("createdb", "-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), name);
            return FormattableString.Invariant($"postgres://postgres@127.0.0.1:{_port}/{name}");
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task StartAsync()
    {
        var folder = (await RunAsync("/usr/bin/mktemp", "-d")).Trim();
        var data = Path.Combine(folder, "data");
        await RunAsync(
            "initdb", "--no-sync", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres", "-D", data);
        _port = LoopbackPort.Take();

        _folder = folder;
        await ResumeAsync();
    }

    /// <summary>Stops it, as an operator does who serves the machine: what runs is cut off.</summary>
    public Task StopAsync() => RunAsync("pg_ctl", "-D", Path.Combine(_folder!, "data"), "-m", "fast", "-w", "stop");

    /// <summary>Starts it again where it was.</summary>
    public async Task ResumeAsync()
    {
        var data = Path.Combine(_folder!, "data");
        // Processes are killed in these tests, never the machine: what the system holds in memory is safe.
        var log = Path.Combine(_folder!, "log");
        await RunAsync("pg_ctl", "-D", data, "-w", "-l", log, "-o", FormattableString.Invariant(
            $"-p {_port} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300 -k {_folder}"), "start");
    }

    /// <summary>Runs a program of PostgreSQL, which refuses to be run by root.</summary>
    private Task<string> RunAsync(string program, params string[] arguments)
    {
        var path = Path.IsPathRooted(program) ? program : Path.Combine(_programs!, program);
        string[] own = program == "createdb" ? ["-U", "postgres", .. arguments] : arguments;
        return Environment.UserName == "root"
            ? RunPlainAsync("runuser", ["-u", "postgres", "--", path, .. own])
            : RunPlainAsync(path, own);
    }

    private static async Task<string> RunPlainAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        })!;
        // pg_ctl leaves its output open to the server that it starts, so its end is not waited for.
        var output = arguments.Contains("start") ? Task.FromResult("") : process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return await output;
    }

    private static string? FindPrograms()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pg_config", "--bindir")
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
            var folder = process.StandardOutput.ReadToEnd().Trim();
            return File.Exists(Path.Combine(folder, "initdb")) ? folder : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
