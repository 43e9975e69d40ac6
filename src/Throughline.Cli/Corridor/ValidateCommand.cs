using System.CommandLine;
using System.Globalization;
using Throughline.Corridor;
using Throughline.Planning.Validation;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline corridor validate.</summary>
internal static class ValidateCommand
{
    private const string DefaultDepart = "2026-03-02T08:00:00+00:00";

    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var scenario = new ScenarioOptions();
        var times = new Option<string?>("--times") { Description = T("validate.times"), HelpName = T("value.file") };
        var tariffs =
            new Option<string?>("--tariffs") { Description = T("validate.tariffs"), HelpName = T("value.file") };
        var depart = new Option<string>("--depart")
        {
            Description = T("validate.depart"),
            HelpName = T("value.time"),
            DefaultValueFactory = _ => DefaultDepart,
        };
        var command = new Command("validate", T("validate.description")) { times, tariffs, depart };
        scenario.AddTo(command);
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, () =>
        {
            List<PublishedJourney> rows =
                [.. Read(parsed.GetValue(times), "unit"), .. Read(parsed.GetValue(tariffs), "currency")];
            if (rows.Count == 0)
                throw new CliException(T("validate.nothing"));
            var corridor = globals.Load(parsed);
            var snapshot = CorridorSnapshot.Build(corridor, scenario.Read(parsed, corridor));
            var when = LocalTimes.Read(parsed.GetRequiredValue(depart), "UTC", "/request/departAfter");
            ValidationReport report;
            using (var progress = new ProgressBar(output, T("validate.progress"), rows.Count))
                report = new JourneyValidation(snapshot, when).Run(rows, progress.Step, cancellation);
            if (parsed.GetValue(globals.Json))
                output.Json(report, CliJson.Wire.ValidationReport);
            else
                Write(output, report);
            return Task.FromResult(ExitCodes.Ok);
        }));
        return command;
    }

    private static IReadOnlyList<PublishedJourney> Read(string? file, string column)
    {
        if (file is null)
            return [];
        try
        {
            using var reader = new StreamReader(file);
            var rows = PublishedJourney.Read(reader, Path.GetFileName(file));
            return column != "currency" || rows.All(r => r.IsPrice)
                ? rows
                : throw new CliException(T("validate.no-column", file, column));
        }
        catch (FormatException e)
        {
            throw new CliException(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(T("file.cannot-read", file, e.Message));
        }
    }

    private static void Write(CliOutput output, ValidationReport report)
    {
        output.Line(T("validate.head", report.Scenario), "bold");
        var sheet = new Sheet().Text(T("col.id")).Text(T("col.journey")).Number(T("col.published"))
            .Number(T("col.planned")).Text(T("col.unit")).Number(T("col.error")).Text(T("col.counts"))
            .Text(T("col.way"));
        foreach (var row in report.Rows)
        {
            var p = row.Published;
            var style = !row.Counts ? "grey" : row.Error is <= 0.2 ? "green" : row.Error is <= 0.4 ? "yellow" : "red";
            sheet.Styled(
                style, p.Id, T("validate.journey", p.From, p.To, p.Route, p.Mode),
                p.Low == p.High ? Number(p.Low) : $"{Number(p.Low)}–{Number(p.High)}",
                row.Planned is { } planned ? Number(planned) : T("none"),
                p.IsPrice ? $"{p.Currency} {p.Unit}" : p.Unit,
                row.Error is { } error ? Format.Percent(Math.Round(error, 3)) : "",
                row.Counts ? T("yes") : T("validate.not", row.Reason), Remarks(row));
        }

        sheet.WriteTo(output);
        output.Line(Summary("validate.time", report.Time), "bold");
        output.Line(Summary("validate.cost", report.Cost), "bold");
    }

    private static string Remarks(ValidationRow row)
    {
        List<string> remarks = [.. row.Remarks];
        if (row.Way.Length > 0)
            remarks.Insert(0, row.Way);
        if (row.Removed.Count > 0)
            remarks.Add(T("validate.removed", string.Join(", ", row.Removed)));
        return string.Join("; ", remarks);
    }

    private static string Summary(string key, ValidationSummary summary) => T(
        key, summary.Counted, summary.Planned,
        summary.MedianError is { } median ? Format.Percent(Math.Round(median, 3)) : T("none"), summary.Within20Percent);

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) < 10 ? "0.##" : Math.Abs(value) < 1000 ? "0.#" : "#,0",
            CultureInfo.InvariantCulture);
}
