using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Throughline.Server.Tests.Browser;

/// <summary>Walks through the console as its users do, in a real browser.</summary>
public sealed class ConsoleTests(TestServer server, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Plan = "?from=AZ_ALAT_PORT&to=TR_KARS&depart=2030-06-03T08%3A00";

    [Fact]
    public async Task Plans_from_the_form_and_shows_every_itinerary_again_at_its_address()
    {
        await using var visit = await Visit.BeginAsync(server, chromium, "");
        var page = visit.Page;
        await ChooseAsync(page, "From", "Port of Baku");
        await ChooseAsync(page, "To", "Kars");
        await page.GetByRole(AriaRole.Button, new() { Name = "Plan", Exact = true }).ClickAsync();
        await Expect(Cards(page).First).ToBeVisibleAsync();
        var cards = await Cards(page).CountAsync();
        Assert.InRange(cards, 2, 6);
        await Expect(page.Locator(".bar-track")).ToHaveCountAsync(cards);
        Assert.Contains("from=AZ_ALAT_PORT", page.Url, StringComparison.Ordinal);
        var first = await Cards(page).First.InnerTextAsync();
        await page.ReloadAsync();
        await Expect(Cards(page).First).ToBeVisibleAsync();
        Assert.Equal(first, await Cards(page).First.InnerTextAsync());
        await visit.WaitForMapAsync();
        visit.AssertClean();
    }

    [Theory]
    [InlineData("Երևան", "Yerevan")]
    [InlineData("Баку", "Baku")]
    [InlineData("ბათუმი", "Batumi")]
    [InlineData("Bakı", "Baku")]
    [InlineData("İstanbul", "Istanbul")]
    [InlineData("GETBS", "Tbilisi")]
    public async Task Finds_a_place_by_its_name_in_any_script_or_by_a_code(string text, string name)
    {
        await using var visit = await Visit.BeginAsync(server, chromium, "");
        await Field(visit.Page, "From").FillAsync(text);
        await Expect(visit.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync(name);
        visit.AssertClean();
    }

    [Fact]
    public async Task Can_be_used_with_the_keyboard_alone()
    {
        await using var visit = await Visit.BeginAsync(server, chromium, "");
        var page = visit.Page;
        var from = Field(page, "From");
        for (var i = 0; i < 30 && !await from.EvaluateAsync<bool>("e => e === document.activeElement"); i++)
            await page.Keyboard.PressAsync("Tab");
        await Expect(from).ToBeFocusedAsync();
        await TypePlaceAsync(page, "Baku");
        var to = Field(page, "To");
        for (var i = 0; i < 5 && !await to.EvaluateAsync<bool>("e => e === document.activeElement"); i++)
            await page.Keyboard.PressAsync("Tab");
        await Expect(to).ToBeFocusedAsync();
        await TypePlaceAsync(page, "Tbilisi");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Cards(page).First).ToBeVisibleAsync();
        visit.AssertClean();
    }

    [Fact]
    public async Task Says_what_is_wrong_beside_the_field()
    {
        await using var visit = await Visit.BeginAsync(server, chromium, "?from=Megrhi&to=TR_KARS");
        var from = Field(visit.Page, "From");
        await Expect(from).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(from).ToBeFocusedAsync();
        await Expect(visit.Page.Locator("#request")).ToContainTextAsync("Meghri");
    }

    [Fact]
    public async Task Switches_the_scenario()
    {
        await using var with = await Visit.BeginAsync(server, chromium, Plan + "&scenario=with-tripp");
        await Expect(Cards(with.Page).First).ToBeVisibleAsync();
        await Expect(with.Page.Locator(".short-list")).ToContainTextAsync("Agarak");
        with.AssertClean();
        await using var without = await Visit.BeginAsync(server, chromium, Plan + "&scenario=without-tripp");
        await Expect(Cards(without.Page).First).ToBeVisibleAsync();
        await Expect(without.Page.Locator(".short-list")).Not.ToContainTextAsync("Agarak");
        without.AssertClean();
    }

    [Theory]
    [InlineData("&view=compare&scenario=without-tripp&b.scenario=with-tripp", ".compare-columns")]
    [InlineData("&view=sweep&scenario=with-tripp&vary=crossing-hours&vary-what=country%3DAM&vary-to=24&vary-step=12",
        ".sweep-chart")]
    [InlineData("&view=corridor", "#side")]
    public async Task Opens_each_page_by_its_address(string rest, string expected)
    {
        await using var visit = await Visit.BeginAsync(server, chromium, Plan + rest);
        await Expect(visit.Page.Locator(expected)).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(expected)).Not.ToBeEmptyAsync();
        visit.AssertClean();
    }

    [Theory]
    [InlineData("")]
    [InlineData("&view=compare&scenario=without-tripp&b.scenario=with-tripp")]
    [InlineData("&view=corridor")]
    public async Task Fits_a_telephone(string rest)
    {
        await using var visit = await Visit.BeginAsync(server, chromium, Plan + rest, 360, 740, ColorScheme.Dark);
        await Expect(visit.Page.Locator("main")).Not.ToBeEmptyAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var width = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.InRange(width, 1, 360);
        visit.AssertClean();
    }

    [Fact]
    public async Task Tells_what_differs_by_the_names_of_scenarios_and_with_a_minus_that_is_seen()
    {
        await using var visit = await Visit.BeginAsync(server, chromium, "?from=AZ_BAKU&to=AZ_NAKHCHIVAN&unit=truck"
            + "&depart=2030-06-03T08%3A00&view=compare&scenario=without-tripp&switch=iran_closed"
            + "&b.scenario=with-tripp&b.switch=iran_closed");
        await Expect(visit.Page.Locator(".lead")).ToContainTextAsync("2030 with TRIPP + Iran closed to transit");
        var changes = await visit.Page.Locator(".better").AllInnerTextsAsync();
        Assert.Contains(changes, text => text.StartsWith("−USD", StringComparison.Ordinal));
        Assert.Contains(changes, text => Regex.IsMatch(text, @"^−1\.\d\d t$", RegexOptions.None));
        Assert.DoesNotContain(changes, text => text.Contains('-', StringComparison.Ordinal));
        visit.AssertClean();
    }

    [Fact]
    public async Task Says_in_the_words_of_the_list_what_can_be_varied()
    {
        await using var visit = await Visit.BeginAsync(server, chromium, Plan + "&view=sweep&vary=nonsense");
        await Expect(visit.Page.Locator(".field-error:visible")).ToContainTextAsync("departures per week");
        await Expect(visit.Page.Locator(".field-error:visible")).Not.ToContainTextAsync("per-week");
    }

    [Fact]
    public async Task Names_a_stop_once_in_the_diagram_of_time_and_distance()
    {
        await using var visit = await Visit.BeginAsync(
            server, chromium, "?from=CN_XIAN&to=AZ_BAKU&depart=2026-12-01T08%3A00");
        var labels = visit.Page.Locator(".distance-diagram .labels text");
        await Expect(labels.First).ToBeVisibleAsync();
        var places = await labels.EvaluateAllAsync<string[]>(
            "all => all.map(e => e.getAttribute('class') + e.textContent.replace(/ [\\d.,]+ h$/, ''))");
        Assert.NotEmpty(places);
        Assert.Distinct(places);
    }

    private static ILocator Field(IPage page, string label) =>
        page.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true });

    private static ILocator Cards(IPage page) => page.Locator(".short-list .card-head");

    private static async Task ChooseAsync(IPage page, string label, string text)
    {
        await Field(page, label).FillAsync(text);
        await page.GetByRole(AriaRole.Option, new() { NameRegex = new Regex(text, RegexOptions.None) }).First
            .ClickAsync();
    }

    private static async Task TypePlaceAsync(IPage page, string text)
    {
        await page.Keyboard.TypeAsync(text);
        await Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
    }
}
