using System.Globalization;
using System.Text.Json;

namespace Throughline.Customs;

/// <summary>Reads the pages of code lists as the Commission publishes them.</summary>
/// <remarks>A page is an object with <c>elements</c>; an element has <c>code_list_code</c>, <c>code_list_name</c> and
/// entries, each with data items (the first is the code; the state and its first day are two more) and descriptions by
/// language.</remarks>
internal sealed class CodeListJson(PackIssues issues)
{
    private const string State = "RDEntryStatus_state";
    private const string ActiveFrom = "RDEntryStatus_activeFrom";
    private readonly Dictionary<string, (string Name, List<CodeEntry> Entries)> _lists = new(StringComparer.Ordinal);

    /// <summary>Reads a page; findings go to the issues.</summary>
    public void ReadPage(string file, Stream page)
    {
        try
        {
            using var document = JsonDocument.Parse(page, new JsonDocumentOptions { MaxDepth = 16 });
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("elements", out var elements)
                || elements.ValueKind != JsonValueKind.Array)
            {
                issues.Error(file, "", "it has no array «elements»", "give a page of a code list as published");
                return;
            }

            foreach (var element in elements.EnumerateArray())
                ReadElement(file, element);
        }
        catch (JsonException e)
        {
            issues.Error(file, $"line {e.LineNumber + 1}", "it is no JSON or nested too deep", "fetch the file again");
        }
    }

    /// <summary>The lists, each entry ending where the next of its code begins.</summary>
    public IEnumerable<CodeList> ListLists(string file)
    {
        foreach (var (number, (name, entries)) in _lists)
        {
            var spans = new List<CodeEntry>(entries.Count);
            foreach (var group in entries.GroupBy(e => e.Code, StringComparer.Ordinal))
                spans.AddRange(Chain(file, number, [.. group.OrderBy(e => e.From)]));
            yield return new CodeList(number, name, spans);
        }
    }

    private IEnumerable<CodeEntry> Chain(string file, string number, List<CodeEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (i + 1 == entries.Count)
                yield return entries[i];
            else if (entries[i].From < entries[i + 1].From)
                yield return entries[i] with { To = entries[i + 1].From.AddDays(-1) };
            else
            {
                issues.Error($"{file}{number}", $"code {entries[i].Code}",
                    $"two entries begin on {entries[i].From:yyyy-MM-dd}", "keep the one that holds");
            }
        }
    }

    private void ReadElement(string file, JsonElement element)
    {
        var number = Text(element, "code_list_code");
        if (number is null || number.Length != 5 || !number.StartsWith("CL", StringComparison.Ordinal))
        {
            issues.Error(file, "", $"«{number}» is no number of a code list", "it should be such as CL231");
            return;
        }

        var folder = file.Split('/')[^1].Split('_', '.')[0];
        if (folder.StartsWith("CL", StringComparison.Ordinal) && folder != number)
        {
            issues.Error(file, "", $"it holds the list {number} and is named as {folder}",
                "put it into the folder of its list");
            return;
        }

        if (!_lists.TryGetValue(number, out var list))
            _lists[number] = list = (Text(element, "code_list_name") ?? "", []);
        if (!element.TryGetProperty("rdentry", out var entries) || entries.ValueKind != JsonValueKind.Array)
        {
            issues.Error(file, "", "it has no array «rdentry»", "fetch the file again");
            return;
        }

        var row = 0;
        foreach (var entry in entries.EnumerateArray())
            ReadEntry(file, ++row, entry, list.Entries);
    }

    private void ReadEntry(string file, int row, JsonElement entry, List<CodeEntry> entries)
    {
        string? code = null, state = null, from = null;
        if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("dataitem", out var items)
            && items.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in items.EnumerateArray())
            {
                var value = Text(item, "dataitem_value");
                switch (Text(item, "dataitem_name"))
                {
                    case State: state = value; break;
                    case ActiveFrom: from = value; break;
                    default: code ??= value; break;
                }
            }
        }

        var place = $"entry {row}";
        if (string.IsNullOrWhiteSpace(code) || code.Any(char.IsControl))
            issues.Error(file, place, "it has no code", "give its first data item a value");
        else if (state is not ("valid" or "invalid"))
            issues.Error(file, place, $"the state of {code} is «{state}»", "it should be valid or invalid");
        else if (ReadDay(from) is not { } day)
            issues.Error(file, place, $"the first day of {code} is «{from}»", "write it such as 31-12-2025");
        else
        {
            entries.Add(new CodeEntry(code, day, DateOnly.MaxValue,
                state == "valid" ? CodeState.Valid : CodeState.Invalid, Description(entry)));
        }
    }

    private static DateOnly? ReadDay(string? text) =>
        DateOnly.TryParseExact(text, ["dd-MM-yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day) ? day : null;

    private static string Description(JsonElement entry)
    {
        if (!entry.TryGetProperty("language", out var languages) || languages.ValueKind != JsonValueKind.Array)
            return "";
        foreach (var language in languages.EnumerateArray())
        {
            if (Text(language, "lang_code") == "en")
                return PackText.OneLine(Text(language, "lang_desc") ?? "");
        }

        return "";
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
