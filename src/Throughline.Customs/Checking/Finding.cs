namespace Throughline.Customs;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>The message would be rejected.</summary>
    Error,
    /// <summary>It would not be rejected for this alone, but is probably wrong.</summary>
    Warning,
    /// <summary>Advice of a guideline.</summary>
    Hint,
}

/// <summary>What kind of check found something.</summary>
public enum FindingKind
{
    /// <summary>The document or its structure: what an XML schema would find (answered with CC917C).</summary>
    Structure,
    /// <summary>A value that is not in its code list (answered with CC056C or CC057C, like all that
    /// follows).</summary>
    CodeList,
    /// <summary>Something is missing, or is there though it must not be, by a condition.</summary>
    Condition,
    /// <summary>A rule.</summary>
    Rule,
    /// <summary>A guideline.</summary>
    Guideline,
}

/// <summary>One thing that is wrong with a message, in the shape of the standard and as a sentence.</summary>
public sealed record Finding
{
    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What found it.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>XPath of the group or item, with numbers from 1 where a group may come more than once.</summary>
    public required string Pointer { get; init; }

    /// <summary>Line of the document, from 1; 0 when it was not read from one.</summary>
    public int Line { get; init; }

    /// <summary>Column of the document, from 1; 0 when unknown.</summary>
    public int Column { get; init; }

    /// <summary>Error code of the standard: of CL437 for functional errors (12 code list, 13 missing, 14 rule, 15 not
    /// allowed, …), of CL030 for errors of the XML (13 missing, 15 not in this position, 35 too many, 39 too long,
    /// 51 pattern, …).</summary>
    public required string Code { get; init; }

    /// <summary>What is violated: a code list (<c>CL231</c>), condition (<c>C0055</c>) or rule (<c>R0007</c>);
    /// <c>N/A</c> for the structure.</summary>
    public required string Reason { get; init; }

    /// <summary>The value as it was given, or null when it is missing.</summary>
    public string? Value { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it, in a sentence.</summary>
    public required string Remedy { get; init; }
}
