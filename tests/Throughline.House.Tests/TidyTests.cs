using System.Text.RegularExpressions;

namespace Throughline.House.Tests;

/// <summary>Rules that can be read off the source tree.</summary>
public sealed class TidyTests
{
    private const int MostFileLines = 400;
    private const int MostFunctionLines = 70;
    private const int MostColumns = 120;

    // Each expression is written so that it does not match its own text.
    private static readonly (string Words, string Instead)[] BannedInCode =
    [
        (@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", "take the time from TimeProvider"),
        (@"\bThread\.Sleep\b", "wait for the thing itself, not for time"),
        (@"\basync\s+void\b", "return a Task"),
        (@"\bNotImplemented[E]xception\b", "write it, or leave it out"),
        (@"\b(TO[D]O|FIX[M]E|XX[X])\b(?!.*#\d+)", "open an issue and name its number (#12)"),
    ];

    private static readonly (string Words, string Instead)[] BannedEverywhere =
    [
        (@"(?<![\w.~\-])/(work|tmp|root|home)(?![\w\-])", "no path of one machine; ask for a temporary folder"),
        (@"\b[A-Z]:\\Users\b", "no path of one machine"),
        (@"(?i)\b(sub-?[a]gents?|[a]gent sessions?|this [s]ession|\bwt-[a-z]+\b)", "nothing of a workplace"),
    ];

    [Fact]
    public void Files_are_short() => Repository.Expect(
        from file in Repository.Code
        let lines = Repository.Lines(file).Length
        where lines > MostFileLines
        select $"{file}: {lines} lines",
        $"A file has at most {MostFileLines} lines; split it by job:");

    [Fact]
    public void Functions_are_short() => Repository.Expect(
        from file in Repository.Code
        from function in SourceFunctions.Of(file)
        where function.Lines > MostFunctionLines
        select $"{file}:{function.Line}: {function.Name}, {function.Lines} lines",
        $"A function has at most {MostFunctionLines} lines:");

    [Fact]
    public void Lines_are_short() => Repository.Expect(
        from file in Repository.Code
        // A batch file cannot break a line inside quotes.
        where !file.EndsWith(".cmd", StringComparison.Ordinal)
        let tables = SourceFunctions.RawTextLines(file)
        from line in Repository.Lines(file).Select((text, i) => (Columns: text.EnumerateRunes().Count(), Number: i + 1))
        where line.Columns > MostColumns && !tables.Contains(line.Number)
        select $"{file}:{line.Number}: {line.Columns} columns",
        $"A line has at most {MostColumns} columns:");

    [Fact]
    public void Code_has_no_banned_words() => Repository.Expect(
        Repository.Code.SelectMany(f => Matches(f, BannedInCode)), "Not here:");

    [Fact]
    public void No_file_names_a_machine_or_a_workplace() => Repository.Expect(
        Repository.Texts.SelectMany(f => Matches(f, BannedEverywhere)), "Not here:");

    [Fact]
    public void Text_ends_its_lines_with_lf() => Repository.Expect(
        Repository.Texts.Where(f => !f.EndsWith(".cmd", StringComparison.Ordinal))
            .Where(f => Repository.Read(f).Contains('\r', StringComparison.Ordinal)),
        "Lines end with LF:");

    [Theory]
    [InlineData("var a = DateTime" + ".UtcNow;", true)]
    [InlineData("async" + " void Run()", true)]
    [InlineData("// TO" + "DO: later", true)]
    [InlineData("// TO" + "DO #12: later", false)]
    [InlineData("var now = time.GetUtcNow();", false)]
    public void Banned_words_are_seen(string line, bool banned) =>
        Assert.Equal(banned, BannedInCode.Any(b => Regex.IsMatch(line, b.Words)));

    [Theory]
    [InlineData("cd " + "/wo" + "rk/here", true)]
    [InlineData("\"/tm" + "p\"", true)]
    [InlineData("https://example.org/home", false)]
    [InlineData("network", false)]
    public void Machine_paths_are_seen(string line, bool banned) =>
        Assert.Equal(banned, BannedEverywhere.Any(b => Regex.IsMatch(line, b.Words)));

    private static IEnumerable<string> Matches(string file, (string Words, string Instead)[] banned)
    {
        var lines = Repository.Lines(file);
        foreach (var (words, instead) in banned)
        {
            var expression = new Regex(words);
            for (var i = 0; i < lines.Length; i++)
            {
                if (expression.Match(lines[i]) is { Success: true } match)
                    yield return $"{file}:{i + 1}: «{match.Value}»: {instead}";
            }
        }
    }
}
