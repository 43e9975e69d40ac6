using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>Whether this is a demonstration, and whether one can be had.</summary>
/// <param name="IsDemonstration">Whether everything here is made up and thrown away at the end.</param>
/// <param name="IsOffered">Whether a demonstration can be started beside this installation.</param>
/// <param name="Logins">Who can log in to this demonstration; none where it is none.</param>
/// <param name="Password">The password of all of these; null where it is none, and for whoever is not at the machine
/// that it runs on.</param>
public sealed record DemonstrationView(
    bool IsDemonstration, bool IsOffered, IReadOnlyList<DemonstrationLogin> Logins, string? Password);

/// <summary>A demonstration that runs.</summary>
/// <param name="Url">Its address.</param>
public sealed record DemonstrationStarted(string Url);

/// <summary>The demonstration corridor at one click.</summary>
internal static class DemonstrationApi
{
    public static void MapDemonstration(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/demonstration", GetAsync).Public().WithTags("Server")
            .WithName("GetDemonstration")
            .WithSummary("Whether this is a demonstration or offers one; the logins of a demonstration")
            .Produces<DemonstrationView>();
        routes.MapPost("/demonstration", StartAsync).Public().WithTags("Server")
            .WithName("StartDemonstration")
            .WithSummary("Starts a demonstration beside a fresh installation, on a database and at an address of its "
                + "own; a second call finds the first one")
            .WithDescription("404 unless it is offered: only to the machine itself, and only until somebody comes into "
                + "the installation. Its database is thrown away when the server stops.")
            .Produces<DemonstrationStarted>();
    }

    private static async Task<IResult> GetAsync(HttpContext context, DemonstrationHost host)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new DemonstrationView(host.IsDemonstration, await host.IsOfferedAsync(context),
            host.Made?.Logins ?? [], DemonstrationHost.IsFromHere(context) ? host.Made?.Password : null),
            WireJson.Answers.DemonstrationView);
    }

    private static async Task<IResult> StartAsync(HttpContext context, DemonstrationHost host)
    {
        CrossSite.Refuse(context.Request, null, needsHeader: true);
        if (!await host.IsOfferedAsync(context))
            throw ProblemException.Of(404, "not-found");
        return TypedResults.Json(new DemonstrationStarted(await host.StartAsync(context.RequestAborted)),
            WireJson.Answers.DemonstrationStarted);
    }
}
