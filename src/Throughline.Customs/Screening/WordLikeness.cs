namespace Throughline.Customs;

/// <summary>How alike words are, and by which rule; 0 when they are different words.</summary>
internal static class WordLikeness
{
    private static readonly NameWords Known = NameWords.BuiltIn;

    /// <summary>A word against a word.</summary>
    public static (double Likeness, WordRule Rule) Of(NameWord a, NameWord b)
    {
        if (a.Number >= 0 || b.Number >= 0)
            return a.Number == b.Number ? (1, WordRule.Number) : default;
        if (a.Text == b.Text)
            return (1, WordRule.Equal);
        if (a.Role == WordRole.Initial || b.Role == WordRole.Initial)
            return OfInitial(a, b);
        if (a.IsMinor != b.IsMinor)
            return default;
        if (a.IsMinor)
            return a.Text[0] == b.Text[0] || a.Sound == b.Sound ? (0.9, WordRule.Similar) : default;
        var similar = OfLetters(a, b);
        if (a.Variant > 0 && a.Variant == b.Variant && similar < ScoreFigures.Variant)
            return (ScoreFigures.Variant, WordRule.Variant);
        if (similar < ScoreFigures.Short && Known.AreShort(Base(a), Base(b)))
            return (ScoreFigures.Short, WordRule.ShortForm);
        if (similar < ScoreFigures.Abjad && a.IsAbjad != b.IsAbjad && HaveSameConsonants(a, b))
            return (ScoreFigures.Abjad, WordRule.Consonants);
        return (similar, similar >= 1 ? WordRule.Equal : WordRule.Similar);
    }

    /// <summary>A word against several that stand together: written in one, or first letters.</summary>
    public static (double Likeness, WordRule Rule) OfRun(
        NameWord word, ReadOnlySpan<NameWord> run, NameKind kind, bool mayJoin)
    {
        if (word.Number >= 0 || word.Role == WordRole.Initial)
            return default;
        if (word.Text.Length == run.Length && (run.Length > 2 || kind != NameKind.Vessel) && IsAcronym(word.Text, run))
            return (ScoreFigures.Acronym, WordRule.Acronym);
        var length = 0;
        foreach (var part in run)
        {
            // A letter apart is an initial, not a piece.
            if (part.Role == WordRole.Initial || part.Number >= 0)
                return default;
            length += part.Text.Length;
        }

        // Each piece apart is shorter than the whole by more than a slip.
        if (!mayJoin || length < 4 || Math.Abs(length - word.Text.Length) > 2
            || (run[0].Sound[0] != word.Sound[0] && run[^1].Text[^1] != word.Text[^1]))
            return default;
        var joined = run.Length == 2
            ? string.Concat(run[0].Text, run[1].Text)
            : string.Concat(run[0].Text, run[1].Text, run[2].Text);
        var cost = Math.Min(WordDistance.Between(word.Text, joined, 1.3),
            WordDistance.Between(word.Sound, WordDistance.Sound(joined), 1.3));
        return cost <= Math.Min(1.3, 0.16 * length)
            ? (ScoreFigures.Joined - (cost / length), WordRule.Joined)
            : default;
    }

    private static bool IsAcronym(string letters, ReadOnlySpan<NameWord> run)
    {
        for (var i = 0; i < run.Length; i++)
        {
            if (run[i].Number >= 0 || run[i].Text.Length < 2 || run[i].Text[0] != letters[i])
                return false;
        }

        return true;
    }

    private static (double Likeness, WordRule Rule) OfInitial(NameWord a, NameWord b)
    {
        if (a.IsMinor || b.IsMinor)
            return default;
        var (letter, word) = a.Role == WordRole.Initial ? (a, b) : (b, a);
        var isSame = word.Text[0] == letter.Text[0] || word.Other[0] == letter.Text[0];
        // Two different initials are different names.
        return isSame && word.Role != WordRole.Initial ? (ScoreFigures.Initial, WordRule.Initial) : default;
    }

    private static double OfLetters(NameWord a, NameWord b)
    {
        // An ending that many names share says nothing for either.
        var letters = ((a.Text.Length + b.Text.Length) / 2.0) - Known.SharedEnding(a.Text, b.Text);
        var most = ScoreFigures.MostCost(Math.Min(letters, WordDistance.MostLetters));
        // A sound that is the same is still not the same writing.
        var cost = Math.Min(WordDistance.Between(a.Text, b.Text, most),
            WordDistance.Between(a.Sound, b.Sound, most - 0.1) + 0.1);
        if (a.Other != a.Text || b.Other != b.Text)
        {
            cost = Math.Min(cost, Math.Min(WordDistance.Between(a.Other, b.Other, most), Math.Min(
                WordDistance.Between(a.Text, b.Other, most), WordDistance.Between(a.Other, b.Text, most))));
            cost = Math.Min(cost, Math.Min(WordDistance.Between(a.OtherSound, b.Sound, most - 0.1),
                WordDistance.Between(a.Sound, b.OtherSound, most - 0.1)) + 0.1);
        }

        return cost > most ? 0 : Math.Max(0, 1 - (ScoreFigures.Steepness * cost / letters));
    }

    private static bool HaveSameConsonants(NameWord a, NameWord b)
    {
        var (abjad, full) = a.IsAbjad ? (a, b) : (b, a);
        if (full.Skeleton.Length == 0)
            return false;
        // «w» writes long u and o as well as v.
        return abjad.Skeleton == full.Skeleton
            || abjad.Skeleton.Replace("v", "", StringComparison.Ordinal) == full.Skeleton;
    }

    // Names with many spellings are known as short forms under the first of them.
    private static string Base(NameWord word) => word.Text;
}
