using System.CommandLine;
using Throughline.Corridor;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>What a check of a folder found.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Version">Version of the corridor; null with errors.</param>
/// <param name="Errors">Number of errors.</param>
/// <param name="Warnings">Number of warnings.</param>
/// <param name="Issues">All of them.</param>
internal sealed record CheckReport(
    string Folder, string? Version, int Errors, int Warnings, IReadOnlyList<CheckIssue> Issues)
{
    /// <summary>The report of a folder that was loaded.</summary>
    public static CheckReport Of(string path, LoadResult result)
    {
        var errors = result.Issues.Count(i => i.Severity == IssueSeverity.Error);
        return new CheckReport(path, result.Corridor?.Version, errors, result.Issues.Count - errors,
        [
            .. result.Issues.Select(i => new CheckIssue(
                i.Severity.ToString().ToLowerInvariant(), i.File, i.Row, i.Field, i.Message)),
        ]);
    }
}

/// <summary>One issue of a check.</summary>
internal sealed record CheckIssue(string Severity, string File, int Row, string? Field, string Message);

/// <summary>throughline corridor check.</summary>
internal static class CheckCommand
{
    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var folder = new Argument<string?>("folder")
        {
            Description = T("option.corridor"),
            HelpName = T("value.folder"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("check", T("check.description")) { folder };
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, () =>
        {
            var path = CorridorFiles.Find(parsed.GetValue(folder) ?? parsed.GetValue(globals.Corridor));
            var result = CorridorFolder.Load(path);
            if (parsed.GetValue(globals.Json))
                output.Json(CheckReport.Of(path, result), CliJson.Wire.CheckReport);
            else
                Write(output, path, result);
            return Task.FromResult(result.HasErrors ? ExitCodes.NothingFound : ExitCodes.Ok);
        }));
        return command;
    }

    /// <summary>Writes issues, and what was loaded.</summary>
    internal static void Write(CliOutput output, string path, LoadResult result)
    {
        foreach (var issue in result.Issues)
        {
            var isError = issue.Severity == IssueSeverity.Error;
            output.Line(T(isError ? "check.error" : "check.warning", issue), isError ? "red" : "yellow");
        }

        var errors = result.Issues.Count(i => i.Severity == IssueSeverity.Error);
        if (result.Corridor is not { } corridor)
        {
            output.Line(T("check.failed", path, errors), "bold red");
            return;
        }

        output.Line(T("check.passed", path, result.Issues.Count - errors), "bold green");
        output.Line(T(
            "check.counts", corridor.Places.Count, corridor.Links.Count, corridor.Crossings.Count,
            corridor.Services.Count, corridor.Transfers.Count, corridor.Scenarios.Count, corridor.Version[..12]));
    }
}
