using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Throughline.Corridor;

namespace Throughline.Server;

internal static class CorridorApi
{
    public static void MapCorridor(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/corridor", GetAsync)
            .Public().WithName("GetCorridor").WithTags("Corridor")
            .WithSummary("The whole corridor under a scenario")
            .WithDescription(
                "Every place, link, crossing and service, and whether it takes part. `active` elements carry the "
                + "changes of the scenario. The ETag is the version of the snapshot.")
            .Produces<CorridorView>()
            .WithQuery(
                ("scenario", "Id of a scenario; the default when absent.", "with-tripp"),
                ("switch", "Id of a switch to turn on top; may be given several times.", "iran_closed"),
                ("year", "Year that replaces that of the scenario, 2020 to 2060.", "2030"),
                ("change", "An own change; may be given several times.",
                    "crossing country=AM mode=rail dwell=3h"));
    }

    private static async Task<IResult> GetAsync(HttpContext context, SnapshotCache cache, WorkGate gate)
    {
        var query = new QueryReader(context.Request.Query, "scenario", "switch", "year", "change");
        var body = new ScenarioBody
        {
            Name = query.Find("scenario"),
            Switches = query.List("switch"),
            Year = query.FindInt("year", Scenario.FirstYear, Scenario.LastYear),
            Changes = query.List("change"),
        };
        query.ThrowIfWrong();
        var scenario = ScenarioReader.Resolve(cache.Corridor, body, "?");
        // A scenario of one's own is built before it can be shown, so it waits for its turn as planning does.
        using var work = await gate.EnterAsync(context.RequestAborted);
        var snapshot = cache.GetPlanner(scenario).Snapshot;
        var tag = new EntityTagHeaderValue($"\"{snapshot.Version}\"");
        context.Response.GetTypedHeaders().ETag = tag;
        context.Response.Headers.CacheControl = "no-cache";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Json(CorridorMapping.ToView(snapshot), WireJson.Answers.CorridorView);
    }
}
