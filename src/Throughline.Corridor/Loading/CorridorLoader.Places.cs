using NodaTime.TimeZones;

namespace Throughline.Corridor.Loading;

/// <content>Places, their names and codes.</content>
internal sealed partial class CorridorLoader
{
    private const string PlaceKinds =
        "city, rail_station, border_crossing, sea_port, dry_port, airport, gauge_change or terminal";
    private const string ModeWords = "road, rail, sea, ferry, air or pipeline";

    private readonly List<Place> _places = [];
    private readonly Dictionary<string, int> _placeIndex = new(StringComparer.Ordinal);
    private readonly IdSet _placeIds = new("place", "places.csv");
    private readonly HashSet<string> _countries = Countries();

    private void ReadPlaces() => ForEachRow(CorridorSchema.Places, _placeIds, t =>
    {
        var id = _placeIds.ReadNew(t, "id");
        var place = new Place
        {
            Id = id,
            Name = t.NeedText("name"),
            Country = NeedCountry(t, "country"),
            Unlocode = ReadUnlocode(t),
            Latitude = t.NeedNumber("lat", -90, 90, "40.3777 (degrees north)"),
            Longitude = t.NeedNumber("lon", -180, 180, "49.8920 (degrees east)"),
            Kind = t.NeedWord("kind", CorridorWords.FindPlaceKind, PlaceKinds),
            TimeZone = t.NeedTimeZone("time_zone"),
            AccuracyKm = t.Number("accuracy_km", 0, 500, "2"),
            Notes = t.Text("notes"),
            Source = NeedSource(t),
        };
        if (t.RowOk && place is { Latitude: 0, Longitude: 0 })
            t.Error("lat", "a position of 0, 0 lies in the Gulf of Guinea; fill in the real one");
        if (id.Length > 0)
            _placeIds.AddName(id, place.Name);
        if (!t.RowOk)
            return;
        _placeIndex[id] = _places.Count;
        _places.Add(place);
    });

    private void ReadPlaceNames()
    {
        var names = new Dictionary<string, List<PlaceName>>(StringComparer.Ordinal);
        ForEachRow(CorridorSchema.PlaceNames, null, t =>
        {
            var place = _placeIds.ReadNeeded(t, "place");
            var language = t.NeedText("language");
            var name = t.NeedText("name");
            var source = NeedSource(t);
            if (language.Length > 0 && !IsLanguage(language))
                t.Error("language",
                    $"{CsvTable.Quote(language)} is not a language tag; write, for example, hy or az-Cyrl");
            if (!t.RowOk)
                return;
            _placeIds.AddName(place, name);
            Append(names, place, new PlaceName(language, name, source));
        });
        foreach (var (id, list) in names)
        {
            if (_placeIndex.TryGetValue(id, out var index))
                _places[index] = _places[index] with { Names = list };
        }
    }

    private void ReadPlaceCodes()
    {
        var codes = new Dictionary<string, List<PlaceCode>>(StringComparer.Ordinal);
        ForEachRow(CorridorSchema.PlaceCodes, null, t =>
        {
            var place = _placeIds.ReadNeeded(t, "place");
            var code = new PlaceCode(t.NeedText("scheme"), t.NeedText("code"), NeedSource(t))
            {
                Name = t.Text("name"),
                Mode = t.Word("mode", CorridorWords.FindMode, ModeWords),
            };
            if (t.RowOk)
                Append(codes, place, code);
        });
        foreach (var (id, list) in codes)
        {
            if (_placeIndex.TryGetValue(id, out var index))
                _places[index] = _places[index] with { Codes = list };
        }
    }

    private static void Append<T>(Dictionary<string, List<T>> lists, string key, T item)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(item);
    }

    private string? ReadUnlocode(CsvTable table)
    {
        var code = table.Text("unlocode");
        if (code is null)
            return null;
        var ok = code.Length == 5 && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]);
        for (var i = 2; ok && i < 5; i++)
            ok = char.IsAsciiLetterUpper(code[i]) || char.IsAsciiDigit(code[i]);
        if (!ok)
            table.Error("unlocode", $"{CsvTable.Quote(code)} is not a UN/LOCODE; write five characters such as AZBAK");
        return code;
    }

    private string NeedCountry(CsvTable table, string column)
    {
        var code = table.NeedText(column);
        if (code.Length > 0)
            CheckCountry(table, column, code);
        return code;
    }

    private void CheckCountry(CsvTable table, string column, string code)
    {
        if (!_countries.Contains(code))
            table.Error(column,
                $"{CsvTable.Quote(code)} is not an ISO 3166-1 alpha-2 country code; write two capitals such as AZ");
    }

    private static bool IsLanguage(string tag)
    {
        if (tag.Length is < 2 or > 35 || !char.IsAsciiLetter(tag[0]) || !char.IsAsciiLetter(tag[1]))
            return false;
        foreach (var c in tag)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return false;
        }

        return true;
    }

    /// <summary>The country codes that the time zone data know, and two user-assigned ones: Kosovo, and ZZ for a
    /// country that is not known, as imports may have it.</summary>
    private static HashSet<string> Countries()
    {
        var countries = new HashSet<string>(StringComparer.Ordinal) { "XK", "ZZ" };
        foreach (var location in TzdbDateTimeZoneSource.Default.ZoneLocations!)
            countries.Add(location.CountryCode);
        return countries;
    }
}
