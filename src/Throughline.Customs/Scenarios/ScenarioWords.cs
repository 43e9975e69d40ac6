using System.Collections.Frozen;
using System.Text;

namespace Throughline.Customs;

/// <summary>Words of scripts.</summary>
internal static class ScenarioWords
{
    /// <summary>Words between blanks; quotes hold some together.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isQuoted = false;
        foreach (var c in text + " ")
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ' ' && !isQuoted)
            {
                if (word.Length > 0)
                    words.Add(word.ToString());
                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }

        return isQuoted
            ? throw new FormatException("A quote is not closed: put another \" behind its last word.")
            : words;
    }

    /// <summary>Whether a word names who may get a message.</summary>
    public static bool IsParty(string word) => word is "holder" or "trader" or "guarantor"
        || word.Length == 6 && word.StartsWith("NTA.", StringComparison.Ordinal);

    /// <summary>What a script calls a party.</summary>
    public static string WordOf(Party party) => party.Kind switch
    {
        PartyKind.Holder => "holder",
        PartyKind.TraderAtDestination => "trader",
        PartyKind.Guarantor => "guarantor",
        _ => party.Name,
    };

    /// <summary>What is wrong with the path of a change, or null.</summary>
    public static string? FindPathFault(MessageStructure structure, string text)
    {
        var isRemoval = text.StartsWith("- ", StringComparison.Ordinal);
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        var steps = (isRemoval ? text[2..] : cut < 0 ? text : text[..cut]).Trim().Split('/');
        var group = structure.Root;
        for (var i = 0; i < steps.Length; i++)
        {
            var name = steps[i].IndexOf('[', StringComparison.Ordinal) is > 0 and var open
                ? steps[i][..open]
                : steps[i];
            if (group.Find(name) is not { } line)
            {
                return $"{(i == 0 ? structure.Code : group.Name + " of " + structure.Code)} has no «{name}». "
                    + ScenarioNames.OfferLines(structure, group, name);
            }

            if (line is GroupStructure next)
                group = next;
            else if (i < steps.Length - 1)
                return $"{name} of {structure.Code} is an item, not a group: nothing can stand below it.";
            else if (cut < 0 && !isRemoval)
                return $"{name} of {structure.Code} needs a value: write «{text} = …».";
        }

        return null;
    }
}

/// <summary>Actions of officers, as scripts may call them.</summary>
internal static class OfficerWords
{
    private static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["satisfactory"] = "release",
        ["unsatisfactory"] = "refuse",
        ["end"] = "refuse",
        ["invalidate"] = "cancel",
        ["confirm"] = "recover",
        ["accept-cancellation"] = "accept-invalidation",
        ["refuse-cancellation"] = "refuse-invalidation",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All actions that any table has.</summary>
    public static FrozenSet<string> All { get; } = Enum.GetValues<ProcedureRole>()
        .SelectMany(r => ProcedureTable.Of(r).Transitions).Select(t => t.On)
        .Where(on => char.IsAsciiLetterLower(on[0]) && on != "auto"
            && !on.StartsWith("timer ", StringComparison.Ordinal))
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Names of all details that actions take.</summary>
    public static FrozenSet<string> Details { get; } = FrozenSet.ToFrozenSet(
    [
        "accept", "amount", "city", "code", "container", "country", "currency", "days", "documents", "from", "function",
        "guarantor", "level", "limit", "nationality", "office", "postcode", "reason", "seals", "street", "suspended",
        "text", "type", "types", "unlocode", "until", "vehicle",
    ]);

    /// <summary>The actions that a table has, in its order, and other words for them; of all tables without a
    /// role.</summary>
    public static IEnumerable<string> ListActions(ProcedureRole? role) =>
        (role is { } one ? [one] : Enum.GetValues<ProcedureRole>())
            .SelectMany(r => ProcedureTable.Of(r).Transitions).Select(t => t.On).Where(All.Contains)
            .Concat(role is null or ProcedureRole.Departure ? Others.Keys.Order(StringComparer.Ordinal) : []);

    /// <summary>Other words for actions, with what they mean.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Synonyms => Others;

    /// <summary>The action that a word means.</summary>
    public static string ActionOf(string word) => Others.GetValueOrDefault(word, word);
}
