namespace Throughline.Server;

/// <summary>A front office that can be let collect.</summary>
/// <param name="Id">Identification of the organisation.</param>
/// <param name="Country">Country for whose customs it collects.</param>
/// <param name="Name">Its name.</param>
public sealed record FrontOfficeView(string Id, string Country, string Name);

/// <summary>Front offices.</summary>
/// <param name="Offices">By country and name.</param>
public sealed record FrontOfficeList(IReadOnlyList<FrontOfficeView> Offices);

/// <summary>That a front office may collect for a movement.</summary>
/// <param name="Id">Identification.</param>
/// <param name="Country">Country of the administration where the movement was declared.</param>
/// <param name="Number">Number of the movement there.</param>
/// <param name="Organisation">The front office, or null as long as nobody showed the code.</param>
/// <param name="Name">Name of the front office, or null.</param>
/// <param name="Code">The code to hand over; shown here and never again. Null of a mandate for a named office, and
/// later.</param>
/// <param name="GivenAt">When it was given.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="EndedAt">When the holder ended it, or null.</param>
public sealed record MandateView(string Id, string Country, int Number, string? Organisation, string? Name,
    string? Code, DateTimeOffset GivenAt, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt);

/// <summary>Mandates of a movement.</summary>
/// <param name="Mandates">In the order in which they were given.</param>
public sealed record MandateList(IReadOnlyList<MandateView> Mandates);

/// <summary>A movement as a front office sees it.</summary>
/// <param name="Country">Country of the administration where it was declared.</param>
/// <param name="Number">Number there.</param>
/// <param name="Mrn">MRN, or null before there is one.</param>
/// <param name="Lrn">LRN, or null.</param>
/// <param name="Holder">Identification number of the holder, or null where it is not known.</param>
/// <param name="Office">Office that it was declared to.</param>
/// <param name="Meaning">Its state in words.</param>
/// <param name="Until">Until when the front office may collect.</param>
public sealed record FrontMovementSummary(string Country, int Number, string? Mrn, string? Lrn, string? Holder,
    string Office, string Meaning, DateTimeOffset Until);

/// <summary>Movements for which a front office may collect.</summary>
/// <param name="Movements">The latest mandate first; at most 200.</param>
public sealed record FrontMovementList(IReadOnlyList<FrontMovementSummary> Movements);

/// <summary>A paper that the declaration names.</summary>
/// <param name="List">Code list of its kind.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Reference">Its number.</param>
/// <param name="Paper">Number of the paper that was collected for it, or null.</param>
public sealed record DeclaredPaperView(string List, string Kind, string Reference, long? Paper);

/// <summary>A paper that was handed in.</summary>
/// <param name="Id">Its number here.</param>
/// <param name="Office">Name of the front office that collected it.</param>
/// <param name="List">Code list of its kind.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Reference">Its number.</param>
/// <param name="IssuedOn">Day on which it was issued.</param>
/// <param name="Sha256">SHA-256 of its scan, hexadecimal.</param>
/// <param name="Media">Media type of the scan.</param>
/// <param name="SizeBytes">Size of the scan; 0 as long as it is not here.</param>
/// <param name="CollectedAt">When it was handed in.</param>
/// <param name="ScannedAt">When the scan came; null as long as it is not here.</param>
/// <param name="WithdrawnAt">When it was taken back, or null.</param>
/// <param name="IsDeclared">Whether the declaration names it.</param>
public sealed record PaperView(long Id, string Office, string List, string Kind, string Reference, string IssuedOn,
    string Sha256, string Media, long SizeBytes, DateTimeOffset CollectedAt, DateTimeOffset? ScannedAt,
    DateTimeOffset? WithdrawnAt, bool IsDeclared);

/// <summary>An amount of a fund.</summary>
/// <param name="Fund">Whose money it is.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="AmountMinor">Amount in minor units of the currency.</param>
public sealed record FeeTotal(Fund Fund, string Currency, long AmountMinor);

/// <summary>Fees that were assessed.</summary>
/// <param name="Id">Number of the assessment.</param>
/// <param name="Office">Name of the front office.</param>
/// <param name="State">open, paid or cancelled.</param>
/// <param name="AssessedAt">When.</param>
/// <param name="Lines">What is to be paid.</param>
/// <param name="Totals">What they come to, by fund and currency.</param>
/// <param name="Receipt">Number of the receipt, or null.</param>
public sealed record FeeAssessmentView(long Id, string Office, string State, DateTimeOffset AssessedAt,
    IReadOnlyList<FeeLine> Lines, IReadOnlyList<FeeTotal> Totals, long? Receipt);

/// <summary>A movement with what a front office collected for it.</summary>
/// <param name="Movement">What it is.</param>
/// <param name="Declared">Papers that the declaration names.</param>
/// <param name="Containers">Containers that it names.</param>
/// <param name="Papers">Papers that were handed in.</param>
/// <param name="Due">What would be assessed now; empty when nothing is due.</param>
/// <param name="Assessments">What was assessed.</param>
public sealed record FrontMovementView(FrontMovementSummary Movement, IReadOnlyList<DeclaredPaperView> Declared,
    IReadOnlyList<string> Containers, IReadOnlyList<PaperView> Papers, IReadOnlyList<FeeLine> Due,
    IReadOnlyList<FeeAssessmentView> Assessments);

/// <summary>Papers and fees of a movement, as an officer or its party sees them.</summary>
/// <param name="Declared">Papers that the declaration names.</param>
/// <param name="Papers">Papers that front offices collected.</param>
/// <param name="Assessments">Fees that they assessed, and whether they are paid.</param>
public sealed record MovementPapersView(IReadOnlyList<DeclaredPaperView> Declared, IReadOnlyList<PaperView> Papers,
    IReadOnlyList<FeeAssessmentView> Assessments);

/// <summary>A tariff.</summary>
/// <param name="Fund">Whose money its fees are.</param>
/// <param name="Country">Country of the treasury; ZZ of the operator.</param>
/// <param name="Version">Its number, from 1.</param>
/// <param name="ValidFrom">First day on which it holds.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Lines">Its fees.</param>
public sealed record TariffView(Fund Fund, string Country, int Version, string ValidFrom, DateTimeOffset PublishedAt,
    IReadOnlyList<TariffLine> Lines);

/// <summary>Tariffs.</summary>
/// <param name="Tariffs">All versions, the latest of each fund first.</param>
public sealed record TariffList(IReadOnlyList<TariffView> Tariffs);

/// <summary>A receipt.</summary>
/// <param name="Number">Its number at the front office; there is no gap.</param>
/// <param name="Office">Name of the front office.</param>
/// <param name="Kind">payment, or cancellation of an earlier one.</param>
/// <param name="Cancels">Number of the receipt that it takes back, or null.</param>
/// <param name="CancelledBy">Number of the receipt that takes it back, or null.</param>
/// <param name="Mrn">MRN of the movement, or null.</param>
/// <param name="Lrn">LRN of the movement, or null.</param>
/// <param name="Method">cash, card or transfer.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Lines">What was paid, or given back.</param>
/// <param name="Totals">What they come to, by fund and currency.</param>
public sealed record FeeReceiptView(long Number, string Office, string Kind, long? Cancels, long? CancelledBy,
    string? Mrn, string? Lrn, string Method, DateTimeOffset MadeAt, IReadOnlyList<FeeLine> Lines,
    IReadOnlyList<FeeTotal> Totals);

/// <summary>What went through a till for a fund in a currency.</summary>
/// <param name="Fund">Whose money it is.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="TakenMinor">What was paid, in minor units.</param>
/// <param name="ReturnedMinor">What was given back.</param>
/// <param name="NetMinor">The difference: to be handed over; below 0 when more was given back.</param>
public sealed record TillTotal(Fund Fund, string Currency, long TakenMinor, long ReturnedMinor, long NetMinor);

/// <summary>The till since the last closing.</summary>
/// <param name="Receipts">Receipts since then.</param>
/// <param name="Totals">What is in it, by fund and currency.</param>
public sealed record TillView(int Receipts, IReadOnlyList<TillTotal> Totals);

/// <summary>A daily closing.</summary>
/// <param name="Number">Its number at the front office.</param>
/// <param name="MadeAt">When.</param>
/// <param name="MadeBy">The account that closed.</param>
/// <param name="Totals">What was handed over, by fund and currency.</param>
public sealed record ClosingView(long Number, DateTimeOffset MadeAt, string MadeBy, IReadOnlyList<TillTotal> Totals);

/// <summary>Daily closings.</summary>
/// <param name="Closings">The latest first; at most 200.</param>
public sealed record ClosingList(IReadOnlyList<ClosingView> Closings);
