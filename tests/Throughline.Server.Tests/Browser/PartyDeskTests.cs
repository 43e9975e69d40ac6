using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Throughline.Server.Tests.Storage;
using static Microsoft.Playwright.Assertions;

namespace Throughline.Server.Tests.Browser;

/// <summary>Traders, guarantors, supervisors, auditors and administrators at their desks.</summary>
public sealed class PartyDeskTests(Desks desks, Chromium chromium, Postgres postgres)
    : IClassFixture<Desks>, IClassFixture<Chromium>
{
    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1440, ColorScheme.Light)]
    public async Task A_trader_sees_the_way_of_a_movement_and_why_another_was_refused(int width, ColorScheme scheme)
    {
        await using var visit = await desks.EnterAsync(chromium, "trader-a", null, width, scheme);
        var page = visit.Page;
        await Row(page, "IN-ARMENIA").ClickAsync();
        var way = page.Locator(".timeline");
        await Expect(way.Locator(".now")).ToContainTextAsync("On the way");
        await Expect(way.Locator(".coming").Last).ToContainTextAsync("Discharged");
        await Row(page, "OVERDUE").ClickAsync();
        await Expect(page.Locator("p.overdue-note")).ToContainTextAsync("should be at the destination by now");
        await Row(page, "REFUSED").ClickAsync();
        await Expect(page.Locator(".refusal")).ToContainTextAsync("Transit operation › Declaration type");
        await Expect(page.Locator(".refusal")).ToContainTextAsync("this value is not in the code list «T9»");
        Assert.False(await page.EvaluateAsync<bool>(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        // Back goes to where the address says.
        await page.ReloadAsync();
        await Expect(page.Locator("#movement-title")).ToHaveTextAsync("REFUSED");
        visit.AssertClean();
    }

    [Fact]
    public async Task A_trader_drops_a_file_is_told_first_and_sends_it_mended()
    {
        await using var visit = await desks.EnterAsync(chromium, "trader-a");
        var page = visit.Page;
        await Row(page, "ON-THE-WAY").ClickAsync();
        await Expect(page.Locator(".movement-where")).ToContainTextAsync("ON-THE-WAY");
        var url = await page.EvaluateAsync<string>("location.href");
        var path = Regex.Match(Uri.UnescapeDataString(url), @"open=(\w+/\d+)").Groups[1].Value;
        var sent = await page.EvaluateAsync<string>(
            "path => fetch(`api/v1/transit/movements/${path}/kept/declaration`, "
            + "{ headers: { accept: 'application/xml' } }).then(r => r.text())", path);
        var mine = sent.Replace("ON-THE-WAY", "DROPPED", StringComparison.Ordinal);
        mine = Regex.Replace(mine, "DEMO0", "DROP0", RegexOptions.None);
        await DropAsync(page, mine.Replace(">T1<", ">T8<", StringComparison.Ordinal));
        var result = page.Locator(".lodge-result");
        await Expect(result.Locator(".verdict")).ToContainTextAsync("It would be refused");
        await Expect(result.Locator(".finding").First).ToContainTextAsync("CL231");
        await Expect(Row(page, "DROPPED")).ToHaveCountAsync(0);
        await DropAsync(page, mine);
        await Expect(result.Locator(".verdict")).ToContainTextAsync("Nothing in it would be refused");
        await result.GetByRole(AriaRole.Button, new() { Name = "Send it", Exact = true }).ClickAsync();
        await Expect(page.Locator(".lodge-note .sent")).ToContainTextAsync("CC928C");
        await Expect(page.Locator("#movement-title")).ToHaveTextAsync("DROPPED");
        visit.AssertClean();
    }

    [Fact]
    public async Task A_guarantor_offers_and_an_officer_accepts_what_the_trader_then_sees()
    {
        await using (var visit = await desks.EnterAsync(chromium, "guarantor-1"))
        {
            var page = visit.Page;
            await page.GetByRole(AriaRole.Button, new() { Name = "Offer a guarantee" }).ClickAsync();
            await page.GetByLabel("Guarantee reference number (GRN)").FillAsync("26AZ0000000000033");
            await page.GetByLabel("Holder").FillAsync("AZ1000000001");
            await page.GetByLabel("Access code").FillAsync("CODE");
            await page.GetByLabel("Ceiling").FillAsync("12 500,50");
            await page.GetByLabel("Last day").FillAsync("2099-12-31");
            await page.Locator("form.work-form").GetByRole(AriaRole.Button).ClickAsync();
            await Expect(page.Locator(".balance-figures")).ToContainTextAsync("EUR 12,500.50");
            visit.AssertClean();
        }

        await using (var visit = await desks.EnterAsync(chromium, "officer-1", "Guarantees"))
        {
            var page = visit.Page;
            await Row(page, "26AZ0000000000033").ClickAsync();
            await page.GetByLabel("Reason").FillAsync("The undertaking is in order.");
            await page.Locator("form.work-form").GetByRole(AriaRole.Button).ClickAsync();
            await Expect(page.Locator(".movement-state")).ToContainTextAsync("In force");
            visit.AssertClean();
        }

        await using (var visit = await desks.EnterAsync(chromium, "trader-a", "Guarantees", 360, ColorScheme.Dark))
        {
            var page = visit.Page;
            await Row(page, "26AZ0000000000015").ClickAsync();
            await Expect(page.Locator("p.overdue-note")).ToContainTextAsync("percent of the guarantee are held");
            await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What comes free when" }))
                .ToContainTextAsync("overdue");
            Assert.False(await page.EvaluateAsync<bool>(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"));
            visit.AssertClean();
        }
    }

    [Fact]
    public async Task A_supervisor_goes_from_what_is_overdue_to_the_movement()
    {
        await using var visit = await desks.EnterAsync(chromium, "supervisor-1");
        var page = visit.Page;
        var overdue = page.GetByRole(AriaRole.Region, new() { Name = "Overdue movements" });
        await Expect(overdue).ToContainTextAsync("Ask the holder for proof, or begin the enquiry.");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Decisions by officer" }))
            .ToContainTextAsync("Officer 1");
        await overdue.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".movement-where")).ToContainTextAsync("OVERDUE");
        await Expect(page.Locator(".desks [aria-current]")).ToHaveTextAsync("Queue");
        visit.AssertClean();
    }

    [Fact]
    public async Task An_auditor_verifies_and_finds_a_decision()
    {
        await using var visit = await desks.EnterAsync(chromium, "auditor-1", null, 360);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify the chain" }).ClickAsync();
        await Expect(page.Locator(".journal-check")).ToContainTextAsync("The journal is whole");
        await page.GetByLabel("MRN, LRN, GRN or subject").FillAsync("CONTROLLED");
        await page.Keyboard.PressAsync("Enter");
        var entries = page.Locator(".journal > li");
        await Expect(entries.Filter(new() { HasText = "Departure control" })).ToHaveCountAsync(1);
        await entries.Filter(new() { HasText = "Departure control" }).Locator("summary").ClickAsync();
        await Expect(page.Locator(".journal q")).ToHaveTextAsync("Part of the demonstration.");
        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Export these entries" }).ClickAsync());
        Assert.Equal("journal.ndjson", file.SuggestedFilename);
        Assert.False(await page.EvaluateAsync<bool>(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        visit.AssertClean();
    }

    [Fact]
    public async Task An_administrator_makes_an_organisation_and_hands_an_account_over()
    {
        await using var visit = await desks.EnterAsync(chromium, "administrator");
        var page = visit.Page;
        await page.GetByText("A new organisation").ClickAsync();
        var form = page.Locator("form.work-form").First;
        await form.GetByLabel("Country").FillAsync("ge");
        await form.GetByLabel("Name", new() { Exact = true }).FillAsync("Trader C <b>&amp;</b>");
        await form.GetByLabel("Number in messages").FillAsync("GE1000000009");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByText("A new account").ClickAsync();
        var account = page.Locator("form.work-form").Nth(1);
        await account.GetByLabel("Login").FillAsync("trader-c");
        await account.GetByLabel("Name", new() { Exact = true }).FillAsync("Trader C");
        await account.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".secret code")).ToContainTextAsync("#/first?secret=");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Accounts" })).ToContainTextAsync("trader-c");
        await Expect(page.Locator("h3").Filter(new() { HasText = "Trader C <b>&amp;</b>" })).ToHaveCountAsync(1);
        visit.AssertClean();
    }

    [Fact]
    public async Task A_fresh_installation_goes_to_its_demonstration_at_one_click()
    {
        await using var place = await TestDatabase.MakeAsync(Kind.Sqlite, postgres);
        await using var app = await TestServer.StartAsync(
            o => o with { Database = place.Address, OffersDemonstration = true });
        await using (var visit = await Visit.BeginAsync(new Uri(app.Urls.First()), chromium, "?view=movements"))
        {
            var page = visit.Page;
            await Expect(page.Locator(".banner")).ToBeHiddenAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Start the demonstration corridor" }).ClickAsync();
            await page.Locator(".part").First.WaitForAsync(new() { Timeout = 60_000 });
            Assert.NotEqual(new Uri(app.Urls.First()).Port, new Uri(page.Url).Port);
            foreach (var view in (string[])["Plan", "Declarations", "Movements"])
            {
                await page.Locator("#views").GetByRole(AriaRole.Link, new() { Name = view, Exact = true }).ClickAsync();
                await Expect(page.Locator(".banner")).ToContainTextAsync("Demonstration.");
            }

            await page.Locator(".part").Filter(new() { HasText = "trader-b" }).ClickAsync();
            await Expect(page.Locator(".movement-queue")).ToContainTextAsync("No movement of yours is here.");
            visit.AssertClean();
        }

        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static ILocator Row(IPage page, string text) =>
        page.Locator(".movement-row").Filter(new() { HasText = text }).First;

    private static Task DropAsync(IPage page, string xml) => page.Locator("input[type=file]").SetInputFilesAsync(
        new FilePayload { Name = "mine.xml", MimeType = "application/xml", Buffer = Encoding.UTF8.GetBytes(xml) });
}
