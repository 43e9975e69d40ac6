using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Throughline.Server;

/// <summary>Sentences for users by key, in the languages that are there. English is complete; a key that another
/// language lacks falls back to it.</summary>
/// <remarks>Resources are JSON objects of key and text, embedded as NAME.LANGUAGE.json. Texts hold numbered places
/// such as {0}.</remarks>
public sealed class Texts
{
    private const string Fallback = "en";
    private readonly FrozenDictionary<string, string> _texts;

    private Texts(FrozenDictionary<string, string> texts) => _texts = texts;

    /// <summary>The server's texts in English.</summary>
    public static Texts Server { get; } = Load(typeof(Texts).Assembly, "server", Fallback);

    /// <summary>All keys.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>Reads the texts of a name and language from an assembly.</summary>
    /// <exception cref="InvalidOperationException">The assembly has no English texts of that name.</exception>
    public static Texts Load(Assembly assembly, string name, string language)
    {
        var texts = ReadResource(assembly, $"{name}.{Fallback}.json")
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no texts {name}.{Fallback}.json.");
        if (language != Fallback && ReadResource(assembly, $"{name}.{language}.json") is { } translated)
        {
            foreach (var (key, text) in translated)
                texts[key] = text;
        }

        return new Texts(texts.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The text of a key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public string Get(string key) => _texts.TryGetValue(key, out var text)
        ? text
        : throw new KeyNotFoundException($"There is no text '{key}'.");

    /// <summary>The text of a key, or null.</summary>
    public string? Find(string key) => _texts.GetValueOrDefault(key);

    /// <summary>The text of a key with its places filled.</summary>
    public string Get(string key, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, Get(key), values);

    private static Dictionary<string, string>? ReadResource(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource);
        if (stream is null)
            return null;
        using var document = JsonDocument.Parse(stream);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject())
            texts[property.Name] = property.Value.GetString() ?? "";
        return texts;
    }
}
