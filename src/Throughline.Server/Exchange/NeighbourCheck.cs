using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Throughline.Server;

/// <summary>Certificates for the exchange, and whether a neighbour can be reached with them.</summary>
public static class NeighbourCheck
{
    private static readonly string[] Uses = ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"];

    /// <summary>Makes a certificate that signed itself, for a server and a client, and its key, both as PEM.</summary>
    /// <param name="name">Name of the host.</param>
    /// <param name="from">From when it holds.</param>
    /// <param name="days">For how many days.</param>
    public static (string Certificate, string Key) MakeCertificate(string name, DateTimeOffset from, int days)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([.. Uses.Select(u => new Oid(u))], critical: false));
        using var made = request.CreateSelfSigned(from, from.AddDays(days));
        return (made.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>SHA-256 of a certificate as people compare it: pairs of hexadecimal digits.</summary>
    public static string Fingerprint(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return string.Join(':', certificate.GetCertHash(HashAlgorithmName.SHA256).Select(b => b.ToString("X2",
            System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>Calls a neighbour as the exchange does.</summary>
    /// <returns>Why it cannot be reached or does not know us as we know ourselves; null when all is well.</returns>
    public static async Task<string?> FindFaultAsync(
        NeighbourSettings settings, Neighbour neighbour, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(neighbour);
        using var client = NeighbourSender.MakeClient(settings, neighbour, new NeighbourTrust(settings, time));
        try
        {
            var hello = await client.GetFromJsonAsync(
                NeighbourListener.Hello, ExchangeJson.Default.HelloView, cancellation);
            return settings.Countries.SetEquals(hello!.Countries) && neighbour.Countries.SetEquals(hello.Hosted)
                ? null
                : Texts.Server.Get("neighbours.countries-differ", string.Join(", ", hello.Countries),
                    string.Join(", ", hello.Hosted));
        }
        catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException
            || e is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return NeighbourSender.Innermost(e);
        }
    }
}
