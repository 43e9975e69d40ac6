namespace Throughline.Documents;

/// <summary>The head and foot of every page: title, barcode, page number.</summary>
internal static class TadHead
{
    /// <summary>Lower edge of the head of the first page.</summary>
    public const double FirstBottom = Sheet.Top + 92;

    /// <summary>Lower edge of the head of the other pages.</summary>
    public const double OtherBottom = Sheet.Top + 54;

    private const double CodeWidth = 236;
    private const double SealWidth = 126;
    private const double Module = 0.88;
    private const double PageWidth = 112;

    /// <summary>Puts the head of the first page.</summary>
    /// <param name="sheet">The page.</param>
    /// <param name="mrn">Movement reference number.</param>
    /// <param name="seal">Text for the QR code; null when there is none.</param>
    public static void First(Sheet sheet, string mrn, string? seal)
    {
        const double TitleWidth = Sheet.Width - CodeWidth - SealWidth;
        const double Height = FirstBottom - Sheet.Top;
        sheet.Frame(Sheet.Left, Sheet.Top, TitleWidth, Height);
        Title(sheet, "title", TitleWidth, 12);
        Code(sheet, Sheet.Left + TitleWidth, Height, mrn);
        Seal(sheet, Sheet.Left + Sheet.Width - SealWidth, Height, seal);
    }

    /// <summary>Puts the head of another page.</summary>
    /// <param name="sheet">The page.</param>
    /// <param name="title">Key of its title.</param>
    /// <param name="mrn">Movement reference number.</param>
    public static void Other(Sheet sheet, string title, string mrn)
    {
        const double TitleWidth = Sheet.Width - CodeWidth - PageWidth;
        const double Height = OtherBottom - Sheet.Top;
        sheet.Frame(Sheet.Left, Sheet.Top, TitleWidth, Height);
        Title(sheet, title, TitleWidth, 11);
        Code(sheet, Sheet.Left + TitleWidth, Height, mrn);
        sheet.Frame(Sheet.Left + Sheet.Width - PageWidth, Sheet.Top, PageWidth, Height);
    }

    /// <summary>Puts the page number.</summary>
    public static void Number(Sheet sheet, string mrn, int page, int pages)
    {
        var number = sheet.Both("page", page, pages);
        sheet.Text(Sheet.Left, Sheet.Foot, 6.5, $"MRN {mrn}");
        sheet.Right(Sheet.Left + Sheet.Width, Sheet.Foot, 6.5, number);
        if (page == 1)
        {
            sheet.Text(Sheet.Left + 5, FirstBottom - 12, 7, number, isBold: true);
            return;
        }

        var x = Sheet.Left + Sheet.Width - PageWidth;
        sheet.Centre(x, PageWidth, Sheet.Top + 12, 16, FormattableString.Invariant($"{page} / {pages}"), isBold: true);
        sheet.Centre(x, PageWidth, Sheet.Top + 36, 6, TextWrap.Cut(number, PageWidth - 4, 6));
    }

    private static void Title(Sheet sheet, string key, double width, double size)
    {
        var y = Sheet.Top + 5;
        y = Lines(sheet, sheet.English(key), width, y, size);
        if (sheet.Second(key) is { } second)
            Lines(sheet, second, width, y + 2, size * 0.68);
    }

    private static double Lines(Sheet sheet, string text, double width, double y, double size)
    {
        foreach (var line in TextWrap.Break(text, width - 10, size, isBold: true))
        {
            sheet.Text(Sheet.Left + 5, y, size, line, isBold: true);
            y += Sheet.LineHeight(size);
        }

        return y;
    }

    private static void Code(Sheet sheet, double x, double height, string mrn)
    {
        sheet.Frame(x, Sheet.Top, CodeWidth, height);
        sheet.Text(x + 3, Sheet.Top + 2, 6, "MRN");
        var bars = Code128.Encode(mrn);
        var barsHeight = height - 26;
        sheet.Bars(x + ((CodeWidth - (bars.Count * Module)) / 2), Sheet.Top + 10, Module, barsHeight, bars);
        sheet.Centre(x, CodeWidth, Sheet.Top + 10 + barsHeight + 2, 11, mrn, isBold: true);
    }

    private static void Seal(Sheet sheet, double x, double height, string? seal)
    {
        sheet.Frame(x, Sheet.Top, SealWidth, height);
        if (seal is null)
        {
            sheet.Label(x + 3, Sheet.Top + 2, SealWidth - 6, "seal.none", "");
            return;
        }

        const double Side = 76;
        var used = sheet.Label(x + 3, Sheet.Top + 1.2, SealWidth - 6, "seal.scan", "");
        sheet.Qr(x + 2, Sheet.Top + used + 2, Side, QrSymbol.Make(seal));
        if (!SealPayload.TryParse(seal, out var payload, out _))
            return;
        var at = Sheet.Top + used + 8;
        sheet.Label(x + Side, at, SealWidth - Side - 3, "seal.key", "");
        at += 2 * Sheet.LineHeight(5.3);
        foreach (var line in TextWrap.Break(payload.KeyId, SealWidth - Side - 3, 6.5, isBold: true))
        {
            sheet.Text(x + Side, at, 6.5, line, isBold: true);
            at += Sheet.LineHeight(6.5);
        }
    }
}
