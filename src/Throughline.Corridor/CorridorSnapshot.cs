namespace Throughline.Corridor;

/// <summary>A corridor under one scenario: only what takes part, with the user's changes applied. Immutable.</summary>
public sealed partial class CorridorSnapshot
{
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
    /// <summary>How many elements each of the scenario's own changes touched, in their order: elements that take
    /// part at that point, or for «open» all that match.</summary>
    public IReadOnlyList<int> ChangeHits { get; init; } = [];
}
