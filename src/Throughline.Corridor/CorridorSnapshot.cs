namespace Throughline.Corridor;

/// <summary>A corridor under one scenario: only what takes part, with the user's changes applied. Immutable.</summary>
public sealed class CorridorSnapshot
{
    /// <summary>The corridor under a scenario.</summary>
    public static CorridorSnapshot Build(CorridorModel corridor, Scenario scenario)
    {
        var crossings = corridor.Crossings.Where(c => scenario.Includes(c.Status, c.Tag, c.ExpectedOpen)).ToList();
        var known = corridor.Crossings.Select(c => (c.Mode, c.PlaceA, c.PlaceB)).ToHashSet();
        var on = crossings.Select(c => (c.Mode, c.PlaceA, c.PlaceB)).ToHashSet();
        bool Ok(Link l) => !(known.Contains((l.Mode, l.From, l.To)) || known.Contains((l.Mode, l.To, l.From)))
            || on.Contains((l.Mode, l.From, l.To)) || on.Contains((l.Mode, l.To, l.From));
        return new()
        {
            Corridor = corridor, Scenario = scenario, Version = scenario.Name,
            Links = [.. corridor.Links.Where(l => scenario.Includes(l.Status, l.Tag, l.ExpectedOpen) && Ok(l))],
            Crossings = crossings, Transfers = corridor.Transfers,
            Services = [.. corridor.Services.Where(s => scenario.Includes(s.Status, s.Tag, s.ExpectedOpen))],
            Rates = corridor.Rates,
            Restrictions = [.. corridor.Restrictions.Where(r => r.Tag is null || scenario.Tags.Contains(r.Tag))],
        };
    }

    /// <summary>The corridor it was made from.</summary>
    public required CorridorModel Corridor { get; init; }
    /// <summary>The scenario it was made for.</summary>
    public required Scenario Scenario { get; init; }
    /// <summary>Hash over corridor version and scenario; equal snapshots have equal versions.</summary>
    public required string Version { get; init; }
    /// <summary>Links that take part; a link over a border without an open crossing of its mode does not.</summary>
    public required IReadOnlyList<Link> Links { get; init; }
    /// <summary>Crossings that take part.</summary>
    public required IReadOnlyList<Crossing> Crossings { get; init; }
    /// <summary>Transfers that take part.</summary>
    public required IReadOnlyList<Transfer> Transfers { get; init; }
    /// <summary>Services that take part.</summary>
    public required IReadOnlyList<Service> Services { get; init; }
    /// <summary>Rates of the cost model.</summary>
    public required IReadOnlyList<Rate> Rates { get; init; }
    /// <summary>Restrictions that hold.</summary>
    public required IReadOnlyList<Restriction> Restrictions { get; init; }
    /// <summary>How many elements each of the scenario's own changes touched, in their order.</summary>
    public IReadOnlyList<int> ChangeHits { get; init; } = [];
}
