using Throughline.Planning;

namespace Throughline.Server;

/// <summary>A request under a scenario.</summary>
public sealed record PlanBody
{
    /// <summary>The request; places may be given by id, code or name.</summary>
    public required PlanRequest Request { get; init; }
    /// <summary>The scenario; the default one when absent.</summary>
    public ScenarioBody Scenario { get; init; } = new();
}
