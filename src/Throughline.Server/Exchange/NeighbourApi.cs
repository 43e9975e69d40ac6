using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

internal static class NeighbourApi
{
    public static void MapNeighbours(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/transit/neighbours", async (HttpContext context, NeighbourQueries queries) =>
                TypedResults.Json(await queries.ListAsync(context.RequestAborted), WireJson.Answers.NeighbourList))
            .Needs(Role.Supervisor, Role.Operator)
            .WithTags("Transit").WithName("ListNeighbours")
            .WithSummary("Other installations, whether they can be reached, and what waits for them")
            .Produces<NeighbourList>();
    }
}
