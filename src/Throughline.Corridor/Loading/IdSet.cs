namespace Throughline.Corridor.Loading;

/// <summary>Ids of one file, to check that they are unique and that references to them exist.</summary>
/// <param name="what">What one of them is, with its article: «a place».</param>
/// <param name="file">File in which they are defined.</param>
/// <param name="anyText">Whether an id may be any text rather than an identifier of a corridor folder.</param>
internal sealed class IdSet(string what, string file, bool anyText = false)
{
    private const int MaxSuggestions = 500;
    private const int MaxSearched = 20_000;
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string?> _suggested = new(StringComparer.Ordinal);

    /// <summary>Whether every id is known; if the file was cut short, an unknown reference is no news.</summary>
    public bool IsComplete { get; set; } = true;

    public int Count => _rows.Count;

    public bool Contains(string id) => _rows.ContainsKey(id);

    public int RowOf(string id) => _rows.GetValueOrDefault(id);

    /// <summary>Gives an id another name by which a reader may have meant it.</summary>
    public void AddName(string id, string name) => _byName.TryAdd(name, id);

    /// <summary>Reads the id of a new row from a cell and reports one that is taken.</summary>
    public string ReadNew(CsvTable table, string column)
    {
        var id = anyText ? table.NeedText(column) : table.NeedId(column);
        if (id.Length > 0 && !_rows.TryAdd(id, table.Row))
            table.Error(column, FormattableString.Invariant(
                $"{CsvTable.Quote(id)} is already the id of row {_rows[id]}; give one of the rows another id"));
        return id;
    }

    /// <summary>Makes an id known that several rows may define.</summary>
    public void Define(string id, int row) => _rows.TryAdd(id, row);

    /// <summary>Reads a reference from a cell that must be filled.</summary>
    public string ReadNeeded(CsvTable table, string column)
    {
        var id = table.NeedText(column);
        if (id.Length > 0)
            Check(table, column, id);
        return id;
    }

    /// <summary>Reads a reference from a cell that may be empty.</summary>
    public string? Read(CsvTable table, string column)
    {
        var id = table.Text(column);
        if (id is not null)
            Check(table, column, id);
        return id;
    }

    /// <summary>Reads a list of references; each unknown one is reported.</summary>
    public IReadOnlyList<string> ReadList(CsvTable table, string column)
    {
        var ids = table.List(column);
        foreach (var id in ids)
            Check(table, column, id);
        return ids;
    }

    public void Check(CsvTable table, string column, string id)
    {
        if (Contains(id) || !IsComplete)
            return;
        var hint = Suggest(id) is { } near ? $"did you mean '{near}'?" : $"add it to {file} or correct the cell";
        table.Error(column, $"there is no {what} {CsvTable.Quote(id)}; {hint}");
    }

    public string? Suggest(string word)
    {
        if (_suggested.TryGetValue(word, out var known))
            return known;
        if (_suggested.Count >= MaxSuggestions || _rows.Count > MaxSearched)
            return null;
        var near = _byName.GetValueOrDefault(word) ?? EditDistance.FindNearest(word, _rows.Keys);
        if (near is null && EditDistance.FindNearest(word, _byName.Keys) is { } name)
            near = _byName[name];
        _suggested[word] = near;
        return near;
    }
}
