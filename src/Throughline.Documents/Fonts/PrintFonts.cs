using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Throughline.Documents;

/// <summary>The fonts of everything printed: DejaVu Sans Condensed, embedded in the library.</summary>
internal static class PrintFonts
{
    /// <summary>Name of the family.</summary>
    public const string Family = "DejaVu Sans Condensed";

    private const string RegularFile = "DejaVuSansCondensed.ttf";
    private const string BoldFile = "DejaVuSansCondensed-Bold.ttf";
    private static readonly Lock Gate = new();

    /// <summary>Widths of the upright letters.</summary>
    public static FontMetrics Regular { get; } = new(Read(RegularFile));

    /// <summary>Widths of the bold letters.</summary>
    public static FontMetrics Bold { get; } = new(Read(BoldFile));

    /// <summary>Widths of the letters of a weight.</summary>
    public static FontMetrics Of(bool isBold) => isBold ? Bold : Regular;

    /// <summary>A font to draw with. Only the letters that are used get into the file.</summary>
    /// <param name="size">Size in points.</param>
    /// <param name="isBold">Whether it is bold.</param>
    public static XFont Make(double size, bool isBold)
    {
        // PDFsharp asks one resolver for the whole process; an application that has set its own keeps it,
        // and ours is asked for what that one does not know.
        lock (Gate)
        {
            if (GlobalFontSettings.FontResolver is null)
                GlobalFontSettings.FontResolver = new Resolver();
            else if (GlobalFontSettings.FontResolver is not Resolver)
                GlobalFontSettings.FallbackFontResolver ??= new Resolver();
        }

        return new XFont(Family, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular,
            new XPdfFontOptions(PdfSharp.Pdf.PdfFontEncoding.Unicode, PdfSharp.Pdf.PdfFontEmbedding.TryComputeSubset));
    }

    private static byte[] Read(string file)
    {
        using var stream = typeof(PrintFonts).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The library has no font '{file}'.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed class Resolver : IFontResolver
    {
        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
            familyName == Family ? new FontResolverInfo(isBold ? BoldFile : RegularFile) : null;

        public byte[]? GetFont(string faceName) => Read(faceName);
    }
}
