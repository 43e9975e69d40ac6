using System.Globalization;

namespace Throughline.Customs;

/// <summary>What is known of something: a number, texts, or nothing.</summary>
/// <param name="Number">The number; null when it is none.</param>
/// <param name="Texts">The texts; a number has itself as its text.</param>
public sealed record RiskValue(decimal? Number, IReadOnlyList<string> Texts)
{
    /// <summary>Nothing is known.</summary>
    public static RiskValue None { get; } = new(null, []);

    /// <summary>Whether something is known.</summary>
    public bool IsKnown => Texts.Count > 0;

    /// <summary>A number; nothing when it is null.</summary>
    public static RiskValue Of(decimal? number) =>
        number is { } known ? new RiskValue(known, [Write(known)]) : None;

    /// <summary>A text; nothing when it is null or empty.</summary>
    public static RiskValue Of(string? text) => string.IsNullOrWhiteSpace(text) ? None : new RiskValue(null, [text]);

    /// <summary>Texts, each once.</summary>
    public static RiskValue Of(IEnumerable<string?> texts) => new(null,
        [.. texts.Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t!).Distinct(StringComparer.Ordinal)]);

    /// <summary>As a sentence has it: at most eight texts.</summary>
    public override string ToString() => Texts.Count switch
    {
        0 => "nothing",
        <= 8 => string.Join(", ", Texts),
        _ => string.Create(CultureInfo.InvariantCulture,
            $"{string.Join(", ", Texts.Take(8))} and {Texts.Count - 8} more"),
    };

    private static string Write(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>Something that rules are about, with what is known of it.</summary>
/// <param name="Kind">movement, item, party, means or equipment.</param>
/// <param name="Pointer">XPath in the message; of the message itself for a movement.</param>
/// <param name="Facts">What is known, by name.</param>
public sealed record RiskSubject(string Kind, string Pointer, IReadOnlyDictionary<string, RiskValue> Facts)
{
    /// <summary>What is known under a name.</summary>
    public RiskValue this[string fact] => Facts.GetValueOrDefault(fact) ?? RiskValue.None;
}
