namespace Throughline.Corridor;

/// <summary>How goods move.</summary>
public enum TransportMode
{
    /// <summary>By road vehicle.</summary>
    Road,
    /// <summary>By train.</summary>
    Rail,
    /// <summary>In a ship that lifts containers or bulk on board.</summary>
    Sea,
    /// <summary>On a ship that trucks or wagons roll on to.</summary>
    Ferry,
    /// <summary>By aircraft.</summary>
    Air,
    /// <summary>Through a pipe; shown on the map, never planned over.</summary>
    Pipeline,
}

/// <summary>Whether a piece of the corridor is in use.</summary>
public enum OperatingStatus
{
    /// <summary>In use.</summary>
    Open,
    /// <summary>Being built.</summary>
    UnderConstruction,
    /// <summary>Announced or designed, not being built.</summary>
    Planned,
    /// <summary>Exists, out of use.</summary>
    Disused,
    /// <summary>Closed by decision.</summary>
    Closed,
    /// <summary>Stopped for now; a switch of the scenario may reopen it.</summary>
    Suspended,
}

/// <summary>A distribution of a duration, given by two of its points and read as log-normal.</summary>
/// <param name="MedianSeconds">Half of all cases take no longer; whole seconds, 0 or more.</param>
/// <param name="P90Seconds">Nine of ten cases take no longer; at least the median.</param>
/// <remarks>With median 0 the duration is always 0. With equal points it is certain.</remarks>
public readonly record struct Spread(int MedianSeconds, int P90Seconds)
{
    /// <summary>The standard deviation of the logarithm; 0 when the duration is certain.</summary>
    public double Sigma => MedianSeconds <= 0 || P90Seconds <= MedianSeconds
        ? 0
        : Math.Log((double)P90Seconds / MedianSeconds) / NormalP90;

    /// <summary>The 90th percentile of the standard normal distribution.</summary>
    public const double NormalP90 = 1.2815515655446004;
}

/// <summary>A piece of infrastructure between two places, usable in both directions unless it is
/// <see cref="OneWay"/>.</summary>
public sealed record Link
{
    /// <summary>Identifier, unique among links.</summary>
    public required string Id { get; init; }
    /// <summary>Place at one end.</summary>
    public required string From { get; init; }
    /// <summary>Place at the other end.</summary>
    public required string To { get; init; }
    /// <summary>Mode of transport.</summary>
    public required TransportMode Mode { get; init; }
    /// <summary>Whether goods run from <see cref="From"/> to <see cref="To"/> only.</summary>
    public bool OneWay { get; init; }
    /// <summary>Length along the way in metres.</summary>
    public required int LengthMetres { get; init; }
    /// <summary>published, derived, estimate or great_circle.</summary>
    public string? LengthBasis { get; init; }
    /// <summary>Track gauge in millimetres for rail, else null.</summary>
    public int? GaugeMm { get; init; }
    /// <summary>Number of tracks, or null when unknown.</summary>
    public int? Tracks { get; init; }
    /// <summary>Whether trains run electrically; null when unknown.</summary>
    public bool? Electrified { get; init; }
    /// <summary>Whether it is in use.</summary>
    public required OperatingStatus Status { get; init; }
    /// <summary>Year in which it is expected to open, or null.</summary>
    public int? ExpectedOpen { get; init; }
    /// <summary>Commercial speed in km/h without borders and terminals; null where goods only move by a
    /// service.</summary>
    public double? SpeedKmh { get; init; }
    /// <summary>How the speed came about: published, derived or estimate; null when not said.</summary>
    public string? SpeedBasis { get; init; }
    /// <summary>Capacity figure, or null; its unit is <see cref="CapacityUnit"/>.</summary>
    public double? Capacity { get; init; }
    /// <summary>Unit of the capacity.</summary>
    public string? CapacityUnit { get; init; }
    /// <summary>Scenario tag that switches the link on.</summary>
    public required string Tag { get; init; }
    /// <summary>Remarks for a reader.</summary>
    public string? Notes { get; init; }
    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }
}

/// <summary>A border crossing of one mode: two posts and what it takes to pass both.</summary>
public sealed record Crossing
{
    /// <summary>Identifier, unique among crossings.</summary>
    public required string Id { get; init; }
    /// <summary>Mode that crosses here.</summary>
    public required TransportMode Mode { get; init; }
    /// <summary>Name of the post on side A.</summary>
    public required string PostA { get; init; }
    /// <summary>Place of the post on side A.</summary>
    public required string PlaceA { get; init; }
    /// <summary>Name of the post on side B.</summary>
    public required string PostB { get; init; }
    /// <summary>Place of the post on side B.</summary>
    public required string PlaceB { get; init; }
    /// <summary>Opening hours of post A in its local time; null means unknown, planned as always open.</summary>
    public OpeningHours? HoursA { get; init; }
    /// <summary>Opening hours of post B in its local time; null means unknown, planned as always open.</summary>
    public OpeningHours? HoursB { get; init; }
    /// <summary>Whether it is in use.</summary>
    public required OperatingStatus Status { get; init; }
    /// <summary>Year in which it is expected to open, or null.</summary>
    public int? ExpectedOpen { get; init; }
    /// <summary>Scenario tag that switches the crossing on.</summary>
    public required string Tag { get; init; }
    /// <summary>Dwell of the whole crossing from A to B.</summary>
    public required Spread DwellAToB { get; init; }
    /// <summary>Dwell of the whole crossing from B to A.</summary>
    public required Spread DwellBToA { get; init; }
    /// <summary>How the dwell figures came about; contains «estimate» where they are ours.</summary>
    public string? DwellBasis { get; init; }
    /// <summary>Customs regime on side A: EAEU, EU, EU_CU or NATIONAL.</summary>
    public required string RegimeA { get; init; }
    /// <summary>Customs regime on side B.</summary>
    public required string RegimeB { get; init; }
    /// <summary>internal, customs_union or full.</summary>
    public required string CustomsControl { get; init; }
    /// <summary>Which sides belong to the Common Transit Convention: both, one or none.</summary>
    public required string Ctc { get; init; }
    /// <summary>Which sides belong to the TIR Convention: both, one or none.</summary>
    public required string Tir { get; init; }
    /// <summary>Which sides are connected to eTIR: both, one or none.</summary>
    public required string Etir { get; init; }
    /// <summary>Remarks for a reader.</summary>
    public string? Notes { get; init; }
    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }
}

/// <summary>A published dwell time at a post. It is shown beside the model, never planned with.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Crossing">Crossing that was observed.</param>
/// <param name="Direction">ab or ba.</param>
/// <param name="Side">exit, entry or both.</param>
/// <param name="Year">Year of the observation.</param>
/// <param name="Statistic">mean, median, …, as published.</param>
/// <param name="Hours">The published figure in hours.</param>
/// <param name="Notes">Remarks.</param>
/// <param name="Source">Where it was published.</param>
public sealed record DwellObservation(
    string Id, string Crossing, string Direction, string Side, int Year, string Statistic, double Hours,
    string? Notes, string Source);
