using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Throughline.Customs;

/// <summary>Lists made ready to be screened against: finds the entries whose names may be meant among hundreds of
/// thousands in a few milliseconds. Immutable for its users; any number of threads may ask at once.</summary>
public sealed class ListIndex
{
    /// <summary>Names that are compared word by word for one question.</summary>
    private const int MostCandidates = 80;

    // How far the estimate of a score may lie above the score: it knows nothing of words in other pieces.
    private const double Slack = 0.2;
    private const int LeastNamesForRarity = 1_000;

    private readonly List<ScreenedName> _names = [];
    private readonly List<(ListEntry Entry, bool IsWeak)> _owners = [];
    private readonly List<float> _weights = [];
    private readonly WordIndex _words = new();
    private readonly Dictionary<string, List<ListEntry>> _identifiers = new(StringComparer.Ordinal);
    private readonly float[] _rarity;
    private readonly ConcurrentBag<Scratch> _scratch = [];

    /// <summary>Reads the names of all entries.</summary>
    public ListIndex(IEnumerable<ListEntry> entries)
    {
        foreach (var entry in entries)
        {
            Entries++;
            foreach (var name in entry.AllNames.Distinct(StringComparer.Ordinal))
                Add(entry, name);
            foreach (var identifier in entry.Identifiers.Select(Plain).Where(i => i.Length > 3))
            {
                if (!_identifiers.TryGetValue(identifier, out var owners))
                    _identifiers.Add(identifier, owners = []);
                owners.Add(entry);
            }
        }

        _rarity = new float[_words.Words.Count];
        for (var i = 0; i < _rarity.Length; i++)
            _rarity[i] = RarityOf(_words.Names[i].Count);
    }

    /// <summary>Entries that it holds.</summary>
    public int Entries { get; }

    /// <summary>Names that it holds.</summary>
    public int Names => _names.Count;

    /// <summary>Finds the entries that may be meant, the likeliest first, each once with its likeliest name.</summary>
    /// <param name="query">Who is screened.</param>
    /// <param name="threshold">Least score of a hit, from 0 to 1. Below 0.6 not all are found.</param>
    /// <param name="most">Most hits.</param>
    public IReadOnlyList<ListHit> Find(ScreenQuery query, double threshold = NameScore.Threshold, int most = 20)
    {
        var name = NameReader.Read(query.Name, query.Kind);
        var readings = new ScreenedName?[Enum.GetValues<NameKind>().Length];
        readings[(int)query.Kind] = name;
        var best = new Dictionary<ListEntry, ListHit>(ReferenceEqualityComparer.Instance);
        foreach (var at in Candidates(name, threshold))
        {
            var (entry, isWeak) = _owners[at];
            // A trader is not known to be a person or a company; the list knows what its entry is.
            var kind = query.Kind == NameKind.Unknown ? entry.Kind : query.Kind;
            var asked = readings[(int)kind] ??= NameReader.Read(query.Name, kind);
            var comparison = NameScore.Compare(asked, _names[at], Rarity);
            var evidence = ListEvidence.Of(query, entry, isWeak);
            var score = ListEvidence.Weigh(comparison.Score, evidence);
            if (score >= threshold && (!best.TryGetValue(entry, out var other) || other.Score < score))
                best[entry] = new ListHit(entry, _names[at].Name, score, comparison, evidence);
        }

        foreach (var identifier in query.Identifiers.Select(Plain))
        {
            foreach (var entry in _identifiers.GetValueOrDefault(identifier) ?? [])
            {
                best[entry] = best.TryGetValue(entry, out var hit)
                    ? hit with { Score = 1 }
                    : new ListHit(entry, entry.Name, 1, null, [Evidence.SameIdentifier]);
            }
        }

        return [.. best.Values.OrderByDescending(h => h.Score).ThenBy(h => h.Entry.List, StringComparer.Ordinal)
            .ThenBy(h => h.Entry.Id, StringComparer.Ordinal).Take(most)];
    }

    /// <summary>A number without blanks and signs, in capitals.</summary>
    internal static string Plain(string identifier) =>
        string.Concat(identifier.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private void Add(ListEntry entry, string name)
    {
        var read = NameReader.Read(name, entry.Kind);
        if (read.Words.Length == 0)
            return;
        var number = _names.Count;
        _names.Add(read);
        _owners.Add((entry, entry.WeakNames.Contains(name, StringComparer.Ordinal)));
        _weights.Add((float)read.Words.Where(w => !w.IsMinor).Sum(w => w.Weight));
        foreach (var word in read.Words.Where(w => !w.IsMinor && w.Role != WordRole.Initial))
            _words.Add(word, number, false);
        for (var i = 1; i < read.Words.Length && i < 6; i++)
        {
            foreach (var joined in Joins(read.Words, i))
                _words.Add(joined, number, true);
        }
    }

    /// <summary>The words that end at a place with what stands before them, as one: two, and three where a particle
    /// is among them («van den Berghe»).</summary>
    private static IEnumerable<NameWord> Joins(NameWord[] words, int last)
    {
        if (last == 0 || !MayJoin(words[last]) || !MayJoin(words[last - 1]))
            yield break;
        yield return Join([words[last - 1], words[last]]);
        if (last > 1 && words[last - 1].IsMinor && MayJoin(words[last - 2]))
            yield return Join([words[last - 2], words[last - 1], words[last]]);
    }

    private static bool MayJoin(NameWord word) => word.Number < 0 && word.Role != WordRole.Initial;

    private static NameWord Join(NameWord[] words)
    {
        var text = string.Concat(words.Select(w => w.Text));
        var sound = WordDistance.Sound(text);
        return new NameWord
        {
            Text = text,
            Other = text,
            Role = WordRole.Name,
            Sound = sound,
            OtherSound = sound,
            Skeleton = WordDistance.Skeleton(sound),
            Weight = words.Sum(w => w.Weight),
            IsAbjad = words[0].IsAbjad,
        };
    }

    private float RarityOf(int count)
    {
        var usual = Math.Max(3, _names.Count / 5_000);
        return _names.Count < LeastNamesForRarity || count <= usual
            ? 1 : (float)Math.Max(0.6, 1 - (0.13 * Math.Log10((double)count / usual)));
    }

    private double Rarity(NameWord word) => _words.Find(word.Text) is >= 0 and var id ? _rarity[id] : 1;

    /// <summary>Names that share words enough to reach the threshold, the most promising first.</summary>
    private List<int> Candidates(ScreenedName name, double threshold)
    {
        if (!_scratch.TryTake(out var scratch))
            scratch = new Scratch(_names.Count);
        var total = 0.0;
        var step = 0;
        for (var i = 0; i < name.Words.Length; i++)
        {
            var word = name.Words[i];
            if (!word.IsMinor)
            {
                total += word.Weight;
                Gather(scratch, word, false, ++step);
            }

            foreach (var joined in Joins(name.Words, i))
                Gather(scratch, joined, true, ++step);
        }

        var found = new List<(double Estimate, int Name)>();
        foreach (var at in scratch.Touched)
        {
            var (gain, weight) = ((double)scratch.Gain[at], (double)_weights[at]);
            var (left, right) = (Math.Max(0, total - gain), Math.Max(0, weight - gain));
            var estimate = gain / (gain + (ScoreFigures.Conflict * Math.Min(left, right))
                + (0.2 * Math.Abs(left - right)));
            if (estimate >= threshold - Slack)
                found.Add((estimate, at));
        }

        scratch.Clear();
        _scratch.Add(scratch);
        found.Sort((a, b) => a.Estimate != b.Estimate
            ? b.Estimate.CompareTo(a.Estimate) : a.Name.CompareTo(b.Name));
        return [.. found.Take(MostCandidates).Select(f => f.Name)];
    }

    /// <summary>Adds to each name that may have the word what it is worth.</summary>
    private void Gather(Scratch scratch, NameWord word, bool isJoined, int step)
    {
        scratch.Words.Clear();
        scratch.Likely.Clear();
        _words.Collect(word, isJoined, scratch.Words);
        foreach (var id in scratch.Words)
        {
            // Two pieces against two pieces is what the words themselves tell.
            if (isJoined && _words.Joined[id])
                continue;
            var (likeness, _) = WordLikeness.Of(word, _words.Words[id]);
            if (likeness > 0)
                scratch.Likely.Add((likeness, id));
        }

        scratch.Likely.Sort((a, b) => a.Likeness != b.Likeness
            ? b.Likeness.CompareTo(a.Likeness) : a.Word.CompareTo(b.Word));
        foreach (var (likeness, id) in scratch.Likely)
        {
            var gain = (float)(likeness * Math.Max(word.Weight, _words.Words[id].Weight));
            foreach (var name in CollectionsMarshal.AsSpan(_words.Names[id]))
                scratch.Add(name, gain, step);
        }
    }

    /// <summary>What one question works with; used again by the next.</summary>
    private sealed class Scratch(int names)
    {
        private readonly int[] _steps = new int[names];

        public float[] Gain { get; } = new float[names];

        public List<int> Touched { get; } = [];

        public HashSet<int> Words { get; } = [];

        public List<(double Likeness, int Word)> Likely { get; } = [];

        /// <summary>Adds what a word of the question is worth, once for each name.</summary>
        public void Add(int name, float gain, int step)
        {
            if (_steps[name] == step)
                return;
            if (_steps[name] == 0)
                Touched.Add(name);
            _steps[name] = step;
            Gain[name] += gain;
        }

        public void Clear()
        {
            foreach (var name in Touched)
                (_steps[name], Gain[name]) = (0, 0);
            Touched.Clear();
        }
    }
}
