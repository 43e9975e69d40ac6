namespace Throughline.Server;

/// <summary>How large a body may be.</summary>
/// <param name="MaxBytes">Bytes of the body.</param>
/// <param name="MaxItems">Entries of one list.</param>
/// <param name="MaxText">Characters of one text.</param>
public readonly record struct JsonLimits(int MaxBytes, int MaxItems, int MaxText)
{
    /// <summary>Nesting of objects and lists.</summary>
    public const int MaxDepth = 12;

    /// <summary>Limits of an ordinary request: 1 MB, 200 entries, 500 characters.</summary>
    public static JsonLimits Ordinary { get; } = new(1_000_000, 200, 500);

    /// <summary>Limits of a matrix request, whose lists of places are longer.</summary>
    public static JsonLimits Matrix { get; } = new(1_000_000, 10_000, 500);
}
