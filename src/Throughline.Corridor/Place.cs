namespace Throughline.Corridor;

/// <summary>What a place is first of all. A place may serve several modes whatever its kind.</summary>
public enum PlaceKind
{
    /// <summary>A city or town.</summary>
    City,
    /// <summary>A railway station or yard.</summary>
    RailStation,
    /// <summary>A border post.</summary>
    BorderCrossing,
    /// <summary>A sea or river port.</summary>
    SeaPort,
    /// <summary>An inland terminal with customs.</summary>
    DryPort,
    /// <summary>An airport.</summary>
    Airport,
    /// <summary>A station where the gauge changes.</summary>
    GaugeChange,
    /// <summary>Any other terminal.</summary>
    Terminal,
}

/// <summary>A place where goods start, end, wait, change vehicle or pass.</summary>
public sealed record Place
{
    /// <summary>Identifier, unique in the corridor.</summary>
    public required string Id { get; init; }
    /// <summary>Name in English or the usual Latin spelling.</summary>
    public required string Name { get; init; }
    /// <summary>ISO 3166-1 alpha-2 code of the country.</summary>
    public required string Country { get; init; }
    /// <summary>UN/LOCODE without a space, or null. Two places of one town may share it.</summary>
    public string? Unlocode { get; init; }
    /// <summary>WGS 84 latitude in degrees, −90 to 90.</summary>
    public required double Latitude { get; init; }
    /// <summary>WGS 84 longitude in degrees, −180 to 180.</summary>
    public required double Longitude { get; init; }
    /// <summary>What the place is first of all.</summary>
    public required PlaceKind Kind { get; init; }
    /// <summary>IANA time zone, for example Asia/Yerevan.</summary>
    public required string TimeZone { get; init; }
    /// <summary>Judged error of the position in kilometres, or null when unknown.</summary>
    public double? AccuracyKm { get; init; }
    /// <summary>Other names, by language and script.</summary>
    public IReadOnlyList<PlaceName> Names { get; init; } = [];
    /// <summary>Other codes.</summary>
    public IReadOnlyList<PlaceCode> Codes { get; init; } = [];
    /// <summary>Remarks for a reader.</summary>
    public string? Notes { get; init; }
    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }
}

/// <summary>Another name of a place.</summary>
/// <param name="Language">BCP 47 tag: hy, az, tr, ru, ka, en, …</param>
/// <param name="Name">The name in that language and its script.</param>
/// <param name="Source">Where the name comes from.</param>
public sealed record PlaceName(string Language, string Name, string Source);

/// <summary>Another code of a place.</summary>
/// <param name="Scheme">customs, iata, icao, uic, esr, osjd, …</param>
/// <param name="Code">The code in that scheme.</param>
/// <param name="Source">Where the code comes from.</param>
public sealed record PlaceCode(string Scheme, string Code, string Source)
{
    /// <summary>Name of the office or station in that scheme, or null.</summary>
    public string? Name { get; init; }
    /// <summary>Mode that the code is for, or null for any.</summary>
    public TransportMode? Mode { get; init; }
}
