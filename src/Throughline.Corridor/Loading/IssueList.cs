namespace Throughline.Corridor.Loading;

/// <summary>Collects issues; keeps a bounded number per file so that a hostile file cannot fill the memory.</summary>
internal sealed class IssueList
{
    /// <summary>Issues of one severity kept per file; further ones are only counted.</summary>
    public const int MaxPerFile = 1000;

    private readonly List<LoadIssue> _issues = [];
    private readonly Dictionary<(string File, IssueSeverity Severity), int> _counts = [];

    public bool HasErrors { get; private set; }

    public void Error(string file, int row, string? field, string message) =>
        Add(new LoadIssue(IssueSeverity.Error, file, row, field, message));

    public void Warn(string file, int row, string? field, string message) =>
        Add(new LoadIssue(IssueSeverity.Warning, file, row, field, message));

    public bool IsFull(string file) =>
        _counts.GetValueOrDefault((file, IssueSeverity.Error)) >= MaxPerFile;

    public IReadOnlyList<LoadIssue> ToList()
    {
        var all = new List<LoadIssue>(_issues);
        foreach (var ((file, severity), count) in _counts)
        {
            if (count > MaxPerFile)
            {
                var word = severity == IssueSeverity.Error ? "errors" : "warnings";
                all.Add(new LoadIssue(severity, file, 0, null, FormattableString.Invariant(
                    $"{count - MaxPerFile} more {word} are not listed; mend those above and load again")));
            }
        }

        return all;
    }

    private void Add(LoadIssue issue)
    {
        HasErrors |= issue.Severity == IssueSeverity.Error;
        var key = (issue.File, issue.Severity);
        var count = _counts.GetValueOrDefault(key) + 1;
        _counts[key] = count;
        if (count <= MaxPerFile)
            _issues.Add(issue);
    }
}
