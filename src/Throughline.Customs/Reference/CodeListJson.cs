using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Throughline.Customs;

/// <summary>Reads one page of code lists as the Commission publishes them, token by token.</summary>
/// <remarks>A page is an object with <c>elements</c>; an element has <c>code_list_code</c>, <c>code_list_name</c> and
/// entries, each with data items (the first is the code; the state and its first day are two more) and descriptions by
/// language. Properties may come in any order; those of no concern are passed over.</remarks>
internal sealed class CodeListJson(PackIssues issues, string file)
{
    private const string State = "RDEntryStatus_state";
    private const string ActiveFrom = "RDEntryStatus_activeFrom";
    private const string English = "en";
    private const int MostDepth = 16;
    private readonly List<ListPart> _parts = [];
    private (string? Text, DateOnly? Day) _lastDay;

    /// <summary>Reads the page; findings go to the issues.</summary>
    /// <returns>The parts of lists that it holds, in its order.</returns>
    public IReadOnlyList<ListPart> Read(ReadOnlySpan<byte> page)
    {
        try
        {
            var bom = "\ufeff"u8;
            var reader = new Utf8JsonReader(
                page.StartsWith(bom) ? page[bom.Length..] : page, new JsonReaderOptions { MaxDepth = MostDepth });
            reader.Read();
            if (!ReadPage(ref reader))
                issues.Error(file, "", "it has no array «elements»", "give a page of a code list as published");
            while (reader.Read())
            {
                // What follows must be JSON too: of a broken page nothing is believed.
            }
        }
        catch (JsonException e)
        {
            issues.Error(file, $"line {e.LineNumber + 1}", "it is no JSON or nested too deep", "fetch the file again");
        }
        catch (InvalidOperationException)
        {
            issues.Error(file, "", "it holds a text that is no Unicode", "fetch the file again");
        }

        return _parts;
    }

    private bool ReadPage(ref Utf8JsonReader reader)
    {
        var hasElements = false;
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isElements = reader.ValueTextEquals("elements"u8);
            reader.Read();
            if (!isElements || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            hasElements = true;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                ReadElement(ref reader);
        }

        return hasElements;
    }

    private void ReadElement(ref Utf8JsonReader reader)
    {
        string? number = null, name = null;
        List<CodeEntry>? entries = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("code_list_code"u8))
                    number = Text(ref reader);
                else if (reader.ValueTextEquals("code_list_name"u8))
                    name = Text(ref reader);
                else if (reader.ValueTextEquals("rdentry"u8) && Enter(ref reader, JsonTokenType.StartArray))
                    entries = ReadEntries(ref reader);
                else
                    reader.Skip();
            }
        }
        else
        {
            reader.Skip();
        }

        if (Accepts(number, entries))
            _parts.Add(new ListPart(number!, name ?? "", entries!));
    }

    private bool Accepts(string? number, List<CodeEntry>? entries)
    {
        var folder = file.Split('/')[^1].Split('_', '.')[0];
        if (number is null || number.Length != 5 || !number.StartsWith("CL", StringComparison.Ordinal))
            issues.Error(file, "", $"«{number}» is no number of a code list", "it should be such as CL231");
        else if (folder.StartsWith("CL", StringComparison.Ordinal) && folder != number)
        {
            issues.Error(file, "", $"it holds the list {number} and is named as {folder}",
                "put it into the folder of its list");
        }
        else if (entries is null)
            issues.Error(file, "", "it has no array «rdentry»", "fetch the file again");
        else
            return true;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private List<CodeEntry> ReadEntries(ref Utf8JsonReader reader)
    {
        var entries = new List<CodeEntry>();
        for (var row = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; row++)
        {
            if (ReadEntry(ref reader, $"entry {row}") is { } entry)
                entries.Add(entry);
        }

        return entries;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CodeEntry? ReadEntry(ref Utf8JsonReader reader, string place)
    {
        var draft = new Draft();
        if (reader.TokenType != JsonTokenType.StartObject)
            reader.Skip();
        else
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isItems = reader.ValueTextEquals("dataitem"u8);
                if (!isItems && !reader.ValueTextEquals("language"u8) || !Enter(ref reader, JsonTokenType.StartArray))
                {
                    reader.Skip();
                    continue;
                }

                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (isItems)
                        draft.Set(ReadPair(ref reader, "dataitem_name"u8, "dataitem_value"u8));
                    else
                        draft.Describe(ReadPair(ref reader, "lang_code"u8, "lang_desc"u8));
                }
            }
        }

        return Check(draft, place);
    }

    private CodeEntry? Check(Draft draft, string place)
    {
        if (string.IsNullOrWhiteSpace(draft.Code) || draft.Code.Any(char.IsControl))
            issues.Error(file, place, "it has no code", "give its first data item a value");
        else if (draft.State is not ("valid" or "invalid"))
        {
            issues.Error(file, place, $"the state of {draft.Code} is «{draft.State}»",
                "it should be valid or invalid");
        }
        else if (ReadDay(draft.From) is not { } day)
        {
            issues.Error(file, place, $"the first day of {draft.Code} is «{draft.From}»",
                "write it such as 31-12-2025");
        }
        else
        {
            return new CodeEntry(draft.Code, day, DateOnly.MaxValue,
                draft.State == "valid" ? CodeState.Valid : CodeState.Invalid, PackText.OneLine(draft.Meaning ?? ""));
        }

        return null;
    }

    // Most entries of a page have the day of the one before.
    private DateOnly? ReadDay(string? text)
    {
        if (text != _lastDay.Text)
        {
            _lastDay = (text, DateOnly.TryParseExact(text, ["dd-MM-yyyy", "yyyy-MM-dd"],
                CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);
        }

        return _lastDay.Day;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (string? Name, string? Value) ReadPair(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> nameKey, ReadOnlySpan<byte> valueKey)
    {
        (string? Name, string? Value) pair = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return pair;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(nameKey))
                pair.Name = Text(ref reader);
            else if (reader.ValueTextEquals(valueKey))
                pair.Value = Text(ref reader);
            else
                reader.Skip();
        }

        return pair;
    }

    /// <summary>Moves from the name of a property to its value; false when that is of another kind, which then is what
    /// the reader stands at and is passed over.</summary>
    private static bool Enter(ref Utf8JsonReader reader, JsonTokenType kind)
    {
        reader.Read();
        return reader.TokenType == kind;
    }

    /// <summary>The text behind the name of a property; null when it is no text.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        // The same few words stand in every entry.
        return reader.ValueTextEquals("valid"u8) ? "valid"
            : reader.ValueTextEquals("RDEntryStatus_state"u8) ? State
            : reader.ValueTextEquals("RDEntryStatus_activeFrom"u8) ? ActiveFrom
            : reader.ValueTextEquals("en"u8) ? English
            : reader.GetString();
    }

    /// <summary>What one page holds of a list.</summary>
    internal sealed record ListPart(string Number, string Name, List<CodeEntry> Entries);

    /// <summary>What has been read of one entry.</summary>
    private sealed class Draft
    {
        public string? Code { get; private set; }

        public string? State { get; private set; }

        public string? From { get; private set; }

        public string? Meaning { get; private set; }

        public void Set((string? Name, string? Value) item)
        {
            switch (item.Name)
            {
                case CodeListJson.State: State = item.Value; break;
                case ActiveFrom: From = item.Value; break;
                default: Code ??= item.Value; break;
            }
        }

        public void Describe((string? Language, string? Text) words)
        {
            if (words.Language == English)
                Meaning ??= words.Text;
        }
    }
}
