using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Planning;

namespace Throughline.Server;

/// <summary>Many origins and destinations.</summary>
public sealed record MatrixBody
{
    /// <summary>Where from, by id, code or name.</summary>
    public required IReadOnlyList<string> Origins { get; init; }
    /// <summary>Where to, by id, code or name. Origins times destinations is at most 10,000.</summary>
    public required IReadOnlyList<string> Destinations { get; init; }
    /// <summary>What is moved.</summary>
    public Cargo Cargo { get; init; } = new();
    /// <summary>Earliest departure.</summary>
    public required DateTimeOffset DepartAfter { get; init; }
    /// <summary>Constraints, the same for all pairs.</summary>
    public PlanConstraints Constraints { get; init; } = new();
    /// <summary>Two drivers on road legs.</summary>
    public bool TwoDrivers { get; init; }
    /// <summary>The scenario; the default one when absent.</summary>
    public ScenarioBody Scenario { get; init; } = new();
}

internal static class MatrixApi
{
    private const int MaxPairs = 10_000;
    private const string Csv = "text/csv";
    private const string Lines = "application/x-ndjson";

    public static void MapMatrix(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/matrix", PostAsync)
            .Public().WithName("Matrix").WithTags("Planning")
            .WithSummary("Best time, cost, CO2e and handlings of many pairs")
            .WithDescription(
                "Streams one line per pair as it is planned, in the order of origins and destinations: JSON lines, or "
                + "CSV with the header Accept: text/csv. At most 10,000 pairs; the command `throughline matrix` has "
                + "no limit.")
            .Accepts<MatrixBody>("application/json")
            .Produces<MatrixCell>(200, Lines, Csv)
            .WithMetadata(new GivesTypes(Lines, Csv));
    }

    private static async Task PostAsync(
        HttpContext context, SnapshotCache cache, PlaceResolution places, WorkGate gate)
    {
        var body = await JsonBody.ReadAsync<MatrixBody>(context.Request, JsonLimits.Matrix);
        var scenario = ScenarioReader.Resolve(cache.Corridor, body.Scenario, "/scenario");
        var request = Read(body, places);
        using var work = await gate.EnterAsync(context.RequestAborted);
        var cells = Matrix.Run(cache.GetPlanner(scenario), request, 1, work.Cancellation);
        var asCsv = GivesTypes.Choose(context.Request, [Lines, Csv]) == Csv;
        // The first pair is planned before the status goes out, so that a wrong request still gets a problem.
        using var rows = cells.GetEnumerator();
        var any = PlanErrors.At("", rows.MoveNext);
        context.Response.ContentType = asCsv ? Csv + "; charset=utf-8" : Lines;
        var output = new StringBuilder();
        if (asCsv)
            output.Append(MatrixCsv.Header).Append('\n');
        while (any)
        {
            output.Append(asCsv ? MatrixCsv.Line(rows.Current)
                : JsonSerializer.Serialize(rows.Current, WireJson.Answers.MatrixCell)).Append('\n');
            if (output.Length > 16_000)
            {
                await context.Response.WriteAsync(output.ToString(), work.Cancellation);
                output.Clear();
            }

            any = rows.MoveNext();
        }

        await context.Response.WriteAsync(output.ToString(), work.Cancellation);
    }

    private static MatrixRequest Read(MatrixBody body, PlaceResolution places)
    {
        var errors = new List<FieldError>();
        if (body.Origins.Count == 0)
            errors.Add(new FieldError("/origins", Texts.Server.Get("matrix.empty")));
        if (body.Destinations.Count == 0)
            errors.Add(new FieldError("/destinations", Texts.Server.Get("matrix.empty")));
        if ((long)body.Origins.Count * body.Destinations.Count > MaxPairs)
            errors.Add(new FieldError("/destinations", Texts.Server.Get("matrix.too-many", MaxPairs)));
        if (errors.Count > 0)
            throw ProblemException.Invalid(errors);
        var request = new MatrixRequest
        {
            Origins = places.List(body.Origins, "/origins", errors),
            Destinations = places.List(body.Destinations, "/destinations", errors),
            Cargo = body.Cargo,
            DepartAfter = body.DepartAfter,
            Constraints = places.Resolve(body.Constraints, "/constraints", errors),
            TwoDrivers = body.TwoDrivers,
        };
        return errors.Count > 0 ? throw ProblemException.Unprocessable([.. errors.Take(50)]) : request;
    }
}

/// <summary>Writes cells of a matrix as CSV (RFC 4180, decimal point, empty where there is no way).</summary>
public static class MatrixCsv
{
    /// <summary>The first line.</summary>
    public const string Header = "origin,destination,duration_seconds,p50_seconds,p90_seconds,"
        + "distance_metres,fastest_cost_usd,cheapest_cost_usd,co2e_kg,handlings,summary";

    /// <summary>The line of a cell.</summary>
    public static string Line(MatrixCell cell) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Text(cell.Origin)},{Text(cell.Destination)},{cell.DurationSeconds},{cell.P50Seconds},"
        + $"{cell.P90Seconds},{cell.DistanceMetres},{cell.FastestCostMinor / 100m:0.00},{cell.CostMinor / 100m:0.00},"
        + $"{cell.Co2eGrams / 1000m:0.000},{cell.Handlings},{Text(cell.Summary)}");

    private static string Text(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
