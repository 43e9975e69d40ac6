using System.CommandLine;
using Throughline.Customs;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>A rule in words, and where it applies.</summary>
internal sealed record RuleReport(
    string Id, string Says, string Fix, string Example, bool Decided, string Scope, IReadOnlyList<string> AppliesAt);

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

    private static RuleReport Report(string id)
    {
        var places = MessageCatalogue.Ncts.Codes.SelectMany(c => List(MessageCatalogue.Ncts.Get(c).Root, id)).ToList();
        var text = RuleTexts.English.Find(id);
        if (text is null && places.Count == 0)
            throw new CliException(T("customs.explain.unknown", id)) { Lines = [.. Near(id)] };
        return new RuleReport(id, text?.Says ?? "", text?.Fix ?? "", text?.Example ?? "",
            RuleBook.Ncts.FindCondition(id) is not null || RuleBook.Ncts.FindRule(id) is not null, text?.Scope ?? "",
            places);
    }

    private static IEnumerable<string> List(GroupStructure group, string id)
    {
        foreach (var line in group.Lines)
        {
            if (line.Rules.Contains(id) || RuleBook.OwnChecksOn(line).Contains(id)
                || line is ItemStructure { CodeList: { } list } && list == id)
                yield return line.Path;
            if (line is not GroupStructure below)
                continue;
            foreach (var path in List(below, id))
                yield return path;
        }
    }

    private static IEnumerable<string> Near(string id) =>
        RuleTexts.English.All.Select(t => t.Id)
            .Where(t => t.Length == id.Length && t.Zip(id).Count(p => p.First != p.Second) == 1)
            .Order(StringComparer.Ordinal).Take(5).Select(t => $"{t}: {RuleTexts.English.Find(t)!.Says}");

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
