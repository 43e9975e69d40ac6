using System.Text;
using CsCheck;

namespace Throughline.Customs.Tests.Screening;

/// <summary>The score of two names: every rule both ways, and its laws.</summary>
public sealed class NameScoreTests
{
    private const double MarginBelowReached = 0.03;
    private const double ReachedF1 = 0.92;

    private static readonly Gen<string> AnyName = Gen.OneOf(
        Gen.String[0, 60],
        Gen.String[Gen.Char['\u0400', '\u04FF'], 0, 40],
        Gen.String[Gen.Char['\u0530', '\u06FF'], 0, 40],
        Gen.String[Gen.Char['\u10A0', '\u10FF'], 0, 40],
        Gen.String[Gen.Char['\u0000', '\uFFFF'], 0, 40],
        Gen.String[Gen.Char['a', 'f'], 0, 12].Array[0, 6].Select(words => string.Join(' ', words)));

    public static TheoryData<string, bool, string, string, string> Pairs
    {
        get
        {
            var data = new TheoryData<string, bool, string, string, string>();
            foreach (var line in File.ReadLines(Path.Combine(TestFiles.Folder("Screening"), "labelled-pairs.txt")))
            {
                if (line.StartsWith('#'))
                    continue;
                var f = line.Split('|', StringSplitOptions.TrimEntries);
                data.Add(f[0], f[1] == "same", f[2], f[3], f[4]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_rule_says_same_and_other(string rule, bool same, string kind, string left, string right)
    {
        var comparison = Compare(left, right, Enum.Parse<NameKind>(kind, ignoreCase: true));
        Assert.True(same == comparison.Score >= NameScore.Threshold, $"{rule}: {comparison.Score}");
    }

    [Theory]
    [InlineData("Misha Karelin", "Mikhail Karelin", WordRule.ShortForm)]
    [InlineData("Mehmet Orhan", "Mohammad Orhan", WordRule.Variant)]
    [InlineData("T. Abuladze", "Tamaz Abuladze", WordRule.Initial)]
    [InlineData("بهرام کرمانی", "Bahram Kermani", WordRule.Consonants)]
    [InlineData("Vandenberghe", "Van den Berghe", WordRule.Joined)]
    public void The_rule_is_told(string left, string right, WordRule rule) =>
        Assert.Contains(Compare(left, right, NameKind.Person).Matches, m => m.Rule == rule);

    [Fact]
    public void The_score_is_symmetric_and_stays_between_0_and_1() => Gen.Select(
        AnyName, AnyName, Gen.Enum<NameKind>()).Sample((a, b, kind) =>
    {
        var (there, back) = (Compare(a, b, kind), Compare(b, a, kind));
        return there.Score == back.Score && there.Score is >= 0 and <= 1
            && there.LeftOnly.SequenceEqual(back.RightOnly);
    });

    [Fact]
    public void A_name_is_itself() => Gen.Select(AnyName, Gen.Enum<NameKind>()).Sample((name, kind) =>
    {
        var read = NameReader.Read(name, kind);
        // Letters that say who is meant; initials and titles alone do not.
        return !read.Words.Any(w => w.Role == WordRole.Name) || NameScore.Compare(read, read).Score == 1;
    });

    [Fact]
    public void What_is_transliterated_once_stays() => AnyName.Sample(name =>
    {
        var once = Transliteration.ToLatin(name).Text;
        var twice = Transliteration.ToLatin(once).Text;
        return once.Any(c => !char.IsAscii(c)) || Transliteration.ToLatin(twice).Text == twice;
    });

    [Theory]
    [InlineData("\uD800")]
    [InlineData("\uDC00Ivan\uD800")]
    [InlineData("\u202EnavI")]
    [InlineData("\uFDFA\uFDFA\uFDFA")]
    [InlineData("a\u0300\u0301\u0302\u0303\u0304")]
    [InlineData("\0\0\0")]
    [InlineData("")]
    public void Hostile_text_is_read(string text)
    {
        var comparison = Compare(text, "Ivan Petrov", NameKind.Unknown);
        Assert.InRange(comparison.Score, 0, 1);
    }

    [Fact]
    public void A_joiner_between_letters_hides_nobody() =>
        Assert.Equal(1, Compare("Iv\u200Dan Pet\u200Brov", "Ivan Petrov", NameKind.Person).Score);

    [Fact]
    public void An_endless_name_is_bounded()
    {
        var endless = new StringBuilder();
        while (endless.Length < 100_000)
            endless.Append("Ivan ﷺ Petrovich ");
        var read = NameReader.Read(endless.ToString(), NameKind.Person);
        Assert.True(read.Words.Length <= NameReader.MostWords);
        Assert.True(read.Text.Length <= 10 * Transliteration.MostCharacters);
        var word = NameReader.Read(new string('a', 100_000), NameKind.Person);
        Assert.Equal(1, NameScore.Compare(word, word).Score);
    }

    [Fact]
    public void Labelled_pairs_are_parted_as_well_as_before()
    {
        var path = ReferenceMaterial.FindNamePairs();
        Assert.SkipWhen(path is null, ReferenceMaterial.RemedyOfNamePairs);
        var issues = new List<ListIssue>();
        using var file = File.OpenRead(path!);
        var scored = NamePairs.Score(NamePairs.Read(file, issues));
        Assert.Empty(issues);
        var all = PairFigures.Of([.. scored], NameScore.Threshold);
        Assert.True(all.F1 >= ReachedF1 - MarginBelowReached, $"F1 {all.F1:0.000} on {all.Pairs} pairs");
    }

    [Fact]
    public void Figures_are_what_they_are_defined_as()
    {
        var pair = new NamePair(1, NameKind.Person, "a", "b", true);
        ScoredPair[] scored =
        [
            new(pair, 0.9), new(pair, 0.5), new(pair with { IsMatch = false }, 0.95), new(pair, 0.8),
            new(pair with { IsMatch = false }, 0.1),
        ];
        var figures = PairFigures.Of(scored, 0.8);
        Assert.Equal((2, 1, 1), (figures.Hits, figures.FalseHits, figures.Missed));
        Assert.Equal(2.0 / 3, figures.Precision, 9);
        Assert.Equal(2.0 / 3, figures.F1, 9);
    }

    private static NameComparison Compare(string left, string right, NameKind kind) =>
        NameScore.Compare(NameReader.Read(left, kind), NameReader.Read(right, kind));
}
