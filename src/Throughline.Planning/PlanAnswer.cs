namespace Throughline.Planning;

/// <summary>The answer to a request.</summary>
public sealed record PlanAnswer
{
    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }
    /// <summary>Version of the snapshot: same version and request, same answer.</summary>
    public required string SnapshotVersion { get; init; }
    /// <summary>Start as it was understood.</summary>
    public required ResolvedEndpoint From { get; init; }
    /// <summary>Goal as it was understood.</summary>
    public required ResolvedEndpoint To { get; init; }
    /// <summary>The exact Pareto set, sorted by arrival, then cost, CO2e, handlings; with
    /// <see cref="PlanRequest.ShortListOnly"/> the part of it that is said there.</summary>
    public required IReadOnlyList<Itinerary> Itineraries { get; init; }
    /// <summary>The short list, each with its reason.</summary>
    public required IReadOnlyList<Pick> ShortList { get; init; }
    /// <summary>Why nothing was found and what would help; null when something was found.</summary>
    public Blockage? Blocked { get; init; }
    /// <summary>Labels the search made; a measure of effort.</summary>
    public required int Labels { get; init; }
    /// <summary>For a window of departures: every departure that nothing dominates; the itineraries are then one
    /// for each different way, at the departure at which it is shortest. Null without a window.</summary>
    public DepartureWindow? Departures { get; init; }
}

/// <summary>An endpoint as the planner understood it.</summary>
/// <param name="Place">Place id the network is entered or left at; with coordinates the nearest of several.</param>
/// <param name="Name">Its name.</param>
/// <param name="AccessMetres">Estimated road distance between the given position and the place; 0 at a place.</param>
/// <param name="IsEstimate">The access is estimated from the great circle.</param>
public sealed record ResolvedEndpoint(string Place, string Name, int AccessMetres, bool IsEstimate);

/// <summary>One itinerary of the short list.</summary>
/// <param name="Itinerary">Index into <see cref="PlanAnswer.Itineraries"/>.</param>
/// <param name="Reasons">fastest, cheapest, cleanest, most-reliable, fewest-handlings, best-compromise.</param>
public sealed record Pick(int Itinerary, IReadOnlyList<string> Reasons);

/// <summary>Why no itinerary exists, and the nearest way out.</summary>
/// <param name="Message">A sentence for the user.</param>
/// <param name="Relaxations">What to lift; each entry alone opens a way, unless it lists several ids to lift
/// together.</param>
public sealed record Blockage(string Message, IReadOnlyList<Relaxation> Relaxations);

/// <summary>Something whose lifting opens a way.</summary>
/// <param name="Kind">constraint, restriction or scenario.</param>
/// <param name="Ids">What to lift, together.</param>
/// <param name="Explanation">A sentence for the user.</param>
public sealed record Relaxation(string Kind, IReadOnlyList<string> Ids, string Explanation);

/// <summary>One way from door to door.</summary>
public sealed record Itinerary
{
    /// <summary>Stable id of the way within the snapshot: a short hash of its steps.</summary>
    public required string Id { get; init; }
    /// <summary>When the goods are ready at the origin; what the request asked for, or later for a latest
    /// arrival.</summary>
    public required DateTimeOffset Ready { get; init; }
    /// <summary>When the first vehicle leaves, local time of the origin.</summary>
    public required DateTimeOffset Departure { get; init; }
    /// <summary>Planning arrival: goods available at the destination, its local time.</summary>
    public required DateTimeOffset Arrival { get; init; }
    /// <summary>From ready to planning arrival in seconds.</summary>
    public required int DurationSeconds { get; init; }
    /// <summary>Cost of the whole consignment in US cents.</summary>
    public required long CostMinor { get; init; }
    /// <summary>CO2e of the whole consignment in grams, well to wheel.</summary>
    public required long Co2eGrams { get; init; }
    /// <summary>Lifts between vehicles.</summary>
    public required int Handlings { get; init; }
    /// <summary>Hours by what happens in them; their sum is the duration.</summary>
    public required TimeSplit Time { get; init; }
    /// <summary>Distribution of the arrival.</summary>
    public required Reliability Reliability { get; init; }
    /// <summary>Steps in order, without gaps in time.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }
    /// <summary>Cost lines; their sum is the cost.</summary>
    public required IReadOnlyList<CostLine> Costs { get; init; }
    /// <summary>CO2e lines with factor and source; their sum is the CO2e.</summary>
    public required IReadOnlyList<EmissionLine> Emissions { get; init; }
    /// <summary>Distance by mode and country in metres.</summary>
    public required IReadOnlyList<DistanceShare> Distances { get; init; }
    /// <summary>Customs territories in the order of entry (EAEU, EU, or a country).</summary>
    public required IReadOnlyList<string> CustomsTerritories { get; init; }
    /// <summary>Borders passed in order, also those inside a service, with the formality each asks for.</summary>
    public IReadOnlyList<BorderPassage> Borders { get; init; } = [];
    /// <summary>Sequence of modes and turning points in one line, for example «rail Baku – Akhalkalaki, rail –
    /// Kars».</summary>
    public required string Summary { get; init; }
}

/// <summary>Seconds of an itinerary by kind.</summary>
/// <param name="MovingSeconds">In motion.</param>
/// <param name="WaitingSeconds">Waiting for a departure or for opening hours.</param>
/// <param name="BorderSeconds">Dwell at borders.</param>
/// <param name="HandlingSeconds">Loading, transfers, gauge changes, port dwell.</param>
/// <param name="RestSeconds">Drivers' breaks and rests outside other stops.</param>
public readonly record struct TimeSplit(
    int MovingSeconds, int WaitingSeconds, int BorderSeconds, int HandlingSeconds, int RestSeconds);

/// <summary>Distribution of the arrival of one itinerary.</summary>
public sealed record Reliability
{
    /// <summary>One in ten arrives before.</summary>
    public required DateTimeOffset P10 { get; init; }
    /// <summary>Half arrive before.</summary>
    public required DateTimeOffset P50 { get; init; }
    /// <summary>Nine in ten arrive before.</summary>
    public required DateTimeOffset P90 { get; init; }
    /// <summary>Duration percentiles from ready, in seconds.</summary>
    public required int P10Seconds { get; init; }
    /// <summary>Median duration in seconds.</summary>
    public required int P50Seconds { get; init; }
    /// <summary>90th percentile of the duration in seconds.</summary>
    public required int P90Seconds { get; init; }
    /// <summary>Mean duration in seconds.</summary>
    public required int MeanSeconds { get; init; }
    /// <summary>Chance to arrive by the latest arrival of the request, 0 to 1; null without one.</summary>
    public double? OnTime { get; init; }
    /// <summary>Index of the step whose spread matters most for p90 − p50; null when nothing varies.</summary>
    public int? WeakestStep { get; init; }
    /// <summary>Why that step is the weakest link, in a sentence.</summary>
    public string? WeakestReason { get; init; }
}

/// <summary>What happens in a step.</summary>
public enum StepKind
{
    /// <summary>Loading and train formation at the origin.</summary>
    Start,
    /// <summary>Running over links in one vehicle, from one stop or border to the next.</summary>
    Run,
    /// <summary>Waiting for hours and dwelling at a border crossing.</summary>
    Crossing,
    /// <summary>A change of vehicle, gauge change or rolling on or off.</summary>
    Transfer,
    /// <summary>Waiting for the departure of a service.</summary>
    Wait,
    /// <summary>Riding a service.</summary>
    Ride,
    /// <summary>A driver's break or rest.</summary>
    Rest,
    /// <summary>Unloading until the goods are available.</summary>
    End,
    /// <summary>Estimated road access between a given position and the nearest place.</summary>
    Access,
}

/// <summary>One step of an itinerary.</summary>
public sealed record Step
{
    /// <summary>What happens.</summary>
    public required StepKind Kind { get; init; }
    /// <summary>Mode of the vehicle: road, rail, sea, ferry or air; null for start, end and rest.</summary>
    public string? Mode { get; init; }
    /// <summary>Place where it begins.</summary>
    public required string FromPlace { get; init; }
    /// <summary>Name of that place.</summary>
    public required string FromName { get; init; }
    /// <summary>Place where it ends.</summary>
    public required string ToPlace { get; init; }
    /// <summary>Name of that place.</summary>
    public required string ToName { get; init; }
    /// <summary>Planned begin, local time of the place.</summary>
    public required DateTimeOffset Start { get; init; }
    /// <summary>Planned end, local time of the place.</summary>
    public required DateTimeOffset End { get; init; }
    /// <summary>Seconds of the step.</summary>
    public required int Seconds { get; init; }
    /// <summary>Part of the seconds spent waiting for opening hours.</summary>
    public int ClosedSeconds { get; init; }
    /// <summary>Metres travelled.</summary>
    public long DistanceMetres { get; init; }
    /// <summary>Cost of the step in US cents.</summary>
    public long CostMinor { get; init; }
    /// <summary>CO2e of the step in grams.</summary>
    public long Co2eGrams { get; init; }
    /// <summary>Lifts in the step.</summary>
    public int Handlings { get; init; }
    /// <summary>Ids of links, crossing, transfer row or service behind it.</summary>
    public required IReadOnlyList<string> Elements { get; init; }
    /// <summary>Places run through, both ends included; for drawing.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];
    /// <summary>Median of the time in seconds where it varies, else null.</summary>
    public int? MedianSeconds { get; init; }
    /// <summary>90th percentile of the time in seconds where it varies, else null.</summary>
    public int? P90Seconds { get; init; }
    /// <summary>For a crossing: what formality it asks for.</summary>
    public string? Formality { get; init; }
    /// <summary>The figures of this step are our own estimate.</summary>
    public bool IsEstimate { get; init; }
    /// <summary>Where the figures come from.</summary>
    public string? Source { get; init; }
    /// <summary>Remark for the reader, for example «opening hours unknown».</summary>
    public string? Note { get; init; }
}

/// <summary>One line of the cost.</summary>
/// <param name="Step">Index of the step.</param>
/// <param name="Label">What is paid.</param>
/// <param name="AmountMinor">US cents.</param>
/// <param name="Source">Where the price comes from.</param>
/// <param name="IsEstimate">The price is our own estimate.</param>
public sealed record CostLine(int Step, string Label, long AmountMinor, string Source, bool IsEstimate);

/// <summary>One line of the CO2e.</summary>
/// <param name="Step">Index of the step.</param>
/// <param name="Mode">Mode.</param>
/// <param name="DistanceMetres">Distance.</param>
/// <param name="GramsPerTonneKm">Factor, well to wheel.</param>
/// <param name="Co2eGrams">Grams.</param>
/// <param name="Source">Where the factor comes from.</param>
public sealed record EmissionLine(
    int Step, string Mode, long DistanceMetres, double GramsPerTonneKm, long Co2eGrams, string Source);

/// <summary>Distance in one country by one mode.</summary>
/// <param name="Mode">Mode.</param>
/// <param name="Country">ISO country; sea and air count to no country (empty).</param>
/// <param name="Metres">Metres.</param>
public sealed record DistanceShare(string Mode, string Country, long Metres);

/// <summary>A border that an itinerary passes.</summary>
/// <param name="Step">Index of the step.</param>
/// <param name="Crossing">Id of the crossing.</param>
/// <param name="Name">Names of the two posts in the order of travel.</param>
/// <param name="From">ISO country that is left.</param>
/// <param name="To">ISO country that is entered.</param>
/// <param name="Formality">none, common-transit, tir, eurasian-transit or national.</param>
/// <param name="InsideService">The service's own time holds the dwell.</param>
public sealed record BorderPassage(
    int Step, string Crossing, string Name, string From, string To, string Formality, bool InsideService);
