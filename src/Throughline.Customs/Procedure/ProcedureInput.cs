namespace Throughline.Customs;

/// <summary>What kind of office sees a movement.</summary>
public enum ProcedureRole
{
    /// <summary>Takes the declaration, releases the goods, writes the movement off.</summary>
    Departure,
    /// <summary>Where the goods enter another contracting party.</summary>
    Transit,
    /// <summary>Where the goods are presented at the end.</summary>
    Destination,
    /// <summary>Keeps a guarantee and says whether it may be used.</summary>
    Guarantee,
    /// <summary>The office of guarantee for the guarantees themselves: access codes, vouchers, terms, the
    /// end.</summary>
    Register,
    /// <summary>An administration for its systems and those of others: which cannot be reached, and when.</summary>
    Availability,
}

/// <summary>Something that reaches an administration.</summary>
public abstract record ProcedureInput;

/// <summary>A message came in.</summary>
/// <param name="Message">The message. It must not be changed afterwards.</param>
/// <param name="Findings">What reading the document found: its structure. Values are checked by the
/// administration.</param>
public sealed record MessageInput(Message Message, IReadOnlyList<Finding> Findings) : ProcedureInput
{
    /// <summary>Of a declaration that began on paper when it was accepted and released there; null of any
    /// other.</summary>
    public PaperDates? Paper { get; init; }
}

/// <summary>An officer: the only one who decides.</summary>
/// <param name="Country">Country of the officer's administration, two letters.</param>
/// <param name="Account">How that administration knows the officer; never empty.</param>
public sealed record OfficerId(string Country, string Account);

/// <summary>An officer acts.</summary>
/// <param name="Role">In which role the office acts.</param>
/// <param name="Office">Reference number of the office, or null when the movement has only one in that role.</param>
/// <param name="Movement">MRN of the movement, or its LRN before there is one; in the register the GRN, for
/// availability the country.</param>
/// <param name="Action">Name of the action, for example <c>accept</c>.</param>
/// <param name="Details">Further details by name, for example <c>code</c> of a result.</param>
public sealed record OfficerInput(ProcedureRole Role, string? Office, string Movement, string Action,
    IReadOnlyDictionary<string, string> Details) : ProcedureInput
{
    /// <summary>Who acts. An administration lets only its own officers decide.</summary>
    public required OfficerId By { get; init; }

    /// <summary>Changes that the officer makes to the messages of the action before they go out: code of a message
    /// and a line that <see cref="MessageEdit"/> reads.</summary>
    public IReadOnlyList<(string Message, string Line)> Edits { get; init; } = [];
}

/// <summary>A timer of a movement ran out.</summary>
/// <param name="Movement">Number of the movement in the administration.</param>
/// <param name="Timer">Name of the timer, for example <c>presentation</c>.</param>
public sealed record TimerInput(int Movement, string Timer) : ProcedureInput;
