using System.CommandLine;
using Throughline.Customs;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline customs explain.</summary>
internal static class CustomsExplainCommand
{
    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var id = new Argument<string>("id") { Description = T("customs.explain.id"), HelpName = T("value.rule") };
        var command = new Command("explain", T("customs.explain.description")) { id };
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, () =>
        {
            var report = Report(parsed.GetRequiredValue(id).Trim().ToUpperInvariant());
            if (parsed.GetValue(globals.Json))
                output.Json(report, CliJson.Wire.RuleReport);
            else
                Write(output, report);
            return Task.FromResult(ExitCodes.Ok);
        }));
        return command;
    }

    private static RuleReport Report(string id) => RuleReport.Find(id)
        ?? throw new CliException(T("customs.explain.unknown", id))
        {
            Lines = [.. RuleReport.ListNear(id).Select(n => $"{n}: {RuleTexts.English.Find(n)!.Says}")],
        };

    private static void Write(CliOutput output, RuleReport rule)
    {
        output.Line(rule.Id, "bold");
        if (rule.Says.Length > 0)
            output.Line(rule.Says);
        if (rule.Fix.Length > 0)
            output.Line("→ " + rule.Fix);
        if (rule.Example.Length > 0)
            output.Line(T("customs.explain.example", rule.Example));
        output.Line(rule.Decided ? T("customs.explain.decided") : T("customs.explain.not-decided", rule.Scope));
        output.Line(T("customs.explain.places", rule.AppliesAt.Count));
        foreach (var path in rule.AppliesAt)
            output.Line("  " + path);
    }
}
