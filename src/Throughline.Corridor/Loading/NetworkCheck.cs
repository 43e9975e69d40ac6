namespace Throughline.Corridor.Loading;

/// <summary>Checks that span files: lengths, gauges, borders, connection.</summary>
internal sealed class NetworkCheck(
    IReadOnlyList<Place> places,
    IReadOnlyList<Link> links,
    IReadOnlyList<int> linkRows,
    IReadOnlyList<Crossing> crossings,
    IReadOnlyList<int> crossingRows,
    IReadOnlyList<Transfer> transfers,
    IReadOnlyList<Service> services,
    IssueList issues)
{
    // The sphere errs by 0.6 % against the ellipsoid, and lengths are published in whole tenths of a kilometre.
    private const double ShortShare = 0.994;
    private const double ShortKm = 0.1;

    private readonly Dictionary<string, int> _index = Index(places);

    public void Run()
    {
        CheckLengths();
        CheckGauges();
        CheckBorders();
        CheckConnection();
    }

    private static Dictionary<string, int> Index(IReadOnlyList<Place> places)
    {
        var index = new Dictionary<string, int>(places.Count, StringComparer.Ordinal);
        for (var i = 0; i < places.Count; i++)
            index[places[i].Id] = i;
        return index;
    }

    private Place? FindPlace(string id) => _index.TryGetValue(id, out var index) ? places[index] : null;

    private void CheckLengths()
    {
        for (var i = 0; i < links.Count; i++)
        {
            if (FindPlace(links[i].From) is not { } from || FindPlace(links[i].To) is not { } to)
                continue;
            var direct = GreatCircle.Metres(from, to) / 1000;
            var given = links[i].LengthMetres / 1000.0;
            if (given + ShortKm + (from.AccuracyKm ?? 0) + (to.AccuracyKm ?? 0) >= direct * ShortShare)
                continue;
            var message = FormattableString.Invariant(
                $"the way is {given:0.#} km long but {from.Id} and {to.Id} lie {direct:0.#} km apart as the crow ")
                + "flies; correct the length or a position, or state the accuracy of the places";
            if (IsLand(links[i].Mode))
                issues.Error("links.csv", linkRows[i], "length_km", message);
            else
                issues.Warn("links.csv", linkRows[i], "length_km", message);
        }
    }

    private void CheckGauges()
    {
        var rows = new Dictionary<string, (int Row1435, int Row1520)>(StringComparer.Ordinal);
        for (var i = 0; i < links.Count; i++)
        {
            if (links[i].Mode != TransportMode.Rail)
                continue;
            foreach (var place in (ReadOnlySpan<string>)[links[i].From, links[i].To])
            {
                var (narrow, broad) = rows.GetValueOrDefault(place);
                if (links[i].GaugeMm == 1435 && narrow == 0)
                    narrow = linkRows[i];
                if (links[i].GaugeMm == 1520 && broad == 0)
                    broad = linkRows[i];
                rows[place] = (narrow, broad);
            }
        }

        foreach (var (place, (narrow, broad)) in rows)
        {
            if (narrow == 0 || broad == 0)
                continue;
            CheckGaugeChange(place, Standing.Rail1520, Standing.Rail1435, narrow, broad);
            CheckGaugeChange(place, Standing.Rail1435, Standing.Rail1520, narrow, broad);
        }
    }

    private void CheckGaugeChange(string place, Standing from, Standing to, int narrowRow, int broadRow)
    {
        foreach (var transfer in transfers)
        {
            if (transfer.Kind == "gauge_change" && (transfer.Place is null || transfer.Place == place)
                && (transfer.From == from || transfer.FromAnyRail) && (transfer.To == to || transfer.ToAnyRail))
                return;
        }

        issues.Error("transfers.csv", 0, "place", FormattableString.Invariant(
            $"the gauges 1435 and 1520 mm meet at {place} (links.csv rows {narrowRow} and {broadRow}) but no ")
            + "gauge_change "
            + $"leads from {CorridorWords.Of(from)} to {CorridorWords.Of(to)} there; add a row for the place or a "
            + "default");
    }

    private void CheckBorders()
    {
        var joined = new HashSet<(TransportMode, string, string)>();
        foreach (var crossing in crossings)
            joined.Add(Ends(crossing.Mode, crossing.PlaceA, crossing.PlaceB));
        var linked = new HashSet<(TransportMode, string, string)>();
        var open = new List<string>();
        for (var i = 0; i < links.Count; i++)
        {
            var ends = Ends(links[i].Mode, links[i].From, links[i].To);
            linked.Add(ends);
            if (!IsLand(links[i].Mode) || joined.Contains(ends)
                || FindPlace(links[i].From) is not { } from || FindPlace(links[i].To) is not { } to
                || from.Country == to.Country)
                continue;
            if (CustomsTerritory.Of(from.Country) == CustomsTerritory.EuropeanUnion
                && CustomsTerritory.Of(to.Country) == CustomsTerritory.EuropeanUnion)
                open.Add(links[i].Id);
            else
                issues.Error("links.csv", linkRows[i], "to",
                    $"the link goes from {from.Country} to {to.Country} but crossings.csv has no "
                    + $"{CorridorWords.Of(links[i].Mode)} "
                    + $"crossing between {from.Id} and {to.Id}; add one with its posts and dwell");
        }

        if (open.Count > 0)
            issues.Warn("links.csv", 0, "to", FormattableString.Invariant(
                $"{open.Count} links cross borders inside the European Union without a crossing and are planned ")
                + "without a stop: "
                + Some(open));
        for (var i = 0; i < crossings.Count; i++)
        {
            if (IsLand(crossings[i].Mode)
                && !linked.Contains(Ends(crossings[i].Mode, crossings[i].PlaceA, crossings[i].PlaceB)))
                issues.Error("crossings.csv", crossingRows[i], "place_a",
                    $"links.csv has no {CorridorWords.Of(crossings[i].Mode)} link between {crossings[i].PlaceA} and "
                    + $"{crossings[i].PlaceB}, so nothing can cross; add the link or take the crossing out");
        }
    }

    private void CheckConnection()
    {
        var parent = new int[places.Count];
        for (var i = 0; i < parent.Length; i++)
            parent[i] = i;
        var onPipeline = new HashSet<string>(StringComparer.Ordinal);
        foreach (var link in links)
        {
            if (link.Mode == TransportMode.Pipeline)
            {
                onPipeline.Add(link.From);
                onPipeline.Add(link.To);
                continue;
            }

            Join(parent, link.From, link.To);
        }

        foreach (var service in services)
        {
            for (var i = 1; i < service.Stops.Count; i++)
                Join(parent, service.Stops[i - 1], service.Stops[i]);
        }

        var parts = new Dictionary<int, List<string>>();
        for (var i = 0; i < parent.Length; i++)
        {
            var root = Root(parent, i);
            if (!parts.TryGetValue(root, out var part))
                parts[root] = part = [];
            part.Add(places[i].Id);
        }

        var largest = parts.Count == 0 ? null : parts.Values.MaxBy(p => p.Count);
        foreach (var part in parts.Values)
        {
            if (part != largest && !part.All(onPipeline.Contains))
                issues.Warn("places.csv", 0, null, part.Count == 1
                    ? $"no way leads to {part[0]}; add a link or service, or take the place out"
                    : FormattableString.Invariant(
                        $"{part.Count} places hang together but no way leads to them from the rest: ")
                        + Some(part) + "; add a link or service");
        }
    }

    private void Join(int[] parent, string from, string to)
    {
        if (_index.TryGetValue(from, out var a) && _index.TryGetValue(to, out var b))
            parent[Root(parent, a)] = Root(parent, b);
    }

    private static int Root(int[] parent, int index)
    {
        while (parent[index] != index)
        {
            parent[index] = parent[parent[index]];
            index = parent[index];
        }

        return index;
    }

    private static bool IsLand(TransportMode mode) => mode is TransportMode.Road or TransportMode.Rail;

    private static (TransportMode, string, string) Ends(TransportMode mode, string a, string b) =>
        string.CompareOrdinal(a, b) <= 0 ? (mode, a, b) : (mode, b, a);

    private static string Some(List<string> ids) => ids.Count <= 10
        ? string.Join(", ", ids)
        : string.Join(", ", ids.Take(10)) + FormattableString.Invariant($" and {ids.Count - 10} more");
}
