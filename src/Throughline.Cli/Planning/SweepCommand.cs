using System.CommandLine;
using System.Globalization;
using Throughline.Corridor;
using Throughline.Planning;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline sweep.</summary>
internal static class SweepCommand
{
    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var request = new RequestOptions();
        var scenario = new ScenarioOptions();
        var vary = Needed("--vary", T("sweep.vary"), T("value.change"));
        var values = Needed("--values", T("sweep.values"), "A..B[/STEP]|A,B,…");
        var routes = new Option<string[]>("--routes")
        {
            Description = T("sweep.routes"),
            HelpName = T("value.route"),
            AllowMultipleArgumentsPerToken = true,
        };
        var svg = new Option<string?>("--svg") { Description = T("sweep.svg"), HelpName = T("value.file") };
        var title = Text("--title", T("sweep.title"));
        var label = Text("--label", T("sweep.label"));
        var measure = new Option<string>("--measure")
        {
            Description = T("sweep.measure"),
            DefaultValueFactory = _ => "duration",
        };
        measure.AcceptOnlyFromAmong("duration", "p50", "p90", "cost");
        var command = new Command("sweep", T("sweep.description"));
        request.AddTo(command);
        scenario.AddTo(command);
        foreach (Option option in new Option[] { vary, values, routes, measure, svg, title, label })
            command.Add(option);
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, () =>
        {
            var corridor = globals.Load(parsed);
            var planned = SweepReader.Read(
                corridor, scenario.Read(parsed, corridor), ReadVary(parsed.GetRequiredValue(vary),
                    parsed.GetRequiredValue(values)), Split(parsed.GetValue(routes)));
            var asked = request.Read(parsed, corridor, output.Time);
            var cases = planned.Scenarios.Select(s => new SweepCase(
                s.Value, () => new Planner(CorridorSnapshot.Build(corridor, s.Scenario)))).ToList();
            SweepAnswer answer;
            using (var progress = new ProgressBar(output, T("sweep.progress"), cases.Count))
            {
                answer = Sweep.Run(
                    corridor, asked, cases, planned.Routes, Environment.ProcessorCount, progress.Step, cancellation);
            }

            var view = new SweepView(
                planned.Variation.Parameter, planned.Variation.Unit, answer.Points, answer.Changes);
            var chart = new SweepChart(
                corridor, asked, planned, answer, parsed.GetRequiredValue(measure))
            {
                Title = parsed.GetRequiredValue(title),
                Label = parsed.GetRequiredValue(label),
            };
            if (parsed.GetValue(svg) is { } file)
                Files.WriteText(file, chart.ToSvg());
            if (parsed.GetValue(globals.Json))
                output.Json(view, WireJson.Answers.SweepView);
            else
                SweepPrinter.Write(output, chart);
            return Task.FromResult(
                answer.Points.Any(p => p.Best.Count > 0) ? ExitCodes.Ok : ExitCodes.NothingFound);
        }));
        return command;
    }

    private static Option<string> Needed(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value, Required = true };

    private static Option<string> Text(string name, string description) =>
        new(name) { Description = description, HelpName = T("value.text"), DefaultValueFactory = _ => "" };

    /// <summary>Reads what to vary and its values.</summary>
    /// <exception cref="CliException">They cannot be read.</exception>
    internal static VaryBody ReadVary(string vary, string values)
    {
        var space = vary.IndexOf(' ', StringComparison.Ordinal);
        var word = space < 0 ? vary : vary[..space];
        var body = vary.Contains(Variation.Placeholder, StringComparison.Ordinal)
            ? new VaryBody { Parameter = "change", Change = vary }
            : new VaryBody { Parameter = word, Selector = space < 0 ? null : vary[(space + 1)..].Trim() };
        var dots = values.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
            return body with { Values = [.. values.Split(',').Select(Number)] };
        var slash = values.IndexOf('/', StringComparison.Ordinal);
        return body with
        {
            From = Number(values[..dots]),
            To = Number(slash < 0 ? values[(dots + 2)..] : values[(dots + 2)..slash]),
            Step = slash < 0 ? null : Number(values[(slash + 1)..]),
        };
    }

    private static double Number(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new CliException(T("sweep.values-wrong", text));

    private static List<string> Split(string[]? texts) =>
    [
        .. (texts ?? []).SelectMany(t =>
            t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
    ];
}
