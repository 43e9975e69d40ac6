using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>A kind of problem.</summary>
/// <param name="Type">Stable relative URI of the kind: this address.</param>
/// <param name="Title">The kind in a few words.</param>
/// <param name="Status">HTTP status that it comes with.</param>
/// <param name="Detail">What it means and how to mend it, where nothing more particular is known.</param>
public sealed record ProblemKind(string Type, string Title, int Status, string Detail);

internal static class ProblemApi
{
    public static void MapProblems(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/problems/{kind}", (string kind) =>
            {
                var known = Problems.Kinds.FirstOrDefault(k => k.Kind == kind);
                if (known.Kind is null)
                    throw ProblemException.Of(404, "not-found");
                var problem = Problems.Of(known.Status, known.Kind);
                return TypedResults.Json(
                    new ProblemKind(problem.Type, problem.Title, problem.Status, problem.Detail),
                    WireJson.Answers.ProblemKind);
            })
            .Public().WithName("GetProblem").WithTags("Server")
            .WithSummary("What a type of problem means")
            .Produces<ProblemKind>();
    }
}
