using Throughline.Corridor.Imports;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Gmns;

/// <summary>Reads the files of a GMNS network and makes places and links of them.</summary>
internal sealed partial class GmnsReader
{
    private readonly TableReader _tables;
    private readonly GmnsOptions _options;
    private readonly string _source;
    private readonly Whereabouts _where;
    private readonly GmnsUses _uses = new();
    private readonly IdMaker _placeIds = new();
    private readonly IdMaker _linkIds = new();
    private readonly IdSet _nodeIds = new("node", "node.csv", anyText: true);
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<string, int> _nodeIndex = new(StringComparer.Ordinal);
    private readonly List<Row> _rows = [];
    private string? _lengthUnit;
    private string? _speedUnit;

    private sealed record Node(string Id, string? Name, double Latitude, double Longitude)
    {
        public string? PlaceId { get; set; }
        public string? Country { get; set; }
    }

    /// <summary>A link as read; length and speed in the units of the network, null when not given.</summary>
    private sealed record Row(
        string Id, string? Name, int From, int To, bool Directed, double? Length, double? Capacity, double? Speed,
        IReadOnlyList<TransportMode> Modes, int Number);

    public GmnsReader(TableReader tables, GmnsOptions options)
    {
        _tables = tables;
        _options = options;
        _source = $"GMNS network {tables.Files.Name}";
        _where = new Whereabouts(options);
        if (options is not { BesideBase: true, Base: { } model })
            return;
        foreach (var place in model.Places)
            _placeIds.Reserve(place.Id);
        foreach (var link in model.Links)
            _linkIds.Reserve(link.Id);
    }

    private IssueList Issues => _tables.Issues;

    public ImportedNetwork Read()
    {
        ReadConfig();
        ReadUseGroups();
        ReadNodes();
        ReadLinks();
        var network = new ImportedNetwork
        {
            Name = _tables.Files.Name,
            Source = _source,
            Year = _options.Base?.Scenarios.Select(s => s.Year).DefaultIfEmpty(Scenario.FirstYear).First()
                ?? Scenario.FirstYear,
            Places = [],
        };
        MakeLinks(network);
        foreach (var node in _nodes)
        {
            if (node.PlaceId is not null)
                network.Places.Add(MakePlace(node));
        }

        _where.Report("node.csv", Issues);
        return network;
    }

    private void ReadConfig()
    {
        var rows = 0;
        _tables.ForEachRow(GmnsSchema.Config, null, t =>
        {
            if (rows++ > 0)
            {
                t.Error(null, "config.csv has one row; take the others out");
                return;
            }

            _lengthUnit = ReadUnit(t, "long_length", GmnsUnits.MetresOf, "km, mile, meter or foot");
            _speedUnit = ReadUnit(t, "speed", GmnsUnits.KmhOf, "kmh, mph or m/s");
            if (t.Text("crs") is { } crs && !GmnsUnits.IsDegrees(crs))
                t.Error("crs",
                    $"{CsvTable.Quote(crs)} is not WGS 84; transform the coordinates to EPSG:4326, degrees of "
                        + "longitude and latitude");
        });
        _lengthUnit = _options.LengthUnit ?? _lengthUnit;
        _speedUnit = _options.SpeedUnit ?? _speedUnit;
    }

    private static string? ReadUnit(CsvTable t, string column, Func<string, double?> find, string words)
    {
        var text = t.Text(column);
        if (text is null || find(text) is not null)
            return text;
        t.Error(column, $"{CsvTable.Quote(text)} is no known unit; write {words}");
        return null;
    }

    private void ReadUseGroups() => _tables.ForEachRow(GmnsSchema.UseGroups, null, t =>
    {
        var name = t.NeedText("use_group");
        var uses = t.NeedText("uses");
        if (t.RowOk)
            _uses.AddGroup(name, uses);
    });

    private void ReadNodes() => _tables.ForEachRow(GmnsSchema.Nodes, _nodeIds, t =>
    {
        var node = new Node(
            _nodeIds.ReadNew(t, "node_id"), t.Text("name"),
            t.NeedNumber("y_coord", -90, 90, "40.3777 (degrees north, WGS 84)"),
            t.NeedNumber("x_coord", -180, 180, "49.8920 (degrees east, WGS 84)"));
        if (t.RowOk && node is { Latitude: 0, Longitude: 0 })
            t.Error("x_coord", "a position of 0, 0 lies in the Gulf of Guinea; fill in the real one");
        if (!t.RowOk)
            return;
        _nodeIndex[node.Id] = _nodes.Count;
        _nodes.Add(node);
    });

    private void ReadLinks()
    {
        var ids = new IdSet("link", "link.csv", anyText: true);
        var noDirection = 0;
        _tables.ForEachRow(GmnsSchema.Links, ids, t =>
        {
            var id = ids.ReadNew(t, "link_id");
            var from = _nodeIds.ReadNeeded(t, "from_node_id");
            var to = _nodeIds.ReadNeeded(t, "to_node_id");
            var directed = ReadDirected(t, ref noDirection);
            var length = ReadOptional(t, "length", 0, 1e9);
            var capacity = ReadOptional(t, "capacity", 0, 1e9);
            var speed = ReadOptional(t, "free_speed", 0, 1500);
            var uses = t.Text("allowed_uses");
            var facility = t.Text("facility_type");
            if (t.RowOk && from == to)
                t.Error("to_node_id", "the link ends where it begins; give it two nodes");
            if (!t.RowOk || !_nodeIndex.TryGetValue(from, out var a) || !_nodeIndex.TryGetValue(to, out var b))
                return;
            _rows.Add(new Row(
                id, t.Text("name"), a, b, directed, length, capacity, speed, _uses.ModesOf(uses, facility), t.Row));
        });
        if (noDirection > 0)
            Issues.Warn("link.csv", 0, "directed", FormattableString.Invariant(
                $"{noDirection} links do not say whether they are directed and are taken as directed, from_node_id to ")
                    + "to_node_id");
    }

    /// <summary>A number that may be missing; GMNS writes NaN for that too.</summary>
    private static double? ReadOptional(CsvTable t, string column, double min, double max) =>
        t.Cell(column).Equals("NaN", StringComparison.OrdinalIgnoreCase) ? null : t.Number(column, min, max, "12.5");

    private static bool ReadDirected(CsvTable t, ref int missing)
    {
        var cell = t.Cell("directed");
        if (cell.IsEmpty)
        {
            missing++;
            return true;
        }

        foreach (var yes in (ReadOnlySpan<string>)["1", "true", "t", "yes", "1.0"])
        {
            if (cell.Equals(yes, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        foreach (var no in (ReadOnlySpan<string>)["0", "false", "f", "no", "0.0"])
        {
            if (cell.Equals(no, StringComparison.OrdinalIgnoreCase))
                return false;
        }

        t.Error("directed", $"{CsvTable.Quote(cell)} is neither yes nor no; write true or false");
        return true;
    }

    private Place MakePlace(Node node) => new()
    {
        Id = node.PlaceId!,
        Name = node.Name ?? node.Id,
        Country = node.Country ??= _where.CountryAt(node.Latitude, node.Longitude, _options.TimeZone),
        Latitude = node.Latitude,
        Longitude = node.Longitude,
        Kind = PlaceKind.Terminal,
        TimeZone = _options.TimeZone ?? _where.Near(node.Latitude, node.Longitude)?.TimeZone ?? "Etc/UTC",
        Codes = [new PlaceCode("gmns", node.Id, _source)],
        Source = _source,
    };
}
