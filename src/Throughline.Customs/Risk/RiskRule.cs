using System.Text.RegularExpressions;

namespace Throughline.Customs;

/// <summary>A rule: of what, when, what must hold, what follows, and the sentence that says why.</summary>
public sealed partial record RiskRule
{
    /// <summary>Its identification.</summary>
    public required string Id { get; init; }

    /// <summary>Kind of its subjects.</summary>
    public required string Kind { get; init; }

    /// <summary>When it is asked: acceptance, transit, destination.</summary>
    public required IReadOnlyList<string> Moments { get; init; }

    /// <summary>Line of the text where it begins, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>All of these must hold.</summary>
    public IReadOnlyList<RiskCondition> Conditions { get; init; } = [];

    /// <summary>What a hit adds, 0 to 100.</summary>
    public int Score { get; init; }

    /// <summary>Control types of CL716 that a hit proposes; none when its score alone counts.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>The sentence with facts in braces.</summary>
    public string Says { get; init; } = "";

    /// <summary>Why it hits a subject, in a sentence; null when it does not.</summary>
    public string? Explain(RiskSubject subject)
    {
        if (subject.Kind != Kind || !Conditions.All(c => c.Holds(subject)))
            return null;
        return Place().Replace(Says, m => RiskTerm.Parse(Words(m), Kind, out _)!.Of(subject).ToString());
    }

    /// <summary>What is wrong with the places of a sentence, or null.</summary>
    internal static string? FindFault(string says, string kind)
    {
        foreach (Match match in Place().Matches(says))
        {
            if (RiskTerm.Parse(Words(match), kind, out var fault) is null)
                return fault;
        }

        return null;
    }

    private static string[] Words(Match match) =>
        match.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\{(?<words>[^{}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Place();
}

/// <summary>Something that is wrong with a text of rules.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What would do.</param>
public sealed record RiskIssue(int Line, string Message, string Remedy);

/// <summary>Rules as they were read, with what is wrong with the text.</summary>
/// <param name="Rules">The rules in order.</param>
/// <param name="GreenBelow">A movement whose score is below this, and for which no control is proposed, is
/// green.</param>
/// <param name="DrawPerMille">Movements of a thousand that are drawn at random.</param>
/// <param name="DrawControls">Control types that are proposed for them.</param>
/// <param name="Issues">Everything that is wrong; a text with issues is not used.</param>
public sealed record RiskRules(IReadOnlyList<RiskRule> Rules, int GreenBelow, int DrawPerMille,
    IReadOnlyList<string> DrawControls, IReadOnlyList<RiskIssue> Issues)
{
    private static readonly Lazy<RiskRules> Default = new(() => RiskRulesReader.Read(RiskText.BuiltIn("rules")));

    /// <summary>The built-in rules, which hold where a country has published none.</summary>
    public static RiskRules BuiltIn => Default.Value;

    /// <summary>The text of the built-in rules.</summary>
    public static string BuiltInText => RiskText.BuiltIn("rules");
}
