namespace Throughline.Customs;

/// <summary>A finding as programs read it: the shape of the standard's functional error, and the sentence.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>hint</c>.</param>
/// <param name="ErrorPointer">XPath of the group or item, with numbers from 1 where a group may come more than
/// once.</param>
/// <param name="ErrorCode">Error code of the standard, from CL437 or, for the XML, from CL030.</param>
/// <param name="ErrorReason">The violated code list, condition or rule; N/A for the structure.</param>
/// <param name="OriginalAttributeValue">The value as it was given, or null when it is missing.</param>
/// <param name="Line">Line of the document, from 1; 0 when there is none.</param>
/// <param name="Column">Column of the document, from 1; 0 when it is unknown.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Remedy">What to do about it, in a sentence.</param>
/// <param name="Countries">Countries on the way whose offices would raise it, in the order of the journey; empty unless
/// the whole route was asked for.</param>
/// <param name="Later">Where the movement would be stopped though the declaration itself is right; empty unless the
/// whole route was asked for.</param>
public sealed record FindingReport(
    string Severity, string ErrorPointer, string ErrorCode, string ErrorReason, string? OriginalAttributeValue,
    int Line, int Column, string Message, string Remedy, IReadOnlyList<string> Countries,
    IReadOnlyList<LaterStop> Later)
{
    /// <summary>The report of a finding.</summary>
    /// <param name="found">The finding, with who on the way would raise it.</param>
    public static FindingReport Of(RouteFinding found)
    {
        var f = found.Finding;
        return new(FindingText.Word(f.Severity), f.Pointer, f.Code, f.Reason, f.Value, f.Line, f.Column, f.Message,
            f.Remedy, found.Countries, found.Later);
    }
}
