namespace Throughline.Customs;

/// <summary>A question about an authorisation that a message names.</summary>
/// <param name="Type">Its type: a code of CL235 or CL236, for example C521.</param>
/// <param name="Number">Its number.</param>
/// <param name="Holder">Identification number of who uses it, or null when the message does not say.</param>
/// <param name="On">The day on which it must be valid.</param>
public sealed record AuthorisationQuestion(string Type, string Number, string? Holder, DateOnly On);

/// <summary>What is known beside a message when it is checked. Rules that need what is not given say nothing.</summary>
public sealed record CheckContext
{
    /// <summary>Nothing is known beside the message.</summary>
    public static CheckContext None { get; } = new();

    /// <summary>Whether a trader is known by its identification number; null when nobody can tell.</summary>
    public Func<string, bool>? KnowsTrader { get; init; }

    /// <summary>Whether an authorisation was given to that holder and is valid; null when nobody can tell.</summary>
    public Func<AuthorisationQuestion, bool>? HasAuthorisation { get; init; }

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
