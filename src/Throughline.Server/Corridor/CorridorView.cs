namespace Throughline.Server;

/// <summary>The corridor under a scenario, everything in it and whether it takes part.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="SnapshotVersion">Version; also the ETag.</param>
/// <param name="Places">All places.</param>
/// <param name="Links">All links.</param>
/// <param name="Crossings">All border crossings.</param>
/// <param name="Services">All services.</param>
public sealed record CorridorView(
    string Scenario, string SnapshotVersion, IReadOnlyList<PlaceView> Places, IReadOnlyList<LinkView> Links,
    IReadOnlyList<CrossingView> Crossings, IReadOnlyList<ServiceView> Services);

/// <summary>A place.</summary>
public sealed record PlaceView
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }
    /// <summary>Name in English or the usual Latin spelling.</summary>
    public required string Name { get; init; }
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }
    /// <summary>WGS 84 latitude in degrees.</summary>
    public required double Lat { get; init; }
    /// <summary>WGS 84 longitude in degrees.</summary>
    public required double Lon { get; init; }
    /// <summary>city, rail-station, border-crossing, sea-port, dry-port, airport, gauge-change or terminal.</summary>
    public required string Kind { get; init; }
    /// <summary>UN/LOCODE, or null.</summary>
    public string? Unlocode { get; init; }
    /// <summary>IANA time zone.</summary>
    public required string TimeZone { get; init; }
    /// <summary>Names in other languages and scripts.</summary>
    public required IReadOnlyList<NameView> Names { get; init; }
    /// <summary>Other codes.</summary>
    public required IReadOnlyList<CodeView> Codes { get; init; }
    /// <summary>Judged error of the position in kilometres, or null.</summary>
    public double? AccuracyKm { get; init; }
    /// <summary>Remarks.</summary>
    public string? Notes { get; init; }
    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }
}

/// <summary>A name of a place.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Name">The name.</param>
public sealed record NameView(string Language, string Name);

/// <summary>A code of a place.</summary>
/// <param name="Scheme">customs, iata, icao, uic, esr, osjd, …</param>
/// <param name="Code">The code.</param>
public sealed record CodeView(string Scheme, string Code);

/// <summary>A median and a 90th percentile.</summary>
/// <param name="MedianSeconds">Half of all cases take no longer.</param>
/// <param name="P90Seconds">Nine of ten cases take no longer.</param>
public sealed record SpreadView(int MedianSeconds, int P90Seconds);

/// <summary>A link.</summary>
public sealed record LinkView
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }
    /// <summary>Place at one end.</summary>
    public required string From { get; init; }
    /// <summary>Place at the other end.</summary>
    public required string To { get; init; }
    /// <summary>road, rail, sea, ferry, air or pipeline.</summary>
    public required string Mode { get; init; }
    /// <summary>Length in metres.</summary>
    public required int LengthMetres { get; init; }
    /// <summary>published, derived, estimate or great_circle.</summary>
    public string? LengthBasis { get; init; }
    /// <summary>Track gauge in millimetres, or null.</summary>
    public int? GaugeMm { get; init; }
    /// <summary>Number of tracks, or null.</summary>
    public int? Tracks { get; init; }
    /// <summary>Whether trains run electrically, or null.</summary>
    public bool? Electrified { get; init; }
    /// <summary>open, under-construction, planned, disused, closed or suspended.</summary>
    public required string Status { get; init; }
    /// <summary>Year of the expected opening, or null.</summary>
    public int? ExpectedOpen { get; init; }
    /// <summary>Commercial speed in km/h, or null.</summary>
    public double? SpeedKmh { get; init; }
    /// <summary>Capacity, or null.</summary>
    public double? Capacity { get; init; }
    /// <summary>Unit of the capacity.</summary>
    public string? CapacityUnit { get; init; }
    /// <summary>Scenario tag.</summary>
    public required string Tag { get; init; }
    /// <summary>Takes part in the scenario.</summary>
    public required bool Active { get; init; }
    /// <summary>Remarks.</summary>
    public string? Notes { get; init; }
    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }
}

/// <summary>A border crossing of one mode.</summary>
public sealed record CrossingView
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }
    /// <summary>road, rail, …</summary>
    public required string Mode { get; init; }
    /// <summary>Post on side A.</summary>
    public required string PostA { get; init; }
    /// <summary>Place on side A.</summary>
    public required string PlaceA { get; init; }
    /// <summary>Post on side B.</summary>
    public required string PostB { get; init; }
    /// <summary>Place on side B.</summary>
    public required string PlaceB { get; init; }
    /// <summary>Opening hours on side A, local time; null means unknown, planned as always open.</summary>
    public string? HoursA { get; init; }
    /// <summary>Opening hours on side B.</summary>
    public string? HoursB { get; init; }
    /// <summary>open, under-construction, planned, disused, closed or suspended.</summary>
    public required string Status { get; init; }
    /// <summary>Year of the expected opening, or null.</summary>
    public int? ExpectedOpen { get; init; }
    /// <summary>Scenario tag.</summary>
    public required string Tag { get; init; }
    /// <summary>Takes part in the scenario.</summary>
    public required bool Active { get; init; }
    /// <summary>Dwell from A to B, with the scenario's changes where it takes part.</summary>
    public required SpreadView DwellAToB { get; init; }
    /// <summary>Dwell from B to A.</summary>
    public required SpreadView DwellBToA { get; init; }
    /// <summary>How the dwell came about.</summary>
    public string? DwellBasis { get; init; }
    /// <summary>Customs regime on side A.</summary>
    public required string RegimeA { get; init; }
    /// <summary>Customs regime on side B.</summary>
    public required string RegimeB { get; init; }
    /// <summary>internal, customs_union or full.</summary>
    public required string CustomsControl { get; init; }
    /// <summary>Common Transit Convention: both, one or none.</summary>
    public required string Ctc { get; init; }
    /// <summary>TIR Convention: both, one or none.</summary>
    public required string Tir { get; init; }
    /// <summary>eTIR: both, one or none.</summary>
    public required string Etir { get; init; }
    /// <summary>Transit procedure that carries goods over: none, common-transit, tir, eurasian-transit,
    /// national.</summary>
    public required string Formality { get; init; }
    /// <summary>Published dwell times, for comparison.</summary>
    public required IReadOnlyList<ObservationView> Observations { get; init; }
    /// <summary>Remarks.</summary>
    public string? Notes { get; init; }
    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }
}

/// <summary>A published dwell time.</summary>
/// <param name="Direction">ab or ba.</param>
/// <param name="Side">exit, entry or both.</param>
/// <param name="Year">Year.</param>
/// <param name="Statistic">mean, median, … as published.</param>
/// <param name="Hours">Hours.</param>
/// <param name="Source">Where it was published.</param>
public sealed record ObservationView(
    string Direction, string Side, int Year, string Statistic, double Hours, string Source);

/// <summary>A service.</summary>
public sealed record ServiceView
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }
    /// <summary>Name.</summary>
    public required string Name { get; init; }
    /// <summary>Mode.</summary>
    public required string Mode { get; init; }
    /// <summary>Places it calls at.</summary>
    public required IReadOnlyList<string> Stops { get; init; }
    /// <summary>Places it passes.</summary>
    public required IReadOnlyList<string> Via { get; init; }
    /// <summary>Who runs it.</summary>
    public string? Operator { get; init; }
    /// <summary>open, under-construction, planned, disused, closed or suspended.</summary>
    public required string Status { get; init; }
    /// <summary>Departures a week; null for a timetable.</summary>
    public double? DeparturesPerWeek { get; init; }
    /// <summary>uniform or random.</summary>
    public required string Wait { get; init; }
    /// <summary>Median time from first to last stop; null for a timetable.</summary>
    public int? DurationMedianSeconds { get; init; }
    /// <summary>Sum of the sections' 90th percentiles; null for a timetable.</summary>
    public int? DurationP90Seconds { get; init; }
    /// <summary>Load units it takes.</summary>
    public required IReadOnlyList<string> Units { get; init; }
    /// <summary>Price in units of the currency; null: the cost model applies.</summary>
    public decimal? Price { get; init; }
    /// <summary>ISO 4217 code.</summary>
    public string? Currency { get; init; }
    /// <summary>TEU, FEU, unit or t.</summary>
    public string? PricePer { get; init; }
    /// <summary>Scenario tag.</summary>
    public required string Tag { get; init; }
    /// <summary>Takes part in the scenario.</summary>
    public required bool Active { get; init; }
    /// <summary>How frequency, time and price came about.</summary>
    public string? Basis { get; init; }
    /// <summary>Remarks.</summary>
    public string? Notes { get; init; }
    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }
}
