using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Throughline.Server;

/// <summary>Which neighbour a certificate shows: the very one that is configured, or one that a configured authority
/// issued to the neighbour's name.</summary>
internal sealed class NeighbourTrust(NeighbourSettings settings, TimeProvider time)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>The neighbour that calls with a certificate, or null.</summary>
    public Neighbour? FindCaller(X509Certificate2 certificate) =>
        settings.Neighbours.FirstOrDefault(n => IsOf(n, certificate, ClientAuthentication));

    /// <summary>Whether a server that shows a certificate is the neighbour.</summary>
    public bool IsServer(Neighbour neighbour, X509Certificate2 certificate) =>
        IsOf(neighbour, certificate, ServerAuthentication);

    /// <summary>Whether a certificate is one of an authority that issues others.</summary>
    public static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(e => e.CertificateAuthority);

    private bool IsOf(Neighbour neighbour, X509Certificate2 certificate, string use)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
            return false;
        return neighbour.Certificates.Any(c => !IsAuthority(c)
            && c.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span))
            || IsIssued(neighbour, certificate, use);
    }

    /// <summary>Authorities between the certificate and the root stand beside the root in the file.</summary>
    private bool IsIssued(Neighbour neighbour, X509Certificate2 certificate, string use)
    {
        if (neighbour.Host is not { } host || IsAuthority(certificate)
            || !certificate.MatchesHostname(host, allowCommonName: false))
            return false;
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.VerificationTime = time.GetUtcNow().LocalDateTime;
        policy.DisableCertificateDownloads = true;
        policy.ApplicationPolicy.Add(new Oid(use));
        foreach (var authority in neighbour.Certificates.Where(IsAuthority))
            policy.CustomTrustStore.Add(authority);
        return policy.CustomTrustStore.Count > 0 && chain.Build(certificate);
    }
}
