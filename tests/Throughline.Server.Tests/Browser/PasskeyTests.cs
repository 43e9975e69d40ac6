using Microsoft.Playwright;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Browser;

/// <summary>A passkey on a device that the browser plays, from its making to the login, and what it is no good
/// for.</summary>
public sealed class PasskeyTests(Chromium chromium, Postgres postgres) : IClassFixture<Chromium>
{
    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_clerk_adds_a_passkey_and_logs_in_with_it_and_after_a_reset_no_more(Kind kind)
    {
        await using var place = await TestDatabase.MakeAsync(kind, postgres);
        await using var context = await chromium.OpenAsync(1200, 800);
        await using var app = await TestServer.StartAsync(o => o with { Database = place.Address });
        var demo = await DemonstrationCorridor.FillAsync(app);
        var page = await context.NewPageAsync();
        await PlugInAsync(context, page);
        // A passkey belongs to a name; an address of numbers has none.
        await page.GotoAsync($"http://localhost:{new Uri(app.Urls.First()).Port}/?view=front-office");
        await page.GetByLabel("Login").FillAsync("clerk-1");
        await page.GetByLabel("Password").FillAsync(demo.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Add a passkey").ClickAsync();
        await page.GetByLabel("Name of the device").FillAsync("Telephone");
        await page.GetByLabel("Password").FillAsync("not the password");
        await page.GetByRole(AriaRole.Button, Named("Add the passkey")).ClickAsync();
        await Assertions.Expect(page.Locator(".passkey [role=alert]")).ToContainTextAsync("password");
        await page.GetByLabel("Password").FillAsync(demo.Password);
        await page.GetByRole(AriaRole.Button, Named("Add the passkey")).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("The passkey was added.");

        await page.GetByRole(AriaRole.Button, Named("Log out")).ClickAsync();
        await page.GetByRole(AriaRole.Button, Named("Log in with a passkey")).ClickAsync();
        await page.Locator(".movement-row").First.WaitForAsync();
        var keys = await page.EvaluateAsync<string>(
            "async () => (await (await fetch('api/v1/access/passkeys')).json()).passkeys.map((k) => k.name).join()");
        Assert.Equal("Telephone", keys);

        // An answer is good once, and for no other challenge.
        var (first, again, other) = await ReplayAsync(page);
        Assert.Equal((200, 401, 401), (first, again, other));

        await ResetAsync(page, demo.Password);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, Named("Log in with a passkey")).ClickAsync();
        await Assertions.Expect(page.Locator(".login [role=alert]")).ToBeVisibleAsync();
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static PageGetByRoleOptions Named(string name) => new() { Name = name, Exact = true };

    /// <summary>A device that asks for the finger and always gets it.</summary>
    private static async Task PlugInAsync(IBrowserContext context, IPage page)
    {
        var device = await context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    /// <summary>Uses one answer of the device three times: for its challenge, again, and for another one.</summary>
    private static async Task<(int First, int Again, int Other)> ReplayAsync(IPage page)
    {
        var statuses = await page.EvaluateAsync<int[]>(
            """
            async () => {
              const post = (path, body) => fetch(`api/v1/access/${path}`, {
                method: 'POST', headers: { 'content-type': 'application/json', 'x-throughline': '1' },
                body: JSON.stringify(body),
              });
              const { ticket, options } = await (await post('login/options', {})).json();
              const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options));
              const credential = JSON.stringify(await navigator.credentials.get({ publicKey }));
              const next = await (await post('login/options', {})).json();
              return [
                (await post('login/passkey', { ticket, credential })).status,
                (await post('login/passkey', { ticket, credential })).status,
                (await post('login/passkey', { ticket: next.ticket, credential })).status,
              ];
            }
            """);
        return (statuses[0], statuses[1], statuses[2]);
    }

    /// <summary>The administrator of the front office resets the clerk's account.</summary>
    private static async Task ResetAsync(IPage page, string password)
    {
        var status = await page.EvaluateAsync<int>(
            """
            async (password) => {
              const ask = (path, method, body) => fetch(`api/v1/access/${path}`, {
                method, headers: { 'content-type': 'application/json', 'x-throughline': '1' },
                body: body && JSON.stringify(body),
              });
              const me = await (await ask('me', 'GET')).json();
              await ask('login', 'POST', { login: 'administrator-of-clerk-1', password });
              const answer = await ask(`accounts/${me.account}/reset`, 'POST');
              await ask('logout', 'POST');
              return answer.status;
            }
            """, password);
        Assert.Equal(200, status);
    }
}
