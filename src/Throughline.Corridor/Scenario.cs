namespace Throughline.Corridor;

/// <summary>What is assumed to exist and to hold: tags, a year, switches and a user's own changes.</summary>
public sealed partial record Scenario
{
    /// <summary>Name shown to the user, for example with-tripp.</summary>
    public required string Name { get; init; }
    /// <summary>Tags that are on.</summary>
    public required IReadOnlySet<string> Tags { get; init; }
    /// <summary>Year up to which expected openings have happened, 2020 to 2060.</summary>
    public required int Year { get; init; }
    /// <summary>Tags whose suspended elements take part all the same.</summary>
    public IReadOnlySet<string> ReopenedTags { get; init; } = new HashSet<string>();
    /// <summary>The user's own changes, applied in order.</summary>
    public IReadOnlyList<ScenarioChange> Changes { get; init; } = [];

    /// <summary>Whether an element of this status, tag and opening year takes part, before own changes.</summary>
    public bool Includes(OperatingStatus status, string tag, int? expectedOpen)
    {
        if (!Tags.Contains(tag))
            return false;
        return status switch
        {
            OperatingStatus.Open => true,
            OperatingStatus.Suspended => ReopenedTags.Contains(tag),
            _ => expectedOpen is { } year && year <= Year,
        };
    }
}
