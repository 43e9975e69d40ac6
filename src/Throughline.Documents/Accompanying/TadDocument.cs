using System.Globalization;
using Throughline.Customs;

namespace Throughline.Documents;

/// <summary>How an accompanying document is printed.</summary>
/// <param name="Language">Second language beside English, one of <see cref="Labels.Languages"/>; null for English
/// alone.</param>
/// <param name="Seal">Text for the QR code, as <see cref="TadSeal.Sign"/> gives it; null for a document without
/// one.</param>
public sealed record TadOptions(string? Language = null, string? Seal = null);

/// <summary>The transit accompanying document: a first page with the boxes of the movement, pages with what did not fit
/// into its boxes, and the list of items.</summary>
/// <remarks>Sheets of A4. What is too long for a box on the first page ends with an ellipsis there and stands
/// whole on a continuation page. Amounts and access codes of guarantees are not printed.</remarks>
public static class TadDocument
{
    private const string Release = "CC029C";

    /// <summary>Writes the document as PDF.</summary>
    /// <param name="release">The release for transit, CC029C. A movement that is not released has no document.</param>
    /// <param name="options">Language and seal.</param>
    /// <param name="stream">Receives the file; stays open.</param>
    /// <returns>How many pages it has.</returns>
    /// <exception cref="ArgumentException">The message is no CC029C or has no usable MRN, the language is unknown, or
    /// the seal is not one of this message.</exception>
    public static int Write(Message release, TadOptions options, Stream stream)
    {
        var sheets = LayOut(release, options);
        PdfPainter.Write(sheets, "TAD " + TadSeal.MrnOf(release), Prepared(release), stream);
        return sheets.Count;
    }

    /// <summary>The pages, laid out.</summary>
    internal static IReadOnlyList<Sheet> LayOut(Message release, TadOptions options)
    {
        if (release.Code != Release)
        {
            throw new ArgumentException($"An accompanying document is printed from {Release}, the release for transit; "
                + $"this is {release.Code}.", nameof(release));
        }

        var labels = Labels.Load(options.Language);
        var content = new TadContent(release);
        CheckSeal(options.Seal, release);
        var first = TadFirstPage.Make(content, labels, TadHead.FirstBottom);
        TadHead.First(first.Sheet, content.Mrn, options.Seal);
        List<Sheet> sheets =
        [
            first.Sheet,
            .. TadListPages.Continuation(content.Mrn, first.Overflow, labels),
            .. TadListPages.Items(content, labels),
        ];
        for (var i = 0; i < sheets.Count; i++)
            TadHead.Number(sheets[i], content.Mrn, i + 1, sheets.Count);
        return sheets;
    }

    /// <summary>A seal of other content would make a genuine paper look forged.</summary>
    private static void CheckSeal(string? seal, Message release)
    {
        if (seal is null)
            return;
        if (!SealPayload.TryParse(seal, out var payload, out _)
            || payload.Mrn != TadSeal.MrnOf(release)
            || !payload.Digest.Span.SequenceEqual(CanonicalContent.Digest(release)))
        {
            throw new ArgumentException("The seal is not one of this message.", nameof(seal));
        }
    }

    /// <summary>When the message was prepared, so that the same message gives the same date.</summary>
    private static DateTime Prepared(Message release) =>
        DateTime.TryParse(release.Root.Find("preparationDateAndTime"), CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}
