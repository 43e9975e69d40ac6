using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Throughline.Customs;

/// <summary>Random selection that can be verified: the digest of a secret is published beforehand, the draw of a
/// movement follows from secret, MRN and office, and whoever is given the secret afterwards finds the same.</summary>
public static class RiskDraw
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretBytes = 32;

    /// <summary>What is published beforehand: SHA-256 of the secret, hexadecimal, lower case.</summary>
    public static string Commit(ReadOnlySpan<byte> secret) => Convert.ToHexStringLower(SHA256.HashData(secret));

    /// <summary>The draw: the first eight bytes of HMAC-SHA-256 of the secret over «MRN|office» in UTF-8, read as one
    /// number and parted into a million; from 0 to 999,999.</summary>
    public static int Number(ReadOnlySpan<byte> secret, string mrn, string office)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(mrn + "|" + office), hash);
        return (int)((UInt128)BinaryPrimitives.ReadUInt64BigEndian(hash) * 1_000_000 >> 64);
    }

    /// <summary>Whether a number is drawn when so many of a thousand are.</summary>
    public static bool IsDrawn(int number, int perMille) => number < perMille * 1_000;
}
