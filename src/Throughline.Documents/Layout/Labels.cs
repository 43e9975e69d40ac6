using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Throughline.Documents;

/// <summary>What is printed beside values: in English, and in a second language when one is asked for.</summary>
public sealed class Labels
{
    private const string First = "en";
    private readonly FrozenDictionary<string, string> _english;
    private readonly FrozenDictionary<string, string>? _second;

    private Labels(FrozenDictionary<string, string> english, FrozenDictionary<string, string>? second)
    {
        _english = english;
        _second = second;
    }

    /// <summary>The second languages that there are (BCP 47).</summary>
    public static IReadOnlyList<string> Languages { get; } = ["az", "hy", "ka", "ru", "tr"];

    /// <summary>All keys, in no order.</summary>
    public IEnumerable<string> Keys => _english.Keys;

    /// <summary>Reads the labels.</summary>
    /// <param name="language">One of <see cref="Languages"/>; null or <c>en</c> for English alone.</param>
    /// <exception cref="ArgumentException">There are no labels in the language.</exception>
    public static Labels Load(string? language)
    {
        if (language is null or First)
            return new Labels(Read(First), null);
        return Languages.Contains(language, StringComparer.Ordinal)
            ? new Labels(Read(First), Read(language))
            : throw new ArgumentException(
                $"There are no labels in '{language}'; there are {string.Join(", ", Languages)}.", nameof(language));
    }

    /// <summary>The English label of a key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public string English(string key) => _english[key];

    /// <summary>The label of a key in the second language, or null when none was asked for.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public string? Second(string key) => _second?[key];

    /// <summary>A label with its places filled, in one line, both languages.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public string Both(string key, params object[] values)
    {
        var english = string.Format(CultureInfo.InvariantCulture, English(key), values);
        return Second(key) is { } second
            ? $"{english} · {string.Format(CultureInfo.InvariantCulture, second, values)}"
            : english;
    }

    private static FrozenDictionary<string, string> Read(string language)
    {
        using var stream = typeof(Labels).Assembly.GetManifestResourceStream($"tad.{language}.json")
            ?? throw new InvalidOperationException($"The library has no labels 'tad.{language}.json'.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject()
            .ToFrozenDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
    }
}
