using System.CommandLine;
using Throughline.Corridor;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline corridor: check, show, validate, import, export.</summary>
internal static class CorridorCommand
{
    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var command = new Command("corridor", T("corridor.description"));
        command.Add(CheckCommand.Make(globals, output));
        command.Add(ShowCommand.Make(globals, output));
        command.Add(ValidateCommand.Make(globals, output));
        command.Add(ImportCommand.Make(globals, output));
        command.Add(MakeExport(globals, output));
        return command;
    }

    private static Command MakeExport(GlobalOptions globals, CliOutput output)
    {
        var folder = new Argument<string>("folder") { Description = T("export.folder"), HelpName = T("value.folder") };
        var command = new Command("export", T("export.description")) { folder };
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, () =>
        {
            var corridor = globals.Load(parsed);
            var target = parsed.GetRequiredValue(folder);
            try
            {
                CorridorFolder.Write(corridor, target);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CliException(T("file.cannot-write", target, e.Message));
            }

            output.ErrorLine(T("export.done", corridor.Name, target));
            return Task.FromResult(ExitCodes.Ok);
        }));
        return command;
    }
}
