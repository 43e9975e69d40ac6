using System.Collections.Frozen;
using System.Globalization;

namespace Throughline.Customs;

/// <summary>How far two words are apart: an edit distance in which letters that sound or look alike, lie side by side
/// on a keyboard or are doubled cost less, by <c>Tables/screening/sounds.txt</c>.</summary>
internal static class WordDistance
{
    /// <summary>Letters of a word that are compared; longer ones are cut.</summary>
    public const int MostLetters = 48;

    private static readonly Lazy<Sounds> Loaded = new(Load);

    /// <summary>The distance, 0 for equal words, about 1 for each letter that is wrong; it is the same whichever word
    /// comes first. Stops at <paramref name="most"/>: what is farther is told as infinitely far.</summary>
    public static double Between(string a, string b, double most)
    {
        var sounds = Loaded.Value;
        var left = Cut(a);
        var right = Cut(b);
        if (left.SequenceEqual(right))
            return 0;
        // Each letter too many costs at least as little as a doubled one.
        if (Math.Abs(left.Length - right.Length) * sounds.Double > most)
            return double.PositiveInfinity;
        var width = right.Length + 1;
        Span<double> rows = stackalloc double[3 * width];
        var before = rows[..width];
        var last = rows[width..(2 * width)];
        var now = rows[(2 * width)..];
        last[0] = 0;
        for (var j = 1; j < width; j++)
            last[j] = last[j - 1] + sounds.Loss(right, j - 1);
        for (var i = 1; i <= left.Length; i++)
        {
            now[0] = last[0] + sounds.Loss(left, i - 1);
            var least = now[0];
            for (var j = 1; j < width; j++)
            {
                var best = Math.Min(last[j] + sounds.Loss(left, i - 1), now[j - 1] + sounds.Loss(right, j - 1));
                best = Math.Min(best, last[j - 1] + sounds.Change(left[i - 1], right[j - 1]));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    best = Math.Min(best, before[j - 2] + sounds.Swap);
                now[j] = best;
                least = Math.Min(least, best);
            }

            if (least > most + sounds.Swap)
                return double.PositiveInfinity;
            var free = before;
            before = last;
            last = now;
            now = free;
        }

        return last[width - 1] <= most ? last[width - 1] : double.PositiveInfinity;
    }

    /// <summary>The word written by its sound: capitals stand for sounds of several letters, and nothing is doubled.
    /// </summary>
    public static string Sound(string word)
    {
        var sounds = Loaded.Value;
        Span<char> made = stackalloc char[2 * MostLetters];
        var count = 0;
        var letters = Cut(word);
        for (var i = 0; i < letters.Length;)
        {
            // «X» begins a word as «s» or «z» does.
            var (length, to) = i == 0 && letters[0] == 'x' ? (1, "s") : sounds.Fold(letters[i..]);
            // «j» after a vowel and before none is the glide that English writes «y».
            if (length == 0)
            {
                var isGlide = letters[i] == 'j' && i > 0 && Sounds.IsVowel(letters[i - 1])
                    && (i + 1 == letters.Length || !Sounds.IsVowel(letters[i + 1]));
                Append(made, ref count, isGlide ? 'i' : letters[i]);
                i++;
                continue;
            }

            foreach (var letter in to)
                Append(made, ref count, letter);
            i += length;
        }

        return new string(made[..count]);
    }

    /// <summary>The consonants of a sound, those that are often mistaken for one another as one letter.</summary>
    public static string Skeleton(string sound)
    {
        Span<char> made = stackalloc char[2 * MostLetters];
        var count = 0;
        foreach (var letter in sound)
        {
            var group = letter switch
            {
                'b' or 'p' => 'p',
                'd' or 't' => 't',
                'g' or 'k' or 'h' or 'c' => 'k',
                'z' or 's' or 'S' => 's',
                'f' or 'v' => 'v',
                'J' or 'C' or 'j' => 'C',
                'm' or 'n' => 'n',
                'a' or 'e' or 'i' or 'o' or 'u' or 'y' or '\'' => '\0',
                _ => letter,
            };
            if (group != '\0' && (count == 0 || made[count - 1] != group) && count < made.Length)
                made[count++] = group;
        }

        return new string(made[..count]);
    }

    private static void Append(Span<char> made, ref int count, char letter)
    {
        if (count < made.Length && (count == 0 || made[count - 1] != letter))
            made[count++] = letter;
    }

    private static ReadOnlySpan<char> Cut(string word) =>
        word.Length <= MostLetters ? word : word.AsSpan(0, MostLetters);

    private static Sounds Load()
    {
        var near = new Dictionary<(char, char), double>();
        var folds = new List<(string From, string To)>();
        var prices = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (section, remark, line) in TableText.Read("sounds"))
        {
            var words = TableText.Words(line);
            switch (section)
            {
                case "near":
                    for (var i = 0; i < words.Length; i += 2)
                        near.TryAdd((words[i][0], words[i][1]), Number(words[i + 1]));
                    break;
                case "keys":
                    foreach (var row in words)
                    {
                        for (var i = 1; i < row.Length; i++)
                            near.TryAdd((row[i - 1], row[i]), Number(remark));
                    }

                    break;
                case "prices":
                    prices.Add(words[0], Number(words[1]));
                    break;
                default:
                    folds.AddRange(words.Select(w => w.Split('=')).Select(w => (w[0], w[1])));
                    break;
            }
        }

        return new Sounds(near, prices, folds);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Sounds
    {
        private const int Ascii = 128;
        private readonly double[] _change = new double[Ascii * Ascii];
        private readonly double _vowel, _silent, _letter;
        private readonly FrozenDictionary<char, (string From, string To)[]> _folds;

        public Sounds(
            Dictionary<(char, char), double> near, Dictionary<string, double> prices,
            List<(string From, string To)> folds)
        {
            (_vowel, _silent, _letter) = (prices["vowel"], prices["silent"], prices["letter"]);
            (Double, Swap) = (prices["double"], prices["swap"]);
            Array.Fill(_change, _letter);
            foreach (var ((a, b), price) in near)
                _change[(a * Ascii) + b] = _change[(b * Ascii) + a] = Math.Min(price, _change[(a * Ascii) + b]);
            _folds = folds.GroupBy(f => f.From[0]).ToFrozenDictionary(
                g => g.Key, g => g.OrderByDescending(f => f.From.Length).ToArray());
        }

        public double Double { get; }

        public double Swap { get; }

        public static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

        public double Change(char a, char b) =>
            a == b ? 0 : a < Ascii && b < Ascii ? _change[(a * Ascii) + b] : _letter;

        /// <summary>What it costs that a letter of a word has no counterpart.</summary>
        public double Loss(ReadOnlySpan<char> word, int at)
        {
            var letter = word[at];
            if ((at > 0 && word[at - 1] == letter) || (at + 1 < word.Length && word[at + 1] == letter))
                return Double;
            return letter is 'h' or '\'' ? _silent : IsVowel(letter) ? _vowel : _letter;
        }

        public (int Length, string To) Fold(ReadOnlySpan<char> at)
        {
            if (!_folds.TryGetValue(at[0], out var folds))
                return (0, "");
            foreach (var (from, to) in folds)
            {
                if (at.StartsWith(from, StringComparison.Ordinal))
                    return (from.Length, to);
            }

            return (0, "");
        }
    }
}
