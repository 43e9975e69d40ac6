using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Throughline.Server.Tests.Browser;

/// <summary>Officers at their desks, by keyboard where they would be.</summary>
public sealed class OfficerDeskTests(Desks desks, Chromium chromium) : IClassFixture<Desks>, IClassFixture<Chromium>
{
    [Fact]
    public async Task An_officer_accepts_and_releases_without_a_mouse()
    {
        await using var visit = await desks.EnterAsync(chromium, "officer-1");
        var page = visit.Page;
        var detail = page.Locator(".movement-detail");
        await page.Locator(".movement-row").First.WaitForAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("dialog.help")).ToContainTextAsync("Next that waits for a decision");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog.help")).ToHaveCountAsync(0);
        // J goes on; what waits longest without a period stands last.
        for (var i = 0; i < 10 && !await IsAtAsync(detail, "WAITING-2"); i++)
        {
            var before = await page.Locator("#movement-title").CountAsync() == 0 ? ""
                : await page.Locator("#movement-title").InnerTextAsync();
            await page.Keyboard.PressAsync("j");
            await Expect(page.Locator("#movement-title")).Not.ToHaveTextAsync(before);
        }

        await Expect(detail.Locator(".movement-state")).ToContainTextAsync("Declared");
        await Expect(detail.Locator(".declaration")).ToContainTextAsync("AZXX0BAK → AMXX0NRN → AZXX0KIL → AZXX0NAX");
        await Expect(detail.Locator(".check-list")).ToContainTextAsync("No error, no warning.");
        await DecideAsync(page, "The papers are complete.");
        await Expect(detail.Locator(".movement-state")).ToContainTextAsync("Accepted");
        await Expect(detail.Locator(".history")).ToContainTextAsync("The papers are complete.");
        await Expect(page.Locator("#movement-title")).ToHaveTextAsync(new Regex("^26AZ", RegexOptions.None));

        // Release: put seals on, and give the limit.
        await page.Keyboard.PressAsync("d");
        await Expect(Choice(detail, "Release for transit")).ToBeFocusedAsync();
        await detail.GetByLabel("Seals that were put on", new() { Exact = false }).FocusAsync();
        await page.Keyboard.TypeAsync("OFFICE-77");
        await detail.Locator(".reason").FocusAsync();
        await page.Keyboard.TypeAsync("Seal put on.");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(detail.Locator(".movement-state")).ToContainTextAsync("Released, on the way");
        await Expect(detail.Locator(".declaration").First).ToContainTextAsync("OFFICE-77");
        visit.AssertClean();
    }

    [Fact]
    public async Task A_decision_that_takes_something_away_is_asked_about_once_more_and_details_are_needed()
    {
        await using var visit = await desks.EnterAsync(chromium, "officer-1");
        var page = visit.Page;
        await page.Locator(".movement-row").Filter(new() { HasText = "WAITING-1" }).ClickAsync();
        var form = page.Locator("form.decision");
        await Choice(form, "Refuse the declaration").CheckAsync();
        await form.Locator(".reason").FillAsync("Not in order.");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".movement-state")).ToContainTextAsync("Declared");
        await Expect(form.Locator(".decision-sure input")).ToBeFocusedAsync();
        await Choice(form, "Accept the declaration").CheckAsync();
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".movement-state")).ToContainTextAsync("Accepted");
        await Choice(form, "Order a control").CheckAsync();
        await form.Locator(".reason").FillAsync("By the profile.");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(form.Locator(".several .field-error")).ToBeVisibleAsync();
        await form.GetByLabel("scan (non-intrusive)").CheckAsync();
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".movement-state")).ToContainTextAsync("Under control");
        visit.AssertClean();
    }

    [Fact]
    public async Task The_office_of_transit_scans_compares_and_passes_with_a_scanner_alone()
    {
        await using var visit = await desks.EnterAsync(chromium, "officer-2", "Office of transit");
        var page = visit.Page;
        var mrn = await page.Locator(".movement-number").First.InnerTextAsync();
        await Expect(page.GetByLabel("MRN", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(mrn.ToLowerInvariant());
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#movement-title")).ToHaveTextAsync(mrn);
        var compare = page.Locator(".compare");
        await Expect(compare.Locator(".compare-verdict")).ToContainTextAsync("not looked at yet");
        var declared = await compare.Locator("tbody th .mono").AllInnerTextsAsync();
        Assert.Equal(3, declared.Count);
        await Expect(compare.GetByLabel("Scan a seal")).ToBeFocusedAsync();
        foreach (var number in declared)
        {
            await page.Keyboard.TypeAsync(number);
            await page.Keyboard.PressAsync("Enter");
        }

        await Expect(compare.Locator(".compare-verdict")).ToContainTextAsync("Everything was looked at and agrees.");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("d");
        await Expect(Choice(page.Locator("form.decision"), "Pass the frontier")).ToBeFocusedAsync();
        await DecideAsync(page, "Seals are whole.");
        await Expect(page.Locator(".movement-state")).ToContainTextAsync("Passed the frontier");
        await Expect(page.Locator(".movement-row").Filter(new() { HasText = mrn })).ToHaveCountAsync(0);
        visit.AssertClean();
    }

    [Fact]
    public async Task A_seal_that_differs_proposes_an_incident_that_tells_it()
    {
        await using var visit = await desks.EnterAsync(chromium, "officer-1", "Office of transit");
        var page = visit.Page;
        await page.Locator(".movement-row").First.ClickAsync();
        await page.GetByLabel("Scan a seal").FillAsync("WRONG-1");
        await page.Keyboard.PressAsync("Enter");
        var form = page.Locator("form.decision");
        await Expect(Choice(form, "Note an incident")).ToBeCheckedAsync();
        await Expect(form.GetByLabel("What happened")).ToHaveValueAsync("2");
        await Expect(form.GetByLabel("In words")).ToHaveValueAsync(new Regex("WRONG-1", RegexOptions.None));
        await form.GetByLabel("Place of the incident").FillAsync("At the barrier");
        await form.GetByLabel("Seals that were put on").FillAsync("NEW-1");
        await form.Locator(".reason").FillAsync("The seal is another.");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".history")).ToContainTextAsync("Note an incident");
        visit.AssertClean();
    }

    [Theory]
    [InlineData("Queue", ColorScheme.Dark)]
    [InlineData("Office of destination", ColorScheme.Light)]
    public async Task It_fits_a_phone(string desk, ColorScheme scheme)
    {
        await using var visit = await desks.EnterAsync(chromium, "officer-1", desk, 360, scheme);
        var page = visit.Page;
        await page.Locator(".movement-row").First.ClickAsync();
        await page.Locator(".movement-detail .declaration").First.WaitForAsync();
        Assert.False(await page.EvaluateAsync<bool>(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        await Expect(page.Locator(".banner")).ToBeVisibleAsync();
        visit.AssertClean();
    }

    private static ILocator Choice(ILocator form, string action) =>
        form.GetByRole(AriaRole.Radio, new() { Name = action, Exact = true });

    /// <summary>Decides with what the form has chosen.</summary>
    private static async Task DecideAsync(IPage page, string reason)
    {
        await page.Locator("form.decision .reason").FocusAsync();
        await page.Keyboard.TypeAsync(reason);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<bool> IsAtAsync(ILocator detail, string text) =>
        await detail.CountAsync() > 0 && (await detail.Locator("#movement-title").InnerTextAsync()) == text;
}
