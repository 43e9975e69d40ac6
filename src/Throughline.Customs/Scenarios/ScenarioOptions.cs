namespace Throughline.Customs;

/// <summary>What a scenario runs with.</summary>
public sealed record ScenarioOptions
{
    /// <summary>Published reference data; null for the built-in lists alone. What a script lays down is
    /// added.</summary>
    public ReferencePack? Pack { get; init; }

    /// <summary>The rules; those of NCTS phase 6 unless said otherwise.</summary>
    public RuleBook Rules { get; init; } = RuleBook.Ncts;

    /// <summary>Text of a file that the script names, or null when there is none. Knows no file unless said
    /// otherwise.</summary>
    public Func<string, string?> OpenFile { get; init; } = _ => null;

    /// <summary>Options that find the files that a script names beside it or below, and no others: a script may come
    /// from somebody else.</summary>
    /// <param name="folder">The folder of the script.</param>
    public static ScenarioOptions In(string folder) => new()
    {
        OpenFile = name =>
        {
            var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
            var path = Path.GetFullPath(Path.Combine(root, name));
            return path.StartsWith(root, StringComparison.Ordinal) && File.Exists(path) ? File.ReadAllText(path) : null;
        },
    };
}
