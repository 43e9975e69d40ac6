using System.Buffers.Binary;

namespace Throughline.Documents;

/// <summary>Widths of the letters of a TrueType font, so that a page can be laid out without drawing it.</summary>
/// <remarks>Reads the tables <c>head</c>, <c>hhea</c>, <c>hmtx</c> and <c>cmap</c> (format 4) of ISO/IEC 14496-22; that
/// is the Basic Multilingual Plane, and the page prints nothing beyond it.</remarks>
internal sealed class FontMetrics
{
    private const ushort NoGlyph = 0;
    private readonly ushort[] _glyphs = new ushort[char.MaxValue + 1];
    private readonly ushort[] _advances;
    private readonly double _unitsPerEm;

    /// <summary>Reads a font.</summary>
    /// <param name="font">Bytes of a TrueType file.</param>
    /// <exception cref="InvalidDataException">The font has no table of characters in format 4.</exception>
    public FontMetrics(byte[] font)
    {
        ReadOnlySpan<byte> bytes = font;
        _unitsPerEm = U16(Table(bytes, "head"), 18);
        var advances = Table(bytes, "hmtx");
        _advances = new ushort[U16(Table(bytes, "hhea"), 34)];
        for (var i = 0; i < _advances.Length; i++)
            _advances[i] = U16(advances, i * 4);
        ReadCharacters(Table(bytes, "cmap"));
    }

    /// <summary>Whether the font draws a character.</summary>
    public bool Has(char c) => _glyphs[c] != NoGlyph;

    /// <summary>Width of a text in points.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Size of the letters in points.</param>
    public double WidthOf(ReadOnlySpan<char> text, double size)
    {
        long units = 0;
        foreach (var c in text)
            units += _advances[Math.Min(_glyphs[c], _advances.Length - 1)];
        return units * size / _unitsPerEm;
    }

    private void ReadCharacters(ReadOnlySpan<byte> cmap)
    {
        for (var i = 0; i < U16(cmap, 2); i++)
        {
            var table = cmap[(int)U32(cmap, 4 + (i * 8) + 4)..];
            if (U16(table, 0) != 4)
                continue;
            ReadSegments(table);
            return;
        }

        throw new InvalidDataException("The font has no table of characters in format 4.");
    }

    private void ReadSegments(ReadOnlySpan<byte> table)
    {
        var doubled = U16(table, 6);
        int ends = 14, starts = 16 + doubled, deltas = starts + doubled, offsets = deltas + doubled;
        for (var at = 0; at < doubled; at += 2)
        {
            int first = U16(table, starts + at), last = U16(table, ends + at);
            int delta = U16(table, deltas + at), offset = U16(table, offsets + at);
            for (var c = first; c <= last && c < char.MaxValue; c++)
            {
                int glyph = offset == 0 ? c : U16(table, offsets + at + offset + (2 * (c - first)));
                _glyphs[c] = offset != 0 && glyph == NoGlyph ? NoGlyph : (ushort)((glyph + delta) & 0xFFFF);
            }
        }
    }

    private static ReadOnlySpan<byte> Table(ReadOnlySpan<byte> font, string name)
    {
        for (var i = 0; i < U16(font, 4); i++)
        {
            var entry = font[(12 + (i * 16))..];
            if (entry[0] == name[0] && entry[1] == name[1] && entry[2] == name[2] && entry[3] == name[3])
                return font.Slice((int)U32(entry, 8), (int)U32(entry, 12));
        }

        throw new InvalidDataException($"The font has no table '{name}'.");
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
