using Throughline.Server;

namespace Throughline.Cli;

/// <summary>The command's sentences.</summary>
internal static class CliTexts
{
    private static readonly Texts Table = Throughline.Server.Texts.Load(typeof(CliTexts).Assembly, "cli", "en");

    /// <summary>All keys.</summary>
    public static IEnumerable<string> Keys => Table.Keys;

    /// <summary>The text of a key.</summary>
    public static string T(string key) => Table.Get(key);

    /// <summary>The text of a key with its places filled.</summary>
    public static string T(string key, params object?[] values) => Table.Get(key, values);

    /// <summary>The text of a key, or null.</summary>
    public static string? Find(string key) => Table.Find(key);
}
