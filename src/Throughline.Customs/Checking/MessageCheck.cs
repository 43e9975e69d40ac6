using System.Collections.Concurrent;

namespace Throughline.Customs;

/// <summary>Checks the values of a message against code lists, conditions, rules and guidelines, all in one
/// pass.</summary>
/// <remarks>Immutable; any number of threads may check at once.</remarks>
public sealed class MessageCheck
{
    private readonly RuleBook _book;
    private readonly RuleTexts _texts;
    private readonly CodeLists _lists;
    private readonly ConcurrentDictionary<string, RulePlan[]> _plans = new(StringComparer.Ordinal);

    /// <summary>Makes a check.</summary>
    /// <param name="lists">The code lists.</param>
    /// <param name="book">The rules; those of NCTS phase 6 unless said otherwise.</param>
    /// <param name="texts">The words of the rules; English unless said otherwise.</param>
    public MessageCheck(CodeLists lists, RuleBook? book = null, RuleTexts? texts = null)
    {
        _lists = lists;
        _book = book ?? RuleBook.Ncts;
        _texts = texts ?? RuleTexts.English;
    }

    /// <summary>The code lists that it checks against.</summary>
    public CodeLists Lists => _lists;

    /// <summary>Checks a message.</summary>
    /// <param name="message">The message; its structure should have been checked when it was read.</param>
    /// <param name="date">The day for which codes and rules are read.</param>
    /// <param name="context">What is known beside the message.</param>
    /// <param name="switchedOff">Rules that do not apply here; none unless said otherwise.</param>
    /// <returns>What was found, in the order of the message.</returns>
    public IReadOnlyList<Finding> Run(
        Message message, DateOnly date, CheckContext? context = null, IReadOnlySet<string>? switchedOff = null)
    {
        var findings = new List<Finding>();
        var scope = new RuleScope(message, _lists, date, context ?? CheckContext.None, _texts, findings);
        var plans = _plans.GetOrAdd(message.Code, (_, m) => RulePlan.Of(m.Structure, _book, _lists), message);
        Walk(message.Root, plans, scope, findings, switchedOff);
        return findings;
    }

    private void Walk(MessageGroup group, RulePlan[] plans, RuleScope scope, List<Finding> findings,
        IReadOnlySet<string>? switchedOff)
    {
        foreach (var planned in plans[group.Structure.Number].Lines)
        {
            scope.MoveTo(group, planned.Line);
            if (planned.List is { } list)
                CheckCode(group, (ItemStructure)planned.Line, list, scope.Date, findings);
            CheckConditions(group, planned, scope, switchedOff);
            foreach (var (id, rule) in planned.Rules)
            {
                if (switchedOff?.Contains(id) == true || !group.Has(planned.Line) && id[0] != 'G')
                    continue;
                scope.Begin(id);
                rule(scope);
            }
        }

        foreach (var below in group.Structure.GroupSpan)
        {
            var count = group.Count(below);
            for (var i = 0; i < count; i++)
                Walk(group.At(below, i), plans, scope, findings, switchedOff);
        }
    }

    /// <summary>Conditions of a line, in their sequence; where a sequence is laid down, the first that settles the line
    /// ends it, so that what one forbids the next does not ask for (S1002 and its like, C0466).</summary>
    private static void CheckConditions(
        MessageGroup group, RulePlan.PlannedLine planned, RuleScope scope, IReadOnlySet<string>? switchedOff)
    {
        foreach (var (id, condition) in planned.Conditions)
        {
            if (switchedOff?.Contains(id) == true)
                continue;
            scope.Begin(id);
            var presence = condition(scope);
            switch (presence)
            {
                case Presence.Required when !group.Has(planned.Line):
                    scope.Missing();
                    break;
                case Presence.Forbidden when group.Has(planned.Line):
                    scope.NotAllowed();
                    break;
            }

            if (planned.IsSequence && presence != Presence.Free)
                return;
        }
    }

    private static void CheckCode(
        MessageGroup group, ItemStructure item, Lazy<CodeList> unread, DateOnly date, List<Finding> findings)
    {
        if (group[item] is not { } value || unread.Value.Contains(value, date) != false)
            return;
        var list = unread.Value;
        findings.Add(new Finding
        {
            Severity = Severity.Error,
            Kind = FindingKind.CodeList,
            Pointer = group.PointerTo(item),
            Line = group.LineOf(item),
            Code = "12",
            Reason = list.Number,
            Value = value,
            Message = $"{item.Name} has the code '{value}', which the list {list.Number} does not hold on "
                + $"{date:yyyy-MM-dd}.",
            Remedy = Suggest(list, date),
        });
    }

    private static string Suggest(CodeList list, DateOnly date)
    {
        const int MostListed = 24;
        var codes = list.Entries.Where(e => e.IsValidAt(date)).Select(e => e.Code).Distinct()
            .Take(MostListed + 1).ToList();
        return codes.Count is 0 or > MostListed
            ? $"Take a code of the list {list.Number}."
            : $"Take one of: {string.Join(", ", codes)}.";
    }
}
