using System.Globalization;
using System.Text;

namespace Throughline.Customs;

/// <summary>Writes the pages that show the transition tables: states, diagram and transitions of a role.</summary>
public static class ProcedurePages
{
    /// <summary>The page of a role in Markdown, with the diagram in Mermaid.</summary>
    public static string Write(ProcedureRole role)
    {
        var table = ProcedureTable.Of(role);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {TitleOf(role)}\n\n")
            .Append("Made from the transition table by a test; `THROUGHLINE_REWRITE=1` writes it anew.\n\n")
            .Append("## States\n\n| State | Number in the guide | Meaning |\n| --- | --- | --- |\n");
        foreach (var state in table.States)
            text.Append(CultureInfo.InvariantCulture, $"| {state.Name} | {state.Number} | {state.Meaning} |\n");
        if (table.Timers.Count > 0)
            text.Append("\n## Timers\n\n| Timer | Period | What it waits for |\n| --- | --- | --- |\n");
        foreach (var timer in table.Timers)
            text.Append(CultureInfo.InvariantCulture, $"| {timer.Name} | {timer.Period} | {timer.Meaning} |\n");
        WriteDiagram(text, table);
        text.Append("\n## Transitions\n\nOf the rows for a state and an input the first whose guards hold applies.\n\n")
            .Append("| From | On | When | To | Does | Sends | Timers |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var rows in table.Transitions.GroupBy(t => t.Line))
            WriteRow(text, table, [.. rows]);
        return text.ToString();
    }

    private static string TitleOf(ProcedureRole role) => role switch
    {
        ProcedureRole.Register => "The register of guarantees",
        ProcedureRole.Availability => "The availability of systems",
        _ => "The office of " + role.ToString().ToLowerInvariant(),
    };

    /// <summary>Only what leads to another state is drawn; several inputs between the same states share an
    /// arrow.</summary>
    private static void WriteDiagram(StringBuilder text, ProcedureTable table)
    {
        text.Append("\n## Diagram\n\n```mermaid\nstateDiagram-v2\n");
        var arrows = table.Transitions.Where(t => t.From != t.To).GroupBy(t => (t.From, t.To));
        foreach (var arrow in arrows)
        {
            var from = arrow.Key.From == Movement.Start ? "[*]" : arrow.Key.From;
            text.Append(CultureInfo.InvariantCulture, $"    {from} --> {arrow.Key.To}: ")
                .AppendJoin(", ", arrow.Select(t => t.On).Distinct()).Append('\n');
        }

        foreach (var state in table.States.Where(s => !arrows.Any(a => a.Key.From == s.Name)))
            text.Append(CultureInfo.InvariantCulture, $"    {state.Name} --> [*]\n");
        text.Append("```\n");
    }

    private static void WriteRow(StringBuilder text, ProcedureTable table, IReadOnlyList<Transition> rows)
    {
        var first = rows[0];
        var from = rows.Select(t => t.From).Distinct().ToList();
        var stays = rows.All(t => t.From == t.To);
        string[] cells =
        [
            from.Count > table.States.Count / 2 ? "most" : string.Join(", ", from),
            string.Join(", ", rows.Select(t => t.On).Distinct()),
            string.Join(", ", first.When),
            stays ? "stays" : first.To,
            string.Join(", ", first.Do),
            string.Join(", ", first.Sends.Select(s => $"{s.Message} to {s.To}")),
            string.Join(", ", [.. first.Starts.Select(t => "starts " + t), .. first.Stops.Select(t => "stops " + t)]),
        ];
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }
}
