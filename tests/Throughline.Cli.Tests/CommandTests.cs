using System.Diagnostics;

namespace Throughline.Cli.Tests;

/// <summary>Runs the built command as a user does.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task Checks_the_reference_corridor()
    {
        var (code, output) = await RunAsync("corridor", "check");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Plans_in_json()
    {
        var (code, output) = await RunAsync("plan", "--from", "AZ_ALAT_PORT", "--to", "TR_KARS", "--depart",
            "2026-12-01T08:00Z", "--scenario", "with-tripp", "--json");
        Assert.True(code == 0, output);
        Assert.Contains("\"itineraries\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggests_places_for_a_wrong_name()
    {
        var (code, output) =
            await RunAsync("plan", "--from", "Megrhi", "--to", "Kars", "--depart", "2026-12-01T08:00Z");
        Assert.Equal(2, code);
        Assert.Contains("AM_MEGHRI", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plans_a_window_of_departures()
    {
        var (code, output) = await RunAsync("plan", "--from", "AZ_ALAT_PORT", "--to", "TR_KARS", "--depart",
            "2026-12-01", "--depart-until", "2026-12-02", "--depart-step", "240", "--show", "none");
        Assert.True(code == 0, output);
        Assert.Contains("from Tue 2026-12-01 00:00 to Wed 2026-12-02 00:00 every 4 h 00 min", output,
            StringComparison.Ordinal);
        (code, output) = await RunAsync("plan", "--from", "AZ_ALAT_PORT", "--to", "TR_KARS", "--depart",
            "2026-12-01", "--depart-until", "2026-11-02");
        Assert.Equal(2, code);
        Assert.Contains("--depart-until: The window ends before it begins.", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "throughline.dll"));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }
}
