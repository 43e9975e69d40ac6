namespace Throughline.Planning.Validation;

/// <summary>Planned against published, row by row.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Rows">Every row, good and bad.</param>
/// <param name="Time">Errors of the times that count.</param>
/// <param name="Cost">Errors of the prices that count.</param>
public sealed record ValidationReport(
    string Scenario, IReadOnlyList<ValidationRow> Rows, ValidationSummary Time, ValidationSummary Cost);

/// <summary>The errors of the rows that count.</summary>
/// <param name="Counted">Rows that count.</param>
/// <param name="Planned">Of them, rows for which a way was found.</param>
/// <param name="MedianError">Median of the errors, a row without a way being worse than any; null when none counts or
/// the median falls on a row without a way.</param>
/// <param name="Within20Percent">Rows with an error of at most 20 %.</param>
public sealed record ValidationSummary(int Counted, int Planned, double? MedianError, int Within20Percent);

/// <summary>One row of the comparison.</summary>
/// <param name="Published">The row of the file.</param>
/// <param name="Counts">Whether it goes into the median.</param>
/// <param name="Reason">Why it does not; null when it does.</param>
/// <param name="Planned">The planned value in the row's unit and currency; null without a way.</param>
/// <param name="Error">Relative distance to the nearest edge of the published range, 0 inside it; null without a
/// way.</param>
/// <param name="Way">The itinerary in one line; empty without a way.</param>
/// <param name="Removed">Services that state the same journey, taken out or stripped of their price.</param>
/// <param name="Remarks">What else the reader should know: words of the route that are unknown, why nothing was
/// found.</param>
public sealed record ValidationRow(
    PublishedJourney Published, bool Counts, string? Reason, double? Planned, double? Error, string Way,
    IReadOnlyList<string> Removed, IReadOnlyList<string> Remarks);
