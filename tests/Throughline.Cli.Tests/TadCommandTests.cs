using System.Security.Cryptography;
using Throughline.Customs;
using Throughline.Documents;

namespace Throughline.Cli.Tests;

/// <summary>Prints and verifies accompanying documents as a user does.</summary>
public sealed class TadCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("throughline");
    private readonly string _release;
    private readonly string _privateKey;
    private readonly string _publicKey;

    public TadCommandTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _release = Write("release.xml", MessageWriter.ToXml(Release()));
        _privateKey = Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        _publicKey = Write("key.pub.pem", key.ExportSubjectPublicKeyInfoPem());
    }

    [Fact]
    public async Task Prints_a_sealed_document()
    {
        var pdf = Path.Combine(_folder.FullName, "tad.pdf");
        var (code, output) = await CommandTests.RunAsync("customs", "tad", _release, "-o", pdf, "--language", "hy",
            "--sign", _privateKey, "--key-id", "AM-1");
        Assert.True(code == 0, output);
        Assert.Contains("2 pages", output, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(pdf, TestContext.Current.CancellationToken);
        Assert.Equal("%PDF-"u8.ToArray(), bytes[..5]);
    }

    [Fact]
    public async Task Verifies_origin_and_content()
    {
        var seal = TadSeal.Sign(Release(), await Read(_privateKey), "AM-1");
        var (code, output) =
            await CommandTests.RunAsync("customs", "tad", "--verify", seal, "--public-key", _publicKey);
        Assert.True(code == 0, output);
        Assert.Contains("The content was not compared", output, StringComparison.Ordinal);
        (code, output) = await CommandTests.RunAsync("customs", "tad", "--verify", seal, "--public-key", _publicKey,
            "--message", _release);
        Assert.True(code == 0, output);
        Assert.Contains("says what was sealed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_changed_content_by_the_exit_code_and_in_json()
    {
        var seal = TadSeal.Sign(Release(), await Read(_privateKey), "AM-1");
        var changed = Write("changed.xml", (await Read(_release)).Replace("SEAL0001", "SEAL0002",
            StringComparison.Ordinal));
        Assert.NotEqual(await Read(_release), await Read(changed));
        var (code, output) = await CommandTests.RunAsync("customs", "tad", "--verify", seal, "--public-key", _publicKey,
            "--message", changed, "--json");
        Assert.Equal(1, code);
        Assert.Contains("\"reason\": \"OtherContent\"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-o", "Name the file of the release")]
    [InlineData("--sign", "'--sign' does not go with --verify", "--verify", "TLT1")]
    [InlineData("--key-id", "--sign and --key-id go together", "RELEASE", "-o", "x.pdf")]
    [InlineData("--public-key", "This is no seal", "--verify", "nothing")]
    public async Task Says_what_is_missing(string option, string sentence, params string[] others)
    {
        var value = option == "--public-key" ? _publicKey : Path.Combine(_folder.FullName, "any");
        var (code, output) = await CommandTests.RunAsync(
            ["customs", "tad", option, value, .. others.Select(o => o == "RELEASE" ? _release : o)]);
        Assert.Equal(option == "--public-key" ? 1 : 2, code);
        Assert.Contains(sentence, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_declaration()
    {
        var message = Message.Make("CC015C");
        message.Root.Open("TransitOperation")["LRN"] = "1";
        var file = Write("declaration.xml", MessageWriter.ToXml(message));
        var (code, output) = await CommandTests.RunAsync("customs", "tad", file, "-o", file + ".pdf");
        Assert.Equal(2, code);
        Assert.Contains("this is CC015C", output, StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".pdf"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<string> Read(string file) => File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static Message Release()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Throughline.slnx")))
            at = at.Parent;
        return MessageEdit.Make("CC029C", File.ReadLines(Path.Combine(
            at!.FullName, "tests", "Throughline.Customs.Tests", "Base", "CC029C.txt")));
    }
}
