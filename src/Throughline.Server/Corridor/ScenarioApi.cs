using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Corridor;

namespace Throughline.Server;

/// <summary>What can be chosen: scenarios, switches, tags, load units.</summary>
/// <param name="Default">Id of the scenario that is meant when none is named.</param>
/// <param name="Scenarios">Named scenarios.</param>
/// <param name="Switches">Switches to turn on top of a scenario.</param>
/// <param name="Tags">Meaning of the tags.</param>
/// <param name="LoadUnits">Load units.</param>
/// <param name="Routes">Routes with a name, which a sweep can track.</param>
public sealed record ScenarioList(
    string Default, IReadOnlyList<ScenarioView> Scenarios, IReadOnlyList<SwitchView> Switches,
    IReadOnlyList<TagView> Tags, IReadOnlyList<LoadUnitView> LoadUnits, IReadOnlyList<RouteView> Routes);

/// <summary>A named scenario.</summary>
/// <param name="Id">Id to name it by.</param>
/// <param name="Name">Name for a reader.</param>
/// <param name="Tags">Tags that take part: what carries another tag is left out.</param>
/// <param name="Year">Year in which it is looked at.</param>
/// <param name="Description">What it assumes.</param>
/// <param name="Source">Where that comes from.</param>
public sealed record ScenarioView(
    string Id, string Name, IReadOnlyList<string> Tags, int Year, string Description, string Source);

/// <summary>A switch.</summary>
/// <param name="Id">Id to name it by.</param>
/// <param name="Name">Name for a reader.</param>
/// <param name="Adds">Tags that it adds to a scenario.</param>
/// <param name="Removes">Tags that it takes out.</param>
/// <param name="ReopensSuspended">What is suspended and carries an added tag is open again.</param>
/// <param name="Description">What it assumes.</param>
/// <param name="Source">Where that comes from.</param>
public sealed record SwitchView(
    string Id, string Name, IReadOnlyList<string> Adds, IReadOnlyList<string> Removes, bool ReopensSuspended,
    string Description, string Source);

/// <summary>A tag.</summary>
/// <param name="Id">The tag.</param>
/// <param name="Name">Name for a reader.</param>
/// <param name="Description">What carries it.</param>
/// <param name="Source">Where that comes from.</param>
public sealed record TagView(string Id, string Name, string Description, string Source);

/// <summary>A load unit.</summary>
/// <param name="Id">Id to name it by.</param>
/// <param name="Name">Name for a reader.</param>
/// <param name="Modes">Modes that carry it.</param>
/// <param name="Teu">Twenty-foot units that one counts as; 0 where it counts as none.</param>
/// <param name="MaxGrossKg">Most kilograms of goods in one.</param>
/// <param name="NeedsDriver">It travels with its driver.</param>
public sealed record LoadUnitView(
    string Id, string Name, IReadOnlyList<string> Modes, double Teu, int MaxGrossKg, bool NeedsDriver);

/// <summary>A route with a name.</summary>
/// <param name="Id">Id to name it by.</param>
/// <param name="Names">What it is called.</param>
/// <param name="Require">Places and countries that it touches.</param>
/// <param name="Avoid">Places and countries that it does not touch.</param>
public sealed record RouteView(
    string Id, IReadOnlyList<string> Names, IReadOnlyList<string> Require, IReadOnlyList<string> Avoid);

internal static class ScenarioApi
{
    public static void MapScenarios(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/scenarios", (SnapshotCache cache) =>
                TypedResults.Json(List(cache.Corridor), WireJson.Answers.ScenarioList))
            .Public().WithName("ListScenarios").WithTags("Corridor")
            .WithSummary("Scenarios, switches, tags, load units and named routes of the corridor")
            .Produces<ScenarioList>();
    }

    public static ScenarioList List(CorridorModel corridor) => new(
        ScenarioReader.DefaultOf(corridor),
        [
            .. corridor.Scenarios.Select(s => new ScenarioView(s.Id, s.Name, s.Tags, s.Year, s.Description, s.Source)),
        ],
        [
            .. corridor.Switches.Select(s => new SwitchView(
                s.Id, s.Name, s.Adds, s.Removes, s.ReopensSuspended, s.Description, s.Source)),
        ],
        [.. corridor.Tags.Select(t => new TagView(t.Id, t.Name, t.Description, t.Source))],
        [
            .. corridor.LoadUnits.Select(u => new LoadUnitView(
                u.Id, u.Name, [.. u.Modes.Select(CorridorMapping.Word)], u.Teu, u.MaxGrossKg, u.NeedsDriver)),
        ],
        [.. corridor.NamedRoutes.Select(r => new RouteView(r.Id, r.Names, r.Require, r.Avoid))]);
}
