using Microsoft.Playwright;

namespace Throughline.Server.Tests.Browser;

/// <summary>One visit to the console, with what went wrong in it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    private Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _faults.Add(message.Text);
        };
        page.PageError += (_, error) => _faults.Add(error);
        page.RequestFailed += (_, request) =>
        {
            // What the page itself gives up, because a newer request makes it useless, is no fault.
            if (request.Failure != "net::ERR_ABORTED")
                _faults.Add($"{request.Url}: {request.Failure}");
        };
    }

    public IPage Page { get; }

    /// <summary>Opens the console at an address and waits until it can be used.</summary>
    public static Task<Visit> BeginAsync(
        TestServer server, Chromium chromium, string address, int width = 1440, int height = 900,
        ColorScheme scheme = ColorScheme.Light) =>
        BeginAsync(server.Client.BaseAddress!, chromium, address, width, height, scheme);

    /// <summary>The same at a server of a test's own.</summary>
    public static async Task<Visit> BeginAsync(
        Uri server, Chromium chromium, string address, int width = 1440, int height = 900,
        ColorScheme scheme = ColorScheme.Light)
    {
        var context = await chromium.OpenAsync(width, height, scheme);
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        await page.GotoAsync(new Uri(server, "/" + address).ToString());
        await page.Locator("#views a").First.WaitForAsync();
        return visit;
    }

    /// <summary>Waits until the map has drawn.</summary>
    public Task WaitForMapAsync() => Page.Locator("html[data-map-ready]").WaitForAsync();

    /// <summary>Fails when the browser reported an error.</summary>
    public void AssertClean() => Assert.Empty(_faults);

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
