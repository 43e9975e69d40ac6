using System.CommandLine;
using Throughline.Corridor;
using Throughline.Planning;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline matrix.</summary>
internal static class MatrixCommand
{
    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var request = new RequestOptions();
        var scenario = new ScenarioOptions();
        var origins = Places("--origins", T("matrix.origins"));
        var destinations = Places("--destinations", T("matrix.destinations"));
        var outFile = new Option<string?>("--out") { Description = T("matrix.out"), HelpName = T("value.file") };
        var threads = new Option<int>("--threads")
        {
            Description = T("matrix.threads"),
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var command = new Command("matrix", T("matrix.description")) { origins, destinations, outFile, threads };
        request.AddTo(command, withEnds: false);
        scenario.AddTo(command);
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, async () =>
        {
            var corridor = globals.Load(parsed);
            var planner = new Planner(CorridorSnapshot.Build(corridor, scenario.Read(parsed, corridor)));
            var asked = ReadRequest(parsed, corridor, request, output) with
            {
                Origins = PlaceLists.Read(corridor, parsed.GetValue(origins) ?? ["all"], "/origins"),
                Destinations = PlaceLists.Read(corridor, parsed.GetValue(destinations) ?? ["all"], "/destinations"),
            };
            var pairs = (long)asked.Origins.Count * asked.Destinations.Count;
            using var progress = new ProgressBar(output, T("matrix.progress"), pairs);
            var found = 0L;
            var cells = Matrix.Run(planner, asked, Math.Max(1, parsed.GetValue(threads)), cancellation).Select(c =>
            {
                progress.Step();
                found += c.DurationSeconds is null ? 0 : 1;
                return c;
            });
            await WriteAsync(output, parsed.GetValue(outFile), parsed.GetValue(globals.Json), cells, cancellation);
            progress.Dispose();
            if (parsed.GetValue(outFile) is { } file)
                output.ErrorLine(T("matrix.done", pairs, found, file));
            return found > 0 ? ExitCodes.Ok : ExitCodes.NothingFound;
        }));
        return command;
    }

    private static Option<string[]> Places(string name, string description) => new(name)
    {
        Description = description,
        HelpName = T("value.places"),
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["all"],
    };

    private static MatrixRequest ReadRequest(
        ParseResult parsed, CorridorModel corridor, RequestOptions options, CliOutput output)
    {
        if (parsed.GetValue(options.ArriveBy) is not null)
            throw new CliException(T("matrix.no-arrive-by"));
        var errors = new List<FieldError>();
        var places = new PlaceResolution(corridor, new PlaceIndex(corridor));
        var constraints = places.Resolve(options.ReadConstraints(parsed), "/request/constraints", errors);
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        return new MatrixRequest
        {
            Origins = [],
            Destinations = [],
            Cargo = options.ReadCargo(parsed),
            DepartAfter = parsed.GetValue(options.Depart) is { } depart
                ? LocalTimes.Read(depart, "UTC", "/request/departAfter")
                : LocalTimes.NextHour(output.Time.GetUtcNow(), "UTC"),
            Constraints = constraints,
            TwoDrivers = parsed.GetValue(options.TwoDrivers),
        };
    }

    private static async Task WriteAsync(
        CliOutput output, string? file, bool json, IEnumerable<MatrixCell> cells, CancellationToken cancellation)
    {
        if (file is not null && file.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
            await Files.Write(file, stream => MatrixParquet.WriteAsync(stream, cells, cancellation));
        else if (file is not null && file != "-")
            await Files.Write(file, stream => WriteLinesAsync(stream, cells, json));
        else
            WriteLines(output.Out, cells, json);
    }

    private static async Task WriteLinesAsync(Stream stream, IEnumerable<MatrixCell> cells, bool json)
    {
        await using var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(false), leaveOpen: true);
        WriteLines(writer, cells, json);
    }

    private static void WriteLines(TextWriter writer, IEnumerable<MatrixCell> cells, bool json)
    {
        if (!json)
            writer.WriteLine(MatrixCsv.Header);
        foreach (var cell in cells)
        {
            writer.WriteLine(json
                ? System.Text.Json.JsonSerializer.Serialize(cell, WireJson.Answers.MatrixCell)
                : MatrixCsv.Line(cell));
        }
    }
}

/// <summary>Lists of places as users state them.</summary>
internal static class PlaceLists
{
    /// <summary>Ids of the places that are meant: all, kind:KIND, country:CC, @FILE with one place a line, or places by
    /// id, code or name separated by commas. Several are joined.</summary>
    /// <exception cref="ProblemException">A place is unknown.</exception>
    /// <exception cref="CliException">A file cannot be read.</exception>
    public static IReadOnlyList<string> Read(CorridorModel corridor, IReadOnlyList<string> texts, string pointer)
    {
        var ids = new List<string>();
        var errors = new List<FieldError>();
        var places = new PlaceResolution(corridor, new PlaceIndex(corridor));
        foreach (var text in texts)
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (text == "all")
                ids.AddRange(corridor.Places.Select(p => p.Id));
            else if (text.StartsWith('@'))
                ids.AddRange(places.List(ReadFile(text[1..]), pointer, errors));
            else if (colon > 0 && text[..colon] is "kind" or "country")
                ids.AddRange(Select(corridor, text[..colon], text[(colon + 1)..], pointer, errors));
            else
                ids.AddRange(places.List(SplitNames(text), pointer, errors));
        }

        return errors.Count > 0
            ? throw ProblemException.Unprocessable([.. errors.Take(10)])
            : [.. ids.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Select(
        CorridorModel corridor, string field, string value, string pointer, List<FieldError> errors)
    {
        var wanted = value.Replace('-', '_');
        var known = corridor.Places.ToLookup(
            p => field == "kind" ? CorridorWords.Of(p.Kind) : p.Country, StringComparer.OrdinalIgnoreCase);
        if (!known.Contains(wanted))
        {
            errors.Add(new FieldError(pointer, T("matrix.no-places", $"{field}:{value}"),
                [.. known.Select(g => $"{field}:{g.Key}").Order(StringComparer.Ordinal)]));
        }

        return known[wanted].Select(p => p.Id);
    }

    private static List<string> ReadFile(string file)
    {
        try
        {
            return [.. File.ReadLines(file).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(T("file.cannot-read", file, e.Message));
        }
    }

    private static string[] SplitNames(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
