using System.CommandLine;
using System.Globalization;
using System.IO.Enumeration;
using Throughline.Customs;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>What a check of one document found.</summary>
internal sealed record DocumentReport(
    string Name, string? Message, string Date, bool Accepted, int Errors, IReadOnlyList<FindingReport> Findings)
{
    /// <summary>The report of a checked document.</summary>
    public static DocumentReport Of(JudgedDocument judged) => new(
        judged.Document.Name, judged.Document.Message?.Code,
        judged.Document.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        judged.Document.IsAccepted, judged.Document.Errors, [.. judged.Findings.Select(FindingReport.Of)]);
}

/// <summary>A document with what counts on its way.</summary>
/// <param name="Document">The document; its findings are those that count.</param>
/// <param name="Findings">The same findings, with who on the way would raise them.</param>
internal sealed record JudgedDocument(CheckedDocument Document, IReadOnlyList<RouteFinding> Findings);

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
            var documents = new List<JudgedDocument>();
            var unread = new List<string>();
            foreach (var path in ListFiles(parsed.GetRequiredValue(paths)))
            {
                cancellation.ThrowIfCancellationRequested();
                if (Run(check, path, day, today, unread) is { } document)
                    documents.Add(Judge(document, route));
            }

            if (documents.Count == 0 && unread.Count > 0)
                throw new CliException(unread[0]) { Lines = unread[1..] };
            Write(output, parsed.GetValue(globals.Json) ? "json" : parsed.GetValue(format)!, documents);
            // One that cannot be read keeps nobody from seeing what is wrong with the others.
            if (unread.Count > 0)
                throw new CliException(unread[0]) { Lines = unread[1..] };
            return Task.FromResult(documents.All(d => d.Document.IsAccepted) ? ExitCodes.Ok : ExitCodes.NothingFound);
        }));
        return command;
    }

    /// <summary>Judges a document for its way when that is asked for: what no country on the way would raise is no
    /// fault on this way, and what a later office would refuse is one.</summary>
    private static JudgedDocument Judge(CheckedDocument document, RouteCheck? route)
    {
        IReadOnlyList<RouteFinding> findings = route is not null && document.Message is { } message
            ? route.Judge(message, document.Date, document.Findings)
            : [.. document.Findings.Select(f => new RouteFinding(f, [], false))];
        return new JudgedDocument(document with { Findings = [.. findings.Select(f => f.Finding)] }, findings);
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

            List<string> files;
            try
            {
                files = ListXml(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CliException(T("file.cannot-read", path, e.Message));
            }

            if (files.Count == 0)
                throw new CliException(T("customs.check.no-files", path));
            foreach (var file in files)
                yield return file;
        }
    }

    private static List<string> ListXml(string folder)
    {
        var all = new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToSpecifiedFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        {
            ShouldIncludePredicate = (ref entry) =>
                !entry.IsDirectory && entry.FileName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase),
            // A link to a folder above would lead round and round.
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        return [.. all.Order(StringComparer.Ordinal)];
    }

    private static CheckedDocument? Run(
        DocumentCheck check, string path, DateOnly? date, DateOnly today, List<string> unread)
    {
        try
        {
            using var stream = path == StandardInput ? Console.OpenStandardInput() : Files.OpenRead(path);
            return check.Run(stream, path == StandardInput ? T("customs.check.stdin") : path, date, today);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unread.Add(T("file.cannot-read", path, e.Message));
            return null;
        }
    }

    private static void Write(CliOutput output, string format, List<JudgedDocument> judged)
    {
        var documents = judged.ConvertAll(d => d.Document);
        switch (format)
        {
            case "json":
                output.Json([.. judged.Select(DocumentReport.Of)], CliJson.Wire.DocumentReportArray);
                return;
            case "sarif":
                output.Bytes(stream => SarifReport.Write(documents, stream));
                return;
            case "junit":
                output.Bytes(stream => JUnitReport.Write(documents, stream));
                return;
        }

        foreach (var document in judged)
            WriteText(output, document);
        if (documents.Count > 1)
            output.Line(T("customs.check.total", documents.Count, documents.Count(d => d.IsAccepted)), "bold");
    }

    private static void WriteText(CliOutput output, JudgedDocument judged)
    {
        var document = judged.Document;
        var kind = document.Message is { } message
            ? $"{message.Code}, {message.Structure.Title}" : T("customs.check.no-message");
        output.Line(T("customs.check.head", document.Name, kind, document.Date), "bold");
        foreach (var found in judged.Findings)
            WriteFinding(output, found);
        output.Line(document.IsAccepted ? T("customs.check.accepted") : T("customs.check.refused", document.Errors),
            document.IsAccepted ? "bold green" : "bold red");
    }

    private static void WriteFinding(CliOutput output, RouteFinding found)
    {
        var finding = found.Finding;
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
        foreach (var stop in found.Later)
            output.Line("  " + T("customs.check.later", stop.Office, stop.Message, stop.Pointer));
        if (found.Later.Count > 0 || found.Countries.Count == 0)
            return;
        output.Line("  " + T(found.PassesAtDeparture ? "customs.check.stopped-later" : "customs.check.raised-by",
            string.Join(", ", found.Countries)));
    }
}
