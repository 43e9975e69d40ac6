using NodaTime.TimeZones;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Imports;

/// <summary>Judges country and time zone of imported places, which neither GTFS nor GMNS state for every
/// place.</summary>
internal sealed class Whereabouts
{
    /// <summary>User-assigned code for a country that is not known.</summary>
    public const string Unknown = "ZZ";

    // A place of the base that is further away says little about the country.
    private const double NearMetres = 50_000;

    private readonly ImportOptions _options;
    private readonly PlaceIndex? _base;
    private readonly Dictionary<string, string> _countryOfZone = new(StringComparer.Ordinal);
    private int _byZone;
    private int _byBase;
    private int _unknown;

    public Whereabouts(ImportOptions options)
    {
        _options = options;
        if (options.Base is { } model)
            _base = new PlaceIndex(model);
        foreach (var location in TzdbDateTimeZoneSource.Default.ZoneLocations!)
            _countryOfZone[location.ZoneId] = location.CountryCode;
    }

    /// <summary>The country of a position, as far as can be judged.</summary>
    /// <param name="latitude">Degrees.</param>
    /// <param name="longitude">Degrees.</param>
    /// <param name="zone">Time zone that the files state, or null.</param>
    public string CountryAt(double latitude, double longitude, string? zone)
    {
        if (_options.Country is { } given)
            return given;
        if (Near(latitude, longitude) is { } near)
        {
            _byBase++;
            return near.Country;
        }

        if (zone is not null && CountryOf(zone) is { } country)
        {
            _byZone++;
            return country;
        }

        _unknown++;
        return Unknown;
    }

    /// <summary>The place of the base nearest to a position, when it is near, else null.</summary>
    public Place? Near(double latitude, double longitude) =>
        _base?.Nearest(latitude, longitude, 1) is [{ Metres: <= NearMetres } near] ? near.Place : null;

    /// <summary>Says how the countries were judged.</summary>
    public void Report(string file, IssueList issues)
    {
        if (_byBase > 0)
            issues.Warn(file, 0, null, Text(_byBase, "taken from the nearest place of the base, at most 50 km away"));
        if (_byZone > 0)
            issues.Warn(file, 0, null, Text(_byZone, "taken from their time zone"));
        if (_unknown > 0)
            issues.Warn(file, 0, null, Text(_unknown, "not known and written as ZZ"));
    }

    private string? CountryOf(string zone)
    {
        if (_countryOfZone.TryGetValue(zone, out var country))
            return country;
        return TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(zone, out var canonical)
            ? _countryOfZone.GetValueOrDefault(canonical)
            : null;
    }

    private static string Text(int count, string how) => FormattableString.Invariant(
        $"the country of {count} places is {how}; check it in places.csv or give one country for all");
}
