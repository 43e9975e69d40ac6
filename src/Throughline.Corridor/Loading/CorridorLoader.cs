namespace Throughline.Corridor.Loading;

/// <summary>Reads all files of a corridor folder and checks them, file by file and then as a whole.</summary>
internal sealed partial class CorridorLoader
{
    private readonly FileSet _files;
    private readonly IssueList _issues;
    private readonly TableReader _tables;

    public CorridorLoader(FileSet files)
    {
        _files = files;
        _issues = new IssueList();
        _tables = new TableReader(files, _issues);
    }

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
        Name = _files.Name,
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

    private void ForEachRow(TableSchema schema, IdSet? ids, Action<CsvTable> read) =>
        _tables.ForEachRow(schema, ids, read);

    private void NoteStrangeFiles()
    {
        IReadOnlyCollection<string> names;
        try
        {
            names = _files.ListNames();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _issues.Error(_files.Name, 0, null, $"the files cannot be listed ({problem.Message})");
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
