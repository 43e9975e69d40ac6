using System.Globalization;

namespace Throughline.Customs;

/// <summary>Reads the table of one code list.</summary>
/// <remarks>First line: number and name. Then one line a code: <c>code from to meaning</c>; days as 2025-12-31,
/// <c>-</c> for an open end, the meaning may be left out. Lines that start with <c>#</c> are remarks.</remarks>
internal static class CodeListTable
{
    /// <summary>Reads a table and closes it.</summary>
    /// <exception cref="FormatException">The table is wrong; says where.</exception>
    public static CodeList Read(string number, TextReader table)
    {
        using (table)
        {
            var head = (table.ReadLine() ?? "").Split(' ', 2);
            if (head.Length < 2 || head[0] != number)
                throw new FormatException($"Code list {number}: the first line should be number and name.");
            var entries = new List<CodeEntry>();
            while (table.ReadLine() is { } line)
            {
                if (line.Length > 0 && line[0] != '#')
                    entries.Add(ReadEntry(number, line));
            }

            return new CodeList(number, head[1], entries);
        }
    }

    /// <summary>Reads one line of a table.</summary>
    /// <exception cref="FormatException">The line is wrong.</exception>
    public static CodeEntry ReadEntry(string number, string line)
    {
        var words = line.Split(' ', 4);
        if (words.Length < 3)
            throw new FormatException($"Code list {number}: «{line}» should be: code, from, to, meaning.");
        return new CodeEntry(words[0], ReadDay(number, words[1], DateOnly.MinValue),
            ReadDay(number, words[2], DateOnly.MaxValue), CodeState.Valid, words.Length > 3 ? words[3] : "");
    }

    private static DateOnly ReadDay(string number, string word, DateOnly open)
    {
        if (word == "-")
            return open;
        return DateOnly.TryParseExact(
            word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"Code list {number}: «{word}» is no day such as 2025-12-31.");
    }
}
