using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Throughline.Customs;

/// <summary>Reads lists for screening: CSV as <c>docs/screening.md</c> tells, and the open sanctions JSON with one
/// entity a line (id, caption, schema, properties, datasets). Reads on after an error and tells all.</summary>
public static class ListReader
{
    private static readonly string[] Needed = ["id", "kind", "name"];
    private static readonly HashSet<string> NoParties = new(StringComparer.Ordinal)
    {
        // Entities that only join others or name no party.
        "Address", "Sanction", "Identification", "Passport", "Ownership", "Directorship", "Membership", "Employment",
        "Family", "Associate", "Representation", "UnknownLink", "Occupancy", "Position", "Succession", "Security",
        "Article", "Documentation", "CryptoWallet", "BankAccount", "Interest", "Debt", "Payment", "Similar", "Event",
    };

    /// <summary>Reads a list in whichever of the two forms it has: JSON begins with a brace.</summary>
    /// <param name="source">UTF-8; read once, from where it stands.</param>
    /// <param name="name">What the list is called when the file does not say.</param>
    /// <param name="limits">How much is read.</param>
    public static WatchList Read(Stream source, string name, ListLimits? limits = null)
    {
        limits ??= new ListLimits();
        var counted = new LimitedStream(source, limits.MostBytes);
        var draft = new ListDraft(name, limits);
        using var reader = new StreamReader(counted, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        if (reader.Peek() is '{')
            ReadJson(reader, draft);
        else
            ReadCsv(reader, draft);
        if (counted.IsCut)
        {
            draft.Issue(0, $"The list has more than {limits.MostBytes} bytes.",
                "Load it in parts, or raise the limit.");
        }

        return new WatchList(draft.Entries, draft.Issues);
    }

    private static void ReadCsv(StreamReader reader, ListDraft draft)
    {
        foreach (var row in CsvTable.Read(reader, Needed, draft.Issues))
        {
            if (draft.IsFull(row.Line))
                return;
            var kind = ListKinds.OfSchema(row["kind"]);
            if (kind == NameKind.Unknown && row["kind"] is not ("" or "unknown"))
            {
                draft.Issue(row.Line, $"The kind is '{Short(row["kind"])}'.",
                    "Write person, organisation, vessel or unknown.");
            }

            var list = row["list"].Length > 0 ? row["list"] : draft.Name;
            draft.Add(new ListEntry
            {
                Id = row["id"],
                Kind = kind,
                Name = row["name"],
                OtherNames = Parts(row["aliases"]),
                WeakNames = Parts(row["weak_aliases"]),
                Dates = [.. Parts(row["date"]).Where(d => draft.CheckDate(row.Line, d))],
                Countries = [.. Parts(row["countries"]).Where(c => draft.CheckCountry(row.Line, c))
                    .Select(c => c.ToUpperInvariant())],
                Programmes = Parts(row["programme"]),
                Identifiers = Parts(row["identifiers"]),
                List = row["list_date"].Length > 0 ? $"{list}, {row["list_date"]}" : list,
                Line = row.Line,
            });
        }
    }

    private static List<string> Parts(string field) =>
        [.. field.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static void ReadJson(StreamReader reader, ListDraft draft)
    {
        var number = 0;
        while (ReadLine(reader, draft.Limits.MostLineCharacters, out var isLong) is { } line)
        {
            number++;
            if (draft.IsFull(number))
                return;
            if (isLong)
            {
                draft.Issue(number, $"The line has more than {draft.Limits.MostLineCharacters} characters.",
                    "Put each entity on a line of its own.");
                continue;
            }

            if (line.AsSpan().Trim().Length == 0)
                continue;
            try
            {
                using var entity = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 32 });
                AddEntity(entity.RootElement, number, draft);
            }
            catch (JsonException e)
            {
                draft.Issue(number, $"The line is no JSON (at character {e.BytePositionInLine + 1}).",
                    "Each line holds one whole entity.");
            }
            catch (InvalidOperationException)
            {
                // A text with half a surrogate pair parses and cannot be read.
                draft.Issue(number, "A text of the entity holds characters that do not exist.", "Mend the file.");
            }
        }
    }

    private static void AddEntity(JsonElement entity, int line, ListDraft draft)
    {
        if (entity.ValueKind != JsonValueKind.Object || Text(entity, "schema") is not { } schema)
        {
            draft.Issue(line, "The line is no entity: it has no schema.", "An entity has id, schema and properties.");
            return;
        }

        if (NoParties.Contains(schema))
            return;
        var values = entity.TryGetProperty("properties", out var found) && found.ValueKind == JsonValueKind.Object
            ? found : default;
        var names = List(values, "name");
        var caption = Text(entity, "caption");
        var first = caption ?? names.FirstOrDefault() ?? "";
        var datasets = List(entity, "datasets");
        draft.Add(new ListEntry
        {
            Id = Text(entity, "id") ?? "",
            Kind = ListKinds.OfSchema(schema),
            Name = first,
            OtherNames = [.. names.Concat(List(values, "alias")).Concat(List(values, "previousName"))
                .Where(n => n != first).Distinct(StringComparer.Ordinal)],
            WeakNames = [.. List(values, "weakAlias").Distinct(StringComparer.Ordinal)],
            Dates = [.. List(values, "birthDate").Concat(List(values, "incorporationDate"))],
            Countries = [.. List(values, "country").Concat(List(values, "nationality"))
                .Concat(List(values, "jurisdiction")).Concat(List(values, "flag")).Where(c => c.Length == 2)
                .Select(c => c.ToUpperInvariant()).Distinct(StringComparer.Ordinal)],
            Programmes = [.. List(values, "programId").Concat(List(values, "program")).Concat(List(values, "topics"))],
            Identifiers = [.. List(values, "idNumber").Concat(List(values, "registrationNumber"))
                .Concat(List(values, "taxNumber")).Concat(List(values, "passportNumber"))
                .Concat(List(values, "imoNumber")).Concat(List(values, "innCode")).Concat(List(values, "ogrnCode"))],
            List = datasets.Count > 0 ? string.Join(", ", datasets) : draft.Name,
            Line = line,
        });
    }

    private static string? Text(JsonElement at, string name) =>
        at.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<string> List(JsonElement at, string name) =>
        at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)
                .Where(v => v.Length > 0)]
            : [];

    /// <summary>A line, cut where it is too long; the rest of it is read over.</summary>
    private static string? ReadLine(StreamReader reader, int most, out bool isLong)
    {
        isLong = false;
        var line = new StringBuilder();
        var at = reader.Read();
        if (at < 0)
            return null;
        for (; at >= 0 && at != '\n'; at = reader.Read())
        {
            if (line.Length < most)
                line.Append((char)at);
            else
                isLong = true;
        }

        return line.ToString();
    }

    private static string Short(string text) =>
        text.Length <= 40 ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..40]}…");
}
