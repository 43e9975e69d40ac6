using System.Globalization;

namespace Throughline.Customs.Tests;

/// <summary>One case of a rule.</summary>
internal sealed record RuleCase(string Title, bool IsGood, Message Message)
{
    /// <summary>The day for which cases are checked unless they say another with <c>on 2026-05-04</c>.</summary>
    public static DateOnly Day { get; } = new(2026, 5, 4);

    public DateOnly Date { get; private set; } = Day;
    public CheckContext Context { get; private set; } = CheckContext.None;
    public CodeLists Lists { get; private set; } = CodeLists.BuiltIn;
    public List<string> Expected { get; } = [];

    /// <summary>The message in <c>Base</c>.</summary>
    public static Message Base(string code) =>
        MessageEdit.Make(code, File.ReadLines(Path.Combine(TestFiles.Folder("Base"), code + ".txt")));

    /// <summary>The cases of a rule.</summary>
    public static List<RuleCase> Read(string rule)
    {
        var cases = new List<RuleCase>();
        foreach (var line in File.ReadLines(Path.Combine(TestFiles.Folder("Rules", "Cases"), rule + ".txt")))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] != ' ')
            {
                var words = line.Split(' ', 4);
                cases.Add(new RuleCase(line, words[0] == "ok", Start(words[1..])));
            }
            else
            {
                cases[^1].Add(line.Trim());
            }
        }

        return cases;
    }

    /// <summary><c>CC015C</c> is the base; <c>empty CC015C</c> a message without anything: the case then states all
    /// that its rule looks at.</summary>
    private static Message Start(string[] words) => words[0] == "empty" ? Message.Make(words[1]) : Base(words[0]);

    private void Add(string line)
    {
        var (word, rest) = line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var cut
            ? (line[..cut], line[(cut + 1)..].Trim())
            : (line, "");
        switch (word)
        {
            case "!":
                Expected.Add(rest);
                break;
            case "on":
                Date = DateOnly.ParseExact(rest, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                break;
            case "state":
                Context = Context with { MovementState = rest };
                break;
            case "knows":
                Context = Context with { KnowsTrader = rest.Split(' ').Contains };
                break;
            case "authorised":
                var given = rest.Split(' ');
                var before = Context.HasAuthorisation;
                Context = Context with
                {
                    HasAuthorisation = q => before?.Invoke(q) == true || q.Type == given[0] && q.Number == given[1]
                        && q.Holder == given[2] && string.CompareOrdinal(
                            q.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), given[3]) <= 0,
                };
                break;
            case "guarantee":
                var (grn, type) = (rest.Split(' ')[0], rest.Split(' ')[1]);
                Context = Context with { GuaranteeType = number => number == grn ? type : null };
                break;
            case "list":
                Lists = Lists.With([List(rest.Split(' '))]);
                break;
            case "earlier":
                Context = Context with { Earlier = Changed(Context.Earlier, rest) };
                break;
            case "declaration":
                Context = Context with { Declaration = Changed(Context.Declaration, rest) };
                break;
            default:
                MessageEdit.Apply(Message, line);
                break;
        }
    }

    /// <summary><c>list CL289 GB XI</c> loads a list of which no values were published.</summary>
    private static CodeList List(string[] words) => new(words[0], words[0],
        words[1..].Select(code => new CodeEntry(code, DateOnly.MinValue, DateOnly.MaxValue)));

    /// <summary><c>earlier CC015C</c> takes the base, <c>earlier empty CC015C</c> none; <c>earlier path = value</c>
    /// changes it.</summary>
    private static Message Changed(Message? message, string line)
    {
        if (message is null)
            return Start(line.Split(' '));
        MessageEdit.Apply(message, line);
        return message;
    }
}
