using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Throughline.Documents;

/// <summary>Draws pages into a PDF file.</summary>
internal static class PdfPainter
{
    /// <summary>Writes the file.</summary>
    /// <param name="sheets">The pages in order.</param>
    /// <param name="title">Title of the document.</param>
    /// <param name="created">When it came about.</param>
    /// <param name="stream">Receives the file; stays open.</param>
    public static void Write(IReadOnlyList<Sheet> sheets, string title, DateTime created, Stream stream)
    {
        using var document = new PdfDocument();
        document.Info.Title = title;
        document.Info.Creator = "Throughline";
        document.Info.CreationDate = created;
        document.Options.CompressContentStreams = true;
        var fonts = new Dictionary<(double Size, bool IsBold), XFont>();
        foreach (var sheet in sheets)
        {
            var page = document.AddPage();
            page.Size = PageSize.A4;
            using var graphics = XGraphics.FromPdfPage(page);
            foreach (var mark in sheet.Marks)
                Draw(graphics, mark, fonts);
        }

        document.Save(stream, closeStream: false);
    }

    private static void Draw(XGraphics graphics, Mark mark, Dictionary<(double Size, bool IsBold), XFont> fonts)
    {
        switch (mark)
        {
            case TextMark text:
                if (!fonts.TryGetValue((text.Size, text.IsBold), out var font))
                {
                    font = PrintFonts.Make(text.Size, text.IsBold);
                    fonts.Add((text.Size, text.IsBold), font);
                }

                graphics.DrawString(
                    text.Text, font, XBrushes.Black, text.X, text.Y + (text.Size * TextMark.Ascent));
                break;
            case LineMark line:
                graphics.DrawLine(new XPen(XColors.Black, line.Weight), line.X1, line.Y1, line.X2, line.Y2);
                break;
            case FillMark fill:
                var brush = new XSolidBrush(XColor.FromArgb(fill.Light, fill.Light, fill.Light));
                graphics.DrawRectangle(brush, fill.X, fill.Y, fill.Width, fill.Height);
                break;
        }
    }
}
