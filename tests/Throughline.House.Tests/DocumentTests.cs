using System.Text.RegularExpressions;

namespace Throughline.House.Tests;

/// <summary>The documents say what is there.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Front =
    [
        "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "NOTICE",
        "docs/dictionary.md", "docs/decisions/README.md",
    ];

    [Fact]
    public void The_house_has_its_papers() =>
        Repository.Expect(Front.Except(Repository.Files, StringComparer.Ordinal), "Missing:");

    [Fact]
    public void The_two_commands_of_the_readme_exist()
    {
        var readme = Repository.Read("README.md");
        Assert.Contains("\n./throughline serve\n", readme, StringComparison.Ordinal);
        Assert.Contains("\ndotnet test\n", readme, StringComparison.Ordinal);
        Assert.Contains("throughline.cmd", Repository.Files);
        Assert.Contains("throughline", Repository.Files);
        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(Repository.Full("throughline")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void Links_lead_somewhere() => Repository.Expect(
        from file in Repository.Files
        where file.EndsWith(".md", StringComparison.Ordinal) && !file.Contains("/vendor/", StringComparison.Ordinal)
        from link in Link().Matches(Fence().Replace(Repository.Read(file), ""))
        let target = link.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
        let full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.Full(file))!, target))
        where !Path.Exists(full)
        select $"{file}: {target}",
        "These links lead nowhere:");

    [Fact]
    public void Every_decision_is_in_the_index()
    {
        var index = Repository.Read("docs/decisions/README.md");
        Repository.Expect(
            Repository.Files.Where(f => f.StartsWith("docs/decisions/0", StringComparison.Ordinal))
                .Where(f => !index.Contains(Path.GetFileName(f), StringComparison.Ordinal)),
            "docs/decisions/README.md does not name:");
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"```.*?```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();
}
