using Throughline.Customs;

namespace Throughline.Server;

/// <summary>The reference pack that documents are checked with.</summary>
/// <param name="Version">SHA-256 of its content; null while only the built-in lists are used.</param>
/// <param name="ValidFrom">The first day on which all of it holds, yyyy-MM-dd; null without a pack.</param>
/// <param name="Lists">Number of its code lists.</param>
/// <param name="Offices">Number of its customs offices.</param>
/// <param name="LoadedAt">When it was taken into use; null without a pack.</param>
/// <param name="Warnings">What was passed over in its files; at most 200.</param>
/// <param name="Change">What differs from the pack before; null for the one that the server began with.</param>
/// <param name="Refused">Why what lies in the folder now is not used; null while it is.</param>
public sealed record PackView(
    string? Version, string? ValidFrom, int Lists, int Offices, DateTimeOffset? LoadedAt,
    IReadOnlyList<string> Warnings, PackChangeView? Change, PackRefusalView? Refused)
{
    /// <summary>No pack: the built-in lists alone.</summary>
    internal static PackView BuiltIn { get; } = new(null, null, 0, 0, null, [], null, null);
}

/// <summary>What differs between a pack and the one before.</summary>
/// <param name="From">Version of the pack before.</param>
/// <param name="ListsAdded">Lists that are new.</param>
/// <param name="ListsRemoved">Lists that are gone.</param>
/// <param name="Codes">Number of codes that came, went or changed, in lists that both have.</param>
/// <param name="Offices">Number of offices that came, went or changed their roles.</param>
/// <param name="Lines">The difference in words, one line each; at most 200.</param>
public sealed record PackChangeView(
    string From, IReadOnlyList<string> ListsAdded, IReadOnlyList<string> ListsRemoved, int Codes, int Offices,
    IReadOnlyList<string> Lines)
{
    internal static PackChangeView Between(ReferencePack before, ReferencePack after, int mostLines)
    {
        var change = PackDifference.Between(before, after);
        return new PackChangeView(before.Version, change.ListsAdded, change.ListsRemoved, change.Codes.Count,
            change.Offices.Count, [.. change.ToText().TrimEnd('\n').Split('\n').Take(mostLines)]);
    }
}

/// <summary>A pack that was refused; the one before stays in use.</summary>
/// <param name="At">When it was tried.</param>
/// <param name="Count">Number of errors.</param>
/// <param name="Errors">The errors, each with file, place and remedy; at most 200.</param>
public sealed record PackRefusalView(DateTimeOffset At, int Count, IReadOnlyList<string> Errors);
