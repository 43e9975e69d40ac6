using Microsoft.Playwright;

namespace Throughline.Server.Tests.Browser;

/// <summary>A demonstration of a test's own, for those who sit at its desks.</summary>
public sealed class Desks : IAsyncLifetime
{
    private DemonstrationInstallation? _demo;

    public Uri Url => new(_demo!.App.Urls.First());

    public async ValueTask InitializeAsync() => _demo = await DemonstrationInstallation.StartAsync(
        new ServerOptions { Corridor = TestServer.Corridor, Urls = ThroughlineServer.Loopback(0) });

    public ValueTask DisposeAsync() => _demo!.DisposeAsync();

    /// <summary>Comes in with one click as somebody, and goes to a desk.</summary>
    internal async Task<Visit> EnterAsync(Chromium chromium, string login, string? desk = null, int width = 1440,
        ColorScheme scheme = ColorScheme.Light)
    {
        var visit = await Visit.BeginAsync(Url, chromium, "?view=movements", width, 900, scheme);
        await visit.Page.Locator(".part").Filter(new() { HasText = login }).First.ClickAsync();
        await visit.Page.Locator(".desks").WaitForAsync();
        if (desk is not null)
        {
            await visit.Page.Locator(".desks")
                .GetByRole(AriaRole.Link, new() { Name = desk, Exact = true }).ClickAsync();
        }

        return visit;
    }
}
