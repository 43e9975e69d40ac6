using System.CommandLine;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline customs: everything about declarations that needs no service.</summary>
internal static class CustomsCommand
{
    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var command = new Command("customs", T("customs.description"));
        command.Add(CustomsCheckCommand.Make(globals, output));
        command.Add(CustomsExplainCommand.Make(globals, output));
        command.Add(CustomsNumberCommand.Make(globals, output));
        command.Add(CustomsScenarioCommand.Make(output));
        command.Add(CustomsPackCommand.Make(output));
        command.Add(CustomsNewCommand.Make(output));
        command.Add(CustomsTadCommand.Make(globals, output));
        command.Add(CustomsScreenCommand.Make(globals, output));
        return command;
    }
}
