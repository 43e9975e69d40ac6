namespace Throughline.Corridor;

/// <summary>How much an issue matters.</summary>
public enum IssueSeverity
{
    /// <summary>The data cannot be used until this is mended.</summary>
    Error,
    /// <summary>The data can be used; somebody should look at this.</summary>
    Warning,
}

/// <summary>Something wrong with a row of a file, said to the person who must mend it.</summary>
/// <param name="Severity">Whether it keeps the data from being used.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Row">Row as a spreadsheet counts: the header is row 1. 0 when the whole file is meant.</param>
/// <param name="Field">Column, or null when the whole row or file is meant.</param>
/// <param name="Message">What is wrong and what to do about it, as a sentence.</param>
public sealed record LoadIssue(IssueSeverity Severity, string File, int Row, string? Field, string Message)
{
    /// <summary>The issue on one line, for example <c>links.csv:12 length_km: …</c>.</summary>
    public override string ToString()
    {
        var place = Row > 0 ? FormattableString.Invariant($"{File}:{Row}") : File;
        return Field is null ? $"{place}: {Message}" : $"{place} {Field}: {Message}";
    }
}

/// <summary>What came of loading or importing a corridor.</summary>
/// <param name="Corridor">The corridor, or null when there are errors.</param>
/// <param name="Issues">All errors and warnings: file by file in the order of reading, rows ascending.</param>
public sealed record LoadResult(CorridorModel? Corridor, IReadOnlyList<LoadIssue> Issues)
{
    /// <summary>Whether any issue is an error.</summary>
    public bool HasErrors => Corridor is null;

    /// <summary>The corridor.</summary>
    /// <exception cref="CorridorDataException">There are errors; the message lists the first ten.</exception>
    public CorridorModel GetCorridor() => Corridor ?? throw new CorridorDataException(Issues);
}

/// <summary>The data of a corridor have errors.</summary>
public sealed class CorridorDataException : Exception
{
    /// <summary>Makes the exception from what loading found.</summary>
    public CorridorDataException(IReadOnlyList<LoadIssue> issues)
        : base(Text(issues))
    {
        Issues = issues;
    }

    /// <summary>All errors and warnings.</summary>
    public IReadOnlyList<LoadIssue> Issues { get; }

    private static string Text(IReadOnlyList<LoadIssue> issues)
    {
        var errors = issues.Where(i => i.Severity == IssueSeverity.Error).Select(i => i.ToString()).ToList();
        var more = errors.Count > 10 ? FormattableString.Invariant($"\n… and {errors.Count - 10} more") : "";
        return "The corridor has errors:\n" + string.Join('\n', errors.Take(10)) + more;
    }
}
