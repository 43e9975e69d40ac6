using System.CommandLine;
using System.Globalization;
using Throughline.Corridor;
using Throughline.Planning;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline plan.</summary>
internal static class PlanCommand
{
    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var request = new RequestOptions();
        var scenario = new ScenarioOptions();
        var show = new Option<string>("--show")
        {
            Description = T("plan.show"),
            HelpName = "N|all|none",
            DefaultValueFactory = _ => "1",
        };
        var limit = new Option<int>("--limit")
        {
            Description = T("plan.limit"),
            HelpName = "N",
            DefaultValueFactory = _ => 0,
        };
        var until = new Option<string?>("--depart-until") { Description = T("plan.until"), HelpName = T("value.time") };
        var step = new Option<int?>("--depart-step") { Description = T("plan.step"), HelpName = "MINUTES" };
        var command = new Command("plan", T("plan.description"));
        request.AddTo(command);
        command.Add(until);
        command.Add(step);
        scenario.AddTo(command);
        command.Add(show);
        command.Add(limit);
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, () =>
        {
            if (parsed.GetValue(limit) < 0)
                throw new CliException(T("plan.limit-wrong", parsed.GetValue(limit)));
            var corridor = globals.Load(parsed);
            var resolved = scenario.Read(parsed, corridor);
            var planner = new Planner(CorridorSnapshot.Build(corridor, resolved));
            var asked = request.Read(parsed, corridor, output.Time);
            var answer = ReadWindow(parsed.GetValue(until), parsed.GetValue(step), corridor, asked)
                is var (end, seconds)
                ? planner.PlanRange(asked, end, seconds, cancellation)
                : planner.Plan(asked, cancellation);
            if (parsed.GetValue(globals.Json))
                output.Json(answer, WireJson.Answers.PlanAnswer);
            else
                Write(output, answer, parsed.GetRequiredValue(show), parsed.GetValue(limit));
            return Task.FromResult(answer.Itineraries.Count > 0 ? ExitCodes.Ok : ExitCodes.NothingFound);
        }));
        return command;
    }

    private static (DateTimeOffset Until, int StepSeconds)? ReadWindow(
        string? until, int? stepMinutes, CorridorModel corridor, PlanRequest request)
    {
        if (until is null)
            return stepMinutes is null ? null : throw new CliException(T("plan.step-alone"));
        var seconds = (int)Math.Clamp((stepMinutes ?? PlanBody.StepSeconds / 60) * 60L, int.MinValue, int.MaxValue);
        return (LocalTimes.Read(until, RequestOptions.Zone(corridor, request.From), "/departUntil"), seconds);
    }

    private static void Write(CliOutput output, PlanAnswer answer, string show, int limit)
    {
        output.Line(T("plan.head", answer.From.Name, answer.To.Name, answer.Scenario), "bold");
        if (answer.Blocked is { } blocked)
        {
            WriteBlocked(output, blocked);
            return;
        }

        var shown = answer.Departures is null
            ? ListShown(answer, limit)
            : [.. answer.Itineraries.Select((x, i) => (x, ReasonsOf(answer, i)))];
        if (answer.Departures is { } window)
        {
            output.Line(T(
                "plan.window", window.Options.Count, answer.Itineraries.Count, Format.Time(window.From),
                Format.Time(window.Until), Format.Duration(window.StepSeconds)), "grey");
            output.Line();
            ItineraryPrinter.WriteDepartures(output, window);
            output.Line();
            output.Line(T("plan.ways"), "bold");
        }
        else
        {
            var count = answer.Itineraries.Count;
            output.Line(
                T(count == 1 ? "plan.count-one" : "plan.count", count, answer.ShortList.Count, answer.SnapshotVersion),
                "grey");
            output.Line();
        }

        ItineraryPrinter.WriteList(output, shown);
        foreach (var number in ReadShow(show, shown.Count))
        {
            output.Line();
            ItineraryPrinter.WriteDetails(output, number, shown[number - 1].Itinerary);
        }

        if (show == "1" && shown.Count > 1)
        {
            output.Line();
            output.Line(T("plan.more"), "grey");
        }
    }

    // The short list first, then the rest of the set in its order as far as is asked for.
    private static List<(Itinerary Itinerary, string Reasons)> ListShown(PlanAnswer answer, int limit)
    {
        var shown = answer.ShortList
            .Select(p => (answer.Itineraries[p.Itinerary], string.Join(", ", p.Reasons.Select(Reason)))).ToList();
        var picked = answer.ShortList.Select(p => p.Itinerary).ToHashSet();
        for (var i = 0; i < answer.Itineraries.Count && shown.Count < limit; i++)
        {
            if (!picked.Contains(i))
                shown.Add((answer.Itineraries[i], ""));
        }

        return shown;
    }

    private static string ReasonsOf(PlanAnswer answer, int itinerary) => string.Join(
        ", ", answer.ShortList.Where(p => p.Itinerary == itinerary).SelectMany(p => p.Reasons).Select(Reason));

    private static string Reason(string reason) => Find("reason." + reason) ?? reason;

    private static IEnumerable<int> ReadShow(string show, int count)
    {
        if (show == "none")
            return [];
        if (show == "all")
            return Enumerable.Range(1, count);
        if (int.TryParse(show, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= count)
            return [number];
        throw new CliException(T("plan.show-wrong", show, count));
    }

    private static void WriteBlocked(CliOutput output, Blockage blocked)
    {
        output.Line(blocked.Message, "yellow");
        var untold = blocked.Relaxations.Where(r => !blocked.Message.Contains(r.Explanation, StringComparison.Ordinal));
        foreach (var relaxation in untold)
            output.Line("  • " + relaxation.Explanation);
    }
}
