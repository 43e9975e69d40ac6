using System.Globalization;
using System.Text;

namespace Throughline.Customs;

/// <summary>Two names with the answer whether the same is meant.</summary>
public sealed record NamePair(int Line, NameKind Kind, string Left, string Right, bool IsMatch)
{
    /// <summary>0 or 1, by a digest of the names: figures are chosen on half 0 and looked at on half 1. Pairs with the
    /// same second name are in one half, so that the halves share no person.</summary>
    public int Half
    {
        get
        {
            var hash = 2_166_136_261u;
            foreach (var at in Encoding.UTF8.GetBytes(Right.ToUpperInvariant()))
                hash = unchecked((hash ^ at) * 16_777_619u);
            return (int)((hash ^ (hash >> 16)) & 1);
        }
    }
}

/// <summary>A pair with its score.</summary>
public sealed record ScoredPair(NamePair Pair, double Score);

/// <summary>How well scores part matches from others at a threshold.</summary>
/// <param name="Pairs">Pairs that were judged.</param>
/// <param name="Hits">Matches that reach the threshold.</param>
/// <param name="FalseHits">Others that reach it.</param>
/// <param name="Missed">Matches that do not.</param>
public sealed record PairFigures(int Pairs, int Hits, int FalseHits, int Missed)
{
    /// <summary>Share of what reaches the threshold that is a match, from 0 to 1; 0 when nothing does.</summary>
    public double Precision => Hits + FalseHits == 0 ? 0 : (double)Hits / (Hits + FalseHits);

    /// <summary>Share of matches that reach the threshold, from 0 to 1; 0 when there is none.</summary>
    public double Recall => Hits + Missed == 0 ? 0 : (double)Hits / (Hits + Missed);

    /// <summary>The harmonic mean of both, from 0 to 1.</summary>
    public double F1 => Hits == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Counts scored pairs.</summary>
    public static PairFigures Of(IReadOnlyCollection<ScoredPair> pairs, double threshold) => new(
        pairs.Count,
        pairs.Count(p => p.Pair.IsMatch && p.Score >= threshold),
        pairs.Count(p => !p.Pair.IsMatch && p.Score >= threshold),
        pairs.Count(p => p.Pair.IsMatch && p.Score < threshold));
}

/// <summary>Labelled pairs of names, to measure screening with.</summary>
public static class NamePairs
{
    private static readonly string[] Columns = ["schema", "name1", "name2", "is_match"];

    /// <summary>Reads pairs from CSV with a heading that names at least <c>schema</c>, <c>name1</c>, <c>name2</c> and
    /// <c>is_match</c> (true or false).</summary>
    /// <param name="source">UTF-8.</param>
    /// <param name="issues">Gets what is wrong, each with its line.</param>
    public static IReadOnlyList<NamePair> Read(Stream source, ICollection<ListIssue> issues)
    {
        var pairs = new List<NamePair>();
        using var reader = new StreamReader(source, Encoding.UTF8, leaveOpen: true);
        foreach (var row in CsvTable.Read(reader, Columns, issues))
        {
            var (left, right, answer) = (row["name1"], row["name2"], row["is_match"]);
            if (!bool.TryParse(answer, out var isMatch))
            {
                issues.Add(new ListIssue(row.Line, $"is_match is '{Short(answer)}'.", "Write true or false."));
                continue;
            }

            pairs.Add(new NamePair(row.Line, ListKinds.OfSchema(row["schema"]), left, right, isMatch));
        }

        return pairs;
    }

    /// <summary>Scores pairs.</summary>
    public static IReadOnlyList<ScoredPair> Score(IEnumerable<NamePair> pairs) =>
        [.. pairs.Select(p => new ScoredPair(p, NameScore.Compare(
            NameReader.Read(p.Left, p.Kind), NameReader.Read(p.Right, p.Kind)).Score))];

    private static string Short(string text) => text.Length <= 40
        ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..40]}…");
}
