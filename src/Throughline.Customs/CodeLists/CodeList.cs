using System.Collections.Frozen;

namespace Throughline.Customs;

/// <summary>A code list with the days on which each of its codes holds.</summary>
/// <remarks>Immutable. A code may have several entries, one after another in time.</remarks>
public sealed class CodeList
{
    private readonly Lazy<FrozenDictionary<string, CodeEntry[]>> _byCode;

    /// <summary>Makes a list.</summary>
    /// <param name="number">Its number, for example <c>CL231</c>.</param>
    /// <param name="name">Its published name, for example <c>DeclarationType</c>.</param>
    /// <param name="entries">Entries in any order.</param>
    public CodeList(string number, string name, IEnumerable<CodeEntry> entries)
    {
        Number = number;
        Name = name;
        Entries = [.. entries.OrderBy(e => e.Code, StringComparer.Ordinal).ThenBy(e => e.From).ThenBy(e => e.State)];
        KnownFrom = Entries.Count == 0 ? DateOnly.MinValue : Entries.Min(e => e.From);
        _byCode = new(() => Entries.GroupBy(e => e.Code, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal));
    }

    /// <summary>Number, for example <c>CL231</c>.</summary>
    public string Number { get; }

    /// <summary>Published name, for example <c>DeclarationType</c>.</summary>
    public string Name { get; }

    /// <summary>Entries by code, then by first day.</summary>
    public IReadOnlyList<CodeEntry> Entries { get; }

    /// <summary>First day that any entry speaks of. Of earlier days the list says nothing: an extract gives the day
    /// on which the present entry was published, not the day on which a code was first used.</summary>
    public DateOnly KnownFrom { get; }

    /// <summary>Whether a code may be used on a day; null when the day lies before <see cref="KnownFrom"/>.</summary>
    /// <param name="code">The code, compared exactly.</param>
    /// <param name="at">The day.</param>
    public bool? Contains(string code, DateOnly at) => at < KnownFrom ? null : FindEntry(code, at) is not null;

    /// <summary>The entry that lets a code be used on a day, or null.</summary>
    public CodeEntry? FindEntry(string code, DateOnly at)
    {
        if (!_byCode.Value.TryGetValue(code, out var entries))
            return null;
        foreach (var entry in entries)
        {
            if (entry.IsValidAt(at))
                return entry;
        }

        return null;
    }

    /// <summary>All entries of a code, by first day; empty when the list never had it.</summary>
    public IReadOnlyList<CodeEntry> ListEntries(string code) => _byCode.Value.GetValueOrDefault(code) ?? [];

    /// <summary>The same list with further entries.</summary>
    public CodeList With(IEnumerable<CodeEntry> more) => new(Number, Name, Entries.Concat(more));

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Name}";
}
