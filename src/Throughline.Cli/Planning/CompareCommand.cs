using System.CommandLine;
using System.Globalization;
using Throughline.Corridor;
using Throughline.Planning;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline compare.</summary>
internal static class CompareCommand
{
    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var request = new RequestOptions();
        var scenarios = new Option<string[]>("--scenarios")
        {
            Description = T("compare.scenarios"),
            HelpName = "A,B[,C,D]",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var change =
            new Option<string[]>("--change") { Description = T("scenario.change"), HelpName = T("value.change") };
        var command = new Command("compare", T("compare.description"));
        request.AddTo(command);
        command.Add(scenarios);
        command.Add(change);
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, () =>
        {
            var corridor = globals.Load(parsed);
            var bodies = parsed.GetRequiredValue(scenarios)
                .SelectMany(s => s.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(s => ScenarioText.Read(s) with { Changes = parsed.GetValue(change) ?? [] }).ToList();
            if (bodies.Count is < Comparison.MinScenarios or > Comparison.MaxScenarios)
                throw new CliException(T("compare.count", Comparison.MinScenarios, Comparison.MaxScenarios));
            var planners = bodies.Select(b => new Planner(
                CorridorSnapshot.Build(corridor, ScenarioReader.Resolve(corridor, b, "/scenarios")))).ToList();
            var comparison = Comparison.Run(planners, request.Read(parsed, corridor, output.Time), cancellation);
            var answer = new CompareAnswer(
                comparison.Answers, comparison.Differences, ComparisonSummary.Of(corridor, comparison));
            if (parsed.GetValue(globals.Json))
                output.Json(answer, WireJson.Answers.CompareAnswer);
            else
                Write(output, corridor, answer);
            return Task.FromResult(
                answer.Answers.Any(a => a.Itineraries.Count > 0) ? ExitCodes.Ok : ExitCodes.NothingFound);
        }));
        return command;
    }

    private static void Write(CliOutput output, CorridorModel corridor, CompareAnswer answer)
    {
        var first = answer.Answers[0];
        output.Line(T("compare.head", first.From.Name, first.To.Name), "bold");
        var sheet = new Sheet().Text(T("col.measure"));
        foreach (var a in answer.Answers)
            sheet.Number(a.Scenario);
        sheet.Number(T("col.change"));
        foreach (var difference in answer.Differences)
        {
            sheet.Row(
            [
                T("measure." + difference.Measure), .. difference.Values.Select(v => Value(v, difference.Unit)),
                Change(difference),
            ]);
        }

        var names = new RouteNames(corridor);
        sheet.Row([T("measure.fastest-way"), .. answer.Answers.Select(a => Way(names, a)), ""]);
        sheet.WriteTo(output);
        output.Line(answer.Summary);
    }

    private static string Way(RouteNames names, PlanAnswer answer) =>
        answer.Itineraries.Count == 0 ? T("none") : names.Describe(answer.Itineraries.MinBy(i => i.DurationSeconds)!);

    private static string Value(double? value, string unit) => (value, unit) switch
    {
        (null, _) => T("none"),
        ({ } v, "s") => Format.Duration((long)v),
        ({ } v, "usd-cent") => Format.Money((long)v),
        ({ } v, "g") => Format.Mass((long)v),
        ({ } v, _) => Format.Number(v),
    };

    private static string Change(MeasureDifference difference)
    {
        if (difference.Change is not { } change)
            return "";
        if (change == 0)
            return "0";
        var sign = change > 0 ? "+" : "−";
        var share = difference.Values[0] is { } from && from != 0
            ? string.Create(CultureInfo.InvariantCulture, $" ({change / from * 100:+0.#;−0.#} %)")
            : "";
        return sign + Value(Math.Abs(change), difference.Unit) + share;
    }
}

/// <summary>Scenarios in one word: NAME, NAME+SWITCH, NAME@YEAR, NAME+SWITCH@YEAR.</summary>
internal static class ScenarioText
{
    /// <summary>Reads a scenario.</summary>
    /// <exception cref="CliException">The year is no number.</exception>
    public static ScenarioBody Read(string text)
    {
        int? year = null;
        var at = text.LastIndexOf('@');
        if (at >= 0)
        {
            if (!int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new CliException(T("scenario.wrong", text));
            year = number;
            text = text[..at];
        }

        var parts = text.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0
            ? throw new CliException(T("scenario.wrong", text))
            : new ScenarioBody { Name = parts[0], Switches = parts[1..], Year = year };
    }
}
