namespace Throughline.Customs;

/// <summary>The short lists of values that the published schema itself enumerates, code lists of reference data
/// apart: <c>Tables/value-lists.txt</c>, a line each, name and values.</summary>
internal static class ValueLists
{
    private static readonly Lazy<Dictionary<string, string[]>> Lists = new(Read);

    /// <summary>Names of the lists.</summary>
    public static IReadOnlyCollection<string> Names => Lists.Value.Keys;

    /// <summary>The values of a list, sorted by their characters.</summary>
    /// <exception cref="FormatException">There is no list of the name.</exception>
    public static string[] Get(string name) =>
        Lists.Value.GetValueOrDefault(name) ?? throw new FormatException($"There is no list of values '{name}'.");

    private static Dictionary<string, string[]> Read()
    {
        using var table = new StreamReader(
            typeof(ValueLists).Assembly.GetManifestResourceStream("Tables/value-lists.txt")!);
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        while (table.ReadLine() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 1)
                lists.Add(words[0], [.. words[1..].Order(StringComparer.Ordinal)]);
        }

        return lists;
    }
}
