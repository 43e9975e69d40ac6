using System.Collections.Immutable;

namespace Throughline.Server;

/// <summary>How far from the open internet an address may lie to which the server sends.</summary>
public enum WebhookReach
{
    /// <summary>Addresses of the open internet, by https.</summary>
    Public,
    /// <summary>This machine too, also by http: for trying things out.</summary>
    Loopback,
    /// <summary>This machine and private networks too. Link-local addresses never.</summary>
    Private,
}

/// <summary>How webhooks are sent.</summary>
public sealed record WebhookSettings
{
    /// <summary>Where webhooks may go; only to the open internet unless said otherwise.</summary>
    public WebhookReach Reach { get; init; } = WebhookReach.Public;

    /// <summary>Waits after the first, second … failed attempt; after the last one the delivery is given up. Each is
    /// lengthened by up to a fifth, so that deliveries which failed together do not come back together.</summary>
    public ImmutableArray<TimeSpan> Waits { get; init; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>An address that took nothing for this long is disabled; 5 days unless said otherwise.</summary>
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromDays(5);

    /// <summary>Longest wait for an answer; 15 seconds unless said otherwise.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What was delivered or given up is listed for this long; 90 days unless said otherwise.</summary>
    public TimeSpan LogLife { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How often deliveries are looked for when nothing wakes the sender.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Webhooks of one organisation; 10 unless said otherwise.</summary>
    public int MostPerOrganisation { get; init; } = 10;
}
