namespace Throughline.Customs;

/// <summary>Puts the pages of code lists together.</summary>
internal sealed class ListPages(PackIssues issues)
{
    private readonly Dictionary<string, (string Name, List<CodeEntry> Entries)> _lists = new(StringComparer.Ordinal);

    /// <summary>Adds what a page holds.</summary>
    public void Add(IEnumerable<CodeListJson.ListPart> parts)
    {
        foreach (var part in parts)
        {
            if (!_lists.TryGetValue(part.Number, out var list))
                _lists[part.Number] = list = (part.Name, []);
            list.Entries.AddRange(part.Entries);
        }
    }

    /// <summary>The lists, each entry ending where the next of its code begins.</summary>
    public IEnumerable<CodeList> ListLists()
    {
        foreach (var (number, (name, entries)) in _lists)
        {
            // A list keeps its entries by code, then by first day; so the next of a code stands behind the one before.
            var sorted = new CodeList(number, name, entries).Entries;
            var spans = new List<CodeEntry>(sorted.Count);
            for (var i = 0; i < sorted.Count; i++)
            {
                var entry = sorted[i];
                if (i + 1 == sorted.Count || sorted[i + 1].Code != entry.Code)
                    spans.Add(entry);
                else if (entry.From < sorted[i + 1].From)
                    spans.Add(entry with { To = sorted[i + 1].From.AddDays(-1) });
                else
                {
                    issues.Error(number, $"code {entry.Code}", $"two entries begin on {entry.From:yyyy-MM-dd}",
                        "keep the one that holds");
                }
            }

            yield return new CodeList(number, name, spans);
        }
    }
}
