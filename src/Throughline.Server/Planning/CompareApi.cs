using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Planning;

namespace Throughline.Server;

/// <summary>A request under several scenarios.</summary>
public sealed record CompareBody
{
    /// <summary>The request; places may be given by id, code or name.</summary>
    public required PlanRequest Request { get; init; }
    /// <summary>Two to four scenarios.</summary>
    public required IReadOnlyList<ScenarioBody> Scenarios { get; init; }
}

/// <summary>The same request under several scenarios, side by side.</summary>
/// <param name="Answers">One answer per scenario, in the order given.</param>
/// <param name="Differences">What differs.</param>
/// <param name="Summary">What differs most, in sentences.</param>
public sealed record CompareAnswer(
    IReadOnlyList<PlanAnswer> Answers, IReadOnlyList<MeasureDifference> Differences, string Summary);

internal static class CompareApi
{
    public static void MapCompare(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/compare", PostAsync)
            .Public().WithName("Compare").WithTags("Planning")
            .WithSummary("The same request under two to four scenarios")
            .WithDescription(
                "`differences` has one row per measure with one value per scenario; `change` is the last value minus "
                + "the first. Seconds, US cents and grams.")
            .Accepts<CompareBody>("application/json")
            .Produces<CompareAnswer>();
    }

    private static async Task<IResult> PostAsync(
        HttpContext context, SnapshotCache cache, PlaceResolution places, WorkGate gate)
    {
        var body = await JsonBody.ReadAsync<CompareBody>(context.Request, JsonLimits.Ordinary);
        if (body.Scenarios.Count is < Comparison.MinScenarios or > Comparison.MaxScenarios)
        {
            throw ProblemException.Invalid([new FieldError(
                "/scenarios", Texts.Server.Get("compare.count", Comparison.MinScenarios, Comparison.MaxScenarios))]);
        }

        var scenarios = body.Scenarios.Select((s, i) => ScenarioReader.Resolve(
            cache.Corridor, s, "/scenarios/" + i.ToString(CultureInfo.InvariantCulture))).ToList();
        var request = places.Resolve(body.Request, "/request");
        using var work = await gate.EnterAsync(context.RequestAborted);
        var comparison = PlanErrors.At("/request", () =>
            Comparison.Run([.. scenarios.Select(cache.GetPlanner)], request, work.Cancellation));
        var answer = new CompareAnswer(
            comparison.Answers, comparison.Differences, ComparisonSummary.Of(cache.Corridor, comparison));
        return TypedResults.Json(answer, WireJson.Answers.CompareAnswer);
    }
}
