using Throughline.Corridor;
using Throughline.Planning;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Named routes as users write them.</summary>
internal static class Routes
{
    /// <summary>The request on the route of this id or name, which stands at a pointer.</summary>
    /// <exception cref="ProblemException">There is no such route.</exception>
    public static PlanRequest Constrain(PlanRequest request, CorridorModel corridor, string route, string pointer) =>
        new RouteNames(corridor).Constrain(request, Get(corridor, route, pointer));

    /// <summary>The route of this id or name.</summary>
    /// <exception cref="ProblemException">There is no such route.</exception>
    public static NamedRoute Get(CorridorModel corridor, string route, string pointer = "/routes") =>
        new RouteNames(corridor).Find(route) ?? throw ProblemException.Unprocessable(
            [new FieldError(pointer, T("route.unknown", route), [.. corridor.NamedRoutes.Select(r => r.Id)])]);
}
