namespace Throughline.Customs;

/// <summary>Reads the table of one message.</summary>
/// <remarks>First line: code, number, short name, title. Perhaps a line <c>rules</c> with those of the message as a
/// whole. Then one line an element, indented by two spaces a level, in
/// the order of the message. An item: <c>name status format [code list] [rules]</c>. A group:
/// <c>Name most status [rules]</c>. Status is R, O or D.</remarks>
internal static class StructureTable
{
    private const int Indent = 2;
    private const string WholeMessage = "rules ";

    /// <summary>Reads a table and closes it.</summary>
    /// <exception cref="FormatException">The table is wrong; says where.</exception>
    public static MessageStructure Read(string code, TextReader table)
    {
        using (table)
        {
            var lines = new List<string>();
            while (table.ReadLine() is { } line)
            {
                if (line.AsSpan().TrimStart() is { Length: > 0 } text && text[0] != '#')
                    lines.Add(line.TrimEnd());
            }

            var head = lines[0].Split(' ', 4);
            if (head.Length < 4 || head[0] != code)
                throw Fault(code, lines[0], "should be: code, number, short name, title");
            var whole = lines.Count > 1 && lines[1].StartsWith(WholeMessage, StringComparison.Ordinal)
                ? lines[1][WholeMessage.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                : [];
            var at = whole.Length > 0 ? 2 : 1;
            var root = new GroupStructure(code, Status.Required, 1, whole, ReadLines(code, lines, ref at, 1));
            if (at < lines.Count)
                throw Fault(code, lines[at], "stands too far to the right");
            return new MessageStructure(code, head[1], head[2], head[3], root, root.Adopt(0));
        }
    }

    private static List<StructureLine> ReadLines(string code, List<string> lines, ref int at, int level)
    {
        var list = new List<StructureLine>();
        while (at < lines.Count && Level(lines[at]) == level)
        {
            var line = lines[at++];
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 3)
                throw Fault(code, line, "has too few words");
            list.Add(char.IsAsciiDigit(words[1][0])
                ? new GroupStructure(
                    string.Intern(words[0]), ReadStatus(code, line, words[2]), ReadMost(code, line, words[1]),
                    words[3..], ReadLines(code, lines, ref at, level + 1))
                : ReadItem(code, line, words));
        }

        return list;
    }

    private static ItemStructure ReadItem(string code, string line, string[] words)
    {
        var list = words.Length > 3 && words[3].StartsWith("CL", StringComparison.Ordinal) ? words[3] : null;
        return new ItemStructure(
            string.Intern(words[0]), ReadStatus(code, line, words[1]), Format.Parse(words[2]), list,
            words[(list is null ? 3 : 4)..]);
    }

    private static int Level(string line)
    {
        var spaces = line.Length - line.AsSpan().TrimStart().Length;
        return spaces / Indent;
    }

    private static Status ReadStatus(string code, string line, string word) => word switch
    {
        "R" => Status.Required,
        "O" => Status.Optional,
        "D" => Status.Dependent,
        _ => throw Fault(code, line, "has no status R, O or D"),
    };

    private static int ReadMost(string code, string line, string word) =>
        int.TryParse(word, System.Globalization.CultureInfo.InvariantCulture, out var most) && most is > 0 and < 10_000
            ? most
            : throw Fault(code, line, "has no number of repetitions from 1 to 9999");

    private static FormatException Fault(string code, string line, string what) =>
        new($"Table {code}: the line «{line.Trim()}» {what}.");
}
