using System.Text.Json;
using System.Xml.Linq;

namespace Throughline.House.Tests;

/// <summary>Packages whose licence does not fit an open product stay out, also as guests of other packages.</summary>
public sealed class LicenceTests
{
    /// <summary>Name or beginning of the name, and the first version that is not allowed.</summary>
    private static readonly (string Name, int FromMajor)[] Banned =
    [
        ("FluentAssertions", 8),
        ("MediatR", 13),
        ("AutoMapper", 15),
        ("MassTransit", 9),
        ("SixLabors.", 0),
        ("Duende.", 0),
    ];

    [Fact]
    public void Central_packages_have_free_licences() => Repository.Expect(
        from package in XDocument.Load(Repository.Full("Directory.Packages.props")).Descendants("PackageVersion")
        let name = (string?)package.Attribute("Include") ?? ""
        where IsBanned(name, (string?)package.Attribute("Version") ?? "")
        select name,
        "These packages are not free to use:");

    [Fact]
    public void Locked_packages_have_free_licences() => Repository.Expect(
        from file in LockFiles()
        from package in ListLocked(file)
        where IsBanned(package.Name, package.Version)
        select $"{file}: {package.Name} {package.Version}",
        "These packages are not free to use:");

    [Fact]
    public void Every_project_has_a_lock_file() => Repository.Expect(
        Repository.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(f => Path.GetDirectoryName(f)!.Replace('\\', '/') + "/packages.lock.json")
            .Except(LockFiles(), StringComparer.Ordinal),
        "Run «dotnet restore» and commit:");

    [Theory]
    [InlineData("FluentAssertions", "7.2.0", false)]
    [InlineData("FluentAssertions", "8.0.1", true)]
    [InlineData("SixLabors.ImageSharp", "1.0.4", true)]
    [InlineData("MassTransit.RabbitMQ", "9.0.0", true)]
    [InlineData("NodaTime", "3.3.7", false)]
    public void Bans_are_seen(string name, string version, bool banned) =>
        Assert.Equal(banned, IsBanned(name, version));

    private static bool IsBanned(string name, string version) => Banned.Any(b =>
        (name.StartsWith(b.Name, StringComparison.OrdinalIgnoreCase))
        && int.Parse(version.Split('.')[0]) >= b.FromMajor);

    private static IEnumerable<string> LockFiles() =>
        Repository.Files.Where(f => Path.GetFileName(f) == "packages.lock.json");

    private static IEnumerable<(string Name, string Version)> ListLocked(string file)
    {
        using var locked = JsonDocument.Parse(Repository.Read(file));
        foreach (var framework in locked.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            foreach (var package in framework.Value.EnumerateObject())
            {
                if (package.Value.TryGetProperty("resolved", out var version))
                    yield return (package.Name, version.GetString()!);
            }
        }
    }
}
