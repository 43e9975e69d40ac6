namespace Throughline.Customs;

/// <summary>Reads profiles: lines of <c>profile</c>, <c>code</c>, <c>values</c>, <c>office</c> and <c>off</c>, and
/// remarks that start with <c>#</c>.</summary>
internal static class ProfileTable
{
    private static readonly char[] Comma = [','];

    public static Profile ReadBuiltIn(string name)
    {
        var stream = typeof(ProfileTable).Assembly.GetManifestResourceStream($"Tables/profiles/{name}.txt")!;
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    public static Profile Read(TextReader text)
    {
        var name = "";
        var codes = new List<ProfileCode>();
        var values = new List<ProfileValue>();
        var offices = new List<CustomsOffice>();
        var switches = new List<RuleSwitch>();
        for (var line = 1; text.ReadLine() is { } row; line++)
        {
            if (string.IsNullOrWhiteSpace(row) || row[0] == '#')
                continue;
            var space = row.IndexOf(' ', StringComparison.Ordinal);
            var rest = row[(space + 1)..];
            switch (space < 0 ? row : row[..space])
            {
                case "profile": name = rest; break;
                case "code": codes.Add(ReadCode(rest)); break;
                case "values": values.AddRange(ReadValues(line, rest)); break;
                case "office": offices.Add(ReadOffice(line, rest)); break;
                case "off": switches.Add(ReadSwitch(rest)); break;
                default: throw Fault(line, row, "begins with none of profile, code, values, office, off");
            }
        }

        return new Profile(name, codes, offices, switches) { Values = values };
    }

    private static ProfileCode ReadCode(string text)
    {
        var words = text.Split(' ', 2);
        var entry = CodeListTable.ReadEntry(words[0], words.Length > 1 ? words[1] : "");
        return new ProfileCode(words[0], entry with { IsOfficial = false });
    }

    private static IEnumerable<ProfileValue> ReadValues(int line, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !ValueLists.Names.Contains(words[0]))
            throw Fault(line, text, "should be: name of a list of the schema, values");
        return words[1..].Select(v => new ProfileValue(words[0], v));
    }

    // A switch has the fields of a code: the rule stands where the code stands and the country where the list does.
    private static RuleSwitch ReadSwitch(string text)
    {
        var (country, entry) = ReadCode(text);
        return new RuleSwitch(country, entry.Code, entry.From, entry.To, entry.Meaning);
    }

    private static CustomsOffice ReadOffice(int line, string text)
    {
        var words = text.Split(' ', 4);
        if (words.Length < 4 || words[0].Length != 8
            || NumberFault.OfShape("reference", words[0], "AAXXXXXX") is not null)
            throw Fault(line, text, "should be: reference of 8 characters, first day, roles, name");
        var from = CodeListTable.ReadEntry("office", $"{words[0]} {words[1]} -").From;
        var roles = words[2].Split(Comma, StringSplitOptions.RemoveEmptyEntries)
            .Select(role => new OfficeRole(role, from, DateOnly.MaxValue));
        return new CustomsOffice(words[0], words[0][..2], words[3], "", [.. roles], [], IsOfficial: false);
    }

    private static FormatException Fault(int line, string row, string what) =>
        new($"Profile, line {line}: «{row}» {what}.");
}
