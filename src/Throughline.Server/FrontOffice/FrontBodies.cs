namespace Throughline.Server;

/// <summary>A holder lets a front office collect papers and fees for a movement.</summary>
/// <param name="Country">Country of the administration where the movement was declared.</param>
/// <param name="Number">Number of the movement there.</param>
/// <param name="Organisation">The front office that may; null: whoever is handed the code.</param>
public sealed record MandateBody(string Country, int Number, string? Organisation = null);

/// <summary>A movement that is presented at the counter.</summary>
/// <param name="Movement">MRN, or LRN before there is one.</param>
/// <param name="Code">The code that its holder handed over.</param>
public sealed record ClaimBody(string Movement, string Code);

/// <summary>A paper that was handed in.</summary>
/// <param name="List">Code list of its kind: CL213 supporting document, CL214 previous document, CL380 additional
/// reference, CL754 transport document.</param>
/// <param name="Kind">Its kind, a code of that list.</param>
/// <param name="Reference">Its number, at most 70 characters.</param>
/// <param name="IssuedOn">Day on which it was issued, yyyy-MM-dd.</param>
/// <param name="Sha256">SHA-256 of the scan that follows, 64 hexadecimal digits.</param>
/// <param name="Media">Media type of the scan: application/pdf, image/jpeg, image/png or image/tiff.</param>
public sealed record PaperBody(
    string List, string Kind, string Reference, string IssuedOn, string Sha256, string Media);

/// <summary>A tariff that is published.</summary>
/// <param name="ValidFrom">First day on which it holds, yyyy-MM-dd; today or later.</param>
/// <param name="Lines">Its fees; they take the place of all before.</param>
public sealed record TariffBody(string ValidFrom, IReadOnlyList<TariffLine> Lines);

/// <summary>A payment that was taken.</summary>
/// <param name="Method">cash, card or transfer.</param>
public sealed record PaymentBody(string Method);

/// <summary>Something that is taken back.</summary>
/// <param name="Reason">Why; it stands in the journal.</param>
public sealed record TakeBackBody(string Reason);
