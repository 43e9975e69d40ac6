namespace Throughline.Customs;

/// <summary>How grave a finding in a reference pack is.</summary>
public enum PackSeverity
{
    /// <summary>The pack cannot be used.</summary>
    Error,
    /// <summary>The pack can be used; something was passed over.</summary>
    Warning,
}

/// <summary>A finding in a reference pack.</summary>
/// <param name="Severity">Whether the pack can be used nevertheless.</param>
/// <param name="File">Path within the pack.</param>
/// <param name="Place">Where in the file, for example <c>entry 12</c> or <c>line 3</c>; empty for the whole.</param>
/// <param name="What">What is wrong, a sentence without its full stop.</param>
/// <param name="Remedy">What to do, likewise.</param>
public sealed record PackIssue(PackSeverity Severity, string File, string Place, string What, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{File}{(Place.Length > 0 ? ", " + Place : "")}: {What}; {Remedy}.";
}

/// <summary>What came of loading a reference pack.</summary>
/// <param name="Pack">The pack; null when there are errors.</param>
/// <param name="Issues">Errors and warnings, in the order of files.</param>
public sealed record PackResult(ReferencePack? Pack, IReadOnlyList<PackIssue> Issues);

/// <summary>Collects findings; after a thousand only counts, so that a hostile file costs no memory.</summary>
/// <param name="stored">Findings that are kept in all parts of a pack together; parts are read at the same
/// time.</param>
internal sealed class PackIssues(PackIssues.Count stored)
{
    private const int Most = 1_000;
    private const int MostOfParts = 20 * Most;
    private readonly List<PackIssue> _issues = [];
    private int _more;

    public PackIssues()
        : this(new Count())
    {
    }

    public bool HasErrors { get; private set; }

    /// <summary>The findings of a part of the pack, which may be read on another thread, to be added in its
    /// turn.</summary>
    public PackIssues Part() => new(stored);

    public void Add(PackIssues part)
    {
        HasErrors |= part.HasErrors;
        foreach (var issue in part._issues)
            Add(issue);
        _more += part._more;
    }

    public void Error(string file, string place, string what, string remedy)
    {
        HasErrors = true;
        Add(new PackIssue(PackSeverity.Error, file, place, what, remedy));
    }

    public void Warning(string file, string place, string what, string remedy) =>
        Add(new PackIssue(PackSeverity.Warning, file, place, what, remedy));

    public IReadOnlyList<PackIssue> ToList() => _more == 0
        ? _issues
        : [.. _issues, new PackIssue(PackSeverity.Warning, "", "", $"{_more} more findings are not shown",
            "mend those above first")];

    private void Add(PackIssue issue)
    {
        if (_issues.Count < Most && stored.Next() <= MostOfParts)
            _issues.Add(issue);
        else
            _more++;
    }

    /// <summary>A count over all parts.</summary>
    internal sealed class Count
    {
        private int _count;

        public int Next() => Interlocked.Increment(ref _count);
    }
}
