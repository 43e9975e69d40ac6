namespace Throughline.Server;

/// <summary>A guarantee that a guarantor offers.</summary>
public sealed record GuaranteeBody
{
    /// <summary>Guarantee reference number: 17 characters, 24 for a voucher. Its country's office keeps it.</summary>
    public required string Grn { get; init; }

    /// <summary>Type: 0 waiver, 1 comprehensive, 2 individual by undertaking, 4 voucher, 9 individual for several
    /// uses.</summary>
    public required string Type { get; init; }

    /// <summary>Identification number of whoever may use it.</summary>
    public required string Holder { get; init; }

    /// <summary>Access code, four letters or digits.</summary>
    public required string AccessCode { get; init; }

    /// <summary>Amount up to which it stands, in minor units of the currency: cents.</summary>
    public required long AmountCents { get; init; }

    /// <summary>Currency of all its amounts, ISO 4217; EUR unless given.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>First day, yyyy-MM-dd.</summary>
    public required string ValidFrom { get; init; }

    /// <summary>Last day, inclusive, yyyy-MM-dd.</summary>
    public required string ValidTo { get; init; }

    /// <summary>Level of a comprehensive one: 100, 50, 30 or 0 percent; 100 unless given.</summary>
    public int LevelPercent { get; init; } = 100;

    /// <summary>Countries in which it does not hold; none unless given.</summary>
    public IReadOnlyList<string> NotValidIn { get; init; } = [];

    /// <summary>The holder is warned when so much is held, 1 to 100; 80 unless given.</summary>
    public int WarnAtPercent { get; init; } = 80;
}

/// <summary>An officer's decision on a guarantee.</summary>
public sealed record GuaranteeDecisionBody
{
    /// <summary>accept or refuse what is offered; revoke or set the ceiling of what is in force.</summary>
    public required string Decision { get; init; }

    /// <summary>Why; it stands in the journal.</summary>
    public required string Reason { get; init; }

    /// <summary>The new ceiling in minor units of the currency; with «ceiling» only.</summary>
    public long? AmountCents { get; init; }
}

/// <summary>New access codes of a guarantee.</summary>
public sealed record AccessCodesBody
{
    /// <summary>One to 99 codes, four letters or digits each; they replace all before.</summary>
    public required IReadOnlyList<string> AccessCodes { get; init; }
}

/// <summary>A guarantee with its balance.</summary>
/// <param name="Grn">Guarantee reference number.</param>
/// <param name="Type">Type of CL286.</param>
/// <param name="Country">Country whose office keeps it.</param>
/// <param name="Holder">Who may use it.</param>
/// <param name="Guarantor">Who stands surety.</param>
/// <param name="State">offered, in-force, refused or revoked.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day, inclusive.</param>
/// <param name="CeilingCents">Amount up to which it stands, in minor units of its currency.</param>
/// <param name="ReservedCents">What movements hold.</param>
/// <param name="AvailableCents">What is left.</param>
/// <param name="Currency">Currency of its amounts, ISO 4217.</param>
/// <param name="Warning">What its holder should know now, as a sentence; null when all is well.</param>
public sealed record GuaranteeSummary(string Grn, string Type, string Country, string Holder, string Guarantor,
    string State, string ValidFrom, string ValidTo, long CeilingCents, long ReservedCents, long AvailableCents,
    string Currency, string? Warning);

/// <summary>Guarantees.</summary>
/// <param name="Guarantees">By number.</param>
public sealed record GuaranteeList(IReadOnlyList<GuaranteeSummary> Guarantees);

/// <summary>A guarantee with what happened to it.</summary>
/// <param name="Guarantee">What it is.</param>
/// <param name="Reservations">What movements hold of it now, oldest first.</param>
/// <param name="Postings">The last 500 postings, latest first.</param>
/// <param name="History">What was offered and decided, in order.</param>
public sealed record GuaranteeView(GuaranteeSummary Guarantee, IReadOnlyList<ReservationView> Reservations,
    IReadOnlyList<PostingView> Postings, IReadOnlyList<GuaranteeEvent> History);

/// <summary>What was done with a guarantee.</summary>
/// <param name="Entry">Number of the entry of the journal.</param>
/// <param name="At">When.</param>
/// <param name="What">offered, in-force, refused, revoked, ceiling, access-codes; erased when the entry's body is not
/// kept any more.</param>
/// <param name="AmountCents">The ceiling from then on, in cents; null when it stayed.</param>
/// <param name="By">Account that did it; null for parties.</param>
/// <param name="Reason">Why, as the officer said; null for parties.</param>
public sealed record GuaranteeEvent(
    long Entry, DateTimeOffset At, string What, long? AmountCents, string? By, string? Reason);

/// <summary>What a movement holds of a guarantee.</summary>
/// <param name="Mrn">The movement.</param>
/// <param name="AmountCents">How much, in minor units of the guarantee's currency.</param>
/// <param name="EuroCents">The cents of euro that this stands for.</param>
/// <param name="Since">Since when.</param>
/// <param name="State">State of the movement at its office of departure; null when that is not kept here.</param>
/// <param name="Limit">Day by which its goods must be at the destination: what it holds may be free from then on; null
/// when it is not known.</param>
public sealed record ReservationView(
    string Mrn, long AmountCents, long EuroCents, DateTimeOffset Since, string? State, string? Limit);

/// <summary>An amount that went from one account of a guarantee to another.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Mrn">The movement that caused it, or null.</param>
/// <param name="Source">ceiling, available or reserved.</param>
/// <param name="Target">The same.</param>
/// <param name="AmountCents">More than 0.</param>
/// <param name="Reason">The state of the movement, or ceiling.</param>
/// <param name="Rate">The rate by which euro became the currency of the guarantee, with day and source; null when
/// nothing was converted.</param>
public sealed record PostingView(long Id, DateTimeOffset At, string? Mrn, string Source, string Target,
    long AmountCents, string Reason, string? Rate);

/// <summary>A movement whose goods or results did not come in time.</summary>
/// <param name="Movement">The movement at the office of departure.</param>
/// <param name="Limit">Day by which the goods had to be there.</param>
/// <param name="Days">Days since, from 1.</param>
/// <param name="HeldCents">What is held of guarantees for it, in cents of euro.</param>
/// <param name="Todo">What is to be done next, as a sentence.</param>
public sealed record OverdueView(MovementSummary Movement, string Limit, int Days, long HeldCents, string Todo);

/// <summary>Movements that are overdue.</summary>
/// <param name="Movements">The longest overdue first.</param>
public sealed record OverdueList(IReadOnlyList<OverdueView> Movements);
