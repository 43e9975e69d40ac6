using System.Globalization;

namespace Throughline.Customs;

/// <summary>A list while it is read: what is right so far, and what is wrong.</summary>
internal sealed class ListDraft(string name, ListLimits limits)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public string Name => name;

    public ListLimits Limits => limits;

    public List<ListEntry> Entries { get; } = [];

    public List<ListIssue> Issues { get; } = [];

    /// <summary>Whether nothing more is read; says so once.</summary>
    public bool IsFull(int line)
    {
        if (Issues.Count > limits.MostIssues)
            return true;
        if (Issues.Count == limits.MostIssues)
        {
            Issues.Add(new ListIssue(line, "There are more errors; the list is read no further.", "Mend these first."));
            return true;
        }

        if (Entries.Count < limits.MostEntries)
            return false;
        Issue(line, $"The list has more than {limits.MostEntries} entries.", "Load it in parts, or raise the limit.");
        return true;
    }

    public void Issue(int line, string message, string remedy)
    {
        if (Issues.Count < limits.MostIssues)
            Issues.Add(new ListIssue(line, message, remedy));
    }

    public void Add(ListEntry entry)
    {
        if (entry.Id.Length == 0)
            Issue(entry.Line, "The entry has no id.", "Give it one; a hit names the entry by it.");
        else if (!_ids.Add(entry.Id))
            Issue(entry.Line, $"The id '{entry.Id}' is there twice.", "Put all names of one entry into one row.");
        else if (entry.Name.Length == 0)
            Issue(entry.Line, $"The entry '{entry.Id}' has no name.", "Give it one.");
        else if (entry.OtherNames.Count + entry.WeakNames.Count >= limits.MostNames)
            Issue(entry.Line, $"The entry '{entry.Id}' has more than {limits.MostNames} names.",
                "Part it, or raise the limit.");
        else
            Entries.Add(entry);
    }

    public bool CheckDate(int line, string date)
    {
        var isDate = DateOnly.TryParseExact(date, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out _);
        if (!isDate)
            Issue(line, $"'{date[..Math.Min(date.Length, 40)]}' is no date.", "Write 1970, 1970-05 or 1970-05-04.");
        return isDate;
    }

    public bool CheckCountry(int line, string country)
    {
        var isCountry = country.Length == 2 && country.All(char.IsAsciiLetter);
        if (!isCountry)
        {
            Issue(line, $"'{country[..Math.Min(country.Length, 40)]}' is no country.",
                "Write two letters of ISO 3166, several with a semicolon between.");
        }

        return isCountry;
    }
}
