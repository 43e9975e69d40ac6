using Throughline.Planning;

namespace Throughline.Server;

/// <summary>A request under a scenario.</summary>
public sealed record PlanBody
{
    /// <summary>Seconds between the instants of a window of departures when the body says nothing.</summary>
    public const int StepSeconds = 3600;

    /// <summary>The request; places may be given by id, code or name.</summary>
    public required PlanRequest Request { get; init; }
    /// <summary>End of a window of departures that begins at the request's earliest departure. The answer then lists in
    /// `departures` every departure that nothing dominates, and in `itineraries` one for each different way.</summary>
    public DateTimeOffset? DepartUntil { get; init; }
    /// <summary>With a window: seconds between two instants at which the goods may be ready, 300 to 86,400; 3,600 when
    /// absent. A window holds at most 1,000 instants.</summary>
    public int? DepartStepSeconds { get; init; }
    /// <summary>The scenario; the default one when absent.</summary>
    public ScenarioBody Scenario { get; init; } = new();
}
