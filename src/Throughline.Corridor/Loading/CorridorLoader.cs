namespace Throughline.Corridor.Loading;

/// <summary>Reads all files of a corridor folder and checks them, file by file and then as a whole.</summary>
internal sealed partial class CorridorLoader(FileSet files)
{
    private readonly IssueList _issues = new();
    private readonly TextPool _pool = new();

    public LoadResult Load()
    {
        NoteStrangeFiles();
        ReadTags();
        ReadExchangeRates();
        ReadLoadUnits();
        ReadPlaces();
        ReadPlaceNames();
        ReadPlaceCodes();
        ReadLinks();
        ReadCrossings();
        ReadObservations();
        ReadTransfers();
        ReadCalendars();
        ReadServices();
        ReadTrips();
        ReadRates();
        ReadEmissionFactors();
        ReadRunningTimes();
        ReadDriverRules();
        ReadAccess();
        ReadRestrictions();
        ReadScenarios();
        ReadSwitches();
        ReadNamedRoutes();
        new NetworkCheck(_places, _links, _linkRows, _crossings, _crossingRows, _transfers, _services, _issues).Run();
        return new LoadResult(_issues.HasErrors ? null : Assemble(), _issues.ToList());
    }

    private CorridorModel Assemble() => new CorridorModel
    {
        Name = files.Name,
        Version = "",
        Places = _places,
        Links = _links,
        Crossings = _crossings,
        Observations = _observations,
        Transfers = _transfers,
        Services = _services,
        Rates = _rates,
        EmissionFactors = _emissionFactors,
        RunningTimes = _runningTimes,
        DriverRules = _driverRules,
        Access = _access,
        ExchangeRates = _exchangeRates,
        LoadUnits = _loadUnits,
        Restrictions = _restrictions,
        Tags = _tags,
        Scenarios = _scenarios,
        Switches = _switches,
        NamedRoutes = _namedRoutes,
    }.WithContentVersion();

    /// <summary>Calls a reader for each row of a file.</summary>
    private void ForEachRow(TableSchema schema, IdSet? ids, Action<CsvTable> read)
    {
        using var table = CsvTable.Open(files, schema, _issues, _pool, out var isBroken);
        if (table is not null)
        {
            while (table.Read() && !_issues.IsFull(schema.File))
                read(table);
            isBroken = table.IsBroken || table.LacksColumns || _issues.IsFull(schema.File);
        }

        if (ids is not null && isBroken)
            ids.IsComplete = false;
    }

    private void NoteStrangeFiles()
    {
        IReadOnlyCollection<string> names;
        try
        {
            names = files.ListNames();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _issues.Error(files.Name, 0, null, $"the files cannot be listed ({problem.Message})");
            return;
        }

        var known = CorridorSchema.All.Select(s => s.File).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || known.Contains(name))
                continue;
            var near = EditDistance.FindNearest(name, known);
            var hint = near is null ? "" : $"; did you mean {near}?";
            _issues.Warn(name, 0, null, $"the file is no part of a corridor folder and was not read{hint}");
        }
    }

    private string NeedSource(CsvTable table) => table.NeedText("source");
}
