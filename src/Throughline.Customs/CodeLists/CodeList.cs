using System.Collections.Frozen;

namespace Throughline.Customs;

/// <summary>A code list with the days on which each of its codes holds.</summary>
/// <remarks>Immutable. A code may have several entries, one after another in time.</remarks>
public sealed class CodeList
{
    // Above this size a frozen index costs more to build than a process of one check saves.
    private const int LargestFrozen = 5_000;
    private readonly Lazy<IReadOnlyDictionary<string, int>> _firstByCode;
    private readonly CodeEntry[] _entries;

    /// <summary>Makes a list.</summary>
    /// <param name="number">Its number, for example <c>CL231</c>.</param>
    /// <param name="name">Its published name, for example <c>DeclarationType</c>.</param>
    /// <param name="entries">Entries in any order.</param>
    public CodeList(string number, string name, IEnumerable<CodeEntry> entries)
    {
        Number = number;
        Name = name;
        var sorted = entries.ToArray();
        if (!IsSorted(sorted))
            Array.Sort(sorted, Compare);
        _entries = sorted;
        (KnownFrom, KnownTo) = sorted.Length == 0
            ? (DateOnly.MinValue, DateOnly.MinValue) : (sorted.Min(e => e.From), sorted.Max(e => e.From));
        _firstByCode = new(() => Index(sorted));
    }

    /// <summary>Number, for example <c>CL231</c>.</summary>
    public string Number { get; }

    /// <summary>Published name, for example <c>DeclarationType</c>.</summary>
    public string Name { get; }

    /// <summary>Entries by code, then by first day.</summary>
    public IReadOnlyList<CodeEntry> Entries => _entries;

    /// <summary>First day that any entry speaks of. Of earlier days the list says nothing: an extract gives the day
    /// on which the present entry was published, not the day on which a code was first used.</summary>
    public DateOnly KnownFrom { get; }

    /// <summary>First day of the youngest entry.</summary>
    internal DateOnly KnownTo { get; }

    /// <summary>Whether a code may be used on a day; null when the day lies before <see cref="KnownFrom"/>.</summary>
    /// <param name="code">The code, compared exactly.</param>
    /// <param name="at">The day.</param>
    public bool? Contains(string code, DateOnly at) => at < KnownFrom ? null : FindEntry(code, at) is not null;

    /// <summary>The entry that lets a code be used on a day, or null.</summary>
    public CodeEntry? FindEntry(string code, DateOnly at)
    {
        if (!_firstByCode.Value.TryGetValue(code, out var i))
            return null;
        for (; i < _entries.Length && _entries[i].Code == code; i++)
        {
            if (_entries[i].IsValidAt(at))
                return _entries[i];
        }

        return null;
    }

    /// <summary>All entries of a code, by first day; empty when the list never had it.</summary>
    public IReadOnlyList<CodeEntry> ListEntries(string code) =>
        _firstByCode.Value.TryGetValue(code, out var i) ? [.. Entries.Skip(i).TakeWhile(e => e.Code == code)] : [];

    /// <summary>The same list with further entries.</summary>
    public CodeList With(IEnumerable<CodeEntry> more) => new(Number, Name, Entries.Concat(more));

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Name}";

    private static IReadOnlyDictionary<string, int> Index(CodeEntry[] sorted)
    {
        var first = new Dictionary<string, int>(sorted.Length, StringComparer.Ordinal);
        for (var i = 0; i < sorted.Length; i++)
            first.TryAdd(sorted[i].Code, i);
        return sorted.Length > LargestFrozen ? first : first.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static bool IsSorted(CodeEntry[] entries)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            if (Compare(entries[i - 1], entries[i]) > 0)
                return false;
        }

        return true;
    }

    private static int Compare(CodeEntry a, CodeEntry b)
    {
        var byCode = string.CompareOrdinal(a.Code, b.Code);
        if (byCode != 0)
            return byCode;
        var byDay = a.From.CompareTo(b.From);
        return byDay != 0 ? byDay : a.State.CompareTo(b.State);
    }
}
