using System.Text;

namespace Throughline.Customs;

/// <summary>What is wrong with a file, where, and what to do about it.</summary>
/// <param name="Line">Line of the file, from 1; 0 for the file as a whole.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Remedy">What to do, in a sentence.</param>
public sealed record ListIssue(int Line, string Message, string Remedy);

/// <summary>A row of a CSV file by the names of its columns.</summary>
internal sealed class CsvRow(int line, IReadOnlyDictionary<string, int> columns, List<string> fields)
{
    /// <summary>Line where it begins, from 1.</summary>
    public int Line => line;

    /// <summary>A field without blanks around it; empty when the file has no such column.</summary>
    public string this[string column] => columns.TryGetValue(column, out var at) ? fields[at].Trim() : "";
}

/// <summary>Reads CSV by RFC 4180 with a heading, commas and quotes. Rows come as they are read; what is wrong is told
/// with its line and the rest is read on.</summary>
internal static class CsvTable
{
    /// <summary>Characters of a field that are read.</summary>
    public const int MostFieldCharacters = 20_000;

    private const int MostIssues = 1_000;

    public static IEnumerable<CsvRow> Read(StreamReader reader, string[] needed, ICollection<ListIssue> issues)
    {
        var records = Records(reader, issues).GetEnumerator();
        if (!records.MoveNext())
        {
            issues.Add(new ListIssue(0, "The file is empty.", $"Begin with a heading: {string.Join(',', needed)}."));
            yield break;
        }

        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < records.Current.Fields.Count; i++)
            columns.TryAdd(records.Current.Fields[i].Trim(), i);
        var missing = needed.Where(n => !columns.ContainsKey(n)).ToList();
        if (missing.Count > 0)
        {
            issues.Add(new ListIssue(1, $"The heading has no column {string.Join(", ", missing)}.",
                $"The first line names the columns: {string.Join(',', needed)}."));
            yield break;
        }

        var width = records.Current.Fields.Count;
        while (records.MoveNext())
        {
            var (line, fields) = records.Current;
            if (fields.Count == 1 && fields[0].Length == 0)
                continue;
            if (fields.Count == width)
                yield return new CsvRow(line, columns, fields);
            else if (issues.Count < MostIssues)
                issues.Add(new ListIssue(line, $"The row has {fields.Count} fields, the heading {width}.",
                    "Put a field with a comma or a quote into quotes, and write a quote in it twice."));
        }
    }

    private static IEnumerable<(int Line, List<string> Fields)> Records(
        StreamReader reader, ICollection<ListIssue> issues)
    {
        var (line, begin, isQuoted) = (1, 1, false);
        var fields = new List<string>();
        var field = new StringBuilder();
        var isCut = false;
        int at;
        while ((at = reader.Read()) >= 0)
        {
            if (at == '\n')
                line++;
            if (isQuoted ? at == '"' && reader.Peek() != '"' : at == '"' && field.Length == 0)
                isQuoted = !isQuoted;
            else if (!isQuoted && at is ',' or '\n')
                Close(fields, field);
            else if (isQuoted || at != '\r')
                Keep(reader, field, (char)at, isQuoted, ref isCut);
            if (isCut && issues.Count < MostIssues)
                issues.Add(new ListIssue(begin, $"A field has more than {MostFieldCharacters} characters.",
                    "Shorten it, or close a quote that is open."));
            if (isCut)
                yield break;
            if (!isQuoted && at == '\n')
            {
                yield return (begin, fields);
                (fields, begin) = ([], line);
            }
        }

        if (isQuoted)
            issues.Add(new ListIssue(begin, "A quote is opened and not closed.", "Close it before the comma."));
        else if (field.Length > 0 || fields.Count > 0)
        {
            Close(fields, field);
            yield return (begin, fields);
        }
    }

    private static void Keep(StreamReader reader, StringBuilder field, char at, bool isQuoted, ref bool isCut)
    {
        if (isQuoted && at == '"')
            _ = reader.Read();
        field.Append(at);
        isCut = field.Length > MostFieldCharacters;
    }

    private static void Close(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString());
        field.Clear();
    }
}
