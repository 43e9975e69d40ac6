using System.Globalization;
using System.Text;

namespace Throughline.Customs;

/// <summary>Makes names ready for comparison: transliteration, words, legal forms, titles, numbers, patronymics,
/// initials. Never throws, whatever a name holds.</summary>
public static class NameReader
{
    /// <summary>Words of a name that are compared; what follows is dropped.</summary>
    public const int MostWords = 24;

    private static readonly NameWords Known = NameWords.BuiltIn;

    /// <summary>Reads a name.</summary>
    /// <param name="name">The name in any script.</param>
    /// <param name="kind">What bears it.</param>
    public static ScreenedName Read(string name, NameKind kind)
    {
        var latin = Transliteration.ToLatin(PartCapitals(name));
        var words = Split(latin.Text, latin.IsAbjad);
        var others = Split(latin.Other, latin.IsAbjad);
        if (others.Count != words.Count)
            others = words;
        var (form, formClass) = TakeForms(words, ref others, kind);
        if (words.Count > MostWords)
            words.RemoveRange(MostWords, words.Count - MostWords);
        var made = new List<NameWord>(words.Count);
        for (var i = 0; i < words.Count; i++)
            i += Add(made, words, others, i, kind, latin.IsAbjad);
        MarkFathers(made);
        return new ScreenedName(name, kind, [.. made], form, formClass);
    }

    /// <summary>A blank where a capital follows a small letter: «SiemensAG», «VladimirPutin».</summary>
    private static string PartCapitals(string name)
    {
        var most = Math.Min(name.Length, Transliteration.MostCharacters);
        var made = new StringBuilder(most + 8);
        for (var i = 0; i < most; i++)
        {
            // A capital that ends the word is part of it: «GmbH».
            if (i > 0 && char.IsLower(name[i - 1]) && char.IsUpper(name[i])
                && i + 1 < most && char.IsLetter(name[i + 1]))
                made.Append(' ');
            made.Append(name[i]);
        }

        return made.ToString();
    }

    private static List<string> Split(string text, bool isAbjad)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var at = text[i];
            if (at == '&' || at == '%')
            {
                Close(words, word, isAbjad);
                word.Append(at == '&' ? "and" : "percent");
                if (at == '&')
                    Close(words, word, isAbjad);
            }
            else if (at is '\'' or '’' or '‘' or '`' or '´' or '′')
            {
                // Not heard, and often left out.
            }
            else if (char.IsLetterOrDigit(at) || IsMark(at))
            {
                word.Append(at);
            }
            else if (at != '.' || !IsDotted(text, i))
            {
                Close(words, word, isAbjad);
            }
        }

        Close(words, word, isAbjad);
        return words;
    }

    /// <summary>Whether the dot stands in an abbreviation of single letters: «L.L.C.», «A/S» has none.</summary>
    private static bool IsDotted(string text, int dot)
    {
        var isSingle = dot > 0 && char.IsLetter(text[dot - 1]) && (dot < 2 || !char.IsLetterOrDigit(text[dot - 2]));
        return isSingle && dot + 1 < text.Length && char.IsLetter(text[dot + 1]);
    }

    private static bool IsMark(char at) => char.IsSurrogate(at) || CharUnicodeInfo.GetUnicodeCategory(at)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static void Close(List<string> words, StringBuilder word, bool isAbjad)
    {
        // The Arabic article is written with its word; elsewhere it is a word of its own.
        if (isAbjad && word.Length > 4 && word[0] == 'a' && word[1] == 'l')
        {
            words.Add("al");
            word.Remove(0, 2);
        }

        if (word.Length > 0)
            words.Add(word.ToString());
        word.Clear();
    }

    /// <summary>Takes legal forms away from both ends; a name that is nothing else keeps them.</summary>
    private static (string? Form, string? Class) TakeForms(List<string> words, ref List<string> others, NameKind kind)
    {
        string? form = null, formClass = null;
        others = [.. others];
        for (var at = 0; at < words.Count;)
        {
            var (length, found) = Known.FindForm(words, at);
            // «A.Ş.» reads «ash» and is written «as» elsewhere.
            if (length == 0 && others[at] != words[at])
                (length, found) = Known.FindForm(others, at);
            var isEnd = at + length == words.Count;
            var isEdge = isEnd || (at == 0 && kind != NameKind.Person);
            // What is one short word is a legal form only where a company may be meant.
            var isSure = kind == NameKind.Organisation
                ? isEnd || found != "any"
                : words[at].Length > 2 && length > 0 && found != "any";
            if (length == 0 || !isEdge || !isSure || length == words.Count)
            {
                at++;
                continue;
            }

            if (found != "any" && formClass is null or "any")
                formClass = found;
            form = form is null ? Join(words, at, length) : $"{form} {Join(words, at, length)}";
            words.RemoveRange(at, length);
            others.RemoveRange(at, length);
            // Before a form at the end there may be another.
            at = isEnd ? Math.Max(0, words.Count - 4) : 0;
        }

        return (form, formClass);
    }

    private static string Join(List<string> words, int at, int length) => string.Join(' ', words.GetRange(at, length));

    /// <summary>Adds a word.</summary>
    /// <returns>How many words after it belong to it.</returns>
    private static int Add(
        List<NameWord> made, List<string> words, List<string> others, int at, NameKind kind, bool isAbjad)
    {
        var text = kind == NameKind.Person ? words[at] : Known.Written(words[at]);
        var other = text == words[at] ? others[at] : text;
        var number = ReadNumber(words, at, kind, out var more);
        var role = number >= 0 ? WordRole.Number : RoleOf(text, words, at, kind);
        if (number >= 0)
            text = other = number.ToString(CultureInfo.InvariantCulture);
        var sound = WordDistance.Sound(text);
        var variant = Known.VariantOf(text) is > 0 and var first ? first : Known.VariantOf(other);
        made.Add(new NameWord
        {
            Text = text,
            Other = other,
            Role = role,
            Sound = sound,
            OtherSound = other == text ? sound : WordDistance.Sound(other),
            Skeleton = WordDistance.Skeleton(sound),
            Weight = WeightOf(role, text, variant, kind),
            Variant = variant,
            Number = number,
            IsAbjad = isAbjad,
        });
        return more;
    }

    private static double WeightOf(WordRole role, string text, int variant, NameKind kind) => role switch
    {
        WordRole.Particle or WordRole.Title => ScoreFigures.MinorWeight,
        WordRole.Initial => ScoreFigures.InitialWeight,
        WordRole.Generic => ScoreFigures.GenericWeight,
        WordRole.Number => ScoreFigures.NumberWeight,
        WordRole.Country => ScoreFigures.CountryWeight,
        WordRole.Patronymic => ScoreFigures.PatronymicWeight,
        _ when kind != NameKind.Organisation && IsCommon(text, variant) => ScoreFigures.CommonWeight,
        _ => 1,
    };

    private static bool IsCommon(string text, int variant) => Known.Is("common", text)
        || (variant > 0 && CommonVariants.Value.Contains(variant));

    // The groups of spellings of which one is common.
    private static readonly Lazy<HashSet<int>> CommonVariants = new(() =>
        [.. TableText.Read("words").Where(l => l.Section == "common").SelectMany(l => TableText.Words(l.Line))
            .Select(Known.VariantOf).Where(v => v > 0)]);

    private static WordRole RoleOf(string text, List<string> words, int at, NameKind kind)
    {
        var isPerson = kind is NameKind.Person or NameKind.Unknown;
        if (text.Length == 1 && char.IsAsciiLetter(text[0]))
            return !isPerson && text[0] is 'i' or 'y' or 'e' or 'u' ? WordRole.Particle : WordRole.Initial;
        var isFirst = at == 0 && text is not ("al" or "el" or "the" or "la" or "le" or "abu");
        if (!isFirst && words.Count > 1 && (Known.Is("particles", text) || Known.Is("patronymic-markers", text)))
            return WordRole.Particle;
        if (kind != NameKind.Organisation && words.Count > 1 && Known.Is("titles", text))
            return WordRole.Title;
        if (isPerson && Known.IsPatronymic(text))
            return words.Count > 2 ? WordRole.Patronymic : WordRole.Name;
        if (kind == NameKind.Person)
            return WordRole.Name;
        return Known.Is("countries", text) ? WordRole.Country
            : Known.Is("generic", text) ? WordRole.Generic : WordRole.Name;
    }

    /// <summary>The number that words say, «forty four» and «forty 4» together; -1 for none. A person's name says
    /// none but in digits.</summary>
    private static int ReadNumber(List<string> words, int at, NameKind kind, out int more)
    {
        more = 0;
        var number = NumberOf(words, at, kind);
        if (number is >= 20 and < 100 && number % 10 == 0 && !char.IsAsciiDigit(words[at][0]) && at + 1 < words.Count
            && NumberOf(words, at + 1, kind) is > 0 and < 10 and var ones)
        {
            more = 1;
            return number + ones;
        }

        return number;
    }

    private static int NumberOf(List<string> words, int at, NameKind kind)
    {
        var word = words[at];
        if (word.Length < 9 && word.All(char.IsAsciiDigit))
            return int.Parse(word, CultureInfo.InvariantCulture);
        if (kind == NameKind.Person)
            return -1;
        // One letter is a Roman number only where a number may stand, at the end.
        if (word is "i" or "v" or "x")
            return at > 0 && at == words.Count - 1 ? word switch { "i" => 1, "v" => 5, _ => 10 } : -1;
        return Known.NumberOf(word);
    }

    /// <summary>The name before «oglu» or «kyzy» is the father's, and so is the one after «bin» unless the whole name
    /// ends with it: then it is what the family is called by.</summary>
    private static void MarkFathers(List<NameWord> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            var isBefore = i + 1 < words.Count && IsParticle(words[i + 1], "patronymic-markers");
            var isAfter = i + 1 < words.Count && i > 1 && IsParticle(words[i - 1], "son-of");
            if ((isBefore || isAfter) && words[i] is { Role: WordRole.Name } father)
            {
                words[i] = new NameWord
                {
                    Text = father.Text,
                    Other = father.Other,
                    Role = WordRole.Patronymic,
                    Sound = father.Sound,
                    OtherSound = father.OtherSound,
                    Skeleton = father.Skeleton,
                    Weight = ScoreFigures.PatronymicWeight,
                    Variant = father.Variant,
                    IsAbjad = father.IsAbjad,
                };
            }
        }
    }

    private static bool IsParticle(NameWord word, string kind) =>
        word.Role == WordRole.Particle && Known.Is(kind, word.Text);
}
