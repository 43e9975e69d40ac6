using System.CommandLine;
using System.Globalization;
using Throughline.Customs;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>What a check of one document found.</summary>
internal sealed record DocumentReport(
    string Name, string? Message, string Date, bool Accepted, int Errors, IReadOnlyList<FindingReport> Findings)
{
    /// <summary>The report of a checked document.</summary>
    public static DocumentReport Of(CheckedDocument document, RouteCheck? route) => new(
        document.Name, document.Message?.Code, document.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        document.IsAccepted, document.Errors,
        [.. CustomsCheckCommand.Judge(document, route).Select(f => FindingReport.Of(f.Finding, f.Countries))]);
}

/// <summary>throughline customs check.</summary>
internal static class CustomsCheckCommand
{
    private const string StandardInput = "-";

    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var paths = new Argument<string[]>("path")
        {
            Description = T("customs.check.path"),
            HelpName = T("value.path"),
            Arity = ArgumentArity.OneOrMore,
        };
        var date = new Option<string?>("--date") { Description = T("customs.check.date"), HelpName = T("value.date") };
        var format = new Option<string>("--format")
        {
            Description = T("customs.check.format"),
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json", "sarif", "junit");
        var reference = new ReferenceOptions();
        var way = new Option<bool>("--route") { Description = T("customs.check.route") };
        var command = new Command("check", T("customs.check.description")) { paths, date, format, way };
        reference.AddTo(command);
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, () =>
        {
            var values = new MessageCheck(reference.Read(parsed).Lists);
            var check = new DocumentCheck(values);
            var day = ReadDate(parsed.GetValue(date));
            var today = DateOnly.FromDateTime(output.Time.GetUtcNow().UtcDateTime);
            var route = parsed.GetValue(way) ? new RouteCheck(values) : null;
            var documents = new List<CheckedDocument>();
            foreach (var path in ListFiles(parsed.GetRequiredValue(paths)))
            {
                cancellation.ThrowIfCancellationRequested();
                // What no country on the way would raise is no fault on this way.
                var document = Run(check, path, day, today);
                documents.Add(document with { Findings = [.. Judge(document, route).Select(f => f.Finding)] });
            }

            Write(output, parsed.GetValue(globals.Json) ? "json" : parsed.GetValue(format)!, documents, route);
            return Task.FromResult(documents.All(d => d.IsAccepted) ? ExitCodes.Ok : ExitCodes.NothingFound);
        }));
        return command;
    }

    /// <summary>The findings of a document, with the countries on its way that would raise each when that is asked
    /// for.</summary>
    internal static IReadOnlyList<RouteFinding> Judge(CheckedDocument document, RouteCheck? route) =>
        route is not null && document.Message is { } message
            ? route.Judge(message, document.Date, document.Findings)
            : [.. document.Findings.Select(f => new RouteFinding(f, [], false))];

    private static DateOnly? ReadDate(string? text)
    {
        if (text is null)
            return null;
        var isDay = DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        return isDay
            ? day
            : throw new CliException(T("customs.check.wrong-date", text));
    }

    /// <summary>Files as they are named; of a folder all XML files in it and below.</summary>
    private static IEnumerable<string> ListFiles(string[] paths)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return path;
                continue;
            }

            var files = Directory.EnumerateFiles(path, "*.xml", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).ToList();
            if (files.Count == 0)
                throw new CliException(T("customs.check.no-files", path));
            foreach (var file in files)
                yield return file;
        }
    }

    private static CheckedDocument Run(DocumentCheck check, string path, DateOnly? date, DateOnly today)
    {
        try
        {
            using var stream = path == StandardInput ? Console.OpenStandardInput() : Files.OpenRead(path);
            return check.Run(stream, path == StandardInput ? T("customs.check.stdin") : path, date, today);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(T("file.cannot-read", path, e.Message));
        }
    }

    private static void Write(
        CliOutput output, string format, List<CheckedDocument> documents, RouteCheck? route)
    {
        switch (format)
        {
            case "json":
                output.Json([.. documents.Select(d => DocumentReport.Of(d, route))], CliJson.Wire.DocumentReportArray);
                return;
            case "sarif":
                output.Bytes(stream => SarifReport.Write(documents, stream));
                return;
            case "junit":
                output.Bytes(stream => JUnitReport.Write(documents, stream));
                return;
        }

        foreach (var document in documents)
            WriteText(output, document, route);
        if (documents.Count > 1)
            output.Line(T("customs.check.total", documents.Count, documents.Count(d => d.IsAccepted)), "bold");
    }

    private static void WriteText(CliOutput output, CheckedDocument document, RouteCheck? route)
    {
        var kind = document.Message is { } message
            ? $"{message.Code}, {message.Structure.Title}" : T("customs.check.no-message");
        output.Line(T("customs.check.head", document.Name, kind, document.Date), "bold");
        foreach (var (finding, countries, passes) in Judge(document, route))
        {
            var style = finding.Severity switch
            {
                Severity.Error => "red",
                Severity.Warning => "yellow",
                _ => "grey",
            };
            output.Line(T("customs.check.finding", FindingText.Word(finding.Severity), FindingText.Name(finding),
                finding.Line, finding.Pointer), style);
            output.Line("  " + finding.Message);
            output.Line("  → " + finding.Remedy);
            if (countries.Count > 0)
            {
                output.Line("  " + T(passes ? "customs.check.stopped-later" : "customs.check.raised-by",
                    string.Join(", ", countries)));
            }
        }

        output.Line(document.IsAccepted ? T("customs.check.accepted") : T("customs.check.refused", document.Errors),
            document.IsAccepted ? "bold green" : "bold red");
    }
}
