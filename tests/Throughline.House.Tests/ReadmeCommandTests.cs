using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Throughline.House.Tests;

/// <summary>The command lines that README shows are lines that the command understands.</summary>
public sealed partial class ReadmeCommandTests
{
    [Fact]
    public async Task Commands_and_options_exist()
    {
        var lines = ListCommandLines();
        Assert.True(lines.Count >= 10, "README shows the command at work.");
        var faults = new List<string>();
        foreach (var line in lines)
        {
            var words = Words(line);
            var named = words.TakeWhile(w => !w.StartsWith('-')).ToList();
            var help = await HelpOfAsync(named);
            if (Fault(named, words.Where(w => w.StartsWith("--", StringComparison.Ordinal)), help) is { } fault)
                faults.Add($"./throughline {line}: {fault}");
        }

        Repository.Expect(faults, "README shows command lines that do not parse:");
    }

    [Fact]
    public async Task A_wrong_line_is_seen()
    {
        var help = await HelpOfAsync(["plan"]);
        Assert.Null(Fault(["plan"], ["--from"], help));
        Assert.NotNull(Fault(["plan"], ["--form"], help));
        Assert.NotNull(Fault(["plan", "more"], [], help));
        Assert.NotNull(Fault(["plane"], [], await HelpOfAsync(["plane"])));
        Assert.NotNull(Fault(["corridor"], [], await HelpOfAsync(["corridor"])));
    }

    /// <summary>Command lines in blocks of shell and in backquotes, without the name of the script.</summary>
    private static List<string> ListCommandLines() =>
        [.. CommandLine().Matches(Repository.Read("README.md")).Select(m => m.Groups["line"].Value.Trim()).Distinct()];

    private static List<string> Words(string line) =>
        [.. Word().Matches(line).Select(m => m.Value.Trim('"'))];

    /// <summary>What is wrong with a line, as the help of its command tells; else null.</summary>
    private static string? Fault(List<string> named, IEnumerable<string> options, string help)
    {
        var usage = Usage().Match(help).Groups["usage"].Value.Trim();
        var path = usage.Split(" [")[0].Split(" <")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (usage.Contains("[command]", StringComparison.Ordinal) || path.Length == 0)
            return "no such command";
        if (!named.Take(path.Length).SequenceEqual(path))
            return $"the command is {string.Join(' ', path)}";
        if (named.Count > path.Length && !usage.Contains('<', StringComparison.Ordinal))
            return $"{path[^1]} takes no '{named[path.Length]}'";
        var known = Option().Matches(help).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        var unknown = options.Where(o => !known.Contains(o)).ToList();
        return unknown.Count == 0 ? null : $"no option {string.Join(", ", unknown)}";
    }

    private static async Task<string> HelpOfAsync(List<string> words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "throughline.dll"));
        foreach (var word in words)
            start.ArgumentList.Add(word);
        start.ArgumentList.Add("--help");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }

    [GeneratedRegex(@"(?:^|`)\./throughline (?<line>[^`\n]+)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommandLine();

    [GeneratedRegex("""(?:[^\s"]|"[^"]*")+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"Usage:\s+throughline(?<usage>[^\n]*)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Usage();

    [GeneratedRegex(@"--[a-z][a-z0-9-]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Option();
}
