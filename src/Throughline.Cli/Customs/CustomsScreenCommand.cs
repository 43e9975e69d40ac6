using System.CommandLine;
using System.Globalization;
using Throughline.Customs;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline customs screen: parties and goods of a message, one name, or labelled pairs.</summary>
internal static class CustomsScreenCommand
{
    private static readonly string[] Kinds = ["unknown", "person", "organisation", "vessel"];

    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var declaration = new Argument<string?>("declaration")
        {
            Description = T("customs.screen.declaration"),
            HelpName = T("value.file"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var lists = new Option<string[]>("--list")
        {
            Description = T("customs.screen.list"),
            HelpName = T("value.file"),
            AllowMultipleArgumentsPerToken = true,
        };
        var name = new Option<string?>("--name")
        {
            Description = T("customs.screen.name"),
            HelpName = T("value.text"),
        };
        var kind = new Option<string>("--kind")
        {
            Description = T("customs.screen.kind"),
            DefaultValueFactory = _ => Kinds[0],
        };
        kind.AcceptOnlyFromAmong(Kinds);
        var pairs = new Option<string?>("--pairs")
        {
            Description = T("customs.screen.pairs"),
            HelpName = T("value.file"),
        };
        var threshold = new Option<string?>("--threshold")
        {
            Description = T("customs.screen.threshold"),
            HelpName = T("value.share"),
        };
        var command = new Command("screen", T("customs.screen.description"))
        {
            declaration, lists, name, kind, pairs, threshold,
        };
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, () =>
        {
            var least = ReadThreshold(parsed.GetValue(threshold));
            var asJson = parsed.GetValue(globals.Json);
            var (from, one, file) = (parsed.GetValue(declaration), parsed.GetValue(name), parsed.GetValue(pairs));
            if (new[] { from, one, file }.Count(t => t is not null) != 1)
                throw new CliException(T("customs.screen.one-of"));
            var paths = parsed.GetValue(lists) ?? [];
            if (file is not null)
            {
                if (paths.Length > 0)
                    throw new CliException(T("customs.screen.no-list"));
                ScreenPairsText.Write(output, Measure(file, least), asJson);
                return Task.FromResult(ExitCodes.Ok);
            }

            if (one is not null && paths.Length == 0)
                throw new CliException(T("customs.screen.needs-list"));
            var index = new ListIndex(paths.SelectMany(ReadList));
            var report = one is not null
                ? OfName(one, (NameKind)Array.IndexOf(Kinds, parsed.GetValue(kind)), index, least)
                : OfMessage(ReadMessage(output, from!), index, least);
            Write(output, report, asJson);
            return Task.FromResult(report.Parties.Count == 0 && report.Goods.All(g => g.NamedBy is not null)
                ? ExitCodes.Ok : ExitCodes.NothingFound);
        }));
        return command;
    }

    private static double ReadThreshold(string? text)
    {
        if (text is null)
            return NameScore.Threshold;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value is > 0 and <= 1
            ? value
            : throw new CliException(T("customs.screen.wrong-threshold", text));
    }

    private static ScreenReport OfName(string name, NameKind kind, ListIndex index, double threshold)
    {
        var hits = index.Find(new ScreenQuery(name, kind), threshold);
        PartyReport[] parties = hits.Count == 0
            ? [] : [new PartyReport("", 0, "name", name, [.. hits.Select(ListHitReport.Of)])];
        return new ScreenReport(threshold, index.Entries, parties, []);
    }

    private static ScreenReport OfMessage(Message message, ListIndex index, double threshold) => new(
        threshold, index.Entries, [.. PartyScreen.Run(message, index, threshold).Select(PartyReport.Of)],
        [.. GoodsScreen.Run(message).Select(GoodsReport.Of)]);

    private static PairsReport Measure(string path, double threshold)
    {
        var issues = new List<ListIssue>();
        var pairs = Open(path, stream => NamePairs.Read(stream, issues));
        Refuse(path, issues);
        var scored = NamePairs.Score(pairs);
        PairPartReport Part(string name, Func<ScoredPair, bool> which) =>
            PairPartReport.Of(name, PairFigures.Of([.. scored.Where(which)], threshold));
        return new PairsReport(
            threshold,
            [Part("all", _ => true), Part("half 0", p => p.Pair.Half == 0), Part("half 1", p => p.Pair.Half == 1)],
            [.. scored.Where(p => p.Pair.IsMatch != p.Score >= threshold)
                .OrderByDescending(p => Math.Abs(p.Score - threshold)).ThenBy(p => p.Pair.Line)
                .Select(p => new PairMissReport(p.Pair.Line, p.Pair.IsMatch, p.Score, p.Pair.Left, p.Pair.Right))]);
    }

    private static IReadOnlyList<ListEntry> ReadList(string path)
    {
        var list = Open(path, stream => ListReader.Read(stream, Path.GetFileName(path)));
        // A list that lacks entries finds less than it should, and nobody would know.
        Refuse(path, list.Issues);
        return list.Entries;
    }

    private static void Refuse(string path, IReadOnlyList<ListIssue> issues)
    {
        if (issues.Count > 0)
        {
            throw new CliException(string.Join(Environment.NewLine, issues.Select(
                i => T("customs.screen.issue", path, i.Line, i.Message, i.Remedy))));
        }
    }

    private static Message ReadMessage(CliOutput output, string path)
    {
        var read = Open(path, stream => MessageReader.Read(stream));
        if (read.Message is not { } message)
            throw new CliException(T("customs.tad.no-message", path, read.Findings is [var f, ..] ? f.Message : ""));
        if (read.Findings.Count > 0)
            output.ErrorLine(T("customs.screen.not-whole", path, read.Findings.Count), "yellow");
        return message;
    }

    private static T Open<T>(string path, Func<Stream, T> read)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(CliTexts.T("file.cannot-read", path, e.Message));
        }
    }

    private static void Write(CliOutput output, ScreenReport report, bool asJson)
    {
        if (asJson)
        {
            output.Json(report, CliJson.Wire.ScreenReport);
            return;
        }

        foreach (var party in report.Parties)
        {
            output.Line(party.Pointer.Length == 0
                ? party.Name
                : T("customs.screen.party", party.Part, party.Name, party.Line, party.Pointer), "bold");
            foreach (var hit in party.Hits)
            {
                output.Line(string.Create(CultureInfo.InvariantCulture, $"  {hit.Score:0.00}  {hit.Entry}"), "red");
                foreach (var reason in hit.Reasons)
                    output.Line("        " + reason);
            }
        }

        foreach (var goods in report.Goods)
        {
            output.Line(T("customs.screen.goods", goods.Value, goods.Line, goods.Pointer), "bold");
            output.Line("  " + goods.Message, goods.NamedBy is null ? "red" : "yellow");
        }

        output.Line(T("customs.screen.total", report.Entries, report.Parties.Count,
            report.Goods.Count(g => g.NamedBy is null), report.Goods.Count(g => g.NamedBy is not null)), "bold");
    }
}
