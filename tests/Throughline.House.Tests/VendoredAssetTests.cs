using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Throughline.House.Tests;

/// <summary>What others made is listed with its hash, and is what the list says.</summary>
public sealed partial class VendoredAssetTests
{
    [Theory]
    [InlineData("src/Throughline.Server/wwwroot/vendor/")]
    [InlineData("src/Throughline.Documents/Fonts/vendor/")]
    public void Vendored_files_match_their_table(string folder)
    {
        var table = folder + "README.md";
        var files = Repository.Files
            .Where(f => f.StartsWith(folder, StringComparison.Ordinal) && f != table).ToList();
        Assert.NotEmpty(files);
        var rows = ListRows(table);
        var faults = files.Select(f => f[folder.Length..]).Except(rows.Keys, StringComparer.Ordinal)
            .Select(f => $"{f}: not in the table")
            .Concat(rows.Select(r => Fault(folder, r.Key, r.Value)).OfType<string>());
        Repository.Expect(faults, $"{table} lists every file with its sha-256:");
    }

    private static string? Fault(string folder, string file, string sha256)
    {
        if (!File.Exists(Repository.Full(folder + file)))
            return $"{file}: in the table, but not there";
        var actual = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Repository.Full(folder + file))));
        return actual == sha256 ? null : $"{file}: has sha-256 {actual}, the table says {sha256}";
    }

    /// <summary>Rows of the table: the first cell that looks like a path, and the hash.</summary>
    private static Dictionary<string, string> ListRows(string table)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Repository.Lines(table))
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
