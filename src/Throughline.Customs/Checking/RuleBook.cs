namespace Throughline.Customs;

/// <summary>The conditions, rules and guidelines that the library decides, by identifier.</summary>
/// <remarks>What each asks of whom stands in the tables of structure, where it is attached; what it means stands in
/// the tables of words; here is how it is decided.</remarks>
public sealed partial class RuleBook
{
    private readonly Dictionary<string, Condition> _conditions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rule> _rules = new(StringComparer.Ordinal);

    private RuleBook()
    {
        AddConditionsToC0399();
        AddConditionsFromC0400();
        AddRulesToR0499();
        AddRulesFromR0500();
        AddGuidelines();
        AddOwnChecks();
    }

    /// <summary>The book of NCTS phase 6.</summary>
    public static RuleBook Ncts { get; } = new();

    /// <summary>Identifiers of all that is decided, in order.</summary>
    public IReadOnlyList<string> Ids => [.. _conditions.Keys.Concat(_rules.Keys).Order(StringComparer.Ordinal)];

    /// <summary>The condition of an identifier, or null when it is not decided here.</summary>
    public Condition? FindCondition(string id) => _conditions.GetValueOrDefault(id);

    /// <summary>The rule or guideline of an identifier, or null when it is not decided here.</summary>
    public Rule? FindRule(string id) => _rules.GetValueOrDefault(id);

    private void Add(string id, Condition condition) => _conditions.Add(id, condition);

    private void Add(string id, Rule rule) => _rules.Add(id, rule);

    partial void AddConditionsToC0399();

    partial void AddConditionsFromC0400();

    partial void AddRulesToR0499();

    partial void AddRulesFromR0500();

    partial void AddGuidelines();
}
