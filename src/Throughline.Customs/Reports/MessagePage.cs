using System.Globalization;
using System.Text;

namespace Throughline.Customs;

/// <summary>The reference page of a message, made from its table.</summary>
public static class MessagePage
{
    /// <summary>Writes the page as Markdown: one row an element, in the order of the message.</summary>
    /// <param name="message">The structure.</param>
    public static string Write(MessageStructure message)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {message.Code}: {message.Title}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{message.Number}, {message.ShortName}. ");
        page.Append("Status: R must be there, O may be there, D as the conditions say.\n\n");
        if (message.Root.Rules.Count > 0)
        {
            var rules = string.Join(", ", message.Root.Rules);
            page.Append(CultureInfo.InvariantCulture, $"Of the whole message: {rules}.\n\n");
        }

        page.Append("| Element | Times | Status | Form | Codes | Rules |\n| --- | --- | --- | --- | --- | --- |\n");
        WriteLines(page, message.Root, "");
        return page.ToString();
    }

    private static void WriteLines(StringBuilder page, GroupStructure group, string indent)
    {
        foreach (var line in group.Lines)
        {
            var name = line is GroupStructure ? $"**{line.Name}**" : line.Name;
            var times = line is GroupStructure { Most: > 1 } many
                ? "1–" + many.Most.ToString("#,0", CultureInfo.InvariantCulture) : "1";
            var item = line as ItemStructure;
            page.Append(CultureInfo.InvariantCulture, $"| {indent}{name} | {times} | {Letter(line.Status)} | ");
            page.Append(CultureInfo.InvariantCulture, $"{item?.Format.Describe()} | {item?.CodeList} | ");
            page.Append(CultureInfo.InvariantCulture, $"{string.Join(" ", line.Rules)} |\n");
            if (line is GroupStructure below)
                WriteLines(page, below, indent + "· ");
        }
    }

    /// <summary>R, O or D.</summary>
    private static char Letter(Status status) => status switch
    {
        Status.Required => 'R',
        Status.Optional => 'O',
        _ => 'D',
    };
}
