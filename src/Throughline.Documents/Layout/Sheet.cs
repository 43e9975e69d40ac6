namespace Throughline.Documents;

/// <summary>A label with what it names.</summary>
/// <param name="Label">Key of the label.</param>
/// <param name="Number">Number of the data element, for example <c>13 02</c>; empty when it has none.</param>
/// <param name="Value">The value, clean; empty when there is none.</param>
internal sealed record Field(string Label, string Number, string Value);

/// <summary>A page on which marks are put. A4, upright.</summary>
/// <param name="labels">The labels in their languages.</param>
internal sealed class Sheet(Labels labels)
{
    /// <summary>Width of the paper in points.</summary>
    public const double PaperWidth = 595.28;

    /// <summary>Height of the paper in points.</summary>
    public const double PaperHeight = 841.89;

    /// <summary>Left edge of what is printed.</summary>
    public const double Left = 28;

    /// <summary>Upper edge of what is printed.</summary>
    public const double Top = 24;

    /// <summary>Width of what is printed.</summary>
    public const double Width = 539;

    /// <summary>Lower edge of what is printed, but for the foot.</summary>
    public const double Bottom = 814;

    /// <summary>Upper edge of the foot.</summary>
    public const double Foot = 819;

    /// <summary>Size of a value.</summary>
    public const double ValueSize = 7.5;

    private const double SmallValueSize = 6.3;
    private const double LabelSize = 5.3;
    private const double SmallestLabelSize = 4.2;
    private const double Inset = 2.5;
    private const double Above = 1.2;
    private const double Below = 1;
    private const double Leading = 1.2;
    private const double FrameWeight = 0.5;

    // Rows of a QR symbol lap over the next by a hair, or viewers show white seams between them.
    private const double SeamCover = 1.02;
    private readonly List<Mark> _marks = [];

    /// <summary>What stands on the page.</summary>
    public IReadOnlyList<Mark> Marks => _marks;

    /// <summary>Height of a line of text.</summary>
    public static double LineHeight(double size) => size * Leading;

    /// <summary>Puts a line of text.</summary>
    public void Text(double x, double y, double size, string text, bool isBold = false)
    {
        if (text.Length > 0)
            _marks.Add(new TextMark(x, y, size, isBold, text));
    }

    /// <summary>Puts a line of text in the middle of a span.</summary>
    public void Centre(double x, double width, double y, double size, string text, bool isBold = false) =>
        Text(x + ((width - PrintFonts.Of(isBold).WidthOf(text, size)) / 2), y, size, text, isBold);

    /// <summary>Puts a line of text that ends at a right edge.</summary>
    public void Right(double right, double y, double size, string text, bool isBold = false) =>
        Text(right - PrintFonts.Of(isBold).WidthOf(text, size), y, size, text, isBold);

    /// <summary>Puts a line.</summary>
    public void Line(double x1, double y1, double x2, double y2, double weight = FrameWeight) =>
        _marks.Add(new LineMark(x1, y1, x2, y2, weight));

    /// <summary>Puts the frame of a rectangle.</summary>
    public void Frame(double x, double y, double width, double height, double weight = FrameWeight)
    {
        Line(x, y, x + width, y, weight);
        Line(x, y + height, x + width, y + height, weight);
        Line(x, y, x, y + height, weight);
        Line(x + width, y, x + width, y + height, weight);
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(double x, double y, double width, double height, byte light) =>
        _marks.Add(new FillMark(x, y, width, height, light));

    /// <summary>Puts a framed box with its label and value.</summary>
    /// <returns>Whether the whole value stands in the box. Otherwise it ends with an ellipsis.</returns>
    public bool Box(double x, double y, double width, double height, Field field, bool isBold = false)
    {
        Frame(x, y, width, height);
        var room = height - Above - Below;
        var valueRoom = field.Value.Length > 0 ? LineHeight(ValueSize) : 0;
        var canBeTwo = room - (2 * LineHeight(LabelSize)) >= valueRoom;
        var used = Label(x + Inset, y + Above, width - (2 * Inset), field.Label, field.Number, canBeTwo);
        return Value(x + Inset, y + Above + used, width - (2 * Inset), room - used, field.Value, isBold);
    }

    /// <summary>A label in English.</summary>
    public string English(string key) => labels.English(key);

    /// <summary>A label in the second language, or null.</summary>
    public string? Second(string key) => labels.Second(key);

    /// <summary>A label in its languages on one line.</summary>
    public string Both(string key, params object[] values) => labels.Both(key, values);

    /// <summary>Puts a label in its languages: on one line when there is room, otherwise on two.</summary>
    /// <returns>The height that it takes.</returns>
    public double Label(double x, double y, double width, string key, string number, bool canBeTwo = true)
    {
        var first = number.Length > 0 ? $"{labels.English(key)} [{number}]" : labels.English(key);
        var second = labels.Second(key);
        var both = second is null ? first : $"{first} · {second}";
        if (second is null || !canBeTwo || PrintFonts.Regular.WidthOf(both, LabelSize) <= width)
        {
            Shrunk(x, y, width, both);
            return LineHeight(LabelSize);
        }

        Shrunk(x, y, width, first);
        Shrunk(x, y + LineHeight(LabelSize), width, second);
        return 2 * LineHeight(LabelSize);
    }

    /// <summary>Puts a module pattern as bars.</summary>
    public void Bars(double x, double y, double module, double height, IReadOnlyList<bool> modules)
    {
        for (var i = 0; i < modules.Count; i++)
        {
            var first = i;
            while (i < modules.Count && modules[i])
                i++;
            if (i > first)
                Fill(x + (first * module), y, (i - first) * module, height, 0);
        }
    }

    /// <summary>Puts a QR symbol.</summary>
    public void Qr(double x, double y, double side, QrSymbol symbol)
    {
        var module = side / symbol.Size;
        for (var row = 0; row < symbol.Size; row++)
        {
            var cells = Enumerable.Range(0, symbol.Size).Select(c => symbol.IsDark(row, c)).ToList();
            Bars(x, y + (row * module), module, module * SeamCover, cells);
        }
    }

    /// <summary>Puts a line in letters of a label, in smaller ones when they are too wide, and cut as the last
    /// resort.</summary>
    private void Shrunk(double x, double y, double width, string text)
    {
        var size = LabelSize;
        while (size > SmallestLabelSize && PrintFonts.Regular.WidthOf(text, size) > width)
            size -= 0.3;
        Text(x, y, size, TextWrap.Cut(text, width, size));
    }

    private bool Value(double x, double y, double width, double height, string value, bool isBold)
    {
        if (value.Length == 0)
            return true;
        foreach (var size in (ReadOnlySpan<double>)[ValueSize, SmallValueSize])
        {
            var lines = TextWrap.Break(value, width, size, isBold);
            var room = (int)(height / LineHeight(size));
            if (lines.Count > room && size > SmallValueSize)
                continue;
            for (var i = 0; i < Math.Min(room, lines.Count); i++)
            {
                var isCut = i == room - 1 && lines.Count > room;
                var line = isCut ? TextWrap.Cut(lines[i] + TextWrap.Ellipsis, width, size, isBold) : lines[i];
                Text(x, y + (i * LineHeight(size)), size, line, isBold);
            }

            return lines.Count <= room;
        }

        return true;
    }
}
