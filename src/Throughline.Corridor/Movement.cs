namespace Throughline.Corridor;

/// <summary>Where a load unit stands at a place: in what kind of vehicle, or before or after all vehicles.</summary>
public enum Standing
{
    /// <summary>Before the first vehicle.</summary>
    Origin,
    /// <summary>After the last vehicle.</summary>
    Destination,
    /// <summary>On a road vehicle.</summary>
    Road,
    /// <summary>On a wagon of 1520 mm gauge.</summary>
    Rail1520,
    /// <summary>On a wagon of 1435 mm gauge.</summary>
    Rail1435,
    /// <summary>On the quay or in a ship.</summary>
    Sea,
    /// <summary>On the deck of a ferry, still in or on its own vehicle.</summary>
    Ferry,
    /// <summary>In an aircraft or the air cargo shed.</summary>
    Air,
}

/// <summary>A change of vehicle at a place, or the default for places without a row of their own.</summary>
public sealed record Transfer
{
    /// <summary>Identifier, unique among transfers.</summary>
    public required string Id { get; init; }
    /// <summary>The place, or null for the default.</summary>
    public string? Place { get; init; }
    /// <summary>gauge_change, lift, roll_on, roll_off, start, end, shunt or yard. At a yard every train that comes in
    /// over links ends, and goods that go on do so in another.</summary>
    public required string Kind { get; init; }
    /// <summary>What the unit leaves. Null with <see cref="FromAnyRail"/>.</summary>
    public required Standing From { get; init; }
    /// <summary>What the unit enters.</summary>
    public required Standing To { get; init; }
    /// <summary>The row says «rail» and holds for both gauges; <see cref="From"/> is then Rail1520.</summary>
    public bool FromAnyRail { get; init; }
    /// <summary>The row says «rail» and holds for both gauges; <see cref="To"/> is then Rail1520.</summary>
    public bool ToAnyRail { get; init; }
    /// <summary>How long it takes, processing included, waiting for a service not included.</summary>
    public required Spread Time { get; init; }
    /// <summary>Working hours in local time; null means always.</summary>
    public OpeningHours? Hours { get; init; }
    /// <summary>Cost in minor units of <see cref="Currency"/> per <see cref="Per"/>; null means no cost is
    /// known.</summary>
    public long? CostMinor { get; init; }
    /// <summary>ISO 4217 code.</summary>
    public string? Currency { get; init; }
    /// <summary>TEU, FEU, unit or t.</summary>
    public string? Per { get; init; }
    /// <summary>1 when the unit is lifted from one vehicle to another, else 0.</summary>
    public required int Handlings { get; init; }
    /// <summary>How the figures came about.</summary>
    public string? Basis { get; init; }
    /// <summary>Remarks for a reader.</summary>
    public string? Notes { get; init; }
    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }
}

/// <summary>How a frequency service makes goods wait.</summary>
public enum WaitModel
{
    /// <summary>Departures are evenly spaced: the wait is uniform on one headway, half a headway on average.</summary>
    Uniform,
    /// <summary>Departures are irregular (leaves when full): the wait is exponential, one headway on average.</summary>
    Random,
}

/// <summary>A sailing, flight or train service in one direction.</summary>
public sealed record Service
{
    /// <summary>Identifier, unique among services.</summary>
    public required string Id { get; init; }
    /// <summary>Name for a reader.</summary>
    public required string Name { get; init; }
    /// <summary>Mode of the vehicle.</summary>
    public required TransportMode Mode { get; init; }
    /// <summary>Places it calls at, in order; two or more.</summary>
    public required IReadOnlyList<string> Stops { get; init; }
    /// <summary>Places it passes between first and last stop, for distance, countries and crossings; may be
    /// empty.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];
    /// <summary>Who runs it.</summary>
    public string? Operator { get; init; }
    /// <summary>Whether it runs.</summary>
    public required OperatingStatus Status { get; init; }
    /// <summary>Year in which it is expected to start, or null.</summary>
    public int? ExpectedOpen { get; init; }
    /// <summary>Departures a week for a frequency service; null for a timetable.</summary>
    public double? DeparturesPerWeek { get; init; }
    /// <summary>How a frequency service makes goods wait.</summary>
    public WaitModel Wait { get; init; }
    /// <summary>Time per section between stops for a frequency service; empty for a timetable.</summary>
    public IReadOnlyList<Spread> SectionTimes { get; init; } = [];
    /// <summary>Trips of a timetable; empty for a frequency service.</summary>
    public IReadOnlyList<Trip> Trips { get; init; } = [];
    /// <summary>Load units it takes.</summary>
    public required IReadOnlyList<string> Units { get; init; }
    /// <summary>For a ferry: which vehicles roll on (Road, Rail).</summary>
    public IReadOnlyList<TransportMode> Carries { get; init; } = [];
    /// <summary>Capacity figure, or null.</summary>
    public double? Capacity { get; init; }
    /// <summary>Unit of the capacity.</summary>
    public string? CapacityUnit { get; init; }
    /// <summary>Price in minor units of <see cref="Currency"/> per <see cref="PricePer"/>; null: the cost model
    /// applies.</summary>
    public long? PriceMinor { get; init; }
    /// <summary>ISO 4217 code.</summary>
    public string? Currency { get; init; }
    /// <summary>TEU, FEU, unit or t.</summary>
    public string? PricePer { get; init; }
    /// <summary>Lifts inside the service, for example at a break of gauge that a block train passes.</summary>
    public int Handlings { get; init; }
    /// <summary>Track gauge of the first and last section for rail.</summary>
    public int? GaugeMm { get; init; }
    /// <summary>Scenario tag that switches the service on.</summary>
    public required string Tag { get; init; }
    /// <summary>How frequency, time and price came about, in this order; null parts unknown.</summary>
    public string? Basis { get; init; }
    /// <summary>How the frequency came about: published, derived or estimate; null when not said.</summary>
    public string? FrequencyBasis { get; init; }
    /// <summary>How the times came about: published, derived or estimate; null when not said.</summary>
    public string? TimeBasis { get; init; }
    /// <summary>How the price came about: published, derived or estimate; null when not said.</summary>
    public string? PriceBasis { get; init; }
    /// <summary>Remarks for a reader.</summary>
    public string? Notes { get; init; }
    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }
}

/// <summary>One run of a timetabled service on each day of its calendar.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Calendar">The days it runs.</param>
/// <param name="TimeZone">IANA zone of its clock times.</param>
/// <param name="Times">Arrival and departure at each stop of the service, in seconds after the start of the service day
/// (noon minus twelve hours local time, so that days of clock change work); may pass 86,400.</param>
public sealed record Trip(string Id, ServiceCalendar Calendar, string TimeZone, IReadOnlyList<StopTime> Times)
{
    /// <summary>Price in minor units that replaces that of the service, or null.</summary>
    public long? PriceMinor { get; init; }
    /// <summary>ISO 4217 code of the price, or null without one.</summary>
    public string? Currency { get; init; }
    /// <summary>TEU, FEU, unit or t; null without a price.</summary>
    public string? PricePer { get; init; }
    /// <summary>Where the timetable comes from.</summary>
    public string? Source { get; init; }
}

/// <summary>When a trip is at a stop.</summary>
/// <param name="ArrivalSeconds">Seconds after the start of the service day.</param>
/// <param name="DepartureSeconds">Seconds after the start of the service day; at least the arrival.</param>
/// <param name="MayBoard">Goods may enter here.</param>
/// <param name="MayAlight">Goods may leave here.</param>
public readonly record struct StopTime(
    int ArrivalSeconds, int DepartureSeconds, bool MayBoard = true, bool MayAlight = true);
