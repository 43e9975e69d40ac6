namespace Throughline.Cli.Tests;

/// <summary>Commands beside the service: certificates for neighbours, erasure.</summary>
public sealed class StoreCommandTests
{
    [Fact]
    public async Task Makes_a_certificate_once_and_reads_the_file_that_names_it()
    {
        var folder = Directory.CreateTempSubdirectory("throughline-").FullName;
        var (code, output) = await CommandTests.RunAsync(
            "neighbours", "certificate", "am.example", "--output", folder);
        Assert.True(code == 0, output);
        Assert.Matches("(?m)^([0-9A-F]{2}:){31}[0-9A-F]{2}$", output.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(folder, "am.example.key")));
        }

        // A key that is there is never written over.
        (code, output) = await CommandTests.RunAsync("neighbours", "certificate", "am.example", "--output", folder);
        Assert.True(code == 2, output);
        var file = Path.Combine(folder, "neighbours.json");
        await File.WriteAllTextAsync(file, """
            { "countries": ["AM"], "listen": "https://127.0.0.1:1", "certificate": "am.example.crt",
              "key": "am.example.key", "neighbours": [ { "name": "Georgia", "countries": ["GE"],
              "address": "https://127.0.0.1:1", "certificate": "am.example.crt" } ] }
            """, TestContext.Current.CancellationToken);
        (code, output) = await CommandTests.RunAsync("neighbours", "check", file);
        Assert.True(code == 1, output);
        Assert.Contains("Georgia (GE)", output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);
        (code, output) = await CommandTests.RunAsync("neighbours", "check", file);
        Assert.True(code == 2, output);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Erases_nothing_without_who_and_why_or_what_is_not_there()
    {
        var (code, output) = await CommandTests.RunAsync("erase", "AM/1");
        Assert.True(code == 2, output);
        (code, output) = await CommandTests.RunAsync("erase", "--by", "A", "--reason", "B");
        Assert.Equal(2, code);
        Assert.Contains("--ended-before", output, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("throughline-").FullName;
        var file = Path.Combine(folder, "t.db");
        (code, output) = await CommandTests.RunAsync("erase", "AM/1", "--by", "A", "--reason", "B", "--database", file);
        Assert.Equal(2, code);
        Assert.Contains(file, output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
