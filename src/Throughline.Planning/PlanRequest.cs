namespace Throughline.Planning;

/// <summary>A place to start from or go to: a place of the corridor, or a position near some.</summary>
public sealed record Endpoint
{
    /// <summary>Id of a place of the corridor; null when <see cref="Latitude"/> and <see cref="Longitude"/> are
    /// given.</summary>
    public string? Place { get; init; }
    /// <summary>WGS 84 latitude in degrees, -90 to 90. A position is reached by road from the nearest places, by the
    /// corridor's own rule (access.csv); a corridor without such a rule refuses positions.</summary>
    public double? Latitude { get; init; }
    /// <summary>WGS 84 longitude in degrees, -180 to 180.</summary>
    public double? Longitude { get; init; }

    /// <summary>An endpoint at a place of the corridor.</summary>
    /// <param name="place">Its id, as in places.csv. <c>PlaceIndex</c> finds the id of a name or code.</param>
    public static Endpoint At(string place) => new() { Place = place };

    /// <inheritdoc/>
    public override string ToString() => Place ?? FormattableString.Invariant($"{Latitude:0.####},{Longitude:0.####}");
}

/// <summary>What is to be moved.</summary>
public sealed record Cargo
{
    /// <summary>Load unit: container20, container40, truck, wagon, loose, or another id of the corridor.</summary>
    public string Unit { get; init; } = "container40";
    /// <summary>How many units, 1 to 1,000.</summary>
    public int Count { get; init; } = 1;
    /// <summary>Gross mass of the goods in all units together in kilograms, without the units' tare; 1 to
    /// 10,000,000, and no more than the units hold.</summary>
    public long GrossMassKg { get; init; } = 20_000;
    /// <summary>Harmonised System code, 2 to 10 digits, or null.</summary>
    public string? HsCode { get; init; }
    /// <summary>UN number of dangerous goods, four digits, or null.</summary>
    public string? UnNumber { get; init; }
    /// <summary>Class of dangerous goods (1 to 9, with division such as 4.1), or null; needed beside a UN
    /// number.</summary>
    public string? DangerousGoodsClass { get; init; }
    /// <summary>The goods need a controlled temperature.</summary>
    public bool TemperatureControlled { get; init; }
    /// <summary>The goods exceed the loading gauge or the road's limits.</summary>
    public bool Oversize { get; init; }
    /// <summary>Value of the goods in US cents, or null.</summary>
    public long? ValueMinor { get; init; }
}

/// <summary>What an itinerary must or must not do.</summary>
public sealed record PlanConstraints
{
    /// <summary>ISO 3166-1 alpha-2 countries not to enter, in capitals.</summary>
    public IReadOnlyList<string> AvoidCountries { get; init; } = [];
    /// <summary>ISO countries to touch; at most 8 requirements in all.</summary>
    public IReadOnlyList<string> RequireCountries { get; init; } = [];
    /// <summary>Modes not to use: road, rail, sea, ferry, air.</summary>
    public IReadOnlyList<string> AvoidModes { get; init; } = [];
    /// <summary>Modes to use.</summary>
    public IReadOnlyList<string> RequireModes { get; init; } = [];
    /// <summary>Place ids not to touch.</summary>
    public IReadOnlyList<string> AvoidPlaces { get; init; } = [];
    /// <summary>Place ids to touch.</summary>
    public IReadOnlyList<string> RequirePlaces { get; init; } = [];
    /// <summary>Link, crossing and service ids not to use.</summary>
    public IReadOnlyList<string> AvoidElements { get; init; } = [];
    /// <summary>Most handlings, 0 to 100, or null for any number.</summary>
    public int? MaxHandlings { get; init; }
}

/// <summary>A question to the planner.</summary>
public sealed record PlanRequest
{
    /// <summary>Where the goods are.</summary>
    public required Endpoint From { get; init; }
    /// <summary>Where they must go.</summary>
    public required Endpoint To { get; init; }
    /// <summary>What they are.</summary>
    public Cargo Cargo { get; init; } = new();
    /// <summary>Earliest departure, years 2020 to 2060. Give this or <see cref="ArriveBy"/>.</summary>
    public DateTimeOffset? DepartAfter { get; init; }
    /// <summary>Latest arrival; the answer then leaves as late as it can. Give this or <see cref="DepartAfter"/>.
    /// With both, the answer leaves after the one and is marked late when it misses the other.</summary>
    public DateTimeOffset? ArriveBy { get; init; }
    /// <summary>Constraints.</summary>
    public PlanConstraints Constraints { get; init; } = new();
    /// <summary>Worth of one hour of the whole consignment in US cents, 0 to 1,000,000,000; picks the best
    /// compromise. Null weighs all four criteria, each by where it lies between the best and the worst of the
    /// set.</summary>
    public long? ValueOfTimeMinorPerHour { get; init; }
    /// <summary>Two drivers on road legs.</summary>
    public bool TwoDrivers { get; init; }
    /// <summary>Share by which itineraries may be alike before one is left out; 0 keeps the exact set, at most
    /// 0.5.</summary>
    public double Tolerance { get; init; }
    /// <summary>Search only what a short list needs, which is several times faster: of the Pareto set what takes at
    /// most 1.25 times the shortest duration, what costs least, what emits least, and the fastest with the fewest
    /// handlings. Fastest, cheapest, cleanest and fewest handlings are those of the whole set; most reliable and best
    /// compromise are the best of that part. Needs <see cref="DepartAfter"/>; not for a window of departures.</summary>
    public bool ShortListOnly { get; init; }
}
