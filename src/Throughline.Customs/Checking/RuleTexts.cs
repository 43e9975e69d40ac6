namespace Throughline.Customs;

/// <summary>What a rule asks, in words.</summary>
/// <param name="Id">Identifier, for example <c>R0007</c>.</param>
/// <param name="Says">What it asks, in a sentence.</param>
/// <param name="Fix">What to do when it is violated, in a sentence.</param>
/// <param name="Example">A right and a wrong case, or empty.</param>
/// <param name="Scope">Why the library does not decide it: «needs …» names what would have to be known, «none: …» why
/// it asks nothing that a program could check; empty when it is decided.</param>
public sealed record RuleText(string Id, string Says, string Fix, string Example, string Scope);

/// <summary>The words of all rules in one language.</summary>
/// <remarks>Read from a text: a line with the identifier, then indented lines <c>says: …</c>, <c>fix: …</c>, where it
/// helps <c>example: …</c>, and <c>scope: …</c> when the library does not decide it.</remarks>
public sealed class RuleTexts
{
    private readonly Dictionary<string, RuleText> _byId = new(StringComparer.Ordinal);

    private RuleTexts()
    {
    }

    /// <summary>The words in English.</summary>
    public static RuleTexts English { get; } = Load("Tables/rules.en/");

    /// <summary>All rules that have words, by identifier.</summary>
    public IReadOnlyCollection<RuleText> All => _byId.Values;

    /// <summary>The words of a rule, or null.</summary>
    public RuleText? Find(string id) => _byId.GetValueOrDefault(id);

    private static RuleTexts Load(string folder)
    {
        var texts = new RuleTexts();
        var assembly = typeof(RuleTexts).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n =>
            n.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            texts.Read(reader);
        }

        return texts;
    }

    private void Read(TextReader reader)
    {
        var id = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] != ' ')
            {
                id = line.Trim();
                _byId.Add(id, new RuleText(id, "", "", "", ""));
                continue;
            }

            var cut = line.IndexOf(':', StringComparison.Ordinal);
            var (key, text) = (line[..cut].Trim(), line[(cut + 1)..].Trim());
            _byId[id] = key switch
            {
                "says" => _byId[id] with { Says = text },
                "fix" => _byId[id] with { Fix = text },
                "example" => _byId[id] with { Example = text },
                "scope" => _byId[id] with { Scope = text },
                _ => throw new FormatException($"Rule {id}: there is no part '{key}'."),
            };
        }
    }
}
