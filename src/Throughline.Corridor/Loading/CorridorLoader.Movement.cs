namespace Throughline.Corridor.Loading;

/// <content>Transfers and services.</content>
internal sealed partial class CorridorLoader
{
    private const string StandingWords =
        "road, rail_1520, rail_1435, rail, sea, ferry, air, origin or destination";

    private readonly List<Transfer> _transfers = [];
    private readonly IdSet _transferIds = new("transfer", "transfers.csv");
    private readonly List<Service> _services = [];
    private readonly List<int> _serviceRows = [];
    private readonly List<bool> _serviceHasTimetable = [];
    private readonly Dictionary<string, int> _serviceIndex = new(StringComparer.Ordinal);
    private readonly IdSet _serviceIds = new("service", "services.csv");

    private void ReadTransfers()
    {
        var seen = new Dictionary<(string?, Standing, bool, Standing, bool), int>();
        ForEachRow(CorridorSchema.Transfers, _transferIds, t =>
        {
            bool fromAnyRail = false, toAnyRail = false;
            var transfer = new Transfer
            {
                Id = _transferIds.ReadNew(t, "id"),
                Place = _placeIds.Read(t, "place"),
                Kind = t.NeedOneOf(
                    "kind", "gauge_change", "lift", "roll_on", "roll_off", "start", "end", "shunt", "yard"),
                From = t.NeedWord("from", w => CorridorWords.FindStanding(w, out fromAnyRail), StandingWords),
                To = t.NeedWord("to", w => CorridorWords.FindStanding(w, out toAnyRail), StandingWords),
                FromAnyRail = fromAnyRail,
                ToAnyRail = toAnyRail,
                Time = NeedSpread(t, "median_h", "p90_h"),
                Hours = t.OpeningHours("hours"),
                CostMinor = t.Minor("cost"),
                Currency = ReadCurrency(t, "currency"),
                Per = t.OneOf("per", "TEU", "FEU", "unit", "t"),
                Handlings = t.NeedWhole("handlings", 0, 1, "1"),
                Basis = t.Text("basis"),
                Notes = t.Text("notes"),
                Source = NeedSource(t),
            };
            if (!t.RowOk)
                return;
            CheckPrice(t, transfer.CostMinor, transfer.Currency, transfer.Per, "cost", "per");
            if (transfer.From == Standing.Destination || transfer.To == Standing.Origin)
                t.Error("from", "nothing comes after the destination or before the origin; swap from and to");
            if (transfer.Kind == "yard" && !IsYard(transfer))
                t.Error("kind", "a yard makes up trains of one gauge at one place; give place, and the same rail word "
                    + "in from and to");
            var key = (transfer.Place, transfer.From, transfer.FromAnyRail, transfer.To, transfer.ToAnyRail);
            if (!seen.TryAdd(key, t.Row))
                t.Error(null, FormattableString.Invariant(
                    $"row {seen[key]} gives the same change at the same place; keep one of the two"));
            if (t.RowOk)
                _transfers.Add(transfer);
        });
    }

    private static bool IsYard(Transfer transfer) => transfer.Place is not null && transfer.From == transfer.To
        && transfer.FromAnyRail == transfer.ToAnyRail && transfer.From is (Standing.Rail1520 or Standing.Rail1435);

    private void ReadServices() => ForEachRow(CorridorSchema.Services, _serviceIds, t =>
    {
        var kind = t.NeedOneOf("kind", "frequency", "timetable");
        var service = ReadService(t);
        if (t.RowOk)
            CheckService(t, service, kind);
        if (!t.RowOk)
            return;
        _serviceIndex[service.Id] = _services.Count;
        _services.Add(service);
        _serviceRows.Add(t.Row);
        _serviceHasTimetable.Add(kind == "timetable");
    });

    private Service ReadService(CsvTable t)
    {
        var id = _serviceIds.ReadNew(t, "id");
        var frequencyBasis = ReadBasis(t, "frequency_basis");
        var timeBasis = ReadBasis(t, "time_basis");
        var priceBasis = ReadBasis(t, "price_basis");
        return new Service
        {
            Id = id,
            Name = t.NeedText("name"),
            Mode = t.NeedWord("mode", CorridorWords.FindMode, "road, rail, sea, ferry or air"),
            Stops = _placeIds.ReadList(t, "stops"),
            Via = _placeIds.ReadList(t, "via"),
            Operator = t.Text("operator"),
            Status = t.NeedWord("status", CorridorWords.FindStatus, StatusWords),
            ExpectedOpen = ReadYear(t, "expected_open"),
            DeparturesPerWeek = t.Number("departures_per_week", 0.001, 100_000, "3.5"),
            Wait = t.Word("wait", CorridorWords.FindWait, "uniform or random") ?? WaitModel.Uniform,
            SectionTimes = ReadSections(t),
            Units = _unitIds.ReadList(t, "units"),
            Carries = ReadCarries(t),
            Capacity = t.Number("capacity", 0, 1e12, "143"),
            CapacityUnit = t.Text("capacity_unit"),
            PriceMinor = t.Minor("price"),
            Currency = ReadCurrency(t, "currency"),
            PricePer = t.OneOf("price_per", "TEU", "FEU", "unit", "t"),
            Handlings = t.Whole("handlings", 0, 20, "0") ?? 0,
            GaugeMm = t.Whole("gauge_mm", 300, 3000, "1520"),
            Tag = _tagIds.ReadNeeded(t, "tag"),
            FrequencyBasis = frequencyBasis,
            TimeBasis = timeBasis,
            PriceBasis = priceBasis,
            Basis = JoinBasis(frequencyBasis, timeBasis, priceBasis),
            Notes = t.Text("notes"),
            Source = NeedSource(t),
        };
    }

    internal static string? JoinBasis(string? frequency, string? time, string? price)
    {
        if (frequency is null && time is null && price is null)
            return null;
        return $"frequency: {frequency ?? "unknown"}; time: {time ?? "unknown"}; price: {price ?? "unknown"}";
    }

    private static List<Spread> ReadSections(CsvTable t)
    {
        var medians = t.List("median_h");
        var p90s = t.List("p90_h");
        var sections = new List<Spread>(medians.Count);
        if (medians.Count != p90s.Count)
        {
            t.Error("p90_h", FormattableString.Invariant(
                $"there are {p90s.Count} 90th percentiles for {medians.Count} medians; give one for each section"));
            return sections;
        }

        for (var i = 0; i < medians.Count; i++)
        {
            if (HoursOf(t, "median_h", medians[i]) is not { } median || HoursOf(t, "p90_h", p90s[i]) is not { } p90)
                continue;
            if (p90 < median)
                t.Error("p90_h", "the 90th percentile is below the median; correct one of the two");
            sections.Add(new Spread(median, p90));
        }

        return sections;
    }

    private static int? HoursOf(CsvTable t, string column, string text)
    {
        if (double.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint,
                System.Globalization.CultureInfo.InvariantCulture, out var hours) && hours is >= 0 and <= 8784)
            return CsvTable.SecondsOf(hours);
        t.Error(column,
            $"{CsvTable.Quote(text)} is not a number of hours from 0 to 8784; write, for example, 30 or 12.5;20");
        return null;
    }

    private static IReadOnlyList<TransportMode> ReadCarries(CsvTable t)
    {
        var words = t.List("carries");
        if (words is ["both"])
            return [TransportMode.Road, TransportMode.Rail];
        var modes = new List<TransportMode>();
        foreach (var word in words)
        {
            if (CorridorWords.FindMode(word) is TransportMode.Road or TransportMode.Rail)
                modes.Add(CorridorWords.FindMode(word)!.Value);
            else
                t.Error("carries", $"{CsvTable.Quote(word)} cannot roll on to a ferry; write road, rail or both");
        }

        return [.. modes.Distinct().Order()];
    }

    private void CheckService(CsvTable t, Service service, string kind)
    {
        if (service.Mode == TransportMode.Pipeline)
            t.Error("mode", "goods are not planned through pipelines; write road, rail, sea, ferry or air");
        if (service.Stops.Count < 2)
            t.Error("stops", "a service calls at two places or more; write their ids in order, separated by ;");
        for (var i = 1; i < service.Stops.Count; i++)
        {
            if (service.Stops[i] == service.Stops[i - 1])
                t.Error("stops", $"{service.Stops[i]} follows itself; take one out");
        }

        if (service.Units.Count == 0)
            t.Error("units", "the cell is empty; write the load units that the service takes");
        foreach (var unit in service.Units)
        {
            if (_unitModes.TryGetValue(unit, out var modes) && !modes.Contains(service.Mode))
                t.Warn("units",
                    $"{unit} may not travel by {CorridorWords.Of(service.Mode)} in load_units.csv, so it never uses "
                        + "this service");
        }

        if (service.Mode == TransportMode.Ferry && service.Carries.Count == 0)
            t.Error("carries", "a ferry carries vehicles; write road, rail or both");
        if (service.Mode != TransportMode.Ferry && service.Carries.Count > 0)
            t.Error("carries", "only a ferry has vehicles that roll on; empty the cell or correct the mode");
        if (service.Mode == TransportMode.Rail && service.GaugeMm is not (null or 1435 or 1520))
            t.Error("gauge_mm", "write 1435 or 1520, the gauges that are planned with");
        CheckPrice(t, service.PriceMinor, service.Currency, service.PricePer, "price", "price_per");
        if (kind == "frequency")
            CheckFrequency(t, service);
        else if (kind == "timetable" && (service.DeparturesPerWeek is not null || service.SectionTimes.Count > 0))
            t.Error("kind", "a timetable takes its departures and times from trips.csv; empty departures_per_week, "
                + "median_h and p90_h, or write frequency");
    }

    private static void CheckFrequency(CsvTable t, Service service)
    {
        if (service.DeparturesPerWeek is null)
            t.Error("departures_per_week",
                "a service of kind frequency needs it; give the number or an estimate marked so");
        if (t.Cell("wait").IsEmpty)
            t.Error("wait",
                "a service of kind frequency needs it; write uniform (evenly spaced) or random (leaves when full)");
        if (service.SectionTimes.Count != service.Stops.Count - 1)
            t.Error("median_h", FormattableString.Invariant(
                $"{service.Stops.Count} stops have {service.Stops.Count - 1} sections, but ")
                    + FormattableString.Invariant($"{service.SectionTimes.Count} ")
                + "times are given; give one median and p90 per section, separated by ;");
    }

    private string? ReadCurrency(CsvTable t, string column)
    {
        var currency = t.Text(column);
        if (currency is not null && !_currencyIds.Contains(currency) && _currencyIds.IsComplete)
            t.Error(column,
                $"there is no exchange rate for {CsvTable.Quote(currency)}; add a row to exchange_rates.csv or correct "
                    + "the cell");
        return currency;
    }

    private static void CheckPrice(
        CsvTable t, long? amount, string? currency, string? per, string amountColumn, string perColumn)
    {
        if (amount is null)
            return;
        if (currency is null)
            t.Error("currency", $"there is a {amountColumn} without a currency; write, for example, USD");
        if (per is null)
            t.Error(perColumn, $"there is a {amountColumn} but not for what; write TEU, FEU, unit or t");
    }
}
