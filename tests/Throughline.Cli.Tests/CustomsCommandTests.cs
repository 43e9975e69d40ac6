using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;

namespace Throughline.Cli.Tests;

/// <summary>Runs <c>throughline customs</c> as a trader or a build server does, and reads what it prints.</summary>
public sealed class CustomsCommandTests
{
    private static readonly string[] Route =
        ["customs", "new", "--departure", "DE007301", "--destination", "TR341300", "--transit", "TR220100"];

    private static string Samples { get; } = Path.Combine(Root(), "src", "Throughline.Server", "wwwroot", "samples");

    private static string Good { get; } = Path.Combine(Samples, "declaration.xml");

    private static string Bad { get; } = Path.Combine(Samples, "declaration-with-errors.xml");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_tells_all_errors_with_line_and_remedy()
    {
        var (code, output, error) = await RunAsync("customs", "check", Bad);
        Assert.Equal((1, ""), (code, error));
        Assert.Contains("error CL231 (12), line 10: /CC015C/TransitOperation/declarationType", output,
            StringComparison.Ordinal);
        Assert.Contains("→ Take one of: T, T1", output, StringComparison.Ordinal);
        Assert.Contains("warning X0001", output, StringComparison.Ordinal);
        Assert.Contains("Errors: 12.", output, StringComparison.Ordinal);
        (code, output, _) = await RunAsync("customs", "check", Good);
        Assert.Equal(0, code);
        Assert.Contains("No error.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_which_countries_on_the_way_would_raise_a_finding()
    {
        var (code, output, _) = await RunAsync("customs", "check", Bad, "--route");
        Assert.Equal(1, code);
        Assert.Contains("Raised by: DE, TR", output, StringComparison.Ordinal);
        // Without a word of the way nothing is said of countries.
        (_, output, _) = await RunAsync("customs", "check", Bad);
        Assert.DoesNotContain("Raised by", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_where_a_declaration_that_departure_lets_pass_would_be_stopped()
    {
        var file = Path.Combine(Root(), "tests", "Throughline.Cli.Tests", "Samples", "third-border.xml");
        Assert.Equal(0, (await RunAsync("customs", "check", file)).Code);
        var (code, output, _) = await RunAsync("customs", "check", file, "--route");
        Assert.Equal(1, code);
        Assert.Contains("/CC015C/Consignment/PreviousDocument[1]/type", output, StringComparison.Ordinal);
        Assert.Contains("Stopped at BG003001: CD050C /CD050C/Consignment/PreviousDocument[1]/type", output,
            StringComparison.Ordinal);
        (_, output, _) = await RunAsync("customs", "check", file, "--route", "--json");
        using var json = JsonDocument.Parse(output);
        var finding = Assert.Single(json.RootElement[0].GetProperty("findings").EnumerateArray());
        Assert.Equal(["DE007301", "BG003001"],
            finding.GetProperty("later").EnumerateArray().Select(l => l.GetProperty("office").GetString()));
    }

    [Fact]
    public async Task Check_reads_folders_and_standard_input()
    {
        var (code, output, _) = await RunAsync("customs", "check", Samples);
        Assert.Equal(1, code);
        Assert.Contains("2 documents, 1 without error.", output, StringComparison.Ordinal);
        (code, output, _) = await FeedAsync(await File.ReadAllTextAsync(Good, Stop), "customs", "check", "-", "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        var report = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("standard input", report.GetProperty("name").GetString());
        Assert.True(report.GetProperty("accepted").GetBoolean());
    }

    [Fact]
    public async Task Check_of_a_folder_goes_on_behind_what_cannot_be_read_and_follows_no_link_in_a_circle()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs mkfifo.");
        var folder = Directory.CreateTempSubdirectory("throughline");
        try
        {
            File.Copy(Good, Path.Combine(folder.FullName, "GOOD.XML"));
            var below = folder.CreateSubdirectory("below");
            File.Copy(Good, Path.Combine(below.FullName, "zz.xml"));
            Directory.CreateSymbolicLink(Path.Combine(below.FullName, "round"), folder.FullName);
            File.CreateSymbolicLink(Path.Combine(below.FullName, "gone.xml"), "nowhere.xml");
            using (var made = Process.Start("mkfifo", [Path.Combine(below.FullName, "pipe.xml")]))
                await made.WaitForExitAsync(Stop);
            var (code, output, error) = await RunAsync("customs", "check", folder.FullName, "--json");
            Assert.Equal(2, code);
            using var json = JsonDocument.Parse(output);
            Assert.Equal(["GOOD.XML", "zz.xml"], json.RootElement.EnumerateArray()
                .Select(d => Path.GetFileName(d.GetProperty("name").GetString())).Order(StringComparer.Ordinal));
            Assert.Contains("gone.xml cannot be read", error, StringComparison.Ordinal);
            Assert.Contains("it is a pipe that nobody writes to", error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Names_of_files_command_no_terminal_and_are_references_for_build_servers()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There such names are not allowed.");
        var folder = Directory.CreateTempSubdirectory("throughline");
        try
        {
            var name = Path.Combine(folder.FullName, "a \"b\" \u001b[31m.xml");
            await File.WriteAllTextAsync(name, "<CC015C>\u001b[31m</CC015C>", Stop);
            var (code, output, error) = await RunAsync("customs", "check", folder.FullName);
            Assert.Equal(1, code);
            Assert.DoesNotContain('\u001b', output + error);
            (_, output, _) = await RunAsync("customs", "check", folder.FullName, "--format", "sarif");
            using var sarif = JsonDocument.Parse(output);
            var uri = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0]
                .GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            Assert.True(Uri.IsWellFormedUriString(uri, UriKind.RelativeOrAbsolute), uri);
            Assert.EndsWith("/a%20%22b%22%20%1B%5B31m.xml", uri, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Check_writes_for_programs_and_build_servers()
    {
        var (code, output, _) = await RunAsync("customs", "check", Bad, "--json");
        Assert.Equal(1, code);
        using var json = JsonDocument.Parse(output);
        var findings = json.RootElement[0].GetProperty("findings");
        Assert.Equal(13, findings.GetArrayLength());
        Assert.Equal("T9", findings.EnumerateArray()
            .Single(f => f.GetProperty("errorReason").GetString() == "CL231")
            .GetProperty("originalAttributeValue").GetString());
        (code, output, _) = await RunAsync("customs", "check", Bad, "--format", "sarif");
        Assert.Equal(1, code);
        using var sarif = JsonDocument.Parse(output);
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        Assert.Equal(13, sarif.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
        (code, output, _) = await RunAsync("customs", "check", Good, Bad, "--format", "junit");
        Assert.Equal(1, code);
        Assert.NotEmpty(XDocument.Parse(output).Descendants("failure"));
    }

    [Fact]
    public async Task What_cannot_be_checked_is_said_on_standard_error()
    {
        foreach (var (args, says) in new[]
        {
            (new[] { "customs", "check", "nothing.xml" }, "nothing.xml"),
            (["customs", "check", Good, "--date", "tomorrow"], "write it as 2026-05-04"),
            (["customs", "check", AppContext.BaseDirectory, "--pack", "nowhere"], "There is no folder 'nowhere'"),
            (["customs", "explain", "R9907"], "There is no rule or code list 'R9907'"),
            ([.. Route[..6], "--items", "2000"], "The number of items is from 1 to 1999, not 2000"),
            (Route[..6], "C0030 (13)"),
            ([.. Route, "--wagons", "2"], "By road there are no wagons."),
            ([.. Route, "-o", Path.Combine("no-such-folder", "x.xml")], "no-such-folder"),
        })
        {
            var (code, output, error) = await RunAsync(args);
            Assert.Equal((2, ""), (code, output));
            Assert.Contains(says, error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Explains_a_rule()
    {
        var (code, output, _) = await RunAsync("customs", "explain", "r0007");
        Assert.Equal(0, code);
        Assert.StartsWith("R0007", output, StringComparison.Ordinal);
        Assert.Contains("declarationGoodsItemNumber", output, StringComparison.Ordinal);
        (code, output, _) = await RunAsync("customs", "explain", "CL231", "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.NotEmpty(json.RootElement.GetProperty("appliesAt").EnumerateArray());
    }

    [Fact]
    public async Task Reads_numbers()
    {
        var (code, output, _) = await RunAsync("customs", "mrn", "26DE0000010000018", "CSQU3054383");
        Assert.True(code == 0, output);
        Assert.Contains("26DE0000010000018: right GRN", output, StringComparison.Ordinal);
        (code, output, _) = await RunAsync("customs", "mrn", "CSQU3054384");
        Assert.Equal(1, code);
        Assert.Contains("should be 3", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_scenarios()
    {
        var script = Path.Combine(
            Root(), "tests", "Throughline.Customs.Tests", "Scenarios", "turkiye-armenia-azerbaijan.scenario");
        var (code, output, _) = await RunAsync("customs", "scenario", script);
        Assert.True(code == 0, output);
        Assert.Contains("CC029C", output, StringComparison.Ordinal);
        Assert.Contains("as expected", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_is_prepared_and_two_are_compared()
    {
        var folder = Directory.CreateTempSubdirectory("throughline");
        try
        {
            var (old, young, prepared) = (Sub("old"), Sub("young"), Path.Combine(folder.FullName, "prepared"));
            await File.WriteAllTextAsync(Path.Combine(old, "CL901_page1.json"), Page("A", "B"), Stop);
            await File.WriteAllTextAsync(Path.Combine(young, "CL901_page1.json"), Page("B", "C"), Stop);
            var (code, output, error) = await RunAsync("customs", "pack", "diff", old, young);
            Assert.Equal((0, ""), (code, error));
            Assert.Equal(["- CL901 A", "+ CL901 C"],
                output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            (code, output, _) = await RunAsync("customs", "pack", "prepare", old, prepared);
            Assert.Equal(0, code);
            Assert.Contains("1 lists, 0 offices, version ", output, StringComparison.Ordinal);
            Assert.Equal(["pack.txt"], Directory.EnumerateFiles(prepared).Select(f => Path.GetFileName(f)));
            (code, output, _) = await RunAsync("customs", "pack", "diff", old, prepared);
            Assert.Equal((0, "Nothing differs."), (code, output.Trim()));
            // A list that only a pack holds is judged with it.
            (code, output, _) = await RunAsync("customs", "pack", "check", prepared);
            Assert.Equal(0, code);
            (code, _, error) = await RunAsync("customs", "pack", "diff", old, Path.Combine(folder.FullName, "none"));
            Assert.Equal(2, code);
            Assert.Contains("There is no folder", error, StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(young, "CL901_page1.json"), "{", Stop);
            (code, _, error) = await RunAsync("customs", "pack", "prepare", young, prepared);
            Assert.Equal(2, code);
            Assert.Contains("CL901_page1.json, line 1", error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string Sub(string name) => folder.CreateSubdirectory(name).FullName;

        static string Page(params string[] codes) => "{\"elements\":[{\"code_list_code\":\"CL901\",\"rdentry\":["
            + string.Join(',', codes.Select(c => "{\"dataitem\":[{\"dataitem_name\":\"Code\",\"dataitem_value\":\""
                + c + "\"},{\"dataitem_name\":\"RDEntryStatus_state\",\"dataitem_value\":\"valid\"},"
                + "{\"dataitem_name\":\"RDEntryStatus_activeFrom\",\"dataitem_value\":\"01-11-2025\"}]}")) + "]}]}";
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_to_is_refused_and_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs mkfifo.");
        var folder = Directory.CreateTempSubdirectory("throughline");
        try
        {
            var pipe = Path.Combine(folder.FullName, "places.csv");
            using (var made = Process.Start("mkfifo", [pipe]))
                await made.WaitForExitAsync(Stop);
            var (code, _, error) = await RunAsync("customs", "check", pipe);
            Assert.Equal(2, code);
            Assert.Contains("it is a pipe that nobody writes to", error, StringComparison.Ordinal);
            (code, var output, error) = await RunAsync("corridor", "check", folder.FullName);
            Assert.NotEqual(0, code);
            Assert.Contains("pipe that nobody writes to", output + error, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Refuses_a_pack_that_is_none()
    {
        var folder = Directory.CreateTempSubdirectory("throughline");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "CL231.json"), "{", Stop);
            var (code, output, _) = await RunAsync("customs", "pack", "check", folder.FullName);
            Assert.Equal(1, code);
            Assert.Contains("CL231.json", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("ncts", "--departure DE007301 --destination TR341300 --transit TR220100 --containers 2 --items 3")]
    [InlineData("ncts", "--departure DE007301 --destination PL301010 --type TIR --trailers 2")]
    [InlineData("ncts", "--departure GE000100 --destination TR341300 --transit TR080100 --type T2 --simplified "
        + "--pre-lodged --guarantee 4 --vouchers 3 --binding-itinerary")]
    [InlineData("corridor", "--departure AZXX0BAK --destination AZXX0NAX --transit AMXX0NRN --transit AZXX0KIL "
        + "--mode rail --wagons 40 --items 1999")]
    public async Task What_is_made_passes_the_check(string profile, string options)
    {
        var folder = Directory.CreateTempSubdirectory("throughline");
        try
        {
            var path = Path.Combine(folder.FullName, "made.xml");
            var (code, output, error) = await RunAsync(
                ["customs", "new", .. options.Split(' '), "--profile", profile, "-o", path]);
            Assert.True(code == 0, error);
            Assert.Contains("made.xml is written", output, StringComparison.Ordinal);
            (code, output, _) = await RunAsync("customs", "check", path, "--profile", profile);
            Assert.True(code == 0, output);
            Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Throughline.slnx")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => FeedAsync("", args);

    private static async Task<(int Code, string Output, string Error)> FeedAsync(string input, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "throughline.dll"));
        foreach (var argument in args)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)
            ?? throw new InvalidOperationException("No process was started.");
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Stop);
        var error = process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, await output, await error);
    }
}
