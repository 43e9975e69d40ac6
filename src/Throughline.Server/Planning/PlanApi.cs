using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Planning;

namespace Throughline.Server;

internal static class PlanApi
{
    public static void MapPlan(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/plan", PostAsync)
            .Public().WithName("Plan").WithTags("Planning")
            .WithSummary("Every itinerary worth considering")
            .WithDescription(
                "Answers with the exact Pareto set over planning arrival, cost, CO2e and handlings, and a short list "
                + "of it with reasons. When nothing is found, `blocked` says why and what would help.")
            .Accepts<PlanBody>("application/json")
            .Produces<PlanAnswer>();
    }

    private static async Task<IResult> PostAsync(
        HttpContext context, SnapshotCache cache, PlaceResolution places, WorkGate gate)
    {
        var body = await JsonBody.ReadAsync<PlanBody>(context.Request, JsonLimits.Ordinary);
        var scenario = ScenarioReader.Resolve(cache.Corridor, body.Scenario, "/scenario");
        var request = places.Resolve(body.Request, "/request");
        if (body is { DepartUntil: null, DepartStepSeconds: not null })
        {
            throw ProblemException.Unprocessable(
                [new FieldError("/departUntil", Texts.Server.Get("window.until"))]);
        }

        using var work = await gate.EnterAsync(context.RequestAborted);
        var planner = cache.GetPlanner(scenario);
        var answer = PlanErrors.At("/request", () => body.DepartUntil is { } until
            ? planner.PlanRange(request, until, body.DepartStepSeconds ?? PlanBody.StepSeconds, work.Cancellation)
            : planner.Plan(request, work.Cancellation));
        return TypedResults.Json(answer, WireJson.Answers.PlanAnswer);
    }
}

/// <summary>Puts the planner's errors where they belong in a body.</summary>
internal static class PlanErrors
{
    public static T At<T>(string pointer, Func<T> plan)
    {
        try
        {
            return plan();
        }
        catch (PlanRequestException e)
        {
            // The window of departures stands beside the request in a body.
            throw ProblemException.Unprocessable(
                [.. e.Errors.Select(x => FieldError.From(x, IsBeside(x.Pointer) ? "" : pointer))]);
        }
    }

    private static bool IsBeside(string pointer) => pointer is "/departUntil" or "/departStepSeconds";
}
