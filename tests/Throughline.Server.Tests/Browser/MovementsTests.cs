using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Browser;

/// <summary>The movements page over a demonstration: an officer decides by keyboard, a trader follows.</summary>
public sealed class MovementsTests(Chromium chromium, Postgres postgres) : IClassFixture<Chromium>
{
    [Fact]
    public async Task An_officer_goes_to_what_waits_and_decides_without_a_mouse()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        await using var context = await chromium.OpenAsync(1440, 900);
        await using var app = await TestServer.StartAsync(o => o with { Database = place.Address });
        var demo = await DemonstrationCorridor.FillAsync(app);
        var page = await LoginAsync(context, app.Urls.First(), "officer-2", demo.Password);

        await page.Keyboard.PressAsync("n");
        var detail = page.Locator(".movement-detail");
        await detail.WaitForAsync();
        await Assertions.Expect(detail.Locator(".movement-state")).ToContainTextAsync("TransitExpected");
        await detail.Locator("#decision-reason").FocusAsync();
        await page.Keyboard.TypeAsync("Seals are whole.");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(detail.Locator(".movement-state")).ToContainTextAsync("Passed");
        await Assertions.Expect(detail.Locator(".history")).ToContainTextAsync("Seals are whole.");
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_trader_sees_its_movements_on_a_phone_and_a_stranger_none()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        await using var context = await chromium.OpenAsync(360, 740, ColorScheme.Dark);
        await using var app = await TestServer.StartAsync(o => o with { Database = place.Address });
        var demo = await DemonstrationCorridor.FillAsync(app);
        var page = await LoginAsync(context, app.Urls.First(), "trader-a", demo.Password);
        await page.Locator(".movement-row", new PageLocatorOptions { HasTextRegex = new Regex("WrittenOff") })
            .ClickAsync();
        await Assertions.Expect(page.Locator(".messages")).ToContainTextAsync("CC045C");
        Assert.False(await page.EvaluateAsync<bool>(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Log out" }).ClickAsync();

        await EnterAsync(page, "trader-b", demo.Password);
        await Assertions.Expect(page.Locator(".movement-queue")).ToContainTextAsync("No movement");
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IPage> LoginAsync(IBrowserContext context, string url, string login, string password)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(url + "/?view=movements");
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
