using System.CommandLine;
using Throughline.Customs;
using static Throughline.Cli.CliTexts;
using ProcedureOptions = Throughline.Customs.ScenarioOptions;

namespace Throughline.Cli;

/// <summary>throughline customs scenario: runs scripts of the procedure and draws the exchange.</summary>
internal static class CustomsScenarioCommand
{
    public static Command Make(CliOutput output)
    {
        var paths = new Argument<string[]>("path")
        {
            Description = T("customs.scenario.path"),
            HelpName = T("value.path"),
            Arity = ArgumentArity.OneOrMore,
        };
        var quiet = new Option<bool>("--quiet") { Description = T("customs.scenario.quiet") };
        var reference = new ReferenceOptions();
        var command = new Command("scenario", T("customs.scenario.description")) { paths, quiet };
        reference.AddTo(command);
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, () =>
        {
            var pack = reference.ReadPack(parsed);
            var failed = 0;
            foreach (var path in parsed.GetRequiredValue(paths).SelectMany(List))
            {
                cancellation.ThrowIfCancellationRequested();
                failed += Run(output, path, pack, parsed.GetValue(quiet)) ? 0 : 1;
            }

            return Task.FromResult(failed == 0 ? ExitCodes.Ok : ExitCodes.NothingFound);
        }));
        return command;
    }

    private static IEnumerable<string> List(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        var scripts = Directory.EnumerateFiles(path, "*.scenario").Order(StringComparer.Ordinal).ToList();
        return scripts.Count > 0 ? scripts : throw new CliException(T("customs.scenario.no-files", path));
    }

    private static bool Run(CliOutput output, string path, ReferencePack? pack, bool quiet)
    {
        ScenarioReading reading;
        try
        {
            using var text = File.OpenText(path);
            reading = ScenarioReader.Read(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(T("file.cannot-read", path, e.Message));
        }

        if (reading.Scenario is not { } scenario)
        {
            output.Line(T("customs.scenario.unreadable", path, reading.Faults.Count), "bold red");
            foreach (var fault in reading.Faults)
                output.Line("  " + fault, "red");
            return false;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var result = ScenarioRunner.Run(scenario, ProcedureOptions.In(folder) with { Pack = pack });
        if (!quiet)
            output.Line(ScenarioChart.Draw(result).TrimEnd('\n'));
        foreach (var fault in quiet ? result.Faults : [])
            output.Line($"  {fault}", "red");
        output.Line(T(result.IsPassed ? "customs.scenario.passed" : "customs.scenario.failed", path),
            result.IsPassed ? "bold green" : "bold red");
        return result.IsPassed;
    }
}
