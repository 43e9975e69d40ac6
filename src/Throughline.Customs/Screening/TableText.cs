namespace Throughline.Customs;

/// <summary>Reads the tables of screening: lines below headings in brackets, remarks from <c>#</c>.</summary>
internal static class TableText
{
    private const string Folder = "Tables/screening/";

    /// <summary>The lines of a built-in table with the section that each stands in, empty for none, and what stands
    /// behind the section's bracket.</summary>
    public static IEnumerable<(string Section, string Remark, string Line)> Read(string name)
    {
        using var reader = new StreamReader(
            typeof(TableText).Assembly.GetManifestResourceStream(Folder + name + ".txt")!);
        var (section, remark) = ("", "");
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[' && line.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
                (section, remark) = (line[1..end], line[(end + 1)..].Trim());
            else
                yield return (section, remark, line);
        }
    }

    /// <summary>The words of a line.</summary>
    public static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
