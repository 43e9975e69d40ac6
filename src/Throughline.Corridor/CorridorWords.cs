using System.Collections.Frozen;

namespace Throughline.Corridor;

/// <summary>The words that corridor folders, change texts and answers use for modes, states and kinds.</summary>
public static class CorridorWords
{
    private static readonly FrozenDictionary<string, TransportMode> Modes = Table<TransportMode>(Of);
    private static readonly FrozenDictionary<string, OperatingStatus> States = Table<OperatingStatus>(Of);
    private static readonly FrozenDictionary<string, PlaceKind> Kinds = Table<PlaceKind>(Of);
    private static readonly FrozenDictionary<string, Standing> Standings = Table<Standing>(s => Of(s));
    private static readonly FrozenDictionary<string, WaitModel> Waits = Table<WaitModel>(Of);

    /// <summary>road, rail, sea, ferry, air or pipeline.</summary>
    public static string Of(TransportMode mode) => mode switch
    {
        TransportMode.Road => "road",
        TransportMode.Rail => "rail",
        TransportMode.Sea => "sea",
        TransportMode.Ferry => "ferry",
        TransportMode.Air => "air",
        TransportMode.Pipeline => "pipeline",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such mode."),
    };

    /// <summary>open, under_construction, planned, disused, closed or suspended.</summary>
    public static string Of(OperatingStatus status) => status switch
    {
        OperatingStatus.Open => "open",
        OperatingStatus.UnderConstruction => "under_construction",
        OperatingStatus.Planned => "planned",
        OperatingStatus.Disused => "disused",
        OperatingStatus.Closed => "closed",
        OperatingStatus.Suspended => "suspended",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status."),
    };

    /// <summary>city, rail_station, border_crossing, sea_port, dry_port, airport, gauge_change or terminal.</summary>
    public static string Of(PlaceKind kind) => kind switch
    {
        PlaceKind.City => "city",
        PlaceKind.RailStation => "rail_station",
        PlaceKind.BorderCrossing => "border_crossing",
        PlaceKind.SeaPort => "sea_port",
        PlaceKind.DryPort => "dry_port",
        PlaceKind.Airport => "airport",
        PlaceKind.GaugeChange => "gauge_change",
        PlaceKind.Terminal => "terminal",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of place."),
    };

    /// <summary>origin, destination, road, rail_1520, rail_1435, sea, ferry, air, or rail for either gauge.</summary>
    public static string Of(Standing standing, bool anyRail = false) => standing switch
    {
        Standing.Origin => "origin",
        Standing.Destination => "destination",
        Standing.Road => "road",
        Standing.Rail1520 => anyRail ? "rail" : "rail_1520",
        Standing.Rail1435 => anyRail ? "rail" : "rail_1435",
        Standing.Sea => "sea",
        Standing.Ferry => "ferry",
        Standing.Air => "air",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "There is no such standing."),
    };

    /// <summary>uniform or random.</summary>
    public static string Of(WaitModel wait) => wait == WaitModel.Uniform ? "uniform" : "random";

    /// <summary>none, common_transit, tir, eurasian_transit or national.</summary>
    public static string Of(Formality formality) => formality switch
    {
        Formality.None => "none",
        Formality.CommonTransit => "common_transit",
        Formality.Tir => "tir",
        Formality.EurasianTransit => "eurasian_transit",
        Formality.National => "national",
        _ => throw new ArgumentOutOfRangeException(nameof(formality), formality, "There is no such formality."),
    };

    /// <summary>The mode of this word, or null.</summary>
    public static TransportMode? FindMode(string word) => Modes.TryGetValue(word, out var mode) ? mode : null;

    /// <summary>The status of this word, or null.</summary>
    public static OperatingStatus? FindStatus(string word) => States.TryGetValue(word, out var status) ? status : null;

    /// <summary>The kind of place of this word, or null.</summary>
    public static PlaceKind? FindPlaceKind(string word) => Kinds.TryGetValue(word, out var kind) ? kind : null;

    /// <summary>The wait model of this word, or null.</summary>
    public static WaitModel? FindWait(string word) => Waits.TryGetValue(word, out var wait) ? wait : null;

    /// <summary>The standing of this word, or null; «rail» gives Rail1520 and <paramref name="anyRail"/>.</summary>
    public static Standing? FindStanding(string word, out bool anyRail)
    {
        anyRail = word == "rail";
        if (anyRail)
            return Standing.Rail1520;
        return Standings.TryGetValue(word, out var standing) ? standing : null;
    }

    private static FrozenDictionary<string, T> Table<T>(Func<T, string> word)
        where T : struct, Enum =>
        Enum.GetValues<T>().ToFrozenDictionary(word, StringComparer.Ordinal);
}
