namespace Throughline.Documents;

/// <summary>Something on a page. Positions are points (1/72 inch) from the upper left corner.</summary>
internal abstract record Mark;

/// <summary>One line of text.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge of the letters.</param>
/// <param name="Size">Size of the letters.</param>
/// <param name="IsBold">Whether they are bold.</param>
/// <param name="Text">The text.</param>
internal sealed record TextMark(double X, double Y, double Size, bool IsBold, string Text) : Mark
{
    /// <summary>Distance from the upper edge of capitals with accents to the baseline, a share of the size.</summary>
    public const double Ascent = 0.93;

    /// <summary>Height from the highest to the lowest letter, as a share of the size.</summary>
    public const double Height = 1.16;

    /// <summary>Width of the text.</summary>
    public double Width => PrintFonts.Of(IsBold).WidthOf(Text, Size);

    /// <summary>Lower edge of the letters.</summary>
    public double Bottom => Y + (Size * Height);

    /// <summary>Right edge of the letters.</summary>
    public double Right => X + Width;
}

/// <summary>A straight line.</summary>
internal sealed record LineMark(double X1, double Y1, double X2, double Y2, double Weight) : Mark;

/// <summary>A filled rectangle.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Light">0 is black, 255 white.</param>
internal sealed record FillMark(double X, double Y, double Width, double Height, byte Light) : Mark;
