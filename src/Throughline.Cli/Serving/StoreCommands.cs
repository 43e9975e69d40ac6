using System.CommandLine;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline backup, restore, verify: what is done with the database beside serving it.</summary>
internal static class StoreCommands
{
    /// <summary>throughline backup.</summary>
    public static Command MakeBackup(CliOutput output)
    {
        var database = DatabaseOption.Make();
        var file = new Argument<string>("file") { Description = T("backup.file"), HelpName = T("value.file") };
        var command = new Command("backup", T("backup.description")) { file, database };
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, async () =>
        {
            var address = DatabaseOption.Of(parsed.GetValue(database));
            await using var opened = await DatabaseOption.OpenAsync(address, mustExist: true, cancellation);
            var rows = 0L;
            var path = parsed.GetValue(file)!;
            await Files.Write(path, async stream => rows = await Backup.WriteAsync(opened, stream, cancellation));
            output.Line(T("backup.done", rows, path));
            return ExitCodes.Ok;
        }));
        return command;
    }

    /// <summary>throughline restore.</summary>
    public static Command MakeRestore(CliOutput output)
    {
        var database = DatabaseOption.Make();
        var file = new Argument<string>("file") { Description = T("restore.file"), HelpName = T("value.file") };
        var command = new Command("restore", T("restore.description")) { file, database };
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, async () =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
                throw new CliException(T("restore.none", path));
            var address = DatabaseOption.Of(parsed.GetValue(database));
            await using var opened = await DatabaseOption.OpenAsync(address, mustExist: false, cancellation);
            try
            {
                await using var stream = File.OpenRead(path);
                var rows = await Backup.RestoreAsync(opened, stream, cancellation);
                output.Line(T("restore.done", rows, opened.Place));
                return ExitCodes.Ok;
            }
            catch (DatabaseException e)
            {
                throw new CliException(e.Message);
            }
        }));
        return command;
    }

    /// <summary>throughline verify.</summary>
    public static Command MakeVerify(GlobalOptions globals, CliOutput output)
    {
        var database = DatabaseOption.Make();
        var command = new Command("verify", T("verify.description")) { database };
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, async () =>
        {
            var address = DatabaseOption.Of(parsed.GetValue(database));
            await using var opened = await DatabaseOption.OpenAsync(address, mustExist: true, cancellation);
            var report = await JournalCheck.RunAsync(opened, cancellation: cancellation);
            if (parsed.GetValue(globals.Json))
            {
                output.Json(report, CliJson.Wire.JournalReport);
            }
            else
            {
                output.Line(T("verify.done", report.Entries, report.Movements, report.Erased));
                output.Line(T("verify.hash", report.Hash));
                foreach (var fault in report.Faults)
                    output.Line(fault, "red");
                output.Line(report.Faults.Count == 0 ? T("verify.ok") : T("verify.faults", report.Faults.Count));
            }

            return report.Faults.Count == 0 ? ExitCodes.Ok : ExitCodes.NothingFound;
        }));
        return command;
    }
}
