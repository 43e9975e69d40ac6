namespace Throughline.Corridor.Gtfs;

/// <summary>Modes of GTFS route types: the basic ones and the extended ones after the Hierarchical Vehicle Type
/// list.</summary>
internal static class GtfsRouteType
{
    /// <summary>The mode that carries a route type, or null when there is no such type.</summary>
    /// <remarks>Whatever runs on rails or hangs on a cable is rail, for it keeps to its own way.</remarks>
    public static TransportMode? Find(int type) => type switch
    {
        0 or 1 or 2 or 5 or 6 or 7 or 12 => TransportMode.Rail,
        3 or 11 => TransportMode.Road,
        4 => TransportMode.Ferry,
        >= 100 and <= 199 => TransportMode.Rail,
        >= 200 and <= 299 => TransportMode.Road,
        >= 300 and <= 699 => TransportMode.Rail,
        >= 700 and <= 899 => TransportMode.Road,
        >= 900 and <= 999 => TransportMode.Rail,
        >= 1000 and <= 1099 => TransportMode.Ferry,
        >= 1100 and <= 1199 => TransportMode.Air,
        >= 1200 and <= 1299 => TransportMode.Ferry,
        >= 1300 and <= 1499 => TransportMode.Rail,
        >= 1500 and <= 1700 or 1702 => TransportMode.Road,
        1701 => TransportMode.Rail,
        _ => null,
    };
}
