using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Throughline.Customs;

/// <summary>A name in Latin letters without marks.</summary>
/// <param name="Text">The first reading: small letters, digits, and everything else as it was.</param>
/// <param name="Other">The reading that others use, equal to the first where there is one only.</param>
/// <param name="IsAbjad">Whether a part was written in a script that leaves short vowels out.</param>
public sealed record LatinText(string Text, string Other, bool IsAbjad);

/// <summary>Writes names of other scripts in Latin letters, by <c>Tables/screening/letters.txt</c>: Cyrillic (Russian,
/// Ukrainian, Azerbaijani and neighbours), Armenian, Georgian, Arabic and Persian, Greek, kana, hangul, and the Latin
/// letters of Azerbaijani, Turkish and others. A script that is not in the table stays as it is.</summary>
public static class Transliteration
{
    /// <summary>Characters of a text that are read; what follows is dropped. Names are far shorter.</summary>
    public const int MostCharacters = 1_000;

    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;

    private static readonly Lazy<Scripts> Tables = new(Load);
    private static readonly string[] HangulLeads =
        ["k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    private static readonly string[] HangulVowels =
    [
        "a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u",
        "ui", "i",
    ];
    private static readonly string[] HangulTails =
    [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
        "t", "t", "k", "t", "p", "t",
    ];

    /// <summary>The name in Latin letters. Never throws, whatever the text holds; half a surrogate pair counts as a
    /// blank, and so do control and format characters, the invisible ones of bidirectional text among them: a
    /// zero-width joiner in a name keeps nobody off a list.</summary>
    public static LatinText ToLatin(string text)
    {
        var tables = Tables.Value;
        var lower = Clean(text);
        var languages = tables.Languages.Where(l => l.Marks.Any(m => lower.Contains(m, StringComparison.Ordinal)))
            .ToList();
        var first = new StringBuilder(lower.Length + 16);
        var other = new StringBuilder(lower.Length + 16);
        var isAbjad = false;
        for (var i = 0; i < lower.Length; i++)
        {
            var at = lower[i];
            if (char.IsAscii(at) && languages.Count == 0)
            {
                first.Append(at);
                other.Append(at);
                continue;
            }

            isAbjad |= at is >= '\u0600' and <= '\u06FF' && char.IsLetter(at);
            var (length, readings) = Find(tables, languages, lower, i);
            if (readings is not null)
            {
                first.Append(readings[0]);
                other.Append(readings[^1]);
                i += length - 1;
            }
            else
            {
                AppendOther(at, first, other);
            }
        }

        return new LatinText(first.ToString(), other.ToString(), isAbjad);
    }

    private static (int Length, string[]? Readings) Find(
        Scripts tables, List<Language> languages, string text, int at)
    {
        var one = text[at];
        foreach (var language in languages)
        {
            if (language.Letters.TryGetValue(one, out var found))
                return (1, found);
        }

        if (at + 1 < text.Length && tables.Pairs.TryGetValue((one, text[at + 1]), out var pair))
            return (2, pair);
        return tables.Letters.TryGetValue(one, out var letter) ? (1, letter) : (1, null);
    }

    /// <summary>What no table names: hangul by its parts, Latin, Greek and Cyrillic letters without their marks, the
    /// rest as it is.</summary>
    private static void AppendOther(char at, StringBuilder first, StringBuilder other)
    {
        if (at is >= (char)HangulFirst and <= (char)HangulLast)
        {
            var index = at - HangulFirst;
            var syllable = HangulLeads[index / 588] + HangulVowels[index % 588 / 28] + HangulTails[index % 28];
            first.Append(syllable);
            other.Append(syllable);
            return;
        }

        if (at < '\u0530' && char.IsLetter(at))
        {
            foreach (var part in at.ToString().Normalize(NormalizationForm.FormD))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(part) == UnicodeCategory.NonSpacingMark)
                    continue;
                var known = part == at ? null : Tables.Value.Letters.GetValueOrDefault(part);
                first.Append(known?[0] ?? part.ToString());
                other.Append(known?[^1] ?? part.ToString());
            }

            return;
        }

        // Marks of Arabic vowels and Latin accents that stand alone; those of other scripts are part of the word.
        var isMark = CharUnicodeInfo.GetUnicodeCategory(at) == UnicodeCategory.NonSpacingMark
            && (at < '\u0530' || at is >= '\u0600' and <= '\u06FF');
        if (isMark)
            return;
        first.Append(at);
        other.Append(at);
    }

    private static string Clean(string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, MostCharacters));
        for (var i = 0; i < text.Length && kept.Length < MostCharacters; i++)
        {
            var at = text[i];
            if (char.IsHighSurrogate(at) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                kept.Append(at).Append(text[++i]);
                continue;
            }

            var category = CharUnicodeInfo.GetUnicodeCategory(at);
            // Format characters join what they stand in; half a pair and control characters part it.
            if (category == UnicodeCategory.Format && at != '\u200C')
                continue;
            kept.Append(category is UnicodeCategory.Surrogate or UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.OtherNotAssigned ? ' ' : at);
        }

        var normal = kept.ToString().Normalize(NormalizationForm.FormKC);
        // A few characters unfold to many; nothing may make a name endless.
        return (normal.Length > MostCharacters ? normal[..MostCharacters] : normal)
            .Replace('İ', 'i').ToLowerInvariant().Replace('\u02BC', '\'');
    }

    private static Scripts Load()
    {
        var letters = new Dictionary<char, string[]>();
        var pairs = new Dictionary<(char, char), string[]>();
        var languages = new Dictionary<string, Language>(StringComparer.Ordinal);
        foreach (var (section, remark, line) in TableText.Read("letters"))
        {
            var marks = TableText.Words(remark);
            if (marks.Length > 0 && !languages.ContainsKey(section))
                languages.Add(section, new Language(marks[1..], []));
            foreach (var word in TableText.Words(line))
            {
                var cut = word.IndexOf('=', StringComparison.Ordinal);
                var readings = word[(cut + 1)..].Split(',');
                if (cut == 2)
                    pairs[(word[0], word[1])] = readings;
                else if (languages.TryGetValue(section, out var language))
                    language.Letters[word[0]] = readings;
                else
                    letters.TryAdd(word[0], readings);
            }
        }

        return new Scripts(letters.ToFrozenDictionary(), pairs.ToFrozenDictionary(), [.. languages.Values]);
    }

    private sealed record Language(string[] Marks, Dictionary<char, string[]> Letters);

    private sealed record Scripts(
        FrozenDictionary<char, string[]> Letters, FrozenDictionary<(char, char), string[]> Pairs,
        IReadOnlyList<Language> Languages);
}
