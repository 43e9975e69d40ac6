namespace Throughline.Corridor;

/// <summary>What an import needs to know that the imported files do not say.</summary>
public abstract record ImportOptions
{
    /// <summary>Corridor that gives load units, rates, emission factors, rules and default transfers. Null: a minimal
    /// set without any cost is made, and a warning says so.</summary>
    public CorridorModel? Base { get; init; }

    /// <summary>Whether the network of <see cref="Base"/> stays and the import stands beside it, places that lie
    /// together being joined; otherwise the import stands instead of it.</summary>
    public bool BesideBase { get; init; }

    /// <summary>How near an imported place must lie to one of the base to be the same place, in metres; 0 to
    /// 50,000.</summary>
    public double JoinWithinMetres { get; init; } = 1000;

    /// <summary>Name of the corridor; null for that of the files.</summary>
    public string? Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code of the country of all places; null to judge by time zone, then by the nearest
    /// place of the base, else «ZZ» (not known).</summary>
    public string? Country { get; init; }

    /// <summary>Track gauge of all imported rail in millimetres, 1435 or 1520: the files do not say it.</summary>
    public int RailGaugeMm { get; init; } = 1435;

    /// <summary>Scenario tag of everything imported.</summary>
    public string Tag { get; init; } = "imported";
}

/// <summary>What a GTFS import needs to know that the feed does not say.</summary>
public sealed record GtfsOptions : ImportOptions
{
    /// <summary>Whether platforms stay places of their own; otherwise each stop becomes its parent station.</summary>
    public bool KeepPlatforms { get; init; }

    /// <summary>Most trips that frequencies may be written out to; 1 to 5,000,000.</summary>
    public int MaxFrequencyTrips { get; init; } = 1_000_000;
}

/// <summary>What a GMNS import needs to know that the network does not say.</summary>
public sealed record GmnsOptions : ImportOptions
{
    /// <summary>IANA time zone of all places; null for that of the nearest place of the base, else Etc/UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Unit of the column length: km, mi, m or ft; null for what config.csv says, else judged by the positions
    /// of the nodes.</summary>
    public string? LengthUnit { get; init; }

    /// <summary>Unit of the column free_speed: kmh or mph; null for what config.csv says, else by the unit of
    /// length.</summary>
    public string? SpeedUnit { get; init; }

    /// <summary>Speed of links without free_speed in km/h; null makes such links errors.</summary>
    public double? DefaultSpeedKmh { get; init; }
}
