using System.Text;

namespace Throughline.Customs.Tests;

/// <summary>The table of rules: each with where it stands, whether it is decided, and how many cases prove
/// it.</summary>
public sealed class RulePageTests
{
    private const string Opening =
        """
        # Conditions, rules and guidelines of NCTS phase 6

        Made from the tables and the cases by a test. «decided»: the check decides it from the message, the
        code lists and what is known of the movement; the cases behind it are right and wrong messages under
        `tests/Throughline.Customs.Tests/Rules/Cases`. `throughline customs explain R0007` says more of one.


        """;

    private sealed record Row(string Id, List<string> Messages);

    [Fact]
    public void The_table_of_rules()
    {
        var page = new StringBuilder(Opening);
        var rows = List();
        foreach (var (kind, name) in new[]
            { ('C', "Conditions"), ('R', "Rules"), ('T', "Technical rules"), ('B', "Rules of the transition"),
              ('S', "Sequences"), ('G', "Guidelines") })
        {
            var some = rows.Where(r => r.Id[0] == kind).ToList();
            var decided = some.Count(r => IsDecided(r.Id));
            page.Append($"## {name}\n\n{some.Count} stand in messages, {decided} are decided.\n\n");
            page.Append("| Rule | What it asks | Messages | State | Cases right, wrong |\n");
            page.Append("| --- | --- | --- | --- | --- |\n");
            foreach (var row in some)
                page.Append(Line(row));
            page.Append('\n');
        }

        GeneratedPages.Expect(page.ToString().TrimEnd('\n') + "\n", "standards", "ncts-rules.md");
    }

    private static string Line(Row row)
    {
        var text = RuleTexts.English.Find(row.Id);
        var cases = TestFiles.Names("Rules", "Cases").Contains(row.Id) ? RuleCase.Read(row.Id) : [];
        var isOrder = row.Id[0] == 'S';
        var state = IsDecided(row.Id) ? "decided" : isOrder ? "decided: the order of checks" : text?.Scope ?? "";
        var proof = cases.Count > 0 ? $"{cases.Count(c => c.IsGood)}, {cases.Count(c => !c.IsGood)}" : "";
        return $"| {row.Id} | {text?.Says} | {Short(row.Messages)} | {state} | {proof} |\n";
    }

    private static string Short(List<string> messages) => messages.Count <= 6
        ? string.Join(" ", messages)
        : $"{string.Join(" ", messages.Take(5))} and {messages.Count - 5} more";

    private static bool IsDecided(string id) =>
        RuleBook.Ncts.FindCondition(id) is not null || RuleBook.Ncts.FindRule(id) is not null;

    private static List<Row> List()
    {
        var rows = new SortedDictionary<string, Row>(StringComparer.Ordinal);
        foreach (var code in MessageCatalogue.Ncts.Codes)
            Collect(MessageCatalogue.Ncts.Get(code).Root, code, rows);
        return [.. rows.Values];
    }

    private static void Collect(StructureLine line, string code, SortedDictionary<string, Row> rows)
    {
        foreach (var id in line.Rules)
        {
            if (!rows.TryGetValue(id, out var row))
                rows[id] = row = new Row(id, []);
            if (!row.Messages.Contains(code))
                row.Messages.Add(code);
        }

        foreach (var below in (line as GroupStructure)?.Lines ?? [])
            Collect(below, code, rows);
    }
}
