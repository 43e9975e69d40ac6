using System.Text.Json;

namespace Throughline.Customs;

/// <summary>Writes checked documents as SARIF 2.1.0, the form in which build servers and editors read
/// findings.</summary>
public static class SarifReport
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>Writes the report as UTF-8.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="stream">Receives the report; stays open.</param>
    public static void Write(IReadOnlyList<CheckedDocument> documents, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, documents);
        json.WriteStartArray("results");
        foreach (var document in documents)
        {
            foreach (var finding in document.Findings)
                WriteResult(json, document, finding);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, IReadOnlyList<CheckedDocument> documents)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "throughline customs check");
        json.WriteStartArray("rules");
        var rules = documents.SelectMany(d => d.Findings).Select(RuleId).Distinct().Order(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule);
            if (RuleTexts.English.Find(rule) is { Says.Length: > 0 } text)
            {
                json.WriteStartObject("shortDescription");
                json.WriteString("text", text.Says);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, CheckedDocument document, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", RuleId(finding));
        json.WriteString("level", finding.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "note",
        });
        json.WriteStartObject("message");
        json.WriteString("text", $"{finding.Message} {finding.Remedy}");
        json.WriteEndObject();
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(document.Name));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(1, finding.Line));
        if (finding.Column > 0)
            json.WriteNumber("startColumn", finding.Column);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", finding.Pointer);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteString("errorCode", finding.Code);
        if (finding.Value is { } value)
            json.WriteString("originalAttributeValue", value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A path as a reference (RFC 3986): names may hold blanks, quotes and worse.</summary>
    private static string UriOf(string path)
    {
        var uri = string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        const string Colon = "%3A";
        var hasDrive = path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]);
        return hasDrive ? $"file:///{path[0]}:{uri[(1 + Colon.Length)..]}" : uri;
    }

    private static string RuleId(Finding finding) => finding.Reason == "N/A" ? "XML" + finding.Code : finding.Reason;
}
