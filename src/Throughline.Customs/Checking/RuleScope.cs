namespace Throughline.Customs;

/// <summary>What a condition says of a group or item.</summary>
public enum Presence
{
    /// <summary>It may be there or not.</summary>
    Free,
    /// <summary>It must be there.</summary>
    Required,
    /// <summary>It must not be there.</summary>
    Forbidden,
    /// <summary>What the condition asks about is not known: a list is not loaded, or the movement is.</summary>
    Unknown,
}

/// <summary>Says whether the line that a condition is attached to must be there, in one group.</summary>
public delegate Presence Condition(RuleScope scope);

/// <summary>Checks one group in which a line with the rule stands, and reports what is wrong.</summary>
public delegate void Rule(RuleScope scope);

/// <summary>What a rule sees: the message, the group, the line it is attached to, code lists and the
/// movement.</summary>
/// <remarks>One scope serves a whole check and moves from group to group; a rule must not keep it.</remarks>
public sealed class RuleScope
{
    /// <summary>CL437: a transitional rule has one code, whether it misses a line, refuses it or its value.</summary>
    private const string TransitionalFault = "50";

    private readonly Dictionary<string, object> _remembered = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings;
    private readonly RuleTexts _texts;

    internal RuleScope(
        Message message, CodeLists lists, DateOnly date, CheckContext context, RuleTexts texts, List<Finding> findings)
    {
        Message = message;
        Lists = lists;
        Date = date;
        Context = context;
        _texts = texts;
        _findings = findings;
        Group = message.Root;
        Line = message.Structure.Root;
    }

    /// <summary>The message.</summary>
    public Message Message { get; }

    /// <summary>The message's outermost group.</summary>
    public MessageGroup Root => Message.Root;

    /// <summary>The group in which the line stands, or would stand.</summary>
    public MessageGroup Group { get; private set; }

    /// <summary>The item or group to which the rule is attached.</summary>
    public StructureLine Line { get; private set; }

    /// <summary>Identifier of the rule that is being checked.</summary>
    public string Rule { get; private set; } = "";

    /// <summary>The code lists.</summary>
    public CodeLists Lists { get; }

    /// <summary>The day for which codes and rules are read.</summary>
    public DateOnly Date { get; }

    /// <summary>What is known beside the message.</summary>
    public CheckContext Context { get; }

    /// <summary>The value of the line where it is an item; null when it is absent.</summary>
    public string? Value => Line is ItemStructure item ? Group[item] : null;

    /// <summary>The groups of the line where it is a group.</summary>
    public IReadOnlyList<MessageGroup> Groups => Line is GroupStructure group ? Group.List(group) : [];

    /// <summary>Whether a code is in a list on the day of the check; null when the list is not loaded, or the code is
    /// absent.</summary>
    public bool? InList(string list, string? code) => code is null ? null : Lists.Contains(list, code, Date);

    /// <summary>The first two characters of an office's reference number: its country; null when absent.</summary>
    public static string? CountryOf(string? office) => office is { Length: >= 2 } ? office[..2] : null;

    /// <summary>Something that is worked out once a check, for rules that look at the whole message.</summary>
    public T Once<T>(string key, Func<T> make)
        where T : notnull
    {
        if (!_remembered.TryGetValue(key, out var known))
            _remembered[key] = known = make();
        return (T)known;
    }

    /// <summary>The same for something that needs the scope: a function without captured values costs nothing when
    /// the thing is known.</summary>
    public T Once<T>(string key, Func<RuleScope, T> make)
        where T : notnull
    {
        if (!_remembered.TryGetValue(key, out var known))
            _remembered[key] = known = make(this);
        return (T)known;
    }

    /// <summary>True the first time it is asked in a check under this rule: for rules that judge the whole message
    /// though they are attached to every item.</summary>
    public bool FirstTime() => _begun.Add(Rule);

    /// <summary>Reports that the rule is violated at the line.</summary>
    public void Violate() => Violate(Group, Line);

    /// <summary>Reports that the rule is violated at a line of another group.</summary>
    public void Violate(MessageGroup group, string name) => Violate(group, group.Structure.Find(name)
        ?? throw new ArgumentException($"{group.Structure.Path} has no '{name}'.", nameof(name)));

    /// <summary>Reports that the rule is violated by a whole group.</summary>
    public void Violate(MessageGroup group) => Add(group, null, "14", null);

    /// <summary>Reports that the rule is violated at a line of another group.</summary>
    public void Violate(MessageGroup group, StructureLine line) =>
        Add(group, line, "14", line is ItemStructure item ? group[item] : null);

    /// <summary>Reports that the value of the line is probably wrong, though no office refuses it: a check of ours,
    /// with its own sentence.</summary>
    internal void Warn(string reason)
    {
        Violate();
        Soften(reason);
    }

    /// <summary>The same at an item of another group.</summary>
    internal void Warn(MessageGroup group, string item, string reason)
    {
        Violate(group, item);
        Soften(reason);
    }

    private void Soften(string reason)
    {
        _findings[^1] = _findings[^1] with { Severity = Severity.Warning, Message = reason };
    }

    internal void MoveTo(MessageGroup group, StructureLine line)
    {
        Group = group;
        Line = line;
    }

    internal void Begin(string rule) => Rule = rule;

    internal void Missing() => Add(Group, Line, "13", null);

    internal void NotAllowed()
    {
        if (Line is ItemStructure item)
        {
            Add(Group, Line, "15", Group[item]);
            return;
        }

        foreach (var group in Groups)
            Add(group, null, "15", null);
    }

    private void Add(MessageGroup group, StructureLine? line, string code, string? value)
    {
        var text = _texts.Find(Rule);
        _findings.Add(new Finding
        {
            Severity = Rule[0] == 'G' ? Severity.Hint : Severity.Error,
            Kind = Rule[0] switch
            {
                'G' => FindingKind.Guideline,
                'C' => FindingKind.Condition,
                _ => FindingKind.Rule,
            },
            Pointer = line is null ? group.Pointer : group.PointerTo(line),
            Line = line is ItemStructure item ? group.LineOf(item) : group.Line,
            Column = line is null ? group.Column : 0,
            Code = Rule[0] == 'B' ? TransitionalFault : code,
            Reason = Rule,
            Value = value,
            Message = text?.Says ?? "",
            Remedy = text?.Fix ?? "",
        });
    }
}
