namespace Throughline.Customs;

/// <summary>What is known beside a message when it is checked. Rules that need what is not given say nothing.</summary>
public sealed record CheckContext
{
    /// <summary>Nothing is known beside the message.</summary>
    public static CheckContext None { get; } = new();

    /// <summary>Whether a trader is known by its identification number; null when nobody can tell.</summary>
    public Func<string, bool>? KnowsTrader { get; init; }

    /// <summary>The message that this one answers, amends or follows, or null.</summary>
    public Message? Earlier { get; init; }

    /// <summary>The declaration as it stands after all amendments, or null.</summary>
    public Message? Declaration { get; init; }

    /// <summary>State of the movement, for example <c>GuaranteeUnderAmendment</c>, or null.</summary>
    public string? MovementState { get; init; }

    /// <summary>The type (CL251) of a guarantee by its reference number, null for one that is not known; null when
    /// nobody can tell.</summary>
    public Func<string, string?>? GuaranteeType { get; init; }
}
