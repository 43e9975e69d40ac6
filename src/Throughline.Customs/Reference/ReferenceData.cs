namespace Throughline.Customs;

/// <summary>The reference data that checks use: the built-in code lists, over them those of a pack, and over these
/// what a profile adds. Immutable.</summary>
public sealed class ReferenceData
{
    private readonly Dictionary<string, CustomsOffice> _added;

    /// <summary>Puts reference data together.</summary>
    /// <param name="profile">What it is for.</param>
    /// <param name="pack">Published data, or null for the built-in lists alone.</param>
    public ReferenceData(Profile profile, ReferencePack? pack = null)
    {
        Profile = profile;
        Pack = pack;
        _added = profile.Offices.ToDictionary(o => o.Reference, StringComparer.Ordinal);
        Lists = Extend(Overlay(pack), profile).With(profile.Values);
    }

    /// <summary>The built-in lists and NCTS as published.</summary>
    public static ReferenceData BuiltIn { get; } = new(Profile.Ncts);

    /// <summary>The profile.</summary>
    public Profile Profile { get; }

    /// <summary>The pack, or null.</summary>
    public ReferencePack? Pack { get; }

    /// <summary>The code lists.</summary>
    public CodeLists Lists { get; }

    /// <summary>Whether a list lets a code be used on a day; null when it is not loaded or says nothing of that
    /// day.</summary>
    /// <param name="list">Number of the list, for example <c>CL231</c>.</param>
    /// <param name="code">The code, compared exactly.</param>
    /// <param name="at">The day.</param>
    public bool? Contains(string list, string code, DateOnly at)
    {
        // The lists of offices hold ours only when those of the authorities are loaded; alone they would refuse
        // every office there is.
        var found = Lists.Contains(list, code, at);
        if (found is not null || !_added.TryGetValue(code, out var office) || !OfficeLists.Numbers.Contains(list))
            return found;
        return OfficeLists.EntriesOf(office, list).Any(e => e.IsValidAt(at));
    }

    /// <summary>The office of a reference number, from the pack or the profile, or null.</summary>
    public CustomsOffice? FindOffice(string reference) =>
        Pack?.FindOffice(reference) ?? _added.GetValueOrDefault(reference);

    private static CodeLists Overlay(ReferencePack? pack)
    {
        if (pack is null)
            return CodeLists.BuiltIn;
        var offices = pack.Offices.Count > 0 ? OfficeLists.LazilyOf(pack.Offices) : [];
        return CodeLists.BuiltIn.With(offices).With(pack.Lists);
    }

    private static CodeLists Extend(CodeLists lists, Profile profile)
    {
        var codes = profile.Codes.ToLookup(c => c.List, c => c.Entry, StringComparer.Ordinal);
        var changed = new List<KeyValuePair<string, Lazy<CodeList>>>();
        foreach (var number in codes.Select(c => c.Key).Concat(profile.Offices.Count > 0 ? OfficeLists.Numbers : []))
        {
            if (!lists.Has(number))
                continue;
            var offices = OfficeLists.Numbers.Contains(number)
                ? profile.Offices.SelectMany(o => OfficeLists.EntriesOf(o, number)) : [];
            var more = codes[number].Concat(offices);
            changed.Add(KeyValuePair.Create(number, new Lazy<CodeList>(() => Add(lists.Get(number), more))));
        }

        return lists.With(changed);
    }

    private static CodeList Add(CodeList list, IEnumerable<CodeEntry> more) =>
        list.With(more.Where(e => list.ListEntries(e.Code).Count == 0));
}
