using System.Collections.Frozen;

namespace Throughline.Customs;

/// <summary>A set of code lists. Immutable: any number of threads may use it, and a newer set takes its place as a
/// whole.</summary>
public sealed class CodeLists
{
    private const string Folder = "Tables/codelists/";
    private readonly FrozenDictionary<string, Lazy<CodeList>> _byNumber;

    private CodeLists(IEnumerable<KeyValuePair<string, Lazy<CodeList>>> lists)
    {
        _byNumber = lists.ToFrozenDictionary(StringComparer.Ordinal);
        Numbers = [.. _byNumber.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Makes a set.</summary>
    /// <param name="lists">Lists of different numbers.</param>
    /// <exception cref="ArgumentException">Two lists have one number.</exception>
    public CodeLists(IEnumerable<CodeList> lists)
        : this(lists.Select(l => KeyValuePair.Create(l.Number, new Lazy<CodeList>(l))))
    {
    }

    /// <summary>The lists that come with the library: everything small of NCTS phase 6, state of April 2026.</summary>
    /// <remarks>A code is open at its start unless the day is known on which it was first used. Lists of which no
    /// values were published are absent. Each list is read when it is first asked for.</remarks>
    public static CodeLists BuiltIn { get; } = new(ReadBuiltIn());

    /// <summary>Values that a profile adds to the lists of the schema itself.</summary>
    private FrozenSet<ProfileValue> AddedValues { get; init; } = [];

    /// <summary>Numbers of all lists, in order.</summary>
    public IReadOnlyList<string> Numbers { get; }

    /// <summary>The list of a number, for example <c>CL231</c>, or null when it is not loaded.</summary>
    public CodeList? Find(string number) => _byNumber.GetValueOrDefault(number)?.Value;

    /// <summary>The list of a number, not read before it is asked for, or null when it is not loaded.</summary>
    internal Lazy<CodeList>? FindUnread(string number) => _byNumber.GetValueOrDefault(number);

    /// <summary>Whether the list of a number is loaded; does not read it.</summary>
    public bool Has(string number) => _byNumber.ContainsKey(number);

    /// <summary>The list of a number.</summary>
    /// <exception cref="KeyNotFoundException">It is not loaded.</exception>
    public CodeList Get(string number) =>
        Find(number) ?? throw new KeyNotFoundException($"The code list {number} is not loaded.");

    /// <summary>Whether a list lets a code be used on a day; null when the list is not loaded or says nothing of
    /// so early a day.</summary>
    /// <param name="list">Number of the list, for example <c>CL231</c>.</param>
    /// <param name="code">The code, compared exactly.</param>
    /// <param name="at">The day.</param>
    public bool? Contains(string list, string code, DateOnly at) => Find(list)?.Contains(code, at);

    /// <summary>This set with lists added; those of the same number are replaced.</summary>
    public CodeLists With(IEnumerable<CodeList> lists) =>
        With(lists.Select(l => KeyValuePair.Create(l.Number, new Lazy<CodeList>(l))));

    /// <summary>This set with lists added that are made when they are first asked for.</summary>
    internal CodeLists With(IEnumerable<KeyValuePair<string, Lazy<CodeList>>> lists)
    {
        var merged = new Dictionary<string, Lazy<CodeList>>(_byNumber, StringComparer.Ordinal);
        foreach (var (number, list) in lists)
            merged[number] = list;
        return new CodeLists(merged) { AddedValues = AddedValues };
    }

    /// <summary>This set with values added to the lists of the schema itself.</summary>
    internal CodeLists With(IReadOnlyCollection<ProfileValue> values) =>
        new(_byNumber) { AddedValues = [.. AddedValues, .. values] };

    /// <summary>Whether a value was added to a list of the schema itself.</summary>
    /// <param name="list">Name of the list, for example <c>CountryCodesCustomsOfficeLists</c>.</param>
    /// <param name="value">The value.</param>
    internal bool IsAdded(string list, string value) => AddedValues.Contains(new ProfileValue(list, value));

    private static IEnumerable<KeyValuePair<string, Lazy<CodeList>>> ReadBuiltIn()
    {
        foreach (var name in typeof(CodeLists).Assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal))
                continue;
            var number = name[Folder.Length..^".txt".Length];
            yield return KeyValuePair.Create(number, new Lazy<CodeList>(() => CodeListTable.Read(number,
                new StreamReader(typeof(CodeLists).Assembly.GetManifestResourceStream(name)!))));
        }
    }
}
