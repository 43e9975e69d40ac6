using System.Security.Cryptography;
using Throughline.Customs;

namespace Throughline.Documents;

/// <summary>The signed digest of an accompanying document, with which a post without a line verifies it.</summary>
/// <remarks>ECDSA on P-256 with SHA-256 (FIPS 186-5): the platform of .NET 10 has no Ed25519. The QR text alone proves
/// who sealed and which movement it is; together with the message it proves the content too.</remarks>
public static class TadSeal
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Seals a release message.</summary>
    /// <param name="release">A message with an MRN, normally CC029C.</param>
    /// <param name="privateKeyPem">Private key on P-256 as PEM, PKCS #8 or SEC 1, without a password.</param>
    /// <param name="keyId">Which key it is: 1 to 32 of A-Z, a-z, 0-9, dot, hyphen and low line.</param>
    /// <returns>The text for the QR code, about 165 characters.</returns>
    /// <exception cref="ArgumentException">The message has no usable MRN, the id has another form, or the key cannot
    /// be used.</exception>
    public static string Sign(Message release, string privateKeyPem, string keyId)
    {
        if (!SealPayload.IsKeyId(keyId))
        {
            throw new ArgumentException($"The id of a key has 1 to {SealPayload.MostKeyIdLength} letters, digits, "
                + "dots, hyphens and low lines.", nameof(keyId));
        }

        using var key = Read(privateKeyPem, nameof(privateKeyPem));
        var payload = new SealPayload(MrnOf(release), CanonicalContent.Digest(release), keyId, default);
        try
        {
            return (payload with { Signature = key.SignData(payload.Signed, HashAlgorithmName.SHA256) }).ToString();
        }
        catch (CryptographicException e)
        {
            throw new ArgumentException("The key is a public key; signing needs the private one.",
                nameof(privateKeyPem), e);
        }
    }

    /// <summary>Verifies a seal.</summary>
    /// <param name="payload">What the QR code says.</param>
    /// <param name="message">The message that the document was printed from; null when it is not at hand, and then its
    /// content is not compared.</param>
    /// <param name="publicKeyPem">Public key on P-256 as PEM.</param>
    /// <param name="reason">Why the seal does not hold; <see cref="SealFault.None"/> when it does.</param>
    /// <returns>Whether the seal holds.</returns>
    /// <exception cref="ArgumentException">The key cannot be used.</exception>
    public static bool Verify(string payload, Message? message, string publicKeyPem, out SealFault reason)
    {
        using var key = Read(publicKeyPem, nameof(publicKeyPem));
        if (!SealPayload.TryParse(payload, out var seal, out reason))
            return false;
        if (!key.VerifyData(seal.Signed, seal.Signature.Span, HashAlgorithmName.SHA256))
            reason = SealFault.WrongSignature;
        else if (message is not null && FindMrn(message) != seal.Mrn)
            reason = SealFault.OtherMovement;
        else if (message is not null && !CanonicalContent.Digest(message).AsSpan().SequenceEqual(seal.Digest.Span))
            reason = SealFault.OtherContent;
        return reason == SealFault.None;
    }

    /// <summary>The MRN of a message that can be printed.</summary>
    /// <exception cref="ArgumentException">The message has none, or one of another form.</exception>
    internal static string MrnOf(Message message)
    {
        var mrn = FindMrn(message) ?? throw new ArgumentException(
            $"The message {message.Code} has no MRN at TransitOperation/MRN.", nameof(message));
        return Mrn.FindFault(mrn) is null or { Kind: NumberFaultKind.CheckDigit }
            ? mrn
            : throw new ArgumentException($"'{mrn}' at TransitOperation/MRN is no MRN.", nameof(message));
    }

    private static string? FindMrn(Message message) => message.Root.First("TransitOperation")?.Find("MRN");

    private static ECDsa Read(string pem, string parameter)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var curve = key.ExportParameters(includePrivateParameters: false).Curve;
            if (curve.Oid.Value == P256 || curve.Oid.FriendlyName is "nistP256" or "ECDSA_P256")
                return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Said below in words that name what is needed.
        }

        key.Dispose();
        throw new ArgumentException("The key is not a PEM of an elliptic curve key on P-256 without a password.",
            parameter);
    }
}
