using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Throughline.Server.Tests.Delivery;

/// <summary>Nobody makes the server send to where only the server gets.</summary>
public sealed class AddressRuleTests
{
    [Theory]
    [InlineData("https://example.com/hooks?tenant=1", WebhookReach.Public, true)]
    [InlineData("https://8.8.8.8:8443/", WebhookReach.Public, true)]
    [InlineData("https://[2a00:1450:4001::1]/", WebhookReach.Public, true)]
    [InlineData("http://example.com/hooks", WebhookReach.Public, false)]
    [InlineData("http://example.com/hooks", WebhookReach.Private, false)]
    [InlineData("https://user:word@example.com/", WebhookReach.Public, false)]
    [InlineData("https://example.com/#part", WebhookReach.Public, false)]
    [InlineData("file:///etc/passwd", WebhookReach.Private, false)]
    [InlineData("/hooks", WebhookReach.Public, false)]
    [InlineData("https://localhost/", WebhookReach.Public, false)]
    [InlineData("https://127.0.0.1/", WebhookReach.Public, false)]
    [InlineData("https://2130706433/", WebhookReach.Public, false)]
    [InlineData("https://0x7f.1/", WebhookReach.Public, false)]
    [InlineData("https://[::1]/", WebhookReach.Public, false)]
    [InlineData("https://[::ffff:10.0.0.1]/", WebhookReach.Public, false)]
    [InlineData("https://[64:ff9b::a00:1]/", WebhookReach.Private, false)]
    [InlineData("https://[2002:a00:1::]/", WebhookReach.Public, false)]
    [InlineData("https://[fe80::1]/", WebhookReach.Private, false)]
    [InlineData("https://[fd00::1]/", WebhookReach.Public, false)]
    [InlineData("https://[fd00::1]/", WebhookReach.Private, true)]
    [InlineData("https://169.254.169.254/latest/meta-data", WebhookReach.Private, false)]
    [InlineData("https://0.0.0.0/", WebhookReach.Private, false)]
    [InlineData("https://192.168.1.1/", WebhookReach.Public, false)]
    [InlineData("https://192.168.1.1/", WebhookReach.Loopback, false)]
    [InlineData("https://192.168.1.1/", WebhookReach.Private, true)]
    [InlineData("http://192.168.1.1/", WebhookReach.Private, false)]
    [InlineData("http://127.0.0.1:9000/", WebhookReach.Loopback, true)]
    [InlineData("http://localhost:9000/", WebhookReach.Loopback, true)]
    public void Only_what_the_installation_allows_can_be_registered(string url, WebhookReach reach, bool isAllowed) =>
        Assert.Equal(isAllowed, AddressRule.FindFault(url, reach) is null);

    [Theory]
    [InlineData("https://localhost:9/", WebhookReach.Public)]
    [InlineData("http://127.0.0.1:9/", WebhookReach.Public)]
    [InlineData("https://[::1]:9/", WebhookReach.Public)]
    public async Task What_is_in_the_database_is_looked_at_again_when_it_is_sent(string url, WebhookReach reach)
    {
        var time = new FakeTimeProvider();
        using var sender = new WebhookSender(new WebhookSettings { Reach = reach }, time);
        var row = new WebhookRow("w", "o", url, "", WebhookSecret.Make(), null, null, "active", time.GetUtcNow(), null,
            null, null);
        var result = await sender.SendAsync(row, "msg_1", [1], TestContext.Current.CancellationToken);
        Assert.NotNull(result.Fault);
        Assert.Null(result.Status);
    }

    [Fact]
    public void A_name_that_points_inside_is_refused_when_it_is_connected_to()
    {
        Assert.False(AddressRule.Allows(IPAddress.Parse("10.1.2.3"), "https", WebhookReach.Public));
        Assert.False(AddressRule.Allows(IPAddress.Parse("::ffff:127.0.0.1"), "https", WebhookReach.Public));
        Assert.False(AddressRule.Allows(IPAddress.Parse("8.8.8.8"), "http", WebhookReach.Loopback));
        Assert.False(AddressRule.Allows(IPAddress.Parse("fe80::1%2"), "https", WebhookReach.Private));
        Assert.True(AddressRule.Allows(IPAddress.Parse("8.8.8.8"), "https", WebhookReach.Public));
    }
}
