using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What a check of a document found.</summary>
/// <param name="Accepted">Whether the document is a message without errors; with the route, without errors that an
/// office on the way would raise.</param>
/// <param name="Code">Code of the message, for example CC015C; null when the document is none.</param>
/// <param name="Title">What the message is, in words; null when the document is none.</param>
/// <param name="Date">The day for which codes and rules were read, yyyy-MM-dd.</param>
/// <param name="Pack">Version of the reference pack that it was checked with; null for the built-in lists.</param>
/// <param name="Errors">Number of errors.</param>
/// <param name="Warnings">Number of warnings.</param>
/// <param name="Hints">Number of hints.</param>
/// <param name="Countries">Countries of the offices on the way; empty unless the route was asked for.</param>
/// <param name="Findings">All that was found: first the structure, then the values, each in the order of the document;
/// at most 9,999, as many as an answer of the standard may hold.</param>
public sealed record CheckAnswer(
    bool Accepted, string? Code, string? Title, string Date, string? Pack, int Errors, int Warnings, int Hints,
    IReadOnlyList<string> Countries, IReadOnlyList<FindingReport> Findings);
