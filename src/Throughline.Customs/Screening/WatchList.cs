namespace Throughline.Customs;

/// <summary>An entry of a list: somebody or something, with all names by which it goes.</summary>
public sealed record ListEntry
{
    /// <summary>Its id in the list.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required NameKind Kind { get; init; }

    /// <summary>The name that the list puts first.</summary>
    public required string Name { get; init; }

    /// <summary>Other names; weak ones, such as noms de guerre, are in <see cref="WeakNames"/>.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Names that alone do not identify, as the list says.</summary>
    public IReadOnlyList<string> WeakNames { get; init; } = [];

    /// <summary>Days of birth or registration: years, months or days as the list has them (1970, 1970-05,
    /// 1970-05-04).</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>Countries, as two letters.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Programmes under which it is listed.</summary>
    public IReadOnlyList<string> Programmes { get; init; } = [];

    /// <summary>Numbers of registers, passports, taxes, ships.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>The list: its name, with its day when the file has one.</summary>
    public required string List { get; init; }

    /// <summary>Line of the file, from 1.</summary>
    public int Line { get; init; }

    /// <summary>All names: the first, the others, the weak ones.</summary>
    public IEnumerable<string> AllNames => [Name, .. OtherNames, .. WeakNames];
}

/// <summary>What was read of a list: its entries, and what is wrong with the file.</summary>
/// <param name="Entries">The entries that could be read.</param>
/// <param name="Issues">All that is wrong. A list with issues misses entries: screening against it finds less.</param>
public sealed record WatchList(IReadOnlyList<ListEntry> Entries, IReadOnlyList<ListIssue> Issues);

/// <summary>How much of a file is read.</summary>
/// <param name="MostBytes">Bytes of a list, 4 GiB unless another figure is given.</param>
/// <param name="MostEntries">Entries of a list.</param>
/// <param name="MostNames">Names of an entry; more are an issue.</param>
/// <param name="MostLineCharacters">Characters of a line.</param>
/// <param name="MostIssues">Issues that are told; one more says that there are more.</param>
public sealed record ListLimits(
    long MostBytes = 4L << 30, int MostEntries = 5_000_000, int MostNames = 500, int MostLineCharacters = 4_000_000,
    int MostIssues = 200);
