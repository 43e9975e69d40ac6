namespace Throughline.Corridor;

/// <summary>What a load unit is.</summary>
/// <param name="Id">container20, container40, truck, wagon, loose or another id of the folder.</param>
/// <param name="Name">Name for a reader.</param>
/// <param name="Modes">Modes it may travel by.</param>
/// <param name="Teu">Twenty-foot equivalents of one unit; 0 where it is none.</param>
/// <param name="TareKg">Mass of the empty unit in kilograms.</param>
/// <param name="MaxGrossKg">Largest gross mass of goods per unit in kilograms.</param>
/// <param name="NeedsDriver">An accompanied vehicle, whose driver stays with it on ferries.</param>
/// <param name="Source">Where the facts come from.</param>
public sealed record LoadUnit(
    string Id, string Name, IReadOnlyList<TransportMode> Modes, double Teu, int TareKg, int MaxGrossKg,
    bool NeedsDriver, string Source);

/// <summary>One price of the cost model.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Mode">Mode it holds for.</param>
/// <param name="Country">Country it holds in, or null for any.</param>
/// <param name="Unit">Load unit it holds for.</param>
/// <param name="Amount">Amount of the currency.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Per">unit_km, tonne_km, crossing or start.</param>
/// <param name="Basis">How it came about.</param>
/// <param name="Notes">Remarks.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record Rate(
    string Id, TransportMode Mode, string? Country, string Unit, decimal Amount, string Currency, string Per,
    string? Basis, string? Notes, string Source)
{
    /// <summary>Year that the price is of, or null when not known.</summary>
    public int? Year { get; init; }
}

/// <summary>Grams of CO2-equivalent per tonne of cargo and kilometre, well to wheel (ISO 14083).</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Mode">Mode it holds for.</param>
/// <param name="Traction">electric, diesel or any.</param>
/// <param name="Unit">Load unit it holds for, or null for any.</param>
/// <param name="GramsPerTonneKm">The factor.</param>
/// <param name="Basis">How it came about.</param>
/// <param name="Notes">Remarks.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record EmissionFactor(
    string Id, TransportMode Mode, string Traction, string? Unit, double GramsPerTonneKm, string? Basis,
    string? Notes, string Source)
{
    /// <summary>The factor holds for journeys shorter than this many kilometres only; null for any length.</summary>
    public int? BelowKm { get; init; }
}

/// <summary>Spread of running times of a mode.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="P90OverMedian">90th percentile divided by the median, 1 or more.</param>
/// <param name="Basis">How it came about.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record RunningTime(TransportMode Mode, double P90OverMedian, string? Basis, string Source);

/// <summary>Driving and rest rules of a crew. All durations are whole seconds.</summary>
/// <param name="Id">one_driver or two_drivers.</param>
/// <param name="DriveBeforeBreakSeconds">Driving after which a break is due.</param>
/// <param name="BreakSeconds">Length of the break.</param>
/// <param name="DrivePerDaySeconds">Driving after which a daily rest is due.</param>
/// <param name="DailyRestSeconds">Length of the daily rest.</param>
/// <param name="DrivePerWeekSeconds">Driving after which a weekly rest is due.</param>
/// <param name="DrivePerTwoWeeksSeconds">Driving allowed in two weeks together.</param>
/// <param name="WeeklyRestSeconds">Length of the weekly rest.</param>
/// <param name="Source">The rule's source.</param>
public sealed record DriverRule(
    string Id, int DriveBeforeBreakSeconds, int BreakSeconds, int DrivePerDaySeconds, int DailyRestSeconds,
    int DrivePerWeekSeconds, int DrivePerTwoWeeksSeconds, int WeeklyRestSeconds, string Source);

/// <summary>A currency in US dollars.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="UsdPerUnit">US dollars for one unit.</param>
/// <param name="Date">Day of the rate.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record ExchangeRate(string Currency, decimal UsdPerUnit, string Date, string Source);

/// <summary>What may not pass where, and why.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="AppliesTo">link, crossing, service, transfer, place, country or mode.</param>
/// <param name="Target">Id, ISO code or mode it holds for.</param>
/// <param name="Forbids">unit:ID, dg:CLASS, dg:any, hs:PREFIX, oversize, temperature, gross_over:KG or all.</param>
/// <param name="Tag">Scenario tag with which it holds, or null for always.</param>
/// <param name="Reason">Why, in a sentence for the user.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record Restriction(
    string Id, string AppliesTo, string Target, string Forbids, string? Tag, string Reason, string Source);

/// <summary>The meaning of a scenario tag.</summary>
/// <param name="Id">The tag.</param>
/// <param name="Name">Name for a reader.</param>
/// <param name="Description">What it switches on.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record ScenarioTag(string Id, string Name, string Description, string Source);

/// <summary>A named scenario of the folder.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Name for a reader.</param>
/// <param name="Tags">Tags that are on.</param>
/// <param name="Year">Year up to which expected openings have happened.</param>
/// <param name="Description">What it stands for.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record ScenarioDefinition(
    string Id, string Name, IReadOnlyList<string> Tags, int Year, string Description, string Source);

/// <summary>A switch that a user turns on top of a scenario.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Name for a reader.</param>
/// <param name="Adds">Tags it adds.</param>
/// <param name="Removes">Tags it removes.</param>
/// <param name="ReopensSuspended">Suspended elements of the added tags take part.</param>
/// <param name="Description">What it stands for.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record ScenarioSwitch(
    string Id, string Name, IReadOnlyList<string> Adds, IReadOnlyList<string> Removes, bool ReopensSuspended,
    string Description, string Source);

/// <summary>A route that people call by a name.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Names">Names as people write them.</param>
/// <param name="Require">Place ids or country codes that an itinerary of this name touches.</param>
/// <param name="Avoid">Place ids or country codes that it does not touch.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record NamedRoute(
    string Id, IReadOnlyList<string> Names, IReadOnlyList<string> Require, IReadOnlyList<string> Avoid,
    string Source);

/// <summary>How the road way between a position and a place of the corridor is estimated.</summary>
/// <param name="DetourFactor">Road distance divided by great-circle distance, 1 or more.</param>
/// <param name="SpeedKmh">Speed on that way.</param>
/// <param name="MaxMetres">Longest way that is offered.</param>
/// <param name="Basis">How the figures came about.</param>
/// <param name="Source">Where they come from.</param>
public sealed record AccessRule(double DetourFactor, double SpeedKmh, int MaxMetres, string? Basis, string Source);
