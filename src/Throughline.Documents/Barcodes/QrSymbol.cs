using QRCoder;

namespace Throughline.Documents;

/// <summary>A QR symbol (ISO/IEC 18004) as a square of modules, quiet zone of four modules included.</summary>
internal sealed class QrSymbol
{
    private readonly bool[][] _rows;

    private QrSymbol(bool[][] rows) => _rows = rows;

    /// <summary>Modules along a side.</summary>
    public int Size => _rows.Length;

    /// <summary>Whether a module is dark.</summary>
    public bool IsDark(int row, int column) => _rows[row][column];

    /// <summary>The symbol of a text, with medium error correction: 15 per cent may be soiled.</summary>
    public static QrSymbol Make(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return new QrSymbol([.. data.ModuleMatrix.Select(r => r.Cast<bool>().ToArray())]);
    }
}
