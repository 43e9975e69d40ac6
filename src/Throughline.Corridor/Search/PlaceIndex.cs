using Throughline.Corridor.Search;

namespace Throughline.Corridor;

/// <summary>How a search text met a place, best first.</summary>
public enum PlaceMatchKind
{
    /// <summary>The text is the id of the place.</summary>
    Id,
    /// <summary>The text is the UN/LOCODE of the place.</summary>
    Unlocode,
    /// <summary>The text is another code of the place.</summary>
    Code,
    /// <summary>The text is a name of the place; case, accents and script aside.</summary>
    Name,
    /// <summary>The text sounds like a name of the place.</summary>
    Sound,
    /// <summary>A name or the id begins with the text.</summary>
    Prefix,
    /// <summary>A name begins with something that sounds like the text.</summary>
    SoundPrefix,
    /// <summary>Every word of the text begins a word of a name.</summary>
    Words,
    /// <summary>A name is a few typing errors away.</summary>
    Typo,
}

/// <summary>A place that a search found.</summary>
/// <param name="Place">The place.</param>
/// <param name="Name">The name or code that matched, as the corridor writes it.</param>
/// <param name="Kind">How it matched.</param>
/// <param name="Errors">Letters in which text and name differ, for the kinds Sound and Typo; else 0.</param>
public sealed record PlaceMatch(Place Place, string Name, PlaceMatchKind Kind, int Errors)
{
    /// <summary>Whether the text names the place, rather than being like its name.</summary>
    public bool IsExact => Kind <= PlaceMatchKind.Sound;
}

/// <summary>A place and how far away it is.</summary>
/// <param name="Place">The place.</param>
/// <param name="Metres">Great-circle distance in metres.</param>
public readonly record struct NearPlace(Place Place, double Metres);

/// <summary>Finds places by name in any script, by code or by position. Immutable and safe to share.</summary>
public sealed class PlaceIndex
{
    /// <summary>Longest text that is searched for, in characters; a longer one finds nothing.</summary>
    public const int MaxTextLength = 200;

    private readonly Place[] _places;
    private readonly Entry[] _names;
    private readonly Dictionary<string, List<(int Place, PlaceMatchKind Kind, string Text)>> _codes =
        new(StringComparer.Ordinal);

    private readonly record struct Entry(int Place, string Name, string Fold, string Sound, string[] Words);

    /// <summary>Makes an index of all places of a corridor.</summary>
    public PlaceIndex(CorridorModel corridor)
        : this(corridor.Places)
    {
    }

    /// <summary>Makes an index of some places.</summary>
    public PlaceIndex(IEnumerable<Place> places)
    {
        _places = [.. places];
        var names = new List<Entry>();
        for (var i = 0; i < _places.Length; i++)
        {
            var place = _places[i];
            AddCode(place.Id, i, PlaceMatchKind.Id);
            if (place.Unlocode is { } unlocode)
                AddCode(unlocode, i, PlaceMatchKind.Unlocode);
            foreach (var code in place.Codes)
                AddCode(code.Code, i, PlaceMatchKind.Code);
            AddName(names, i, place.Name);
            foreach (var name in place.Names)
                AddName(names, i, name.Name);
        }

        _names = [.. names];
    }

    /// <summary>Places that a text may mean, best first; each place at most once.</summary>
    /// <param name="text">A name in Latin, Armenian, Georgian or Cyrillic letters, or as the corridor writes it in
    /// another script, or an id, UN/LOCODE or other code. A country after a comma («Alat, AZ») keeps to that
    /// country.</param>
    /// <param name="limit">Most places to return, 1 or more.</param>
    public IReadOnlyList<PlaceMatch> Search(string text, int limit = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (text.Length > MaxTextLength)
            return [];
        var country = TakeCountry(ref text);
        var best = new Dictionary<int, PlaceMatch>();
        if (_codes.TryGetValue(CodeKey(text), out var codes))
        {
            foreach (var (place, kind, code) in codes)
                Keep(best, place, new PlaceMatch(_places[place], code, kind, 0), country);
        }

        var query = new Query(PlaceText.Fold(text));
        if (query.Fold.Length > 0)
        {
            foreach (var entry in _names)
            {
                if (query.Match(entry.Fold, entry.Sound, entry.Words) is var (kind, errors))
                    Keep(best, entry.Place, new PlaceMatch(_places[entry.Place], entry.Name, kind, errors), country);
            }
        }

        return [.. best.Values.Order(MatchOrder.Instance).Take(limit)];
    }

    /// <summary>The place that a text names by id, code or name in any script and spelling, or null. Of several the
    /// best ranked: id before UN/LOCODE before other codes before names, then cities before other kinds.</summary>
    public Place? Find(string text) => Search(text, 1) is [{ IsExact: true } match] ? match.Place : null;

    /// <summary>The place that a text names.</summary>
    /// <exception cref="KeyNotFoundException">None has this name or code; the message suggests the nearest.</exception>
    public Place Get(string text)
    {
        if (Find(text) is { } place)
            return place;
        var near = Suggest(text);
        var hint = near.Count == 0 ? "" : $" Did you mean {string.Join(", ", near.Select(p => $"{p.Name} ({p.Id})"))}?";
        throw new KeyNotFoundException($"There is no place '{text}'.{hint}");
    }

    /// <summary>Places whose names are like a text that names none, best first.</summary>
    public IReadOnlyList<Place> Suggest(string text, int limit = 3)
    {
        var found = Search(text, limit);
        if (found.Count > 0)
            return [.. found.Select(m => m.Place)];
        // Nothing is like it: let go of the last words, then of the last letters.
        for (var length = text.Length - 1; length >= 3; length--)
        {
            found = Search(text[..length], limit);
            if (found.Count > 0)
                return [.. found.Select(m => m.Place)];
        }

        return [];
    }

    /// <summary>The places nearest to a position by great circle, nearest first.</summary>
    /// <param name="latitude">WGS 84 latitude in degrees, −90 to 90.</param>
    /// <param name="longitude">WGS 84 longitude in degrees, −180 to 180.</param>
    /// <param name="count">How many, 1 or more.</param>
    public IReadOnlyList<NearPlace> Nearest(double latitude, double longitude, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!(latitude is >= -90 and <= 90))
            throw new ArgumentOutOfRangeException(nameof(latitude), latitude,
                "Latitudes lie between -90 and 90 degrees.");
        if (!(longitude is >= -180 and <= 180))
            throw new ArgumentOutOfRangeException(nameof(longitude), longitude,
                "Longitudes lie between -180 and 180 degrees.");
        var nearest = new PriorityQueue<Place, double>();
        foreach (var place in _places)
        {
            var metres = GreatCircle.Metres(latitude, longitude, place.Latitude, place.Longitude);
            if (nearest.Count < count)
                nearest.Enqueue(place, -metres);
            else
                nearest.EnqueueDequeue(place, -metres);
        }

        var list = new List<NearPlace>(nearest.Count);
        while (nearest.TryDequeue(out var place, out var minus))
            list.Add(new NearPlace(place, -minus));
        list.Reverse();
        return list;
    }

    private string? TakeCountry(ref string text)
    {
        var comma = text.LastIndexOf(',');
        if (comma < 0)
            return null;
        var country = text[(comma + 1)..].Trim().ToUpperInvariant();
        if (country.Length != 2 || !_places.Any(p => p.Country == country))
            return null;
        text = text[..comma];
        return country;
    }

    private static void Keep(Dictionary<int, PlaceMatch> best, int place, PlaceMatch match, string? country)
    {
        if (country is not null && match.Place.Country != country)
            return;
        if (!best.TryGetValue(place, out var known) || MatchOrder.Instance.Compare(match, known) < 0)
            best[place] = match;
    }

    // «AZ BAK», «az-bak» and AZBAK are the same code.
    private static string CodeKey(string code) => code.Trim().ToUpperInvariant()
        .Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)
        .Replace("_", "", StringComparison.Ordinal);

    private void AddCode(string code, int place, PlaceMatchKind kind)
    {
        var key = CodeKey(code);
        if (!_codes.TryGetValue(key, out var list))
            _codes[key] = list = [];
        list.Add((place, kind, code));
    }

    private static void AddName(List<Entry> names, int place, string name)
    {
        var fold = PlaceText.Fold(name);
        if (fold.Length > 0)
            names.Add(new Entry(place, name, fold, PlaceText.Sound(fold), fold.Split(' ')));
    }

    private sealed class MatchOrder : IComparer<PlaceMatch>
    {
        public static readonly MatchOrder Instance = new();

        public int Compare(PlaceMatch? x, PlaceMatch? y)
        {
            var order = x!.Kind.CompareTo(y!.Kind);
            if (order == 0)
                order = x.Errors.CompareTo(y.Errors);
            if (order == 0)
                order = (x.Place.Kind != PlaceKind.City).CompareTo(y.Place.Kind != PlaceKind.City);
            if (order == 0)
                order = x.Name.Length.CompareTo(y.Name.Length);
            return order != 0 ? order : string.CompareOrdinal(x.Place.Id, y.Place.Id);
        }
    }
}
