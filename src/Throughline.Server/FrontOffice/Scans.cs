namespace Throughline.Server;

/// <summary>Which files are taken as scans, and how they begin.</summary>
internal static class Scans
{
    /// <summary>Media types that are taken.</summary>
    public static IReadOnlyList<string> Media { get; } = ["application/pdf", "image/jpeg", "image/png", "image/tiff"];

    /// <summary>Whether bytes begin as files of a media type do.</summary>
    public static bool IsOf(string media, ReadOnlySpan<byte> bytes) => media switch
    {
        "application/pdf" => bytes.StartsWith("%PDF-"u8),
        "image/jpeg" => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        "image/png" => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        "image/tiff" => bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8),
        _ => false,
    };

    /// <summary>The end of the name of a file of a media type.</summary>
    public static string ExtensionOf(string media) => media switch
    {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        _ => "tif",
    };
}
