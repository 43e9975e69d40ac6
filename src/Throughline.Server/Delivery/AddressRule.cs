using System.Net;
using System.Net.Sockets;

namespace Throughline.Server;

/// <summary>To which addresses the server sends what it is told to send: none by which somebody outside would reach
/// what only this machine or its network reaches.</summary>
internal static class AddressRule
{
    private const int LongestUrl = 500;

    private static readonly IPNetwork[] Loopback = Parse("127.0.0.0/8", "::1/128");

    private static readonly IPNetwork[] Private =
        Parse("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    // RFC 6890 and the registries of special addresses that it begins. Beyond 2000::/3 nothing of version 6 is public.
    private static readonly IPNetwork[] Special = Parse("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
        "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "2001::/23", "2001:db8::/32", "2002::/16",
        "3fff::/20");

    private static readonly IPNetwork Unicast = IPNetwork.Parse("2000::/3");

    /// <summary>What is wrong with an address that somebody wants to register, or null. A name is looked up when
    /// something is sent, each time.</summary>
    public static string? FindFault(string text, WebhookReach reach)
    {
        if (text.Length > LongestUrl || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0 || url.Fragment.Length > 0
            || url.IdnHost.Length == 0)
            return Texts.Server.Get("webhook.url", LongestUrl);
        var isHere = url.IsLoopback;
        if (url.Scheme == "http" && !(isHere && reach != WebhookReach.Public))
            return Texts.Server.Get("webhook.https");
        if (isHere && reach == WebhookReach.Public
            || IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) && !Allows(address, url.Scheme, reach))
            return Texts.Server.Get("webhook.not-public");
        return null;
    }

    /// <summary>Whether something may be sent to an address.</summary>
    public static bool Allows(IPAddress address, string scheme, WebhookReach reach)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && plain.ScopeId != 0)
            return false;
        if (Contains(Loopback, plain))
            return reach != WebhookReach.Public;
        if (scheme != "https")
            return false;
        if (Contains(Private, plain))
            return reach == WebhookReach.Private;
        return !Contains(Special, plain)
            && (plain.AddressFamily == AddressFamily.InterNetwork || Unicast.Contains(plain));
    }

    private static bool Contains(IPNetwork[] networks, IPAddress address) =>
        Array.Exists(networks, n => n.BaseAddress.AddressFamily == address.AddressFamily && n.Contains(address));

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
