using System.Globalization;

namespace Throughline.Customs;

/// <summary>Finds the place in a declaration that a finding in a message made of it comes from.</summary>
internal static class LaterTrace
{
    /// <summary>The finding at its place in the declaration; null when the office that made the message added, changed
    /// or took away what is wrong, or when a declaration has no such place.</summary>
    public static Finding? Find(Message declaration, Message later, Finding finding)
    {
        var (ours, theirs) = (declaration.Root, later.Root);
        // The pointer begins with a slash and the name of the message.
        foreach (var step in finding.Pointer.Split('/').Skip(2))
        {
            var (name, number) = Split(step);
            var line = ours.Structure.Find(name);
            if (line is ItemStructure item)
            {
                return ours[item] == theirs.Find(name)
                    ? At(finding, ours.PointerTo(item), ours.LineOf(item), ours.Column) : null;
            }

            if (line is not GroupStructure group)
                return null;
            var (declared, made) = (ours.List(group), theirs.List(name));
            if (declared.Count < number && made.Count < number)
                return At(finding, ours.PointerTo(group), ours.Line, ours.Column);
            if (declared.Count < number || made.Count < number)
                return null;
            (ours, theirs) = (declared[number - 1], made[number - 1]);
        }

        return ours.Parent is null ? null : At(finding, ours.Pointer, ours.Line, ours.Column);
    }

    private static Finding At(Finding finding, string pointer, int line, int column) =>
        finding with { Pointer = pointer, Line = line, Column = column };

    private static (string Name, int Number) Split(string step)
    {
        var open = step.IndexOf('[', StringComparison.Ordinal);
        return open < 0 ? (step, 1)
            : (step[..open], int.Parse(step.AsSpan(open + 1, step.Length - open - 2), CultureInfo.InvariantCulture));
    }
}
