using Microsoft.Playwright;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Browser;

/// <summary>The front office page over a demonstration: a clerk takes papers and fees, a holder lets it.</summary>
public sealed class FrontOfficeTests(Chromium chromium, Postgres postgres) : IClassFixture<Chromium>
{
    private static readonly FilePayload Scan = new()
    {
        Name = "consignment-note.pdf",
        MimeType = "application/pdf",
        Buffer = "%PDF-1.7 a scan"u8.ToArray(),
    };

    [Fact]
    public async Task A_clerk_takes_a_paper_and_a_payment_without_a_mouse()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        await using var context = await chromium.OpenAsync(1440, 900);
        await using var app = await TestServer.StartAsync(o => o with { Database = place.Address });
        var demo = await DemonstrationCorridor.FillAsync(app);
        var page = await LoginAsync(context, app.Urls.First(), "clerk-1", demo.Password);

        await page.Locator(".movement-row").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#front-title")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".declared .missing")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, Named("Take this one")).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".paper-form input[type=file]").SetInputFilesAsync(Scan);
        await Assertions.Expect(page.Locator(".paper-form .drop")).ToContainTextAsync("SHA-256");
        await page.GetByLabel("Issued on").FillAsync("2026-01-15");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".declared .missing")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".papers")).ToContainTextAsync("Scan");

        await page.GetByRole(AriaRole.Button, Named("Assess these fees")).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Card").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByRole(AriaRole.Button, Named("Take the payment")).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var receipt = page.Locator(".receipt");
        await Assertions.Expect(receipt).ToContainTextAsync("Receipt 1");
        await Assertions.Expect(receipt.Locator("tfoot")).ToContainTextAsync("32.50");
        await Assertions.Expect(page.Locator("#receipt-title")).ToBeFocusedAsync();

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.EvaluateAsync("document.body.dataset.print = 'receipt'");
        Assert.False(await page.Locator(".movement-queue").IsVisibleAsync());
        Assert.True(await receipt.Locator("tfoot").IsVisibleAsync());
        await page.EvaluateAsync("delete document.body.dataset.print");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });

        await page.GetByRole(AriaRole.Button, Named("Till")).ClickAsync();
        await page.GetByRole(AriaRole.Button, Named("Close the till")).ClickAsync();
        await Assertions.Expect(page.Locator(".till")).ToContainTextAsync("Closing 1");
        await page.GetByRole(AriaRole.Button, Named("Log out")).ClickAsync();

        // The officer sees both at the movement, and no button to take any.
        await EnterAsync(page, "officer-1", demo.Password);
        await page.GetByLabel("MRN, LRN or container: type or scan").FillAsync("IN-ARMENIA");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".movement-row").First.ClickAsync();
        await Assertions.Expect(page.Locator(".declared")).ToContainTextAsync("Here");
        await Assertions.Expect(page.Locator(".assessment")).ToContainTextAsync("paid");
        Assert.Equal(0, await page.Locator(".paper-form, .pay").CountAsync());
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_holder_hands_over_a_code_on_a_phone_and_the_clerk_takes_the_movement()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        await using var context = await chromium.OpenAsync(360, 740, ColorScheme.Dark);
        await using var app = await TestServer.StartAsync(o => o with { Database = place.Address });
        var demo = await DemonstrationCorridor.FillAsync(app);
        var page = await LoginAsync(context, app.Urls.First(), "trader-a", demo.Password);
        await page.GetByLabel("MRN, LRN or container: type or scan").FillAsync("WAITING-1");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, Named("Let it collect")).ClickAsync();
        var code = await page.Locator(".mandate-code .code").TextContentAsync();
        await AssertNarrowAsync(page);
        await page.GetByRole(AriaRole.Button, Named("Log out")).ClickAsync();

        await EnterAsync(page, "clerk-1", demo.Password);
        await page.GetByLabel("MRN, LRN or container: type or scan").FillAsync("WAITING-1");
        await page.GetByLabel("Code of the holder").FillAsync("WRONG-CODE");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".front-search [role=alert]")).ToBeVisibleAsync();
        await page.GetByLabel("Code of the holder").FillAsync(code!);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#front-title")).ToContainTextAsync("WAITING-1");
        await AssertNarrowAsync(page);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task AssertNarrowAsync(IPage page) => Assert.False(await page.EvaluateAsync<bool>(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"));

    private static PageGetByRoleOptions Named(string name) => new() { Name = name, Exact = true };

    private static async Task<IPage> LoginAsync(IBrowserContext context, string url, string login, string password)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(url + "/?view=front-office");
        await EnterAsync(page, login, password);
        await page.Locator(".movement-row").First.WaitForAsync();
        return page;
    }

    private static async Task EnterAsync(IPage page, string login, string password)
    {
        await page.GetByLabel("Login").FillAsync(login);
        await page.GetByLabel("Password").FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
    }
}
