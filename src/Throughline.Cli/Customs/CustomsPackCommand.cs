using System.CommandLine;
using Throughline.Customs;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline customs pack: check, compare and prepare packs of reference data.</summary>
internal static class CustomsPackCommand
{
    public static Command Make(CliOutput output)
    {
        var command = new Command("pack", T("customs.pack.description"));
        command.Add(MakeCheck(output));
        command.Add(MakeDiff(output));
        command.Add(MakePrepare(output));
        return command;
    }

    private static Argument<string> Folder(string name, string text) =>
        new(name) { Description = T(text), HelpName = T("value.folder") };

    private static Command MakeCheck(CliOutput output)
    {
        var folder = Folder("folder", "customs.pack.folder");
        var command = new Command("check", T("customs.pack.check")) { folder };
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, () =>
        {
            var path = parsed.GetRequiredValue(folder);
            if (!Directory.Exists(path))
                throw new CliException(T("customs.pack.no-folder", path));
            var loaded = ReferencePack.Load(path);
            foreach (var issue in loaded.Issues)
                output.Line(issue.ToString(), issue.Severity == PackSeverity.Error ? "red" : "yellow");
            output.Line(loaded.Pack is { } pack
                ? T("customs.pack.good", path, pack) : T("customs.pack.wrong", path, loaded.Issues.Count), "bold");
            return Task.FromResult(loaded.Pack is null ? ExitCodes.NothingFound : ExitCodes.Ok);
        }));
        return command;
    }

    private static Command MakeDiff(CliOutput output)
    {
        var before = Folder("before", "customs.pack.before");
        var after = Folder("after", "customs.pack.after");
        var command = new Command("diff", T("customs.pack.diff")) { before, after };
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, () =>
        {
            var change = PackDifference.Between(
                ReferenceOptions.Load(parsed.GetRequiredValue(before)),
                ReferenceOptions.Load(parsed.GetRequiredValue(after)));
            output.Line(change.IsEmpty ? T("customs.pack.same") : change.ToText().TrimEnd('\n'));
            return Task.FromResult(ExitCodes.Ok);
        }));
        return command;
    }

    private static Command MakePrepare(CliOutput output)
    {
        var folder = Folder("folder", "customs.pack.folder");
        var target = Folder("target", "customs.pack.target");
        var command = new Command("prepare", T("customs.pack.prepare")) { folder, target };
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, async () =>
        {
            var pack = ReferenceOptions.Load(parsed.GetRequiredValue(folder));
            var path = parsed.GetRequiredValue(target);
            Directory.CreateDirectory(path);
            await Files.Write(Path.Combine(path, ReferencePack.PreparedName), stream =>
            {
                pack.Write(stream);
                return Task.CompletedTask;
            });
            output.Line(T("customs.pack.good", path, pack));
            return ExitCodes.Ok;
        }));
        return command;
    }
}
