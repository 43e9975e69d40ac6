using System.Collections.Frozen;

namespace Throughline.Customs;

/// <summary>The words that screening knows: titles, particles, legal forms, variants, short names, numbers. From the
/// tables; immutable.</summary>
internal sealed class NameWords
{
    private const int SlipLetters = 5;
    private const int LongForm = 12;

    private static readonly Lazy<NameWords> Loaded = new(() => new NameWords());

    private readonly Dictionary<string, FrozenSet<string>> _kinds = new(StringComparer.Ordinal);
    private readonly string[] _patronymicEndings;
    private readonly string[] _endings;
    private readonly (string[] Words, string Class)[] _longForms;
    private readonly FrozenDictionary<string, int> _variants;
    private readonly Dictionary<string, HashSet<int>> _short = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<string, string> _written;
    private readonly FrozenDictionary<string, int> _numbers;
    private readonly FrozenDictionary<string, (string[] Words, string Class)[]> _forms;

    private NameWords()
    {
        var kinds = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (section, _, line) in TableText.Read("words"))
        {
            if (!kinds.TryGetValue(section, out var set))
                kinds.Add(section, set = new HashSet<string>(StringComparer.Ordinal));
            set.UnionWith(TableText.Words(line));
        }

        foreach (var (kind, words) in kinds)
            _kinds.Add(kind, words.ToFrozenSet(StringComparer.Ordinal));
        _patronymicEndings = [.. _kinds["patronymic-endings"].OrderByDescending(e => e.Length)];
        (_variants, _written, _numbers) = ReadEquals();
        _endings = [.. _kinds["endings"].OrderByDescending(e => e.Length)];
        _forms = ReadForms();
        _longForms = [.. _forms.Values.SelectMany(f => f).Where(f => f.Words.Sum(w => w.Length) >= LongForm)
            .OrderByDescending(f => f.Words.Length)];
    }

    /// <summary>The built-in words.</summary>
    public static NameWords BuiltIn => Loaded.Value;

    /// <summary>Whether a word is of a section of <c>words.txt</c>.</summary>
    public bool Is(string kind, string word) => _kinds[kind].Contains(word);

    /// <summary>Whether a word ends as names made of the father's do.</summary>
    public bool IsPatronymic(string word)
    {
        foreach (var ending in _patronymicEndings)
        {
            if (word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Number of the group of spellings that a word belongs to; 0 for none.</summary>
    public int VariantOf(string word) => _variants.GetValueOrDefault(word);

    /// <summary>Whether one word is a short form of the other, or both are of the same name.</summary>
    public bool AreShort(string a, string b) =>
        _short.TryGetValue(a, out var of) && _short.TryGetValue(b, out var and) && of.Overlaps(and);

    /// <summary>The groups of short forms that a word belongs to.</summary>
    public IEnumerable<int> ShortGroups(string word) => _short.TryGetValue(word, out var groups) ? groups : [];

    /// <summary>The full writing of an abbreviation, or the word itself.</summary>
    public string Written(string word) => _written.GetValueOrDefault(word, word);

    /// <summary>The number that a word says, or -1.</summary>
    public int NumberOf(string word) => _numbers.GetValueOrDefault(word, -1);

    /// <summary>Letters of the shared ending that many names have, «-ovich», «-shvili»; 0 for none.</summary>
    public int SharedEnding(string a, string b)
    {
        foreach (var ending in _endings)
        {
            if (a.Length > ending.Length && b.Length > ending.Length
                && a.EndsWith(ending, StringComparison.Ordinal) && b.EndsWith(ending, StringComparison.Ordinal))
                return ending.Length;
        }

        return 0;
    }

    /// <summary>The longest legal form that begins at a word: how many words and its class; 0 words for none. Long
    /// forms may have a slip.</summary>
    public (int Words, string Class) FindForm(IReadOnlyList<string> words, int at)
    {
        if (Longest(_forms.GetValueOrDefault(words[at]), words, at) is { Words: > 0 } exact)
            return exact;
        return words[at].Length >= SlipLetters ? Longest(_longForms, words, at) : (0, "");
    }

    private (int Words, string Class) Longest(
        (string[] Words, string Class)[]? forms, IReadOnlyList<string> words, int at)
    {
        foreach (var (form, kind) in forms ?? [])
        {
            if (at + form.Length > words.Count)
                continue;
            var same = true;
            for (var i = 0; same && i < form.Length; i++)
                same = IsSame(words[at + i], form[i]);
            if (same)
                return (form.Length, kind);
        }

        return (0, "");
    }

    private bool IsSame(string word, string form) => word == form || Written(word) == form
        || (form.Length >= SlipLetters && word.Length >= SlipLetters && word[0] == form[0]
            && WordDistance.Between(word, form, form.Length > 8 ? 1.4 : 1) <= 1.4);

    private static FrozenDictionary<string, (string[] Words, string Class)[]> ReadForms()
    {
        var forms = new List<(string[] Words, string Class)>();
        foreach (var (_, _, line) in TableText.Read("legal-forms"))
        {
            var cut = line.IndexOf(':', StringComparison.Ordinal);
            forms.AddRange(line[(cut + 1)..].Split(';').Select(f => (TableText.Words(f), line[..cut])));
        }

        return forms.GroupBy(f => f.Words[0], StringComparer.Ordinal).ToFrozenDictionary(
            g => g.Key, g => g.OrderByDescending(f => f.Words.Length).ToArray(), StringComparer.Ordinal);
    }

    private (FrozenDictionary<string, int> Variants, FrozenDictionary<string, string> Written,
        FrozenDictionary<string, int> Numbers) ReadEquals()
    {
        var variants = new Dictionary<string, int>(StringComparer.Ordinal);
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var group = 0;
        foreach (var (section, _, line) in TableText.Read("equals"))
        {
            var words = TableText.Words(line);
            group++;
            foreach (var word in words)
            {
                switch (section)
                {
                    case "variants":
                        variants.TryAdd(word, variants.GetValueOrDefault(words[0], group));
                        break;
                    case "short":
                        if (!_short.TryGetValue(word, out var groups))
                            _short.Add(word, groups = []);
                        groups.Add(group);
                        break;
                    case "written" when word != words[0]:
                        written.TryAdd(word, words[0]);
                        break;
                    case "numbers":
                        numbers.TryAdd(word, int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture));
                        break;
                }
            }
        }

        return (variants.ToFrozenDictionary(StringComparer.Ordinal), written.ToFrozenDictionary(StringComparer.Ordinal),
            numbers.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
