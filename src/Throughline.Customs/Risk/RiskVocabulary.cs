using System.Collections.Frozen;

namespace Throughline.Customs;

/// <summary>What rules may ask about: the facts of each kind of subject, from <c>Tables/risk/facts.txt</c>.</summary>
public static class RiskVocabulary
{
    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, RiskFact>>> Table = new(Read);

    /// <summary>Kinds of subjects.</summary>
    public static IReadOnlyCollection<string> Kinds => Table.Value.Keys;

    /// <summary>When a movement is assessed.</summary>
    public static IReadOnlyList<string> Moments { get; } = ["acceptance", "transit", "destination"];

    /// <summary>The facts of a kind of subject by name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such kind.</exception>
    public static IReadOnlyDictionary<string, RiskFact> Of(string kind) => Table.Value[kind];

    private static FrozenDictionary<string, FrozenDictionary<string, RiskFact>> Read()
    {
        var kinds = new Dictionary<string, Dictionary<string, RiskFact>>(StringComparer.Ordinal);
        foreach (var (number, line) in RiskText.Lines(RiskText.BuiltIn("facts")))
        {
            var words = line.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 4)
                throw new FormatException($"Line {number} of the facts of risk is no row.");
            if (!kinds.TryGetValue(words[0], out var facts))
                kinds.Add(words[0], facts = new Dictionary<string, RiskFact>(StringComparer.Ordinal));
            facts.Add(words[1], new RiskFact(words[1], words[2] == "number", words[3]));
        }

        return kinds.ToFrozenDictionary(
            k => k.Key, k => k.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}

/// <summary>A fact that rules may ask about.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsNumber">Whether it is a number; texts otherwise.</param>
/// <param name="Meaning">What it is, in words.</param>
public sealed record RiskFact(string Name, bool IsNumber, string Meaning);

/// <summary>Lines of texts of rules.</summary>
internal static class RiskText
{
    /// <summary>A built-in text.</summary>
    public static string BuiltIn(string name)
    {
        using var reader = new StreamReader(
            typeof(RiskText).Assembly.GetManifestResourceStream($"Tables/risk/{name}.txt")!);
        return reader.ReadToEnd();
    }

    /// <summary>Lines with their numbers from 1, without remarks and empty ones.</summary>
    public static IEnumerable<(int Number, string Line)> Lines(string text)
    {
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length > 0 && line[0] != '#')
                yield return (number, line);
        }
    }
}
