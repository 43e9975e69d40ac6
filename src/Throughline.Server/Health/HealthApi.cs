using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Throughline.Server;

/// <summary>What runs here.</summary>
/// <param name="Name">Name of the product.</param>
/// <param name="Version">Its version.</param>
/// <param name="Corridor">The corridor that is loaded.</param>
/// <param name="Now">The server's time, UTC.</param>
/// <param name="HasTransit">Whether the transit service runs here.</param>
/// <param name="IsDemonstration">Whether everything in the transit service is made up.</param>
/// <param name="Training">Whether this is a training installation: nothing here is real, and its clock may have been
/// moved.</param>
public sealed record InfoView(string Name, string Version, CorridorInfo Corridor, DateTimeOffset Now, bool HasTransit,
    bool IsDemonstration, bool Training);

/// <summary>The corridor that is loaded.</summary>
/// <param name="Name">Name.</param>
/// <param name="Version">Hash of its content.</param>
/// <param name="Places">Number of places.</param>
/// <param name="Links">Number of links.</param>
/// <param name="Crossings">Number of border crossings.</param>
/// <param name="Services">Number of services.</param>
public sealed record CorridorInfo(string Name, string Version, int Places, int Links, int Crossings, int Services);

/// <summary>How the server is.</summary>
/// <param name="Status">ok.</param>
public sealed record HealthView(string Status)
{
    /// <summary>Other installations; one that is away makes this one no less ready.</summary>
    public IReadOnlyList<NeighbourHealth>? Neighbours { get; init; }
}

/// <summary>How another installation is, as seen from here.</summary>
/// <param name="Countries">Countries whose administrations run there.</param>
/// <param name="Status">up, down, or untried.</param>
/// <param name="DownSince">Since when it cannot be reached.</param>
public sealed record NeighbourHealth(IReadOnlyList<string> Countries, string Status, DateTimeOffset? DownSince);

internal static class HealthApi
{
    /// <summary>Version of the product, without the hash of the build.</summary>
    public static string Version { get; } =
        (typeof(HealthApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0").Split('+')[0];

    public static void MapInfo(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/info", (SnapshotCache cache, TimeProvider time, ServerOptions options) =>
            {
                var c = cache.Corridor;
                var corridor = new CorridorInfo(
                    c.Name, c.Version, c.Places.Count, c.Links.Count, c.Crossings.Count, c.Services.Count);
                return TypedResults.Json(
                    new InfoView("Throughline", Version, corridor, time.GetUtcNow(), options.Database is not null,
                        options.IsDemonstration, options.IsTraining), WireJson.Answers.InfoView);
            })
            .Public().WithName("GetInfo").WithTags("Server")
            .WithSummary("What runs here: version, corridor, time")
            .Produces<InfoView>();
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Json(new HealthView("ok"), WireJson.Answers.HealthView))
            .Public().WithName("GetLiveness").WithTags("Server")
            .WithSummary("The process runs")
            .Produces<HealthView>();
        routes.MapGet("/health/ready", async (HttpContext context, Readiness readiness) =>
            {
                await readiness.CheckAsync(context.RequestAborted);
                var queries = context.RequestServices.GetService<NeighbourQueries>();
                var list = queries is null ? null : await queries.ListAsync(context.RequestAborted);
                return TypedResults.Json(new HealthView("ok")
                {
                    Neighbours = list?.Neighbours.Select(n => new NeighbourHealth(n.Countries, n.Status, n.DownSince))
                        .ToList(),
                }, WireJson.Answers.HealthView);
            })
            .Public().WithName("GetReadiness").WithTags("Server")
            .WithSummary("The corridor is loaded, the database answers, and the server is not stopping; 503 otherwise")
            .Produces<HealthView>();
    }
}
