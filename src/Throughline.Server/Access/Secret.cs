using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Throughline.Server;

/// <summary>Secrets of 256 random bits: tokens of sessions, one-time secrets, keys. With so many bits a plain digest
/// keeps them; nobody finds one by trying.</summary>
internal static class Secret
{
    /// <summary>How a key for a system begins, so that one that was lost is recognised.</summary>
    public const string KeyPrefix = "tl_";

    private const int Bits = 256;
    private const int Letters = (Bits + 5) / 6;

    /// <summary>A new secret, 43 letters that fit into an address.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bits / 8));

    /// <summary>A new key.</summary>
    public static string MakeKey() => KeyPrefix + Make();

    /// <summary>A new identification, 80 random bits behind a letter that says what it is of.</summary>
    public static string MakeId(char kind) => kind + "-" + RandomNumberGenerator.GetHexString(20, lowercase: true);

    /// <summary>The digest under which a secret is kept, or null of a text that is none.</summary>
    public static byte[]? FindDigest(string? secret) =>
        secret is { Length: Letters } || secret?.Length == Letters + KeyPrefix.Length
            ? SHA256.HashData(Encoding.UTF8.GetBytes(secret))
            : null;

    /// <summary>The digest under which a secret is kept.</summary>
    public static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
