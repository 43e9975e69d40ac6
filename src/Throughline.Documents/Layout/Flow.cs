namespace Throughline.Documents;

/// <summary>A text in a row of a flow.</summary>
/// <param name="X">Left edge, from the left edge of what is printed.</param>
/// <param name="Width">Width of its lines.</param>
/// <param name="Text">The text, clean.</param>
/// <param name="IsBold">Whether it is bold.</param>
/// <param name="IsRight">Whether its lines end at the right edge.</param>
internal sealed record FlowCell(double X, double Width, string Text, bool IsBold = false, bool IsRight = false);

/// <summary>A row of a flow: a label and texts side by side. All texts are printed whole, on several pages when they
/// are long.</summary>
/// <param name="Cells">The texts.</param>
/// <param name="Label">Key of a label at the left; empty for none.</param>
/// <param name="Number">Number of the data element of the label.</param>
/// <param name="HasLine">Whether a line stands above.</param>
/// <param name="IsHead">Whether the row is a heading, on grey, that stays with what follows.</param>
internal sealed record FlowRow(
    IReadOnlyList<FlowCell> Cells, string Label = "", string Number = "", bool HasLine = false, bool IsHead = false);

/// <summary>Puts rows one below the other and begins a new page when one is full.</summary>
/// <param name="begin">Begins a page and gives it with the height where rows may start.</param>
/// <param name="labelX">Left edge of labels, from the left edge of what is printed.</param>
internal sealed class Flow(Func<(Sheet Sheet, double Top)> begin, double labelX)
{
    /// <summary>Left edge of values beside labels.</summary>
    public const double ValueX = 204;

    private const double Size = Sheet.ValueSize;
    private const double Gap = 2.2;
    private const double KeepTogether = 60;
    private readonly List<Sheet> _sheets = [];
    private double _y;

    /// <summary>The pages.</summary>
    public IReadOnlyList<Sheet> Sheets => _sheets;

    private Sheet Page => _sheets[^1];

    /// <summary>Puts a row.</summary>
    public void Add(FlowRow row)
    {
        var texts = row.Cells.Select(c => TextWrap.Break(c.Text, c.Width, Size, c.IsBold)).ToList();
        var most = texts.Max(t => t.Count);
        var lead = Math.Max(Math.Min(most, 3) * Sheet.LineHeight(Size), row.Label.Length > 0 ? 13 : 0) + (2 * Gap);
        if (_sheets.Count == 0 || _y + lead > Sheet.Bottom || (row.IsHead && _y + KeepTogether > Sheet.Bottom))
            Begin();
        if (row.IsHead)
            Page.Fill(Sheet.Left, _y, Sheet.Width, (most * Sheet.LineHeight(Size)) + (2 * Gap), 225);
        if (row.HasLine)
            Page.Line(Sheet.Left, _y, Sheet.Left + Sheet.Width, _y);
        _y += Gap;
        var labelBottom = row.Label.Length > 0
            ? _y + Page.Label(Sheet.Left + labelX, _y + 0.8, ValueX - labelX - 6, row.Label, row.Number) + 0.8
            : 0;
        for (var line = 0; line < most; line++)
        {
            if (_y + Sheet.LineHeight(Size) > Sheet.Bottom)
            {
                Begin();
                _y += Gap;
                labelBottom = 0;
            }

            for (var i = 0; i < texts.Count; i++)
            {
                if (line < texts[i].Count)
                    Put(row.Cells[i], texts[i][line]);
            }

            _y += Sheet.LineHeight(Size);
        }

        _y = Math.Max(_y, labelBottom) + (Gap / 2);
    }

    /// <summary>Puts a label and its value.</summary>
    public void Add(Field field) => Add(new FlowRow(
        [new FlowCell(ValueX, Sheet.Width - ValueX - 4, field.Value)], field.Label, field.Number));

    /// <summary>Closes the last page with a line.</summary>
    public void Close()
    {
        if (_sheets.Count > 0)
            Page.Line(Sheet.Left, _y, Sheet.Left + Sheet.Width, _y);
    }

    private void Begin()
    {
        (var sheet, _y) = begin();
        _sheets.Add(sheet);
    }

    private void Put(FlowCell cell, string line)
    {
        if (cell.IsRight)
            Page.Right(Sheet.Left + cell.X + cell.Width, _y, Size, line, cell.IsBold);
        else
            Page.Text(Sheet.Left + cell.X, _y, Size, line, cell.IsBold);
    }
}
