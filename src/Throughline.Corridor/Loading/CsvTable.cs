using System.Text;
using Sylvan.Data.Csv;

namespace Throughline.Corridor.Loading;

/// <summary>Reads one file row by row and says what is wrong with it. Never throws for what the file
/// contains.</summary>
internal sealed partial class CsvTable : IDisposable
{
    public const int MaxRows = 5_000_000;
    public const int MaxCellLength = 10_000;
    private const int MaxRecordChars = 1 << 20;

    private readonly TableSchema _schema;
    private readonly IssueList _issues;
    private readonly TextPool _pool;
    private readonly CsvDataReader _csv;
    private readonly int[] _ordinals;
    private bool _ended;

    private CsvTable(TableSchema schema, IssueList issues, TextPool pool, CsvDataReader csv)
    {
        _schema = schema;
        _issues = issues;
        _pool = pool;
        _csv = csv;
        _ordinals = new int[schema.Columns.Length];
        Array.Fill(_ordinals, -1);
    }

    /// <summary>Row as a spreadsheet counts: the header is row 1.</summary>
    public int Row { get; private set; }

    /// <summary>Whether nothing is wrong so far with the present row.</summary>
    public bool RowOk { get; private set; } = true;

    /// <summary>Whether reading stopped before the end, so that not all rows are known.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether the header misses a column, so that rows cannot be right.</summary>
    public bool LacksColumns { get; private set; }

    public string File => _schema.File;

    /// <summary>Opens a file and checks its header; null when it is absent or unreadable.</summary>
    public static CsvTable? Open(
        FileSet files, TableSchema schema, IssueList issues, TextPool pool, out bool isBroken)
    {
        isBroken = false;
        Stream? stream = null;
        try
        {
            stream = files.FindFile(schema.File);
            if (stream is null)
            {
                isBroken = schema.IsRequired;
                if (schema.IsRequired)
                    issues.Error(schema.File, 0, null, "the file is missing; add it, with at least its header row");
                return null;
            }

            if (stream.CanSeek && stream.Length > FileSet.MaxFileBytes)
                throw new FileTooLargeException();
            var text = new StreamReader(
                new LimitedStream(stream, FileSet.MaxFileBytes), new UTF8Encoding(true, true), false, 1 << 14);
            var table = new CsvTable(schema, issues, pool, CsvDataReader.Create(text, Options()));
            if (table.ReadHeader())
                return table;
            table.Dispose();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            stream?.Dispose();
            issues.Error(schema.File, 0, null, Explain(problem));
        }

        isBroken = true;
        return null;
    }

    /// <summary>Goes to the next row that is not blank.</summary>
    public bool Read()
    {
        RowOk = true;
        while (!_ended)
        {
            try
            {
                if (!_csv.Read())
                    break;
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                Row++;
                Stop(Explain(problem));
                break;
            }

            Row++;
            if (Row > MaxRows)
            {
                Stop(FormattableString.Invariant($"the file has more than {MaxRows:N0} rows; split the corridor"));
                break;
            }

            if (IsBlank())
                continue;
            if (_csv.RowFieldCount > _csv.FieldCount)
                Error(null, FormattableString.Invariant(
                    $"the row has {_csv.RowFieldCount} cells but the header {_csv.FieldCount}; ")
                    + "put texts that contain a comma into double quotes");
            return true;
        }

        _ended = true;
        return false;
    }

    /// <summary>The cell without surrounding spaces; empty when the column or the cell is absent.</summary>
    public ReadOnlySpan<char> Cell(string column)
    {
        var ordinal = _ordinals[_schema.GetIndex(column)];
        return ordinal < 0 || ordinal >= _csv.RowFieldCount ? default : _csv.GetFieldSpan(ordinal).Trim();
    }

    public bool HasColumn(string column) => _ordinals[_schema.GetIndex(column)] >= 0;

    public void Error(string? field, string message)
    {
        RowOk = false;
        _issues.Error(File, Row, field, message);
    }

    public void Warn(string? field, string message) => _issues.Warn(File, Row, field, message);

    public void Dispose() => _csv.Dispose();

    private static CsvDataReaderOptions Options() => new()
    {
        HasHeaders = false,
        Delimiter = ',',
        BufferSize = 1 << 14,
        MaxBufferSize = MaxRecordChars,
        OwnsReader = true,
        CsvStyle = CsvStyle.Standard,
    };

    private static string Explain(Exception problem) => problem switch
    {
        FileTooLargeException => "the file is larger than 2 GB; split the corridor",
        DecoderFallbackException => "the file is not UTF-8; save it as «CSV UTF-8»",
        CsvRecordTooLargeException => FormattableString.Invariant(
            $"a row is longer than {MaxRecordChars:N0} characters; look for a quote that is never closed"),
        CsvFormatException =>
            "the quoting of this row cannot be read; put a text with a comma or quote into double quotes and write "
            + "each quote inside it twice",
        InvalidDataException => "the archive is damaged; make it again",
        _ => $"the file cannot be read ({problem.Message}); check that it is a CSV file and may be read",
    };

    private void Stop(string message)
    {
        IsBroken = true;
        _ended = true;
        _issues.Error(File, Row, null, message + "; rows after this one were not read");
    }

    private bool IsBlank()
    {
        for (var i = 0; i < _csv.RowFieldCount; i++)
        {
            if (!_csv.GetFieldSpan(i).IsWhiteSpace())
                return false;
        }

        return true;
    }

    private bool ReadHeader()
    {
        if (!_csv.Read())
        {
            _issues.Error(File, 0, null,
                $"the file is empty; give it the header row {string.Join(',', _schema.Columns)}");
            return false;
        }

        Row = 1;
        var ok = true;
        for (var i = 0; i < _csv.RowFieldCount; i++)
            ok &= ReadHeading(i);
        if (!ok && _csv.RowFieldCount == 1 && HasOtherSeparator())
            return false;
        for (var i = 0; i < _ordinals.Length; i++)
        {
            if (_schema.Needed[i] && _ordinals[i] < 0)
            {
                _issues.Error(File, 1, _schema.Columns[i], "the column is missing; add it to the header and the rows");
                ok = false;
            }
        }

        RowOk = true;
        LacksColumns = !ok;
        return true;
    }

    private bool ReadHeading(int ordinal)
    {
        var span = _csv.GetFieldSpan(ordinal).Trim();
        var heading = span.Length > 200 ? span[..200].ToString() : span.ToString();
        var index = _schema.FindIndex(heading);
        if (index < 0)
        {
            if (_schema.AllowsUnknown)
                return true;
            var nearest = EditDistance.FindNearest(heading, _schema.Columns);
            var hint = nearest is null ? "take it out" : $"did you mean '{nearest}'? If not, take it out";
            _issues.Error(File, 1, Quote(heading), $"there is no such column in this file; {hint}");
            return false;
        }

        if (_ordinals[index] >= 0)
        {
            _issues.Error(File, 1, heading, "the column occurs twice; take one out");
            return false;
        }

        _ordinals[index] = ordinal;
        return true;
    }

    private bool HasOtherSeparator()
    {
        var heading = _csv.GetFieldSpan(0);
        if (heading.IndexOfAny(';', '\t', '|') < 0)
            return false;
        _issues.Error(File, 1, null, "the cells are not separated by commas; save the file with commas");
        return true;
    }
}
