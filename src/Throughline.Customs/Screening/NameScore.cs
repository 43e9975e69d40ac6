namespace Throughline.Customs;

/// <summary>Why two words were held to be the same.</summary>
public enum WordRule
{
    /// <summary>The same letters.</summary>
    Equal,
    /// <summary>The same sound or nearly the same letters.</summary>
    Similar,
    /// <summary>Known spellings of one name.</summary>
    Variant,
    /// <summary>A short form or pet name.</summary>
    ShortForm,
    /// <summary>An initial.</summary>
    Initial,
    /// <summary>First letters of several words.</summary>
    Acronym,
    /// <summary>Written in one piece here and in several there.</summary>
    Joined,
    /// <summary>The same consonants; one is written without vowels.</summary>
    Consonants,
    /// <summary>The same number.</summary>
    Number,
}

/// <summary>Words of two names that were held to be the same.</summary>
/// <param name="Left">Words of the first name, in our transliteration.</param>
/// <param name="Right">Words of the second.</param>
/// <param name="Rule">Why.</param>
/// <param name="Likeness">How alike, from 0 to 1.</param>
public sealed record WordMatch(string Left, string Right, WordRule Rule, double Likeness);

/// <summary>How alike two names are, and why.</summary>
/// <param name="Score">From 0 to 1; the same name has 1. The same whichever name comes first.</param>
/// <param name="Matches">Words that were held to be the same.</param>
/// <param name="LeftOnly">Words that only the first name has.</param>
/// <param name="RightOnly">Words that only the second name has.</param>
/// <param name="OtherLegalForm">Whether the legal forms say that two different bodies are meant.</param>
public sealed record NameComparison(
    double Score, IReadOnlyList<WordMatch> Matches, IReadOnlyList<string> LeftOnly, IReadOnlyList<string> RightOnly,
    bool OtherLegalForm);

/// <summary>Compares two names word by word and tells how alike they are. Pure.</summary>
public static class NameScore
{
    /// <summary>The score from which two names are held to mean the same, unless somebody asks for another.</summary>
    public const double Threshold = 0.82;

    private const int MostJoined = 3;

    /// <summary>Compares two names.</summary>
    public static NameComparison Compare(ScreenedName left, ScreenedName right) => Compare(left, right, null);

    /// <summary>Compares two names with the rarity of words in a list: from 0 to 1 for a name's word.</summary>
    internal static NameComparison Compare(ScreenedName left, ScreenedName right, Func<NameWord, double>? rarity)
    {
        // In one order, so that ties are broken alike whichever name comes first.
        var isTurned = string.CompareOrdinal(left.Text, right.Text) is var order && (order > 0
            || (order == 0 && string.CompareOrdinal(left.Name, right.Name) > 0));
        var (a, b) = isTurned ? (right, left) : (left, right);
        if (a.Words.Length == 0 || b.Words.Length == 0)
            return new NameComparison(
                0, [], [.. left.Words.Select(w => w.Text)], [.. right.Words.Select(w => w.Text)], false);
        var pairs = a.Text == b.Text && a.Words.Length == b.Words.Length ? Same(a) : Choose(a, b);
        var otherForm = a.LegalClass is not (null or "any") && b.LegalClass is not (null or "any")
            && a.LegalClass != b.LegalClass;
        var score = Weigh(a, b, pairs, rarity) * (otherForm ? ScoreFigures.OtherForm : 1);
        var matches = pairs.OrderBy(p => isTurned ? p.Right : p.Left).Select(p => isTurned
            ? new WordMatch(b.Run(p.Right, p.RightCount), a.Run(p.Left, p.LeftCount), p.Rule, p.Likeness)
            : new WordMatch(a.Run(p.Left, p.LeftCount), b.Run(p.Right, p.RightCount), p.Rule, p.Likeness));
        var aOnly = Only(a, pairs.Select(p => (p.Left, p.LeftCount)));
        var bOnly = Only(b, pairs.Select(p => (p.Right, p.RightCount)));
        return new NameComparison(
            Math.Round(Math.Clamp(score, 0, 1), 4), [.. matches], isTurned ? bOnly : aOnly, isTurned ? aOnly : bOnly,
            otherForm);
    }

    private static string Run(this ScreenedName name, int at, int count) =>
        count == 1 ? name.Words[at].Text : string.Join(' ', name.Words.Skip(at).Take(count).Select(w => w.Text));

    private static List<string> Only(ScreenedName name, IEnumerable<(int At, int Count)> taken)
    {
        var isTaken = new bool[name.Words.Length];
        foreach (var (at, count) in taken)
            Array.Fill(isTaken, true, at, count);
        return [.. name.Words.Where((w, i) => !isTaken[i] && !w.IsMinor).Select(w => w.Text)];
    }

    /// <summary>Each word with itself.</summary>
    private static List<WordPair> Same(ScreenedName name) =>
        [.. name.Words.Select((w, i) => new WordPair(i, 1, i, 1, WordRule.Equal, 1))];

    /// <summary>Pairs of words, each word in one at most: the heaviest and most alike first.</summary>
    private static List<WordPair> Choose(ScreenedName a, ScreenedName b)
    {
        var found = new List<WordPair>();
        for (var i = 0; i < a.Words.Length; i++)
        {
            for (var j = 0; j < b.Words.Length; j++)
            {
                var (likeness, rule) = WordLikeness.Of(a.Words[i], b.Words[j]);
                if (likeness > 0)
                    Add(found, a, b, new WordPair(i, 1, j, 1, rule, likeness));
                AddRuns(found, a, b, i, j, false);
                AddRuns(found, b, a, j, i, true);
            }
        }

        found.Sort((p, q) => p.Gain != q.Gain ? q.Gain.CompareTo(p.Gain)
            : p.Left != q.Left ? p.Left.CompareTo(q.Left)
            : p.Right != q.Right ? p.Right.CompareTo(q.Right)
            : (p.LeftCount + p.RightCount).CompareTo(q.LeftCount + q.RightCount));
        var (left, right) = (0UL, 0UL);
        var chosen = new List<WordPair>();
        foreach (var pair in found)
        {
            if ((left & pair.LeftBits) != 0 || (right & pair.RightBits) != 0)
                continue;
            left |= pair.LeftBits;
            right |= pair.RightBits;
            chosen.Add(pair);
        }

        return chosen;
    }

    private static void Add(List<WordPair> found, ScreenedName a, ScreenedName b, WordPair pair)
    {
        var weight = 0.0;
        for (var i = 0; i < pair.LeftCount; i++)
            weight += a.Words[pair.Left + i].Weight;
        for (var j = 0; j < pair.RightCount; j++)
            weight += b.Words[pair.Right + j].Weight;
        found.Add(pair with { Gain = weight * pair.Likeness * pair.Likeness });
    }

    /// <summary>One word of the first against several of the second that stand together.</summary>
    private static void AddRuns(
        List<WordPair> found, ScreenedName one, ScreenedName several, int at, int from, bool turn)
    {
        var word = one.Words[at];
        for (var count = 2; count <= MostJoined + 2 && from + count <= several.Words.Length; count++)
        {
            var run = several.Words.AsSpan(from, count);
            var (likeness, rule) = WordLikeness.OfRun(word, run, one.Kind, count <= MostJoined);
            if (likeness <= 0)
                continue;
            if (turn)
                Add(found, several, one, new WordPair(from, count, at, 1, rule, likeness));
            else
                Add(found, one, several, new WordPair(at, 1, from, count, rule, likeness));
        }
    }

    private static double Weigh(ScreenedName a, ScreenedName b, List<WordPair> pairs, Func<NameWord, double>? rarity)
    {
        var (agreed, total, named) = (0.0, 0.0, false);
        var (leftTaken, rightTaken) = (0UL, 0UL);
        foreach (var pair in pairs)
        {
            var (left, right) = (0.0, 0.0);
            for (var i = 0; i < pair.LeftCount; i++)
            {
                left += Weight(a.Words[pair.Left + i], rarity);
                // First letters alone name nobody.
                named |= !a.Words[pair.Left + i].IsMinor && pair.Rule != WordRule.Initial
                    && (pair.Rule != WordRule.Acronym || a.Kind != NameKind.Person);
            }

            for (var j = 0; j < pair.RightCount; j++)
                right += Weight(b.Words[pair.Right + j], rarity);
            var weight = (left + right) / 2;
            agreed += weight * pair.Likeness;
            total += weight;
            leftTaken |= pair.LeftBits;
            rightTaken |= pair.RightBits;
        }

        if (!named)
            return 0;
        var (aLeft, aExtra) = Rest(a, leftTaken, rarity);
        var (bLeft, bExtra) = Rest(b, rightTaken, rarity);
        var conflict = Math.Min(aLeft, bLeft);
        var extra = aLeft > bLeft ? aExtra * (aLeft - bLeft) / aLeft
            : bLeft > aLeft ? bExtra * (bLeft - aLeft) / bLeft : 0;
        return agreed / (total + (ScoreFigures.Conflict * conflict) + extra);
    }

    private static (double Weight, double Extra) Rest(ScreenedName name, ulong taken, Func<NameWord, double>? rarity)
    {
        var isOrganisation = name.Kind == NameKind.Organisation;
        var (weight, extra) = (0.0, 0.0);
        for (var i = 0; i < name.Words.Length; i++)
        {
            var word = name.Words[i];
            if ((taken & (1UL << i)) != 0 || word.IsMinor)
                continue;
            weight += Weight(word, rarity);
            extra += Weight(word, rarity) * ScoreFigures.Extra(word.Role, isOrganisation);
        }

        return (weight, extra);
    }

    private static double Weight(NameWord word, Func<NameWord, double>? rarity) =>
        rarity is null || word.Role != WordRole.Name ? word.Weight : Math.Min(word.Weight, rarity(word));

    private readonly record struct WordPair(
        int Left, int LeftCount, int Right, int RightCount, WordRule Rule, double Likeness)
    {
        public double Gain { get; init; }

        public ulong LeftBits => ((1UL << LeftCount) - 1) << Left;

        public ulong RightBits => ((1UL << RightCount) - 1) << Right;
    }
}
