using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Throughline.Documents;

/// <summary>What the QR code of an accompanying document says.</summary>
/// <remarks>Five parts divided by colons: the version <c>TLT1</c>, the MRN, the SHA-256 of the
/// <see cref="CanonicalContent"/>, the id of the key, and the signature over all before it. Digest and signature
/// are base64url without padding; there is one way to write each.</remarks>
/// <param name="Mrn">Movement reference number, 18 characters.</param>
/// <param name="Digest">SHA-256 of the content, 32 bytes.</param>
/// <param name="KeyId">Which key signed.</param>
/// <param name="Signature">ECDSA signature: r and s, 32 bytes each (IEEE P1363).</param>
public sealed record SealPayload(
    string Mrn, ReadOnlyMemory<byte> Digest, string KeyId, ReadOnlyMemory<byte> Signature)
{
    /// <summary>The version that this library writes.</summary>
    public const string Version = "TLT1";

    /// <summary>Longest id of a key.</summary>
    public const int MostKeyIdLength = 32;

    internal const int SignatureBytes = 64;
    private const char Divider = ':';
    private const string Family = "TLT";

    /// <summary>The bytes that are signed.</summary>
    internal byte[] Signed => Encoding.UTF8.GetBytes(Head);

    private string Head => string.Join(Divider, Version, Mrn, Base64Url.EncodeToString(Digest.Span), KeyId);

    /// <summary>Whether a text may be the id of a key: 1 to 32 letters and digits of ASCII, dot, hyphen and low
    /// line.</summary>
    public static bool IsKeyId(string text) => text.Length is > 0 and <= MostKeyIdLength
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>Reads a payload. Only its form is looked at.</summary>
    /// <param name="text">What the QR code says.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="fault">What is wrong: <see cref="SealFault.Unreadable"/> or
    /// <see cref="SealFault.UnknownVersion"/>.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SealPayload? payload, out SealFault fault)
    {
        payload = null;
        fault = SealFault.Unreadable;
        var parts = text.Split(Divider);
        if (parts[0] != Version && parts[0].StartsWith(Family, StringComparison.Ordinal))
        {
            fault = SealFault.UnknownVersion;
            return false;
        }

        if (parts.Length != 5 || parts[0] != Version || !IsKeyId(parts[3])
            || parts[1].Length != 18 || !parts[1].All(char.IsAsciiLetterOrDigit))
        {
            return false;
        }

        var digest = Decode(parts[2], SHA256.HashSizeInBytes);
        var signature = Decode(parts[4], SignatureBytes);
        if (digest is null || signature is null)
            return false;
        payload = new SealPayload(parts[1], digest, parts[3], signature);
        fault = SealFault.None;
        return true;
    }

    /// <summary>The payload as the QR code says it.</summary>
    public override string ToString() => Head + Divider + Base64Url.EncodeToString(Signature.Span);

    private static byte[]? Decode(string text, int length)
    {
        if (!Base64Url.IsValid(text, out var decoded) || decoded != length)
            return null;
        var bytes = Base64Url.DecodeFromChars(text);

        // The last character has bits to spare and blanks are skipped: without this a changed text would still verify.
        return Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }
}
