namespace Throughline.Corridor;

/// <summary>Distances over the globe.</summary>
public static class GreatCircle
{
    /// <summary>Mean radius of the Earth in metres (IUGG).</summary>
    public const double EarthRadiusMetres = 6_371_008.8;

    /// <summary>Great-circle distance in metres between two positions in WGS 84 degrees, by the haversine formula.
    /// The sphere errs by at most 0.6 % against the ellipsoid.</summary>
    public static double Metres(double latitudeA, double longitudeA, double latitudeB, double longitudeB)
    {
        var a = double.DegreesToRadians(latitudeA);
        var b = double.DegreesToRadians(latitudeB);
        var sinLat = Math.Sin((b - a) / 2);
        var sinLon = Math.Sin(double.DegreesToRadians(longitudeB - longitudeA) / 2);
        var h = sinLat * sinLat + Math.Cos(a) * Math.Cos(b) * sinLon * sinLon;
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>Great-circle distance in metres between two places.</summary>
    public static double Metres(Place a, Place b) => Metres(a.Latitude, a.Longitude, b.Latitude, b.Longitude);
}
