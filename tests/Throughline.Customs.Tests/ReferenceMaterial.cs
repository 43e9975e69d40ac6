namespace Throughline.Customs.Tests;

/// <summary>The published schemas, specifications and samples that lie beside the repository, not in it.</summary>
internal static class ReferenceMaterial
{
    private const string Variable = "THROUGHLINE_SHARED";

    /// <summary>What a person does who wants the skipped tests to run.</summary>
    public const string Remedy =
        "There is no folder standards/ncts with the published schemas; put it into ../shared or name the folder above "
        + $"it in {Variable}.";

    /// <summary>A folder below <c>standards/ncts</c>, or null where the material is absent.</summary>
    public static string? FindFolder(params string[] names)
    {
        var path = Path.Combine([Shared, "standards", "ncts", .. names]);
        return Directory.Exists(path) ? path : null;
    }

    /// <summary>The folder of the published schemas, or null where they are absent.</summary>
    public static string? FindSchemas() => FindFolder("xsd") is { } above
        ? Directory.EnumerateFiles(above, "stypes.xsd", SearchOption.AllDirectories)
            .Select(Path.GetDirectoryName)
            .Order(StringComparer.Ordinal)
            .LastOrDefault()
        : null;

    /// <summary>What a person does who wants the test on labelled names to run.</summary>
    public const string RemedyOfNamePairs =
        "There is no standards/screening/name-pairs.csv with labelled names; put it into ../shared or name the folder "
        + $"above it in {Variable}.";

    /// <summary>The file of labelled pairs of names, or null where it is absent.</summary>
    public static string? FindNamePairs()
    {
        var path = Path.Combine(Shared, "standards", "screening", "name-pairs.csv");
        return File.Exists(path) ? path : null;
    }

    private static string Shared => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? given
        : Path.Combine(TestFiles.Repository, "..", "shared");
}
