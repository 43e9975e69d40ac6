using System.Globalization;
using System.Text;

namespace Throughline.Corridor.Writing;

/// <summary>Writes rows of comma separated cells in one fixed form: UTF-8 without a mark, LF, quotes where
/// needed.</summary>
internal sealed class CsvOut : IDisposable
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");
    private readonly StreamWriter _writer;
    private bool _inRow;

    public CsvOut(Stream stream)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 12, leaveOpen: true);
    }

    public CsvOut Cell(ReadOnlySpan<char> text)
    {
        if (_inRow)
            _writer.Write(',');
        _inRow = true;
        if (text.IndexOfAny(Special) < 0)
        {
            _writer.Write(text);
            return this;
        }

        _writer.Write('"');
        foreach (var c in text)
        {
            if (c == '"')
                _writer.Write('"');
            _writer.Write(c);
        }

        _writer.Write('"');
        return this;
    }

    public CsvOut Cell(string? text) => Cell(text.AsSpan());

    public CsvOut Cell(int? value) => Cell(value?.ToString(CultureInfo.InvariantCulture));

    public CsvOut Cell(double? value) => Cell(value?.ToString("R", CultureInfo.InvariantCulture));

    // Without trailing zeros: 1.50 and 1.5 are the same amount and give the same version.
    public CsvOut Amount(decimal value) =>
        Cell(value.ToString("0.############################", CultureInfo.InvariantCulture));

    public CsvOut Flag(bool? value) => Cell(value switch { true => "yes", false => "no", null => null });

    /// <summary>Hundredths of a currency as a decimal.</summary>
    public CsvOut Minor(long? value) => value is { } minor
        ? Cell((minor / 100m).ToString("0.##", CultureInfo.InvariantCulture))
        : Cell((string?)null);

    public CsvOut Hours(int seconds) => Cell(HoursText(seconds));

    public CsvOut List(IEnumerable<string> items) => Cell(string.Join(';', items));

    public void End()
    {
        _writer.Write('\n');
        _inRow = false;
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>Metres as kilometres.</summary>
    public static string KmText(int metres) => (metres / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Hours with as few decimals as give the same whole seconds again.</summary>
    public static string HoursText(int seconds)
    {
        for (var digits = 0; digits < 4; digits++)
        {
            var rounded = Math.Round(seconds / 3600m, digits);
            if (Math.Round(rounded * 3600) == seconds)
                return rounded.ToString("0.####", CultureInfo.InvariantCulture);
        }

        return Math.Round(seconds / 3600m, 4).ToString("0.####", CultureInfo.InvariantCulture);
    }
}
