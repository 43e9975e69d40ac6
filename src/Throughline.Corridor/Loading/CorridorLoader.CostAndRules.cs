namespace Throughline.Corridor.Loading;

/// <content>Currencies, load units, the cost model, emission factors and rules of driving.</content>
internal sealed partial class CorridorLoader
{
    private const string LoadModes = "road, rail, sea, ferry or air";

    private readonly List<ExchangeRate> _exchangeRates = [];
    private readonly IdSet _currencyIds = new("currency", "exchange_rates.csv");
    private readonly List<LoadUnit> _loadUnits = [];
    private readonly IdSet _unitIds = new("load unit", "load_units.csv");
    private readonly Dictionary<string, IReadOnlyList<TransportMode>> _unitModes = new(StringComparer.Ordinal);
    private readonly List<Rate> _rates = [];
    private readonly List<EmissionFactor> _emissionFactors = [];
    private readonly List<RunningTime> _runningTimes = [];
    private readonly List<DriverRule> _driverRules = [];
    private AccessRule? _access;

    private void ReadExchangeRates() => ForEachRow(CorridorSchema.ExchangeRates, _currencyIds, t =>
    {
        var currency = _currencyIds.ReadNew(t, "currency");
        if (currency.Length > 0 && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
            t.Error("currency",
                $"{CsvTable.Quote(currency)} is not an ISO 4217 code; write three capitals such as EUR");
        var usd = t.Decimal("usd", 1_000_000m);
        if (t.RowOk && usd is null or 0)
            t.Error("usd", "the rate is empty or zero; write how many US dollars one unit of the currency is");
        if (t.RowOk && currency == "USD" && usd != 1)
            t.Error("usd", "one US dollar is one US dollar; write 1");
        var day = t.NeedDate("date");
        var source = NeedSource(t);
        if (t.RowOk)
            _exchangeRates.Add(new ExchangeRate(
                currency, usd!.Value, NodaTime.Text.LocalDatePattern.Iso.Format(ServiceCalendar.DateOf(day)), source));
    });

    private void ReadLoadUnits() => ForEachRow(CorridorSchema.LoadUnits, _unitIds, t =>
    {
        var unit = new LoadUnit(
            _unitIds.ReadNew(t, "id"), t.NeedText("name"), ReadModes(t, "modes"), t.NeedNumber("teu", 0, 20, "2"),
            t.NeedWhole("tare_kg", 0, 1_000_000, "3800"), t.NeedWhole("max_gross_kg", 0, 10_000_000, "30480"),
            t.NeedFlag("needs_driver"), NeedSource(t));
        if (!t.RowOk)
            return;
        _loadUnits.Add(unit);
        _unitModes[unit.Id] = unit.Modes;
    });

    private static List<TransportMode> ReadModes(CsvTable t, string column)
    {
        var modes = new List<TransportMode>();
        foreach (var word in t.List(column))
        {
            if (CorridorWords.FindMode(word) is { } mode and not TransportMode.Pipeline)
                modes.Add(mode);
            else
                t.Error(column, $"{CsvTable.Quote(word)} is not a mode; write {LoadModes}, separated by ;");
        }

        if (modes.Count == 0 && t.RowOk)
            t.Error(column, $"the cell is empty; write the modes that it may travel by: {LoadModes}, separated by ;");
        return modes;
    }

    private void ReadRates()
    {
        var ids = new IdSet("rate", "rates.csv");
        var seen = new Dictionary<(TransportMode, string?, string, string), int>();
        ForEachRow(CorridorSchema.Rates, ids, t =>
        {
            var country = t.Text("country");
            if (country is not null)
                CheckCountry(t, "country", country);
            var amount = t.Decimal("amount", 1_000_000_000m);
            if (t.Cell("amount").IsEmpty)
                t.Error("amount", "the cell is empty; write the amount, or take the row out when it is unknown");
            var rate = new Rate(
                ids.ReadNew(t, "id"), t.NeedWord("mode", CorridorWords.FindMode, LoadModes), country,
                _unitIds.ReadNeeded(t, "unit"), amount ?? 0, ReadCurrency(t, "currency") ?? "",
                t.NeedOneOf("per", "unit_km", "tonne_km", "crossing", "start"), t.Text("basis"), t.Text("notes"),
                NeedSource(t))
            { Year = ReadYear(t, "year") };
            if (t.RowOk && rate.Currency.Length == 0)
                t.Error("currency", "the cell is empty; write, for example, USD");
            var key = (rate.Mode, rate.Country, rate.Unit, rate.Per);
            if (t.RowOk && !seen.TryAdd(key, t.Row))
                t.Error(null, FormattableString.Invariant(
                    $"row {seen[key]} gives a rate for the same mode, country, unit and per; keep one of the two"));
            if (t.RowOk)
                _rates.Add(rate);
        });
    }

    private void ReadEmissionFactors()
    {
        var ids = new IdSet("emission factor", "emission_factors.csv");
        ForEachRow(CorridorSchema.EmissionFactors, ids, t =>
        {
            var factor = new EmissionFactor(
                ids.ReadNew(t, "id"), t.NeedWord("mode", CorridorWords.FindMode, LoadModes),
                t.NeedOneOf("traction", "electric", "diesel", "any"), _unitIds.Read(t, "unit"),
                t.NeedNumber("g_per_tkm", 0, 100_000, "25"), t.Text("basis"), t.Text("notes"), NeedSource(t))
            { BelowKm = t.Whole("below_km", 1, 50_000, "1500") };
            if (t.RowOk)
                _emissionFactors.Add(factor);
        });
    }

    private void ReadRunningTimes()
    {
        var seen = new HashSet<TransportMode>();
        ForEachRow(CorridorSchema.RunningTimes, null, t =>
        {
            var time = new RunningTime(
                t.NeedWord("mode", CorridorWords.FindMode, LoadModes), t.NeedNumber("p90_over_median", 1, 100, "1.25"),
                t.Text("basis"), NeedSource(t));
            if (t.RowOk && !seen.Add(time.Mode))
                t.Error("mode", "the mode occurs twice; keep one of the rows");
            if (t.RowOk)
                _runningTimes.Add(time);
        });
    }

    private void ReadDriverRules()
    {
        var ids = new IdSet("driver rule", "driver_rules.csv");
        ForEachRow(CorridorSchema.DriverRules, ids, t =>
        {
            var rule = new DriverRule(
                ids.ReadNew(t, "id"), t.NeedHours("drive_before_break_h"), t.NeedHours("break_h"),
                t.NeedHours("drive_per_day_h"), t.NeedHours("daily_rest_h"), t.NeedHours("drive_per_week_h"),
                t.NeedHours("drive_per_two_weeks_h"), t.NeedHours("weekly_rest_h"), NeedSource(t));
            if (t.RowOk && (rule.DriveBeforeBreakSeconds == 0 || rule.DrivePerDaySeconds == 0
                || rule.DrivePerWeekSeconds == 0 || rule.DrivePerTwoWeeksSeconds == 0))
                t.Error(null, "a rule that allows no driving leads nowhere; write more than zero hours of driving");
            if (t.RowOk)
                _driverRules.Add(rule);
        });
    }

    private void ReadAccess() => ForEachRow(CorridorSchema.Access, null, t =>
    {
        var rule = new AccessRule(
            t.NeedNumber("detour_factor", 1, 5, "1.3"), t.NeedNumber("speed_kmh", 1, 200, "50"),
            MetresOf(t.NeedNumber("max_km", 1, 2000, "150")), t.Text("basis"), NeedSource(t));
        if (t.RowOk && _access is not null)
            t.Error(null, "there is a second row; the file has one");
        if (t.RowOk)
            _access = rule;
    });
}
