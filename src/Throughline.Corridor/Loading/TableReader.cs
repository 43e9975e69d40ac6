namespace Throughline.Corridor.Loading;

/// <summary>Reads the tables of one set of files into one list of issues.</summary>
internal sealed class TableReader(FileSet files, IssueList issues)
{
    private readonly TextPool _pool = new();

    public FileSet Files => files;

    public IssueList Issues => issues;

    /// <summary>Calls a reader for each row of a file. Returns whether the file was there and read to its
    /// end.</summary>
    /// <param name="schema">Columns of the file.</param>
    /// <param name="ids">The ids that the file defines; told when not all of them can be known.</param>
    /// <param name="read">Reads the present row.</param>
    public bool ForEachRow(TableSchema schema, IdSet? ids, Action<CsvTable> read)
    {
        using var table = CsvTable.Open(files, schema, issues, _pool, out var isBroken);
        if (table is not null)
        {
            while (table.Read() && !issues.IsFull(schema.File))
                read(table);
            isBroken = table.IsBroken || table.LacksColumns || issues.IsFull(schema.File);
        }

        if (ids is not null && isBroken)
            ids.IsComplete = false;
        return table is not null && !isBroken;
    }
}
