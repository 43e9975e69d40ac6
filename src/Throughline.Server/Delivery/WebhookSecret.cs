using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Throughline.Server;

/// <summary>Secrets of webhooks, and what they sign, by the specification Standard Webhooks 1.0.</summary>
internal static class WebhookSecret
{
    /// <summary>How a secret begins.</summary>
    public const string Prefix = "whsec_";

    private const int Bytes = 32;

    /// <summary>A new secret.</summary>
    public static string Make() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The value of the header webhook-signature: one signature a secret, with a space between.</summary>
    /// <param name="secrets">Secrets that hold, the newest first.</param>
    /// <param name="id">Value of the header webhook-id.</param>
    /// <param name="timestamp">Value of the header webhook-timestamp, seconds since 1970.</param>
    /// <param name="body">Body as it is sent.</param>
    public static string Sign(IEnumerable<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        byte[] signed = [.. head, .. body];
        return string.Join(' ', secrets.Select(s => "v1," + Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String(s[Prefix.Length..]), signed))));
    }
}
