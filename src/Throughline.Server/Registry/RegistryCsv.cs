using Sylvan.Data.Csv;

namespace Throughline.Server;

/// <summary>A row of a file of a register, with its line.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Fields">Values in the order of the columns.</param>
internal sealed record RegistryLine(int Line, string[] Fields);

/// <summary>Files of the registers: UTF-8, comma, a head with the names of the columns.</summary>
internal static class RegistryCsv
{
    /// <summary>Most rows of a file.</summary>
    public const int MostRows = 5_000;

    /// <summary>Columns of economic operators.</summary>
    public static string[] Operators { get; } =
        ["identification", "name", "street", "postcode", "city", "country", "valid_from", "valid_to"];

    /// <summary>Columns of authorisations.</summary>
    public static string[] Authorisations { get; } =
        ["number", "type", "holder", "office", "level", "valid_from", "valid_to"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ProblemException">The head is another, or it has too many rows: 422.</exception>
    public static async Task<IReadOnlyList<RegistryLine>> ReadAsync(ReadOnlyMemory<byte> body, string[] columns)
    {
        try
        {
            using var text = new StringReader(new System.Text.UTF8Encoding(false, true).GetString(body.Span)
                .TrimStart('\uFEFF'));
            await using var csv = await CsvDataReader.CreateAsync(
                text, new CsvDataReaderOptions { Delimiter = ',', MaxBufferSize = 1 << 20 });
            var head = Enumerable.Range(0, csv.FieldCount).Select(csv.GetName).ToArray();
            if (!head.SequenceEqual(columns))
                throw Wrong(1, Texts.Server.Get("registry.head", string.Join(",", columns)));
            var lines = new List<RegistryLine>();
            while (await csv.ReadAsync())
            {
                if (lines.Count == MostRows)
                    throw Wrong(csv.RowNumber + 1, Texts.Server.Get("registry.rows", MostRows));
                if (csv.RowFieldCount != columns.Length)
                    throw Wrong(csv.RowNumber + 1, Texts.Server.Get("registry.fields", columns.Length));
                lines.Add(new RegistryLine(
                    csv.RowNumber + 1, [.. Enumerable.Range(0, columns.Length).Select(csv.GetString)]));
            }

            return lines;
        }
        catch (Exception e) when (e is System.Text.DecoderFallbackException or CsvFormatException
            or InvalidDataException or FormatException)
        {
            throw Wrong(1, Texts.Server.Get("registry.unreadable"));
        }
    }

    /// <summary>Writes a file.</summary>
    public static string Write(string[] columns, IEnumerable<string[]> rows)
    {
        var text = new System.Text.StringBuilder(string.Join(',', columns)).Append('\n');
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(Quote)).Append('\n');
        return text.ToString();
    }

    /// <summary>An error in a row.</summary>
    public static ProblemException Wrong(int line, string sentence) =>
        ProblemException.Unprocessable([new FieldError($"/{TransitDecisions.Text(line)}", sentence)]);

    private static string Quote(string field) => field.AsSpan().ContainsAny("\",\r\n")
        ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;
}
