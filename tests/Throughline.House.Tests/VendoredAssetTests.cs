using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Throughline.House.Tests;

/// <summary>What the browser loads from others is listed with its hash, and is what the list says.</summary>
public sealed partial class VendoredAssetTests
{
    private const string Folder = "src/Throughline.Server/wwwroot/vendor/";
    private const string Table = Folder + "README.md";

    [Fact]
    public void Vendored_files_match_their_table()
    {
        var files = Repository.Files
            .Where(f => f.StartsWith(Folder, StringComparison.Ordinal) && f != Table).ToList();
        Assert.SkipWhen(files.Count == 0, $"There is no {Folder} yet.");
        var rows = ListRows();
        var faults = files.Select(f => f[Folder.Length..]).Except(rows.Keys, StringComparer.Ordinal)
            .Select(f => $"{f}: not in the table")
            .Concat(rows.Select(r => Fault(r.Key, r.Value)).OfType<string>());
        Repository.Expect(faults, $"{Table} lists every file with its sha-256:");
    }

    private static string? Fault(string file, string sha256)
    {
        if (!File.Exists(Repository.Full(Folder + file)))
            return $"{file}: in the table, but not there";
        var actual = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Repository.Full(Folder + file))));
        return actual == sha256 ? null : $"{file}: has sha-256 {actual}, the table says {sha256}";
    }

    /// <summary>Rows of the table: the first cell that looks like a path, and the hash.</summary>
    private static Dictionary<string, string> ListRows()
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!Repository.Files.Contains(Table))
            return rows;
        foreach (var line in Repository.Lines(Table))
        {
            if (Hash().Match(line) is { Success: true } hash && FilePath().Match(line) is { Success: true } path)
                rows[path.Value] = hash.Value.ToLowerInvariant();
        }

        return rows;
    }

    [GeneratedRegex("[0-9a-fA-F]{64}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hash();

    [GeneratedRegex(@"[\w.\-]+(/[\w.\-]+)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FilePath();
}
