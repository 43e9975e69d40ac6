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
    public static DocumentReport Of(CheckedDocument document) => new(
        document.Name, document.Message?.Code, document.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        document.IsAccepted, document.Errors, [.. document.Findings.Select(f => FindingReport.Of(f))]);
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
        var command = new Command("check", T("customs.check.description")) { paths, date, format };
        reference.AddTo(command);
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, () =>
        {
            var check = new DocumentCheck(new MessageCheck(reference.Read(parsed).Lists));
            var day = ReadDate(parsed.GetValue(date));
            var today = DateOnly.FromDateTime(output.Time.GetUtcNow().UtcDateTime);
            var documents = new List<CheckedDocument>();
            foreach (var path in ListFiles(parsed.GetRequiredValue(paths)))
            {
                cancellation.ThrowIfCancellationRequested();
                documents.Add(Run(check, path, day, today));
            }

            Write(output, parsed.GetValue(globals.Json) ? "json" : parsed.GetValue(format)!, documents);
            return Task.FromResult(documents.All(d => d.IsAccepted) ? ExitCodes.Ok : ExitCodes.NothingFound);
        }));
        return command;
    }

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
            using var stream = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
            return check.Run(stream, path == StandardInput ? T("customs.check.stdin") : path, date, today);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(T("file.cannot-read", path, e.Message));
        }
    }

    private static void Write(CliOutput output, string format, List<CheckedDocument> documents)
    {
        switch (format)
        {
            case "json":
                output.Json([.. documents.Select(DocumentReport.Of)], CliJson.Wire.DocumentReportArray);
                return;
            case "sarif":
                output.Bytes(stream => SarifReport.Write(documents, stream));
                return;
            case "junit":
                output.Bytes(stream => JUnitReport.Write(documents, stream));
                return;
        }

        foreach (var document in documents)
            WriteText(output, document);
        if (documents.Count > 1)
            output.Line(T("customs.check.total", documents.Count, documents.Count(d => d.IsAccepted)), "bold");
    }

    private static void WriteText(CliOutput output, CheckedDocument document)
    {
        var kind = document.Message is { } message
            ? $"{message.Code}, {message.Structure.Title}" : T("customs.check.no-message");
        output.Line(T("customs.check.head", document.Name, kind, document.Date), "bold");
        foreach (var finding in document.Findings)
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
        }

        output.Line(document.IsAccepted ? T("customs.check.accepted") : T("customs.check.refused", document.Errors),
            document.IsAccepted ? "bold green" : "bold red");
    }
}
