namespace Throughline.Customs;

/// <summary>Compares values of a message with what a script expects.</summary>
internal static class ScenarioValues
{
    /// <summary>How a message differs from a line: <c>path = value</c> wants the value, <c>path</c> that the group is
    /// there, <c>- path</c> that it is not. Null when it does not differ.</summary>
    public static string? FindDifference(Message message, string line)
    {
        var isAbsent = line.StartsWith("- ", StringComparison.Ordinal);
        var cut = line.IndexOf('=', StringComparison.Ordinal);
        var path = (isAbsent ? line[2..] : cut < 0 ? line : line[..cut]).Trim();
        var steps = path.Split('/');
        var group = message.Root;
        for (var i = 0; i < steps.Length - 1 && group is not null; i++)
            group = Step(group, steps[i]);
        var isThere = group is not null && (group.Structure.FindItem(steps[^1]) is { } item
            ? group.Has(item)
            : Step(group, steps[^1]) is not null);
        if (isAbsent)
            return isThere ? $"{path} should not be there." : null;
        if (cut < 0 || !isThere)
            return isThere ? null : $"{path} should be there.";
        var (wanted, found) = (line[(cut + 1)..].Trim(), group![steps[^1]]);
        return wanted == found ? null : $"{path} should be «{wanted}», and is «{found}».";
    }

    private static MessageGroup? Step(MessageGroup group, string step)
    {
        var open = step.IndexOf('[', StringComparison.Ordinal);
        var list = group.List(open < 0 ? step : step[..open]);
        var number = open < 0 ? 1 : int.TryParse(step.AsSpan(open + 1).TrimEnd(']'),
            System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : 0;
        return number >= 1 && number <= list.Count ? list[number - 1] : null;
    }
}
