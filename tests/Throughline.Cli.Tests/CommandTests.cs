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
    public async Task Plans_from_and_to_any_position_near_the_reference_corridor()
    {
        var (code, output) = await RunAsync("plan", "--from", "40.6,48.6", "--to", "39.2,45.4", "--unit", "truck",
            "--depart", "2030-06-03");
        Assert.True(code == 0, output);
        Assert.Contains("Road access estimated from the great circle", output, StringComparison.Ordinal);
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

    [Fact]
    public async Task Imports_a_timetable_that_is_then_planned_with()
    {
        var root = Directory.CreateTempSubdirectory("throughline");
        try
        {
            var feed = Feed(Path.Combine(root.FullName, "feed"));
            var corridor = Path.Combine(root.FullName, "corridor");
            var (code, output) = await RunAsync("corridor", "import", feed, "--output", corridor, "--country", "GE");
            Assert.True(code == 0, output);
            Assert.Contains("2 places", output, StringComparison.Ordinal);
            (code, output) = await RunAsync("plan", "--corridor", corridor, "--from", "T", "--to", "B", "--unit",
                "wagon", "--depart", "2026-03-02T00:00Z", "--show", "1");
            Assert.True(code == 0, output);
            // A day is spent on making up the train, so that the train of the next day is taken, at 23:30 in Tbilisi.
            Assert.Contains("Tue 2026-03-03 23:30", output, StringComparison.Ordinal);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Imports_nothing_over_what_is_there()
    {
        var root = Directory.CreateTempSubdirectory("throughline");
        try
        {
            var feed = Feed(Path.Combine(root.FullName, "feed"));
            var (code, output) = await RunAsync("corridor", "import", feed, "--output", feed);
            Assert.Equal(2, code);
            Assert.Contains("is not empty", output, StringComparison.Ordinal);
            (code, output) = await RunAsync("corridor", "import", feed, "--output", feed, "--force");
            Assert.Equal(2, code);
            Assert.Contains("something else than a corridor", output, StringComparison.Ordinal);
            Assert.Equal(6, Directory.GetFiles(feed).Length);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Tells_every_fault_of_a_feed_and_writes_nothing()
    {
        var root = Directory.CreateTempSubdirectory("throughline");
        try
        {
            var feed = Feed(Path.Combine(root.FullName, "feed"));
            await File.WriteAllTextAsync(Path.Combine(feed, "stops.txt"),
                "stop_id,stop_name,stop_lat,stop_lon\nT,Tbilisi,941.72,44.80\nB,Batumi,41.64,x\n",
                TestContext.Current.CancellationToken);
            var corridor = Path.Combine(root.FullName, "corridor");
            var (code, output) = await RunAsync("corridor", "import", feed, "--output", corridor);
            Assert.Equal(1, code);
            Assert.Contains("stops.txt:2 stop_lat", output, StringComparison.Ordinal);
            Assert.Contains("stops.txt:3 stop_lon", output, StringComparison.Ordinal);
            Assert.Equal([feed], Directory.GetFileSystemEntries(root.FullName));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Says_when_a_feed_is_of_no_known_form()
    {
        var (code, output) = await RunAsync("corridor", "import", AppContext.BaseDirectory, "--output", "never");
        Assert.Equal(2, code);
        Assert.Contains("is neither GTFS", output, StringComparison.Ordinal);
    }

    private static string Feed(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in new[]
        {
            ("agency.txt", "agency_id,agency_name,agency_url,agency_timezone\n"
                + "G,Georgian,http://a.example,Asia/Tbilisi\n"),
            ("stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nT,Tbilisi,41.72,44.80\nB,Batumi,41.64,41.63\n"),
            ("routes.txt", "route_id,agency_id,route_short_name,route_long_name,route_type\n"
                + "R,G,IC,Tbilisi-Batumi,2\n"),
            ("trips.txt", "route_id,service_id,trip_id\nR,daily,night\n"),
            ("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
                + "night,23:30:00,23:30:00,T,1\nnight,29:00:00,29:00:00,B,2\n"),
            ("calendar.txt",
                "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
                + "daily,1,1,1,1,1,1,1,20260302,20260331\n"),
        })
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        return folder;
    }

    internal static async Task<(int Code, string Output)> RunAsync(params string[] args)
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
