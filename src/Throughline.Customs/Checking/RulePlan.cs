namespace Throughline.Customs;

/// <summary>What is to be checked in a group: the lines with code lists or rules that the book decides.</summary>
internal sealed class RulePlan
{
    private RulePlan(PlannedLine[] lines) => Lines = lines;

    /// <summary>Lines with something to check, in the order of the message.</summary>
    public PlannedLine[] Lines { get; }

    /// <summary>Plans the checks of a message: one plan a group, by the group's number.</summary>
    public static RulePlan[] Of(MessageStructure message, RuleBook book, CodeLists lists)
    {
        var plans = new RulePlan[message.GroupCount];
        Fill(message.Root, book, lists, plans);
        return plans;
    }

    private static void Fill(GroupStructure group, RuleBook book, CodeLists lists, RulePlan[] plans)
    {
        plans[group.Number] = new([.. group.Lines.Select(l => Plan(l, book, lists)).OfType<PlannedLine>()]);
        foreach (var below in group.Groups)
            Fill(below, book, lists, plans);
    }

    private static PlannedLine? Plan(StructureLine line, RuleBook book, CodeLists lists)
    {
        var sequence = line.Rules.Select(Sequence).FirstOrDefault(s => s.Length > 0) ?? [];
        var conditions = line.Rules
            .OrderBy(r => Array.IndexOf(sequence, r) is >= 0 and var at ? at : sequence.Length)
            .Select(r => (Id: r, Condition: book.FindCondition(r)))
            .Where(c => c.Condition is not null)
            .Select(c => (c.Id, c.Condition!))
            .ToArray();
        var rules = line.Rules.Concat(RuleBook.OwnChecksOn(line)).Select(r => (Id: r, Rule: book.FindRule(r)))
            .Where(r => r.Rule is not null)
            .Select(r => (r.Id, r.Rule!))
            .ToArray();
        var list = line is ItemStructure { CodeList: { } number } ? lists.FindUnread(number) : null;
        return conditions.Length + rules.Length == 0 && list is null
            ? null
            : new PlannedLine(line, list, conditions, rules, sequence.Length > 0);
    }

    /// <summary>The sequence that a rule of kind S lays down; empty for any other.</summary>
    private static string[] Sequence(string rule) => rule switch
    {
        "S1002" => ["C0466", "C0812", "C0587"],
        "S1003" => ["C0466", "C0813"],
        "S1004" => ["C0466", "C0411"],
        "S1007" => ["C0466", "C0812"],
        "S1008" => ["C0466", "C0587"],
        "S1010" => ["C0812", "C0186"],
        "S1011" => ["C0812", "C0191"],
        "S1012" => ["C0812", "C0186", "C0337"],
        "S1018" => ["C0215", "C0315"],
        "S1022" => ["C0466", "C0030"],
        "S1023" => ["C0240", "C0040"],
        _ => [],
    };

    /// <summary>A line and what is to be checked on it.</summary>
    internal sealed record PlannedLine(
        StructureLine Line, Lazy<CodeList>? List, (string Id, Condition Condition)[] Conditions,
        (string Id, Rule Rule)[] Rules, bool IsSequence);
}
