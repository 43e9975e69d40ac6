using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>Says why nothing was found and what would help.</summary>
internal static class BlockageFinder
{
    private const int MostRelaxations = 8;

    /// <summary>Explains an empty answer.</summary>
    public static Blockage Explain(Planner planner, Query query, CancellationToken cancellation)
    {
        var unit = planner.ForUnit(query.Request.Cargo.Unit);
        var all = query.Filter.Bans.Select(b => b.Id).Concat(query.Filter.Requirements.Select(r => r.Id)).ToHashSet();
        var limit = query.Request.Constraints.MaxHandlings;
        bool Works(IReadOnlySet<string> lifted, int? handlings) =>
            unit.HasWay(query, query.Filter.Without(lifted), handlings, cancellation);

        if (Works(new HashSet<string>(), limit))
        {
            return new(
                "There is a way, but not one that keeps the times of the request. Leave earlier or allow a later "
                    + "arrival.",
                [new("constraint", [query.Request.ArriveBy is null ? "/departAfter" : "/arriveBy"],
                    "Change the time.")]);
        }

        if (!Works(all, null))
            return OutsideScenario(planner, query, cancellation);
        var relaxations = new List<Relaxation>();
        if (limit is not null)
            AddHandlings(Works, limit.Value, relaxations);
        foreach (var id in all)
        {
            if (relaxations.Count < MostRelaxations && Works(new HashSet<string> { id }, limit))
                relaxations.Add(Lift(query.Filter, [id]));
        }

        if (relaxations.Count == 0)
        {
            // No single one helps: put back one after the other and keep lifted only what must be.
            var lifted = new HashSet<string>(all);
            var keepLimit = Works(lifted, limit);
            foreach (var id in all)
            {
                lifted.Remove(id);
                if (!Works(lifted, keepLimit ? limit : null))
                    lifted.Add(id);
            }

            relaxations.Add(Lift(query.Filter, keepLimit ? [.. lifted] : [.. lifted, "/constraints/maxHandlings"]));
        }

        return new("No itinerary meets all constraints and restrictions. " + relaxations[0].Explanation, relaxations);
    }

    private static void AddHandlings(
        Func<IReadOnlySet<string>, int?, bool> works, int limit, List<Relaxation> relaxations)
    {
        var none = new HashSet<string>();
        if (!works(none, null))
            return;
        var needed = limit + 1;
        while (!works(none, needed))
            needed++;
        relaxations.Add(new("constraint", ["/constraints/maxHandlings"],
            FormattableString.Invariant($"Allow {needed} handlings instead of {limit}.")));
    }

    private static Relaxation Lift(RequestFilter filter, IReadOnlyList<string> ids)
    {
        var sentences = ids.Select(id =>
            filter.Bans.Find(b => b.Id == id) is { } ban ? $"{ban.Explanation} Without this there is a way."
            : filter.Requirements.Find(r => r.Id == id) is { } r ? $"Do not require {r.Element} {r.Target}."
            : "Allow more handlings.");
        var restriction = ids.Any(id => filter.Bans.Exists(b => b.Id == id && b.Kind == "restriction"));
        return new(restriction ? "restriction" : "constraint", ids, string.Join(" ", sentences));
    }

    /// <summary>Tries with everything that the corridor knows, and names what of it the scenario leaves out.</summary>
    private static Blockage OutsideScenario(Planner planner, Query query, CancellationToken cancellation)
    {
        var corridor = planner.Snapshot.Corridor;
        var tags = corridor.Tags.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var everything = new Planner(CorridorSnapshot.Build(corridor, new Scenario
        {
            Name = "everything",
            Tags = tags,
            ReopenedTags = tags,
            Year = 2060,
        }));
        var free = query.Request with
        {
            Constraints = new PlanConstraints(),
            DepartAfter = query.Request.DepartAfter ?? query.Request.ArriveBy,
            ArriveBy = null,
        };
        var unit = everything.ForUnit(free.Cargo.Unit);
        var asked = new Query(free, new RequestFilter(everything.Snapshot, free), query.Sources, query.Targets);
        var wide = unit.Search(asked, CorridorTime.ToSeconds(free.DepartAfter!.Value), cancellation, out _);
        if (wide.Count == 0)
        {
            return new(
                $"No way for load unit {free.Cargo.Unit} joins these places in this corridor, whatever the scenario. "
                + "Try another load unit, or a place nearby that is served by its modes.", []);
        }

        var present = planner.Snapshot.Links.Select(l => l.Id).Concat(planner.Snapshot.Services.Select(s => s.Id))
            .Concat(planner.Snapshot.Crossings.Select(c => c.Id)).Concat(planner.Snapshot.Transfers.Select(t => t.Id))
            .ToHashSet(StringComparer.Ordinal);
        var best = wide.Select(i =>
            i.Steps.SelectMany(s => s.Elements).Where(e => !present.Contains(e)).Distinct().ToList())
            .MinBy(missing => missing.Count)!;
        var names = best.Select(id => Name(corridor, id)).ToList();
        return new(
            $"Scenario {planner.Snapshot.Scenario.Name} leaves no way open. It would need: "
                + $"{string.Join("; ", names.Take(6))}.",
            [new("scenario", best, "Choose a scenario or a year in which these are in use.")]);
    }

    private static string Name(CorridorModel corridor, string id)
    {
        if (corridor.Crossings.FirstOrDefault(c => c.Id == id) is { } crossing)
            return $"crossing {crossing.PostA} – {crossing.PostB} ({crossing.Status})";
        if (corridor.Links.FirstOrDefault(l => l.Id == id) is { } link)
        {
            var opening = link.ExpectedOpen is { } year ? FormattableString.Invariant($", expected {year}") : "";
            return $"{RequestFilter.Name(link.Mode)} {corridor.GetPlace(link.From).Name} – "
                + $"{corridor.GetPlace(link.To).Name} ({link.Status}{opening})";
        }

        return corridor.Services.FirstOrDefault(s => s.Id == id)?.Name ?? id;
    }
}
