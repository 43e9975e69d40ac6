using System.Globalization;

namespace Throughline.Customs;

/// <summary>What came of checking a document.</summary>
/// <param name="Name">Name that the caller gave it, for example a path.</param>
/// <param name="Message">The message, or null when the document is none.</param>
/// <param name="Date">The day for which codes and rules were read.</param>
/// <param name="Findings">All that was found: first the structure, then the values, each in the order of the
/// document.</param>
public sealed record CheckedDocument(
    string Name, Message? Message, DateOnly Date, IReadOnlyList<Finding> Findings)
{
    /// <summary>Number of errors.</summary>
    public int Errors => Findings.Count(f => f.Severity == Severity.Error);

    /// <summary>Whether the message would be taken: it is one, and has no error.</summary>
    public bool IsAccepted => Message is not null && Errors == 0;
}

/// <summary>Checks documents completely: XML, structure, forms, code lists, conditions, rules and
/// guidelines.</summary>
/// <remarks>Immutable; any number of threads may check at once.</remarks>
/// <param name="check">The check of values.</param>
/// <param name="limits">What a document may not exceed.</param>
public sealed class DocumentCheck(MessageCheck check, ReadLimits? limits = null)
{
    /// <summary>Checks a document.</summary>
    /// <param name="stream">The document; stays open.</param>
    /// <param name="name">Name under which it is reported.</param>
    /// <param name="date">The day for which codes and rules are read; the day on which the message says that it was
    /// prepared when absent, and <paramref name="today"/> when it says none.</param>
    /// <param name="today">The day of the check.</param>
    /// <param name="context">What is known beside the message.</param>
    /// <param name="switchedOff">Rules that do not apply; none unless said otherwise.</param>
    public CheckedDocument Run(Stream stream, string name, DateOnly? date, DateOnly today,
        CheckContext? context = null, IReadOnlySet<string>? switchedOff = null)
    {
        var read = MessageReader.Read(stream, limits, check.Lists);
        if (read.Message is not { } message)
            return new CheckedDocument(name, null, date ?? today, read.Findings);
        var day = date ?? Prepared(message) ?? today;
        return new CheckedDocument(
            name, message, day, [.. read.Findings, .. check.Run(message, day, context, switchedOff)]);
    }

    private static DateOnly? Prepared(Message message) =>
        message.Root.Find("preparationDateAndTime") is { Length: >= 10 } time
        && DateOnly.TryParseExact(time.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day)
            ? day
            : null;
}
