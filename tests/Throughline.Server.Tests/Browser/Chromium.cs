using Microsoft.Playwright;

namespace Throughline.Server.Tests.Browser;

/// <summary>The browser that is installed on this machine, started once for all tests; none is ever fetched.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Remedy = "No Chromium is installed; `apt-get install chromium` enables this test.";
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (FindPath() is not { } path)
            return;
        // A page that waits for the server waits longer where all tests share two cores.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args =
            [
                "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A window of its own, or a skipped test where there is no browser.</summary>
    public async Task<IBrowserContext> OpenAsync(int width, int height, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, Remedy);
        return await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = "en-GB",
        });
    }

    private static string? FindPath()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
    }
}
