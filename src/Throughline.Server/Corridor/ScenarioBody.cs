namespace Throughline.Server;

/// <summary>A scenario as a request states it.</summary>
public sealed record ScenarioBody
{
    /// <summary>Id of a scenario of the corridor; null means the default.</summary>
    public string? Name { get; init; }
    /// <summary>Ids of switches to turn on top.</summary>
    public IReadOnlyList<string> Switches { get; init; } = [];
    /// <summary>Year that replaces that of the scenario, 2020 to 2060.</summary>
    public int? Year { get; init; }
    /// <summary>Own changes as text, for example «crossing country=AM mode=rail dwell=3h».</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}
