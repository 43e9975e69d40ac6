using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>The command throughline.</summary>
public static class CliApp
{
    /// <summary>Runs the command.</summary>
    /// <returns>0 when all is well, 1 when nothing was found or a check failed, 2 for a wrong command or input, 130
    /// when cancelled.</returns>
    internal static async Task<int> RunAsync(
        string[] args, CliOutput output, CancellationToken cancellation = default)
    {
        var root = Build(output);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            return await ReportUsageAsync(root, args, parsed, output, cancellation);
        var configuration = new InvocationConfiguration
        {
            Output = output.Out,
            Error = output.Error,
            EnableDefaultExceptionHandler = false,
            // A server that is told to stop finishes what it accepted.
            ProcessTerminationTimeout = Throughline.Server.ThroughlineServer.StopLimit + TimeSpan.FromSeconds(5),
        };
        return await parsed.InvokeAsync(configuration, cancellation);
    }

    private static RootCommand Build(CliOutput output)
    {
        var globals = new GlobalOptions();
        var root = new RootCommand(T("root.description"));
        globals.AddTo(root);
        root.Add(PlanCommand.Make(globals, output));
        root.Add(CompareCommand.Make(globals, output));
        root.Add(SweepCommand.Make(globals, output));
        root.Add(MatrixCommand.Make(globals, output));
        root.Add(CorridorCommand.Make(globals, output));
        root.Add(CustomsCommand.Make(globals, output));
        root.Add(ServeCommand.Make(globals, output));
        root.Add(StoreCommands.MakeBackup(output));
        root.Add(StoreCommands.MakeRestore(output));
        root.Add(StoreCommands.MakeVerify(globals, output));
        root.Add(EraseCommand.Make(output));
        root.Add(NeighbourCommands.Make(output));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    // Who names a group of commands only wants to know what it holds.
    private static async Task<int> ReportUsageAsync(
        RootCommand root, string[] args, ParseResult parsed, CliOutput output, CancellationToken cancellation)
    {
        var isGroup = parsed.CommandResult.Command.Subcommands.Count > 0;
        if (isGroup && parsed.UnmatchedTokens.Count == 0)
        {
            await root.Parse([.. args, "--help"]).InvokeAsync(
                new InvocationConfiguration { Output = output.Error, Error = output.Error }, cancellation);
            return ExitCodes.WrongInput;
        }

        // Of a word that is no command the library also says that a command is missing.
        var errors = isGroup ? parsed.Errors.Where(e => parsed.UnmatchedTokens.Any(e.Message.Contains)) : parsed.Errors;
        foreach (var error in errors.Select(UsageErrors.Tell).Distinct(StringComparer.Ordinal))
            output.ErrorLine(T("error", error), "red");
        output.ErrorLine(T("error.see-help", CommandPath(parsed.CommandResult)));
        return ExitCodes.WrongInput;
    }

    internal static string CommandPath(System.CommandLine.Parsing.CommandResult command)
    {
        var names = new List<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = command; at is not null; at = at.Parent)
        {
            if (at is System.CommandLine.Parsing.CommandResult { Command: var c })
                names.Insert(0, c is RootCommand ? "throughline" : c.Name);
        }

        return string.Join(' ', names);
    }

    /// <summary>The usual help, with examples of the command after it.</summary>
    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var result = help.Invoke(parseResult);
            var path = CommandPath(parseResult.CommandResult);
            if (CliTexts.Find($"examples.{path["throughline".Length..].Trim()}") is { } examples)
            {
                var writer = parseResult.InvocationConfiguration.Output;
                writer.WriteLine(T("examples.title"));
                foreach (var line in examples.Split('\n'))
                    writer.WriteLine("  " + line);
                writer.WriteLine();
            }

            return result;
        }
    }
}
