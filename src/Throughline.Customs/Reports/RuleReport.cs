namespace Throughline.Customs;

/// <summary>A rule in words, and where it applies.</summary>
/// <param name="Id">Number of the rule, condition, guideline or code list, for example <c>R0007</c>.</param>
/// <param name="Says">What it asks, in a sentence; empty for a code list.</param>
/// <param name="Fix">What to do when it is violated, in a sentence; empty for a code list.</param>
/// <param name="Example">A right and a wrong case; may be empty.</param>
/// <param name="Decided">Whether the checker decides it from what it is given.</param>
/// <param name="Scope">Why the checker does not decide it; empty when it does.</param>
/// <param name="AppliesAt">Paths of the groups and items of all messages to which it is attached.</param>
public sealed record RuleReport(
    string Id, string Says, string Fix, string Example, bool Decided, string Scope, IReadOnlyList<string> AppliesAt)
{
    private const int MostNear = 5;

    /// <summary>The report of a rule, or null when neither the words nor any message know it.</summary>
    /// <param name="id">Its number; case does not matter.</param>
    public static RuleReport? Find(string id)
    {
        var number = id.Trim().ToUpperInvariant();
        string[] places =
        [
            .. MessageCatalogue.Ncts.Codes.SelectMany(c => List(MessageCatalogue.Ncts.Get(c).Root, number)),
        ];
        var text = RuleTexts.English.Find(number);
        if (text is null && places.Length == 0)
            return null;
        // Values of a code list are checked wherever the list is at hand.
        var isDecided = text is null || RuleBook.Ncts.FindCondition(number) is not null
            || RuleBook.Ncts.FindRule(number) is not null;
        return new RuleReport(number, text?.Says ?? "", text?.Fix ?? "", text?.Example ?? "", isDecided,
            text?.Scope ?? "", places);
    }

    /// <summary>Numbers of rules that may have been meant: one character is another.</summary>
    public static IReadOnlyList<string> ListNear(string id)
    {
        var number = id.Trim().ToUpperInvariant();
        return
        [
            .. RuleTexts.English.All.Select(t => t.Id)
                .Where(t => t.Length == number.Length && t.Zip(number).Count(p => p.First != p.Second) == 1)
                .Order(StringComparer.Ordinal).Take(MostNear),
        ];
    }

    private static IEnumerable<string> List(GroupStructure group, string id)
    {
        foreach (var line in group.Lines)
        {
            if (line.Rules.Contains(id) || RuleBook.OwnChecksOn(line).Contains(id)
                || line is ItemStructure { CodeList: { } list } && list == id)
                yield return line.Path;
            if (line is not GroupStructure below)
                continue;
            foreach (var path in List(below, id))
                yield return path;
        }
    }
}
