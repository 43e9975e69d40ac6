using System.Globalization;
using System.Text;

namespace Throughline.Customs;

/// <summary>What became of something between two packs.</summary>
public enum PackChangeKind
{
    /// <summary>Only the newer pack has it.</summary>
    Added,
    /// <summary>Only the older pack has it.</summary>
    Removed,
    /// <summary>Both have it, with other days, state or roles.</summary>
    Changed,
}

/// <summary>A code that differs.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="List">Number of the list.</param>
/// <param name="Code">The code.</param>
/// <param name="Before">Its entries in the older pack.</param>
/// <param name="After">Its entries in the newer pack.</param>
public sealed record CodeChange(
    PackChangeKind Kind, string List, string Code, IReadOnlyList<CodeEntry> Before, IReadOnlyList<CodeEntry> After);

/// <summary>An office that differs.</summary>
/// <param name="Kind">What became of it; a change is one of roles or their days.</param>
/// <param name="Reference">Its reference number.</param>
/// <param name="Before">The office in the older pack, or null.</param>
/// <param name="After">The office in the newer pack, or null.</param>
public sealed record OfficeChange(
    PackChangeKind Kind, string Reference, CustomsOffice? Before, CustomsOffice? After);

/// <summary>What differs between two reference packs. Meanings, names and opening hours are not compared: no rule
/// asks for them.</summary>
/// <param name="ListsAdded">Numbers of the lists that only the newer pack has.</param>
/// <param name="ListsRemoved">Numbers of the lists that only the older pack has.</param>
/// <param name="Codes">Codes that differ, in lists that both have.</param>
/// <param name="Offices">Offices that differ.</param>
public sealed record PackDifference(
    IReadOnlyList<string> ListsAdded, IReadOnlyList<string> ListsRemoved, IReadOnlyList<CodeChange> Codes,
    IReadOnlyList<OfficeChange> Offices)
{
    /// <summary>True when nothing differs that a rule asks for.</summary>
    public bool IsEmpty =>
        ListsAdded.Count == 0 && ListsRemoved.Count == 0 && Codes.Count == 0 && Offices.Count == 0;

    /// <summary>Compares two packs.</summary>
    public static PackDifference Between(ReferencePack before, ReferencePack after)
    {
        var (old, young) = (before.Lists.ToDictionary(l => l.Number), after.Lists.ToDictionary(l => l.Number));
        var codes = before.Lists.Where(l => young.ContainsKey(l.Number))
            .SelectMany(l => CompareLists(l, young[l.Number]));
        return new PackDifference(
            [.. after.Lists.Select(l => l.Number).Where(n => !old.ContainsKey(n))],
            [.. before.Lists.Select(l => l.Number).Where(n => !young.ContainsKey(n))],
            [.. codes], [.. CompareOffices(before, after)]);
    }

    /// <summary>The difference as lines for a person.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var list in ListsAdded)
            text.Append(CultureInfo.InvariantCulture, $"+ list {list}\n");
        foreach (var list in ListsRemoved)
            text.Append(CultureInfo.InvariantCulture, $"- list {list}\n");
        foreach (var code in Codes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Mark(code.Kind)} {code.List} {code.Code}");
            if (code.Kind == PackChangeKind.Changed)
                text.Append(CultureInfo.InvariantCulture, $": {Spans(code.Before)}, now {Spans(code.After)}");
            text.Append('\n');
        }

        foreach (var office in Offices)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Mark(office.Kind)} office {office.Reference}");
            text.Append(CultureInfo.InvariantCulture, $" {(office.After ?? office.Before)!.Name}");
            if (office.Kind == PackChangeKind.Changed)
                text.Append(CultureInfo.InvariantCulture, $": {Roles(office.Before!)}, now {Roles(office.After!)}");
            text.Append('\n');
        }

        return text.Length == 0 ? "no difference\n" : text.ToString();
    }

    private static IEnumerable<CodeChange> CompareLists(CodeList before, CodeList after)
    {
        var (old, young) = (ByCode(before), ByCode(after));
        foreach (var code in old.Keys.Union(young.Keys).Order(StringComparer.Ordinal))
        {
            var (a, b) = (old.GetValueOrDefault(code, []), young.GetValueOrDefault(code, []));
            if (a.Length == 0)
                yield return new(PackChangeKind.Added, before.Number, code, a, b);
            else if (b.Length == 0)
                yield return new(PackChangeKind.Removed, before.Number, code, a, b);
            else if (!a.Select(Span).SequenceEqual(b.Select(Span)))
                yield return new(PackChangeKind.Changed, before.Number, code, a, b);
        }
    }

    private static IEnumerable<OfficeChange> CompareOffices(ReferencePack before, ReferencePack after)
    {
        var references = before.Offices.Concat(after.Offices).Select(o => o.Reference).Distinct();
        foreach (var reference in references.Order(StringComparer.Ordinal))
        {
            var (a, b) = (before.FindOffice(reference), after.FindOffice(reference));
            if (a is null || b is null)
                yield return new(a is null ? PackChangeKind.Added : PackChangeKind.Removed, reference, a, b);
            else if (!a.Roles.SequenceEqual(b.Roles))
                yield return new(PackChangeKind.Changed, reference, a, b);
        }
    }

    private static Dictionary<string, CodeEntry[]> ByCode(CodeList list) =>
        list.Entries.GroupBy(e => e.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray());

    private static (DateOnly From, DateOnly To, CodeState State) Span(CodeEntry entry) =>
        (entry.From, entry.To, entry.State);

    private static char Mark(PackChangeKind kind) => kind switch
    {
        PackChangeKind.Added => '+',
        PackChangeKind.Removed => '-',
        _ => '~',
    };

    private static string Spans(IEnumerable<CodeEntry> entries) => string.Join(" and ", entries.Select(e =>
        (e.State == CodeState.Valid ? "valid" : "invalid") + DayText(" from ", e.From) + DayText(" to ", e.To)));

    private static string Roles(CustomsOffice office) => office.Roles.Count == 0 ? "no role" : string.Join(' ',
        office.Roles.Select(r => r.Role + DayText(" from ", r.From) + DayText(" to ", r.To)));

    private static string DayText(string word, DateOnly day) => day == DateOnly.MinValue || day == DateOnly.MaxValue
        ? "" : word + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
