using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Corridor;
using Throughline.Planning;

namespace Throughline.Server;

/// <summary>A request, and what to vary.</summary>
public sealed record SweepBody
{
    /// <summary>The request; places may be given by id, code or name.</summary>
    public required PlanRequest Request { get; init; }
    /// <summary>The scenario that is varied; the default one when absent.</summary>
    public ScenarioBody Scenario { get; init; } = new();
    /// <summary>What to vary.</summary>
    public required VaryBody Vary { get; init; }
    /// <summary>Ids or names of named routes to track, each by itself; at most 6.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];
}

/// <summary>What to vary: a parameter and its values, as a list or as from, to and step.</summary>
public sealed record VaryBody
{
    /// <summary>crossing-hours, per-week, year or change.</summary>
    public required string Parameter { get; init; }
    /// <summary>For crossing-hours and per-week: which crossings or services, for example «country=AM
    /// mode=rail».</summary>
    public string? Selector { get; init; }
    /// <summary>For change: the change with {value} in it, for example «crossing country=AM dwell={value}h».</summary>
    public string? Change { get; init; }
    /// <summary>First value.</summary>
    public double? From { get; init; }
    /// <summary>Last value.</summary>
    public double? To { get; init; }
    /// <summary>Distance of two values; 1 when absent.</summary>
    public double? Step { get; init; }
    /// <summary>The values, instead of from, to and step; at most 200.</summary>
    public IReadOnlyList<double>? Values { get; init; }
}

/// <summary>What a sweep found.</summary>
/// <param name="Parameter">What was varied.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Points">One point per value.</param>
/// <param name="Changes">Where the best way changes.</param>
public sealed record SweepView(
    string Parameter, string Unit, IReadOnlyList<SweepPoint> Points, IReadOnlyList<SweepChange> Changes);

internal static class SweepApi
{
    public static void MapSweep(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sweep", PostAsync)
            .Public().WithName("Sweep").WithTags("Planning")
            .WithSummary("Vary one thing and see where the best way changes")
            .WithDescription(
                "Plans the request at every value. With `routes`, the fastest itinerary of each named route is "
                + "followed by itself, so that `changes` tells the break-even between them by linear interpolation.")
            .Accepts<SweepBody>("application/json")
            .Produces<SweepView>();
    }

    private static async Task<IResult> PostAsync(
        HttpContext context, SnapshotCache cache, PlaceResolution places, WorkGate gate)
    {
        var body = await JsonBody.ReadAsync<SweepBody>(context.Request, JsonLimits.Ordinary);
        var corridor = cache.Corridor;
        var scenario = ScenarioReader.Resolve(corridor, body.Scenario, "/scenario");
        var request = places.Resolve(body.Request, "/request");
        var plan = SweepReader.Read(corridor, scenario, body.Vary, body.Routes);
        using var work = await gate.EnterAsync(context.RequestAborted);
        // Each value makes a scenario that nobody asks for again, so the planners do not go into the cache.
        var cases = plan.Scenarios.Select(s => new SweepCase(
            s.Value, () => new Planner(CorridorSnapshot.Build(corridor, s.Scenario)))).ToList();
        var answer = PlanErrors.At("/request", () => Sweep.Run(
            corridor, request, cases, plan.Routes, 1, null, work.Cancellation));
        return TypedResults.Json(
            new SweepView(plan.Variation.Parameter, plan.Variation.Unit, answer.Points, answer.Changes),
            WireJson.Answers.SweepView);
    }
}

/// <summary>A sweep that has been read: the scenario of every value.</summary>
/// <param name="Variation">What is varied.</param>
/// <param name="Scenarios">The values and their scenarios.</param>
/// <param name="Routes">Routes to track.</param>
public sealed record SweepPlan(
    Variation Variation, IReadOnlyList<(double Value, Scenario Scenario)> Scenarios, IReadOnlyList<NamedRoute> Routes);

/// <summary>Reads what to vary.</summary>
public static class SweepReader
{
    private const int MaxRoutes = 6;

    /// <summary>Makes the scenario of every value.</summary>
    /// <exception cref="ProblemException">Something is wrong; carries every error.</exception>
    public static SweepPlan Read(
        CorridorModel corridor, Scenario scenario, VaryBody vary, IReadOnlyList<string> routes)
    {
        var errors = new List<FieldError>();
        var variation = ReadVariation(vary, errors);
        var values = ReadValues(vary, errors);
        var tracked = ReadRoutes(corridor, routes, errors);
        var scenarios = new List<(double, Scenario)>();
        if (errors.Count == 0)
        {
            foreach (var value in values)
            {
                try
                {
                    scenarios.Add((value, variation!.Apply(corridor, scenario, value)));
                }
                catch (ScenarioException e)
                {
                    var pointer = variation!.Parameter == "change" ? "/vary/change"
                        : variation.Parameter == "year" ? "/vary/values" : "/vary/selector";
                    errors.AddRange(e.Errors.Select(x => new FieldError(pointer, x)));
                    break;
                }
            }
        }

        return errors.Count > 0
            ? throw ProblemException.Unprocessable(errors)
            : new SweepPlan(variation!, scenarios, tracked);
    }

    private static Variation? ReadVariation(VaryBody vary, List<FieldError> errors)
    {
        switch (vary.Parameter)
        {
            case "year":
                return Variation.Year();
            case "crossing-hours" when vary.Selector is { } selector:
                return Variation.CrossingHours(selector);
            case "per-week" when vary.Selector is { } selector:
                return Variation.PerWeek(selector);
            case "crossing-hours" or "per-week":
                errors.Add(new FieldError("/vary/selector", Texts.Server.Get("vary.selector")));
                return null;
            case "change" when vary.Change?.Contains(Variation.Placeholder, StringComparison.Ordinal) == true:
                return Variation.Change(vary.Change);
            case "change":
                errors.Add(new FieldError("/vary/change", Texts.Server.Get("vary.change")));
                return null;
            default:
                errors.Add(new FieldError(
                    "/vary/parameter", Texts.Server.Get("vary.parameter", vary.Parameter), Variation.Parameters));
                return null;
        }
    }

    private static IReadOnlyList<double> ReadValues(VaryBody vary, List<FieldError> errors)
    {
        if (vary.Values is { } values)
        {
            if (vary.From is not null || vary.To is not null || vary.Step is not null)
                errors.Add(new FieldError("/vary/values", Texts.Server.Get("vary.both")));
            if (values.Count is 0 or > Variation.MaxValues)
                errors.Add(new FieldError("/vary/values", Texts.Server.Get("vary.count", Variation.MaxValues)));
            else if (values.Any(v => !double.IsFinite(v)) || !IsSorted(values))
                errors.Add(new FieldError("/vary/values", Texts.Server.Get("vary.sorted")));
            return values;
        }

        if (vary.From is not { } from || vary.To is not { } to)
        {
            errors.Add(new FieldError("/vary/values", Texts.Server.Get("vary.no-values")));
            return [];
        }

        try
        {
            return Variation.Range(from, to, vary.Step ?? (to < from ? -1 : 1));
        }
        catch (ArgumentException)
        {
            errors.Add(new FieldError("/vary/step", Texts.Server.Get("vary.step", Variation.MaxValues)));
            return [];
        }
    }

    private static bool IsSorted(IReadOnlyList<double> values)
    {
        var pairs = values.Zip(values.Skip(1)).ToList();
        return pairs.TrueForAll(p => p.First < p.Second) || pairs.TrueForAll(p => p.First > p.Second);
    }

    private static List<NamedRoute> ReadRoutes(
        CorridorModel corridor, IReadOnlyList<string> routes, List<FieldError> errors)
    {
        var names = new RouteNames(corridor);
        var found = new List<NamedRoute>();
        if (routes.Count > MaxRoutes)
            errors.Add(new FieldError("/routes", Texts.Server.Get("vary.routes", MaxRoutes)));
        for (var i = 0; i < routes.Count; i++)
        {
            if (names.Find(routes[i]) is { } route)
            {
                if (!found.Contains(route))
                    found.Add(route);
                continue;
            }

            var ids = corridor.NamedRoutes.Select(r => r.Id).ToList();
            var near = Nearest.List(routes[i], ids, 3);
            errors.Add(new FieldError(
                "/routes/" + i.ToString(CultureInfo.InvariantCulture), Texts.Server.Get("route.unknown", routes[i]),
                near.Count > 0 ? near : ids));
        }

        return found;
    }
}
