using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Throughline.Corridor.Search;

/// <summary>Brings names of any case, accent and script to one form in which they can be compared.</summary>
internal static class PlaceText
{
    private static readonly FrozenDictionary<char, string> Letters = Table();

    // Sounds that spellings of one name write differently. First match wins, so longer ones stand first. The
    // Turkish and Azerbaijani c is the English j, their x the kh, and gh, h and g take each other's place from
    // language to language (Meghri, Mehri, Megri).
    private static readonly (string From, string To)[] Sounds =
    [
        ("shch", "s"), ("tsch", "c"), ("dzh", "c"), ("sch", "s"), ("tch", "c"), ("ch", "c"), ("sh", "s"), ("zh", "c"),
        ("dj", "c"), ("kh", "g"), ("gh", "g"), ("ts", "c"), ("tz", "c"), ("dz", "z"), ("ck", "k"), ("ph", "f"),
        ("th", "t"), ("yu", "u"), ("ya", "a"), ("ye", "a"), ("yo", "u"), ("iy", "i"), ("yi", "i"), ("ou", "u"),
        ("x", "g"), ("h", "g"), ("q", "g"), ("w", "v"), ("j", "c"), ("y", "i"), ("e", "a"), ("o", "u"),
    ];

    /// <summary>Latin letters and digits in lower case, words separated by one space. Armenian, Georgian and Cyrillic
    /// letters are transliterated; letters of other scripts stay.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        foreach (var raw in text.Normalize(NormalizationForm.FormD))
        {
            var c = char.ToLowerInvariant(raw is >= '\u1C90' and <= '\u1CBF' ? (char)(raw - 0xBC0) : raw);
            if (Letters.TryGetValue(c, out var letters))
                AppendLetters(folded, c, letters);
            else if (char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.ModifierLetter)
                folded.Append(c);
            else if (!IsSilent(c) && folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        while (folded.Length > 0 && folded[^1] == ' ')
            folded.Length--;
        return folded.ToString();
    }

    /// <summary>A folded text by its sound, so that different transliterations of a name become alike.</summary>
    public static string Sound(string folded)
    {
        var sound = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length;)
        {
            var taken = 1;
            var letters = folded.AsSpan(i, 1);
            foreach (var (from, to) in Sounds)
            {
                if (folded.AsSpan(i).StartsWith(from, StringComparison.Ordinal))
                {
                    taken = from.Length;
                    letters = to;
                    break;
                }
            }

            // Doubled letters are written or not at will.
            if (sound.Length == 0 || sound[^1] != letters[0])
                sound.Append(letters);
            i += taken;
        }

        return sound.ToString();
    }

    private static bool IsSilent(char c) =>
        c is '\'' or '’' or '‘' or '`' or 'ʼ' or 'ʻ' or 'ʹ'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter
            or UnicodeCategory.Format;

    private static void AppendLetters(StringBuilder folded, char c, string letters)
    {
        // The Armenian digraph ո + ւ is one vowel.
        if (c == 'ւ' && folded.Length > 0 && folded[^1] == 'o')
            folded[^1] = 'u';
        else
            folded.Append(letters);
    }

    private static FrozenDictionary<char, string> Table()
    {
        var table = new Dictionary<char, string>();
        // Latin letters that do not decompose.
        Add(table, "ə a ı i ß ss ø o đ d ł l æ ae œ oe þ th ð d ħ h ŋ ng");
        Add(table, "ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n "
            + "շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k և ev օ o ֆ f");
        Add(table, "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh "
            + "ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h");
        Add(table, "а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch "
            + "ш sh щ shch ы y э e ю yu я ya є ye і i ґ g ә a ғ gh қ k ң n ө o ұ u ү u һ h ҹ j ҝ g ј y ҷ j ҳ h");
        // The signs ъ and ь have no sound; й and ї decompose to и and і with a mark.
        table['ъ'] = "";
        table['ь'] = "";
        // Arabic forms of two Persian letters.
        table['ي'] = "ی";
        table['ك'] = "ک";
        return table.ToFrozenDictionary();
    }

    private static void Add(Dictionary<char, string> table, string pairs)
    {
        var words = pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i += 2)
            table[words[i][0]] = words[i + 1];
    }
}
