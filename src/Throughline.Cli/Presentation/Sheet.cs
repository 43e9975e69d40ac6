using Spectre.Console;

namespace Throughline.Cli;

/// <summary>A table: framed in a terminal, columns of plain text when piped.</summary>
internal sealed class Sheet
{
    private readonly List<(string Title, bool Right)> _columns = [];
    private readonly List<(string[] Cells, string? Style)> _rows = [];

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a column of text.</summary>
    public Sheet Text(string title)
    {
        _columns.Add((title, false));
        return this;
    }

    /// <summary>Adds a column of numbers, aligned to the right.</summary>
    public Sheet Number(string title)
    {
        _columns.Add((title, true));
        return this;
    }

    /// <summary>Adds a row.</summary>
    public void Row(params string?[] cells) => Styled(null, cells);

    /// <summary>Adds a row in a colour.</summary>
    public void Styled(string? style, params string?[] cells) =>
        _rows.Add(([.. cells.Select(c => c ?? "")], style));

    /// <summary>Writes the table.</summary>
    public void WriteTo(CliOutput output)
    {
        if (output.Terminal is { } terminal)
            WriteFramed(terminal);
        else
            WritePlain(output.Out);
    }

    private void WriteFramed(IAnsiConsole terminal)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.BorderColor(Color.Grey);
        foreach (var (title, right) in _columns)
        {
            var column = new TableColumn($"[bold]{Markup.Escape(title)}[/]");
            table.AddColumn(right ? column.RightAligned().NoWrap() : column);
        }

        foreach (var (cells, style) in _rows)
        {
            table.AddRow(
                [.. cells.Select(c => style is null ? Markup.Escape(c) : $"[{style}]{Markup.Escape(c)}[/]")]);
        }

        terminal.Write(table);
    }

    private void WritePlain(TextWriter writer)
    {
        var widths = _columns.Select((c, i) =>
            Math.Max(c.Title.Length,
                _rows.Count == 0 ? 0 : _rows.Max(r => i < r.Cells.Length ? r.Cells[i].Length : 0)));
        var width = widths.ToArray();
        WriteLine(writer, [.. _columns.Select(c => c.Title)], width);
        foreach (var (cells, _) in _rows)
            WriteLine(writer, cells, width);
    }

    private void WriteLine(TextWriter writer, string[] cells, int[] width)
    {
        var parts = cells.Select((c, i) => _columns[i].Right ? c.PadLeft(width[i]) : c.PadRight(width[i]));
        writer.WriteLine(string.Join("  ", parts).TrimEnd());
    }
}
