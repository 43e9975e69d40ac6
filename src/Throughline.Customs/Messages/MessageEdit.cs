using System.Globalization;

namespace Throughline.Customs;

/// <summary>Changes a message by a line of text: to write messages in a compact form, and to say how one differs from
/// another.</summary>
/// <remarks><c>Consignment/Seal[2]/identifier = AB12</c> sets an item and makes the groups on the way;
/// <c>Consignment/Seal[2]</c> makes a group; <c>- Consignment/Seal[2]</c> takes an item or a group away, without a
/// number all groups of the name. A group without a number is the first; one more than there are is made.</remarks>
public static class MessageEdit
{
    /// <summary>Makes a message of lines of text. Empty lines and lines that begin with <c>#</c> do not
    /// count.</summary>
    /// <param name="code">Code of the message.</param>
    /// <param name="lines">The lines.</param>
    /// <exception cref="FormatException">A line is wrong; says which and why.</exception>
    public static Message Make(string code, IEnumerable<string> lines)
    {
        var message = Message.Make(code);
        foreach (var line in lines)
        {
            if (line.AsSpan().Trim() is { Length: > 0 } text && text[0] != '#')
                Apply(message, line);
        }

        return message;
    }

    /// <summary>Applies one line.</summary>
    /// <exception cref="FormatException">The line is wrong; says why.</exception>
    public static void Apply(Message message, string line)
    {
        var text = line.Trim();
        if (text.StartsWith("- ", StringComparison.Ordinal))
        {
            Remove(message, line, text[2..].Trim());
            return;
        }

        var cut = text.IndexOf('=', StringComparison.Ordinal);
        var path = (cut < 0 ? text : text[..cut]).Trim();
        var steps = path.Split('/');
        var group = message.Root;
        for (var i = 0; i < steps.Length - (cut < 0 ? 0 : 1); i++)
            group = Step(group, steps[i], line);
        if (cut < 0)
            return;
        var item = group.Structure.FindItem(steps[^1]) ?? throw Fault(line, $"{group.Name} has no item '{steps[^1]}'");
        group[item] = text[(cut + 1)..].Trim();
    }

    /// <summary>The lines that make a message out of nothing.</summary>
    public static IEnumerable<string> Lines(Message message) => Lines(message.Root, "");

    private static IEnumerable<string> Lines(MessageGroup group, string path)
    {
        foreach (var line in group.Structure.Lines)
        {
            if (line is ItemStructure item)
            {
                if (group[item] is { } value)
                    yield return $"{path}{item.Name} = {value}";
                continue;
            }

            foreach (var below in group.List((GroupStructure)line))
            {
                var at = path + below.Name + (below.Structure.Most > 1
                    ? string.Create(CultureInfo.InvariantCulture, $"[{below.Index}]") : "");
                var any = false;
                foreach (var text in Lines(below, at + "/"))
                {
                    any = true;
                    yield return text;
                }

                if (!any)
                    yield return at;
            }
        }
    }

    private static MessageGroup Step(MessageGroup group, string step, string line)
    {
        var (name, number) = Split(step, line);
        var structure = group.Structure.FindGroup(name) ?? throw Fault(line, $"{group.Name} has no group '{name}'");
        var list = group.List(structure);
        var at = number ?? 1;
        if (at <= list.Count)
            return list[at - 1];
        return at == list.Count + 1
            ? group.Add(structure)
            : throw Fault(line, $"{name}[{at - 1}] does not exist yet; make it first");
    }

    private static void Remove(Message message, string line, string path)
    {
        var steps = path.Split('/');
        var group = message.Root;
        foreach (var step in steps[..^1])
        {
            var (above, at) = Split(step, line);
            var list = group.List(above);
            if (list.Count < (at ?? 1))
                throw Fault(line, $"there is no {step} to take from");
            group = list[(at ?? 1) - 1];
        }

        var (name, number) = Split(steps[^1], line);
        if (!group.Has(name))
            throw Fault(line, $"there is no {steps[^1]} to take away");
        if (group.Structure.FindItem(name) is { } item)
            group[item] = null;
        else if (number is null)
            group.Clear(name);
        else if (group.List(name).Count >= number)
            group.Remove(group.List(name)[number.Value - 1]);
        else
            throw Fault(line, $"there is no {steps[^1]}");
    }

    private static (string Name, int? Number) Split(string step, string line)
    {
        var open = step.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
            return (step, null);
        if (!step.EndsWith(']') || !int.TryParse(step.AsSpan(open + 1, step.Length - open - 2), NumberStyles.None,
                CultureInfo.InvariantCulture, out var number) || number < 1)
            throw Fault(line, $"«{step}» has no number from 1");
        return (step[..open], number);
    }

    private static FormatException Fault(string line, string what) => new($"«{line.Trim()}»: {what}.");
}
