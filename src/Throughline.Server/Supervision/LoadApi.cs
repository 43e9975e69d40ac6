using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

internal static class LoadApi
{
    public static void MapLoad(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/transit/load", async (HttpContext context, LoadQueries queries) => TypedResults.Json(
                await queries.GetAsync(context.GetCaller(), context.RequestAborted), WireJson.Answers.LoadView))
            .Needs(Role.Supervisor).WithTags("Transit")
            .WithName("GetLoad")
            .WithSummary("What waits at each office of the administration, and what each officer decided")
            .Produces<LoadView>();
}
