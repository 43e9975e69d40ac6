namespace Throughline.Corridor.Loading;

/// <content>Links, crossings and published dwell times.</content>
internal sealed partial class CorridorLoader
{
    private const string StatusWords = "open, under_construction, planned, disused, closed or suspended";
    private const string RegimeWords = "EAEU, EU, EU_CU or NATIONAL";

    private readonly List<Link> _links = [];
    private readonly List<int> _linkRows = [];
    private readonly IdSet _linkIds = new("link", "links.csv");
    private readonly List<Crossing> _crossings = [];
    private readonly List<int> _crossingRows = [];
    private readonly IdSet _crossingIds = new("crossing", "crossings.csv");
    private readonly List<DwellObservation> _observations = [];

    private void ReadLinks() => ForEachRow(CorridorSchema.Links, _linkIds, t =>
    {
        var link = new Link
        {
            Id = _linkIds.ReadNew(t, "id"),
            From = _placeIds.ReadNeeded(t, "from"),
            To = _placeIds.ReadNeeded(t, "to"),
            Mode = t.NeedWord("mode", CorridorWords.FindMode, ModeWords),
            OneWay = t.Flag("one_way") ?? false,
            LengthMetres = MetresOf(t.NeedNumber("length_km", 0, 50_000, "21.6 (kilometres)")),
            LengthBasis = t.OneOf("length_basis", "published", "derived", "estimate", "great_circle"),
            GaugeMm = t.Whole("gauge_mm", 300, 3000, "1520"),
            Tracks = t.Whole("tracks", 1, 20, "2"),
            Electrified = t.Flag("electrified"),
            Status = t.NeedWord("status", CorridorWords.FindStatus, StatusWords),
            ExpectedOpen = ReadYear(t, "expected_open"),
            SpeedKmh = t.Number("speed_kmh", 0.1, 1500, "40"),
            SpeedBasis = ReadBasis(t, "speed_basis"),
            Capacity = t.Number("capacity", 0, 1e12, "15"),
            CapacityUnit = t.Text("capacity_unit"),
            Tag = _tagIds.ReadNeeded(t, "tag"),
            Notes = t.Text("notes"),
            Source = NeedSource(t),
        };
        if (t.RowOk)
            CheckLink(t, link);
        if (!t.RowOk)
            return;
        _links.Add(link);
        _linkRows.Add(t.Row);
    });

    private static void CheckLink(CsvTable t, Link link)
    {
        if (link.From == link.To)
            t.Error("to", "the link ends where it begins; give it two places");
        if (link.LengthMetres == 0)
            t.Error("length_km", "the length is zero; write the length along the way, or make one place of the two");
        if (link.Mode is TransportMode.Road or TransportMode.Rail && link.SpeedKmh is null)
            t.Error("speed_kmh",
                "the cell is empty; goods run over road and rail links at a commercial speed, fill it in");
        if (link.Mode == TransportMode.Rail && link.GaugeMm is not (1435 or 1520))
            t.Error("gauge_mm", "a rail link needs its gauge; write 1435 or 1520, the gauges that are planned with");
        if (link.Mode != TransportMode.Rail && link.GaugeMm is not null)
            t.Error("gauge_mm", "only rail has a gauge; empty the cell or correct the mode");
    }

    private void ReadCrossings() => ForEachRow(CorridorSchema.Crossings, _crossingIds, t =>
    {
        var crossing = new Crossing
        {
            Id = _crossingIds.ReadNew(t, "id"),
            Mode = t.NeedWord("mode", CorridorWords.FindMode, ModeWords),
            PostA = t.NeedText("post_a"),
            PlaceA = _placeIds.ReadNeeded(t, "place_a"),
            PostB = t.NeedText("post_b"),
            PlaceB = _placeIds.ReadNeeded(t, "place_b"),
            HoursA = t.OpeningHours("hours_a"),
            HoursB = t.OpeningHours("hours_b"),
            Status = t.NeedWord("status", CorridorWords.FindStatus, StatusWords),
            ExpectedOpen = ReadYear(t, "expected_open"),
            Tag = _tagIds.ReadNeeded(t, "tag"),
            DwellAToB = NeedSpread(t, "median_ab_h", "p90_ab_h"),
            DwellBToA = NeedSpread(t, "median_ba_h", "p90_ba_h"),
            DwellBasis = t.Text("dwell_basis"),
            RegimeA = t.NeedOneOf("regime_a", "EAEU", "EU", "EU_CU", "NATIONAL"),
            RegimeB = t.NeedOneOf("regime_b", "EAEU", "EU", "EU_CU", "NATIONAL"),
            CustomsControl = t.NeedOneOf("customs_control", "internal", "customs_union", "full"),
            Ctc = t.NeedOneOf("ctc", "both", "one", "none"),
            Tir = t.NeedOneOf("tir", "both", "one", "none"),
            Etir = t.NeedOneOf("etir", "both", "one", "none"),
            Notes = t.Text("notes"),
            Source = NeedSource(t),
        };
        if (t.RowOk)
            CheckCrossing(t, crossing);
        if (!t.RowOk)
            return;
        _crossings.Add(crossing);
        _crossingRows.Add(t.Row);
    });

    private void CheckCrossing(CsvTable t, Crossing crossing)
    {
        if (!_placeIndex.TryGetValue(crossing.PlaceA, out var a)
            || !_placeIndex.TryGetValue(crossing.PlaceB, out var b))
            return;
        if (_places[a].Country == _places[b].Country)
            t.Error("place_b",
                $"both posts lie in {_places[a].Country}; a crossing joins two countries, correct the place");
    }

    private void ReadObservations()
    {
        var ids = new IdSet("observation", "observations.csv");
        ForEachRow(CorridorSchema.Observations, ids, t =>
        {
            var observation = new DwellObservation(
                ids.ReadNew(t, "id"),
                _crossingIds.ReadNeeded(t, "crossing"),
                t.NeedOneOf("direction", "ab", "ba"),
                t.NeedOneOf("side", "exit", "entry", "both"),
                t.NeedWhole("year", 1990, 2100, "2023"),
                t.NeedText("statistic"),
                t.NeedNumber("hours", 0, 8784, "12.5"),
                t.Text("notes"),
                NeedSource(t));
            if (t.RowOk)
                _observations.Add(observation);
        });
    }

    private static int? ReadYear(CsvTable t, string column) => t.Whole(column, 1900, 2100, "2029");

    private static string? ReadBasis(CsvTable t, string column) => t.Text(column);

    private static int MetresOf(double km) => (int)Math.Round(km * 1000, MidpointRounding.AwayFromZero);

    private static Spread NeedSpread(CsvTable t, string median, string p90)
    {
        var half = t.HoursToCheck(median);
        var most = t.HoursToCheck(p90);
        if (most < half)
            t.Error(p90, "the 90th percentile is below the median; correct one of the two");
        return new Spread(half ?? 0, most ?? 0);
    }
}
