using System.Net;

namespace Throughline.Server;

/// <summary>How long access lasts, and when guessing is slowed down.</summary>
public sealed record AccessSettings
{
    /// <summary>Address under which browsers reach the installation, where it differs from the one that it listens on:
    /// https://transit.example. Null: the address of the request.</summary>
    public Uri? PublicUrl { get; init; }
    /// <summary>Addresses of the proxies before the installation. Only what they say of the client's address and of
    /// HTTPS is believed; from anybody else those headers mean nothing.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];
    /// <summary>An identity provider whose tokens let accounts in; null: there is none.</summary>
    public IdentityProvider? Identity { get; init; }
    /// <summary>Name of the cookie of a session; over TLS __Host- stands before it.</summary>
    public string Cookie { get; init; } = "throughline";
    /// <summary>A session that is not used ends after this; 30 minutes unless said otherwise.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);
    /// <summary>A session ends after this in any case; 12 hours unless said otherwise.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(12);
    /// <summary>A one-time secret can be redeemed for this long; 72 hours unless said otherwise.</summary>
    public TimeSpan SecretLife { get; init; } = TimeSpan.FromHours(72);
    /// <summary>Failed logins to one account from one address before the next must wait; 5 unless said
    /// otherwise.</summary>
    public int FreePerPair { get; init; } = 5;
    /// <summary>Failed logins to one account, or from one address, before the next must wait; 50 unless said
    /// otherwise.</summary>
    public int FreePerSide { get; init; } = 50;
    /// <summary>Longest wait after a failed login; 15 minutes unless said otherwise.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(15);
    /// <summary>A failed login is forgotten when none followed it for this long; 24 hours unless said
    /// otherwise.</summary>
    public TimeSpan Memory { get; init; } = TimeSpan.FromHours(24);
}
