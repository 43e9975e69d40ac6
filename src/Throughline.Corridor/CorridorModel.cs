using System.Collections.Frozen;

namespace Throughline.Corridor;

/// <summary>A whole corridor as loaded from a folder: everything that exists, in use or not.</summary>
public sealed class CorridorModel
{
    private FrozenDictionary<string, Place>? _placeById;

    private FrozenDictionary<string, Place> PlaceById =>
        _placeById ??= Places.ToFrozenDictionary(p => p.Id, StringComparer.Ordinal);

    /// <summary>Name of the corridor, usually that of its folder.</summary>
    public required string Name { get; init; }
    /// <summary>Hash of the content of all files, in lower-case hex; the same content has the same version.</summary>
    public required string Version { get; init; }
    /// <summary>All places.</summary>
    public required IReadOnlyList<Place> Places { get; init; }
    /// <summary>All links.</summary>
    public required IReadOnlyList<Link> Links { get; init; }
    /// <summary>All border crossings.</summary>
    public IReadOnlyList<Crossing> Crossings { get; init; } = [];
    /// <summary>Published dwell times.</summary>
    public IReadOnlyList<DwellObservation> Observations { get; init; } = [];
    /// <summary>Changes of vehicle.</summary>
    public required IReadOnlyList<Transfer> Transfers { get; init; }
    /// <summary>Services.</summary>
    public IReadOnlyList<Service> Services { get; init; } = [];
    /// <summary>Cost model.</summary>
    public required IReadOnlyList<Rate> Rates { get; init; }
    /// <summary>Emission factors.</summary>
    public required IReadOnlyList<EmissionFactor> EmissionFactors { get; init; }
    /// <summary>Spread of running times.</summary>
    public required IReadOnlyList<RunningTime> RunningTimes { get; init; }
    /// <summary>Driving and rest rules.</summary>
    public required IReadOnlyList<DriverRule> DriverRules { get; init; }
    /// <summary>How access from a position is estimated; null: positions cannot be used.</summary>
    public AccessRule? Access { get; init; }
    /// <summary>Exchange rates.</summary>
    public required IReadOnlyList<ExchangeRate> ExchangeRates { get; init; }
    /// <summary>Load units.</summary>
    public required IReadOnlyList<LoadUnit> LoadUnits { get; init; }
    /// <summary>Restrictions.</summary>
    public IReadOnlyList<Restriction> Restrictions { get; init; } = [];
    /// <summary>Scenario tags.</summary>
    public required IReadOnlyList<ScenarioTag> Tags { get; init; }
    /// <summary>Named scenarios.</summary>
    public required IReadOnlyList<ScenarioDefinition> Scenarios { get; init; }
    /// <summary>Switches.</summary>
    public IReadOnlyList<ScenarioSwitch> Switches { get; init; } = [];
    /// <summary>Routes with a name.</summary>
    public IReadOnlyList<NamedRoute> NamedRoutes { get; init; } = [];

    /// <summary>The same corridor with its version set from its content; see
    /// <see cref="CorridorFolder.VersionOf(CorridorModel)"/>.</summary>
    public CorridorModel WithContentVersion() => Copy(Name, CorridorFolder.VersionOf(this));

    /// <summary>The same corridor under another name.</summary>
    public CorridorModel WithName(string name) => Copy(name, Version);

    private CorridorModel Copy(string name, string version) => new()
    {
        Name = name,
        Version = version,
        Places = Places,
        Links = Links,
        Crossings = Crossings,
        Observations = Observations,
        Transfers = Transfers,
        Services = Services,
        Rates = Rates,
        EmissionFactors = EmissionFactors,
        RunningTimes = RunningTimes,
        DriverRules = DriverRules,
        Access = Access,
        ExchangeRates = ExchangeRates,
        LoadUnits = LoadUnits,
        Restrictions = Restrictions,
        Tags = Tags,
        Scenarios = Scenarios,
        Switches = Switches,
        NamedRoutes = NamedRoutes,
    };

    /// <summary>The place with this id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Place GetPlace(string id) => PlaceById.TryGetValue(id, out var place)
        ? place
        : throw new KeyNotFoundException($"There is no place '{id}' in corridor '{Name}'.");

    /// <summary>The place with this id, or null.</summary>
    public Place? FindPlace(string id) => PlaceById.GetValueOrDefault(id);
}
