using Throughline.Corridor.Imports;

namespace Throughline.Corridor.Gmns;

/// <content>Links: units, lengths, directions.</content>
internal sealed partial class GmnsReader
{
    // Two directed links are one road when their lengths and speeds differ by no more than this share.
    private const double SameShare = 0.005;

    private void MakeLinks(ImportedNetwork network)
    {
        var metres = FindLengthUnit();
        var kmh = FindSpeedUnit();
        var opposite = new Dictionary<(TransportMode, int, int), List<int>>();
        int noLength = 0, noUse = 0, overBorder = 0;
        foreach (var row in _rows)
        {
            noUse += row.Modes.Count == 0 ? 1 : 0;
            var direct = Direct(row);
            if (row.Length is null or 0)
                noLength++;
            // A length a little under the great circle is rounding, not a fault; far under it the loader would object.
            var length = row.Length is { } given and > 0 ? given * metres : direct;
            foreach (var mode in row.Modes)
            {
                if (MakeLink(network, row, mode, Math.Max(1, length), row.Speed * kmh) is not { } link)
                    continue;
                if (IsOverBorder(row, mode))
                    overBorder++;
                else if (!row.Directed || !JoinOpposite(network.Links, opposite, link, row, mode))
                    network.Links.Add(link);
            }
        }

        Report(network, noLength, noUse, overBorder);
    }

    private double Direct(Row row) => GreatCircle.Metres(
        _nodes[row.From].Latitude, _nodes[row.From].Longitude, _nodes[row.To].Latitude, _nodes[row.To].Longitude);

    private Link? MakeLink(ImportedNetwork network, Row row, TransportMode mode, double metres, double? kmh)
    {
        var isLand = mode is TransportMode.Road or TransportMode.Rail;
        if (metres > 50_000_000)
        {
            Issues.Error("link.csv", row.Number, "length",
                "the link is longer than the way around the Earth; correct the length or its unit");
            return null;
        }

        if (metres < Direct(row) * 0.994 - 100 && isLand)
        {
            Issues.Error("link.csv", row.Number, "length", FormattableString.Invariant(
                $"the way is {metres / 1000:0.###} km long but its nodes lie {Direct(row) / 1000:0.###} km apart as ")
                + "the crow flies; correct the length, its unit in config.csv, or a position");
            return null;
        }

        var speed = kmh is > 0 ? kmh : _options.DefaultSpeedKmh;
        if (speed is null && isLand)
        {
            Issues.Error("link.csv", row.Number, "free_speed",
                "the cell is empty or zero; fill it in, or give a speed for all such links");
            return null;
        }

        return new Link
        {
            Id = _linkIds.Make(row.Modes.Count == 1 ? row.Id : $"{row.Id}-{CorridorWords.Of(mode)}"),
            From = PlaceId(row.From),
            To = PlaceId(row.To),
            Mode = mode,
            OneWay = row.Directed,
            LengthMetres = (int)Math.Round(metres, MidpointRounding.AwayFromZero),
            LengthBasis = row.Length is > 0 ? "published" : "great_circle",
            GaugeMm = mode == TransportMode.Rail ? _options.RailGaugeMm : null,
            Status = OperatingStatus.Open,
            SpeedKmh = speed is { } value ? Math.Clamp(Math.Round(value, 3), 0.1, 1500) : null,
            SpeedBasis = kmh is > 0 ? "published" : "estimate",
            Capacity = row.Capacity,
            CapacityUnit = row.Capacity is null ? null : "vehicles/h/lane",
            Tag = _options.Tag,
            Notes = row.Name,
            Source = _source,
        };
    }

    private string PlaceId(int node) => _nodes[node].PlaceId ??= _placeIds.Make(_nodes[node].Id);

    private bool IsOverBorder(Row row, TransportMode mode)
    {
        if (mode is not (TransportMode.Road or TransportMode.Rail) || _options.Country is not null
            || _options.Base is null)
            return false;
        return CountryOf(row.From) != CountryOf(row.To);
    }

    private string CountryOf(int node) => _nodes[node].Country ??=
        _where.CountryAt(_nodes[node].Latitude, _nodes[node].Longitude, _options.TimeZone);

    /// <summary>Makes one link for both directions when the opposite one is there and alike.</summary>
    private static bool JoinOpposite(
        List<Link> links, Dictionary<(TransportMode, int, int), List<int>> opposite, Link link, Row row,
        TransportMode mode)
    {
        if (opposite.TryGetValue((mode, row.To, row.From), out var candidates))
        {
            foreach (var index in candidates)
            {
                if (links[index].OneWay && Alike(links[index].LengthMetres, link.LengthMetres)
                    && Alike(links[index].SpeedKmh ?? 0, link.SpeedKmh ?? 0))
                {
                    links[index] = links[index] with { OneWay = false };
                    return true;
                }
            }
        }

        var key = (mode, row.From, row.To);
        if (!opposite.TryGetValue(key, out var mine))
            opposite[key] = mine = [];
        mine.Add(links.Count);
        return false;
    }

    private static bool Alike(double a, double b) => Math.Abs(a - b) <= SameShare * Math.Max(a, b) + 1e-9;

    private double FindLengthUnit()
    {
        if (_lengthUnit is { } word)
            return GmnsUnits.MetresOf(word)!.Value;
        var ratios = new List<double>();
        foreach (var row in _rows)
        {
            var direct = Direct(row);
            if (row.Length is { } length and > 0 && direct > 10)
                ratios.Add(length / direct);
        }

        if (!_rows.Exists(r => r.Length is > 0))
            return 1;
        if (GmnsUnits.Judge(ratios) is { } unit)
        {
            Issues.Warn("link.csv", 0, "length",
                $"config.csv does not say the unit; {unit.Word} fits the positions of the nodes and is taken");
            _lengthUnit = unit.Word;
            return unit.Metres;
        }

        Issues.Error("link.csv", 0, "length",
            "config.csv does not say the unit and none fits the positions of the nodes; give long_length in "
                + "config.csv");
        return 1;
    }

    private double FindSpeedUnit()
    {
        if (_speedUnit is { } word)
            return GmnsUnits.KmhOf(word)!.Value;
        if (!_rows.Exists(r => r.Speed is > 0))
            return 1;
        var miles = _lengthUnit is not null && GmnsUnits.MetresOf(_lengthUnit) is 1609.344 or 0.3048;
        Issues.Warn("link.csv", 0, "free_speed",
            $"config.csv does not say the unit of speed; {(miles ? "mph" : "km/h")} goes with the unit of length and "
                + "is taken");
        return miles ? 1.609344 : 1;
    }

    private void Report(ImportedNetwork network, int noLength, int noUse, int overBorder)
    {
        Warn(noLength, "length", "links have no length; the great circle between their nodes is taken");
        Warn(noUse, "allowed_uses", "links are for people or buses only and are left out");
        Warn(overBorder, "to_node_id",
            "links lead over a border for which no crossing is known and are left out; give one country for all if "
                + "that is wrong");
        Warn(network.Links.Count(l => l.OneWay), "directed", "links are one-way");
        if (network.Links.Exists(l => l.Mode == TransportMode.Rail))
            Issues.Warn("link.csv", 0, "allowed_uses", FormattableString.Invariant(
                $"GMNS does not say the gauge; rail is taken as {_options.RailGaugeMm} mm, give another one if that ")
                + "is wrong");
        if (network.Links.Count == 0 && !Issues.HasErrors)
            Issues.Error("link.csv", 0, null, "no link is left to import; check allowed_uses and facility_type");

        void Warn(int count, string field, string message)
        {
            if (count > 0)
                Issues.Warn("link.csv", 0, field, FormattableString.Invariant($"{count} ") + message);
        }
    }
}
