using System.Globalization;
using System.Runtime.InteropServices;

namespace Throughline.Customs;

/// <summary>The different words of a list, found again by what is left of them after a slip: their consonants, and
/// these with one left out; their group of spellings; their short forms.</summary>
internal sealed class WordIndex
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _keys = new(StringComparer.Ordinal);

    /// <summary>A word of each text.</summary>
    public List<NameWord> Words { get; } = [];

    /// <summary>Names in which each word stands.</summary>
    public List<List<int>> Names { get; } = [];

    /// <summary>Words that are two of a name written as one; they are no words of the name.</summary>
    public List<bool> Joined { get; } = [];

    /// <summary>Notes that a name has a word.</summary>
    public void Add(NameWord word, int name, bool isJoined)
    {
        // A pair of words written as one is found by its whole sound only; a real word of the same text stays real.
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _ids, isJoined ? "+" + word.Text : word.Text, out var exists);
        if (!exists)
        {
            id = Words.Count;
            Words.Add(word);
            Names.Add([]);
            Joined.Add(isJoined);
            foreach (var key in isJoined ? [word.Skeleton] : KeysOf(word, false))
            {
                ref var ids = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, key, out _);
                (ids ??= []).Add(id);
            }
        }

        var names = Names[id];
        if (names.Count == 0 || names[^1] != name)
            names.Add(name);
    }

    /// <summary>Number of a word's text, or -1.</summary>
    public int Find(string text) => _ids.GetValueOrDefault(text, -1);

    /// <summary>Adds the numbers of words that may be the same as a word.</summary>
    public void Collect(NameWord word, bool isJoined, HashSet<int> found)
    {
        foreach (var key in isJoined ? [word.Skeleton] : KeysOf(word, true))
        {
            if (_keys.TryGetValue(key, out var ids))
                found.UnionWith(ids);
        }
    }

    private static HashSet<string> KeysOf(NameWord word, bool isAsked)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (word.Number >= 0)
        {
            keys.Add("#" + word.Text);
            return keys;
        }

        AddSkeletons(keys, word.Skeleton, word.Text, isAsked);
        if (word.OtherSound != word.Sound)
            AddSkeletons(keys, WordDistance.Skeleton(word.OtherSound), word.Other, isAsked);
        if (word.IsAbjad)
            AddSkeletons(keys, word.Skeleton.Replace("v", "", StringComparison.Ordinal), word.Text, isAsked);
        if (word.Variant > 0)
            keys.Add(string.Create(CultureInfo.InvariantCulture, $"~{word.Variant}"));
        foreach (var group in NameWords.BuiltIn.ShortGroups(word.Text))
            keys.Add(string.Create(CultureInfo.InvariantCulture, $"^{group}"));
        return keys;
    }

    /// <summary>The consonants whole; with one left out, marked so that it meets whole ones only; with one open, to
    /// meet the same with another there; and, when asked for, with two in turn.</summary>
    private static void AddSkeletons(HashSet<string> keys, string skeleton, string text, bool isAsked)
    {
        // What has hardly a consonant is found by its first letter as well.
        if (skeleton.Length < 2)
        {
            keys.Add("=" + (text.Length > 0 ? text[..1] : "") + skeleton);
            if (skeleton.Length == 0)
                return;
        }

        keys.Add(skeleton);
        if (isAsked)
            keys.Add("-" + skeleton);
        if (skeleton.Length < 3)
            return;
        for (var i = 0; i < skeleton.Length; i++)
        {
            var before = skeleton.AsSpan(0, i);
            var after = skeleton.AsSpan(i + 1);
            keys.Add(string.Concat(before, "?", after));
            keys.Add(string.Concat(isAsked ? "" : "-", before, after));
            if (isAsked && i + 1 < skeleton.Length)
                keys.Add(string.Concat(before, skeleton.AsSpan(i + 1, 1), skeleton.AsSpan(i, 1), after[1..]));
        }
    }
}
