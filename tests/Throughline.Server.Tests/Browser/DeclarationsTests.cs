using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Throughline.Server.Tests.Browser;

/// <summary>Walks through the page that checks declarations, as a forwarder does.</summary>
public sealed class DeclarationsTests(TestServer server, Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string Sample = File.ReadAllText(Path.Combine(
        TestServer.Root, "src", "Throughline.Server", "wwwroot", "samples", "declaration.xml"));

    /// <summary>Right for the office of departure, refused by the records for the third border (R0093).</summary>
    private static readonly string StoppedLater = File.ReadAllText(Path.Combine(
        TestServer.Root, "tests", "Throughline.Cli.Tests", "Samples", "third-border.xml"));

    [Fact]
    public async Task Checks_samples_and_moves_between_findings_and_lines_with_the_keyboard()
    {
        await using var visit = await Visit.BeginAsync(server, chromium, "?view=declarations");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "A small declaration that is right" }).ClickAsync();
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Would be accepted");
        await page.GetByRole(AriaRole.Button, new() { Name = "The same with mistakes" }).ClickAsync();
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Would be refused");
        var all = await page.Locator(".finding").CountAsync();
        Assert.InRange(all, 8, 40);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Warnings", RegexOptions.None) })
            .ClickAsync();
        Assert.InRange(await page.Locator(".finding").CountAsync(), 1, all - 1);
        await Expect(page.Locator(".finding-error")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^All", RegexOptions.None) }).ClickAsync();
        await page.Locator(".finding-main").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator(".finding").Nth(1).Locator(".finding-main")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        var source = page.Locator("textarea.source-text");
        await Expect(source).ToBeFocusedAsync();
        var line = Regex.Match(await page.Locator(".finding.active .finding-line").InnerTextAsync(), @"\d+").Value;
        Assert.Equal(line, await source.EvaluateAsync<string>(
            "a => String(a.value.slice(0, a.selectionStart).split('\\n').length)"));
        await Expect(page.Locator(".source-number.current")).ToHaveTextAsync(line);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".finding").Nth(1).Locator(".finding-main")).ToBeFocusedAsync();
        await page.Locator(".finding-why").Last.ClickAsync();
        await Expect(page.Locator(".finding-rule:not(:empty)")).ToContainTextAsync("It stands at");
        visit.AssertClean();
    }

    [Fact]
    public async Task Checks_what_is_pasted_mended_or_dropped()
    {
        await using var visit = await Visit.BeginAsync(server, chromium, "?view=declarations");
        var page = visit.Page;
        var source = page.Locator("textarea.source-text");
        await source.FillAsync(Sample.Replace(">T1<", ">T9<", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".finding-reason").First).ToHaveTextAsync("CL231");
        await source.FillAsync(Sample);
        await Expect(page.Locator(".stale")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Would be accepted");
        await Expect(page.Locator(".stale")).ToBeHiddenAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "turkish.xml",
            MimeType = "application/xml",
            Buffer = Encoding.Latin1.GetBytes(Sample.Replace("UTF-8", "ISO-8859-9", StringComparison.Ordinal)
                .Replace("Istanbul", "\u00fcsk\u00fcdar", StringComparison.Ordinal)),
        });
        await Expect(source).ToHaveValueAsync(new Regex("\u00fcsk\u00fcdar", RegexOptions.None));
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Would be accepted");
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Download JSON" }).ClickAsync());
        Assert.Equal("turkish-findings.json", download.SuggestedFilename);
        visit.AssertClean();
    }

    [Fact]
    public async Task A_document_of_the_largest_size_can_be_read_searched_and_mended()
    {
        await using var visit = await Visit.BeginAsync(server, chromium, "?view=declarations");
        var page = visit.Page;
        var at = Sample.IndexOf("<Packaging>", StringComparison.Ordinal);
        const string One = "<Packaging>\n<sequenceNumber>1</sequenceNumber>\n<typeOfPackages>??</typeOfPackages>\n"
            + "</Packaging>\n";
        var many = new StringBuilder().Insert(0, One, (7_990_000 - Sample.Length) / One.Length).ToString();
        var largest = Sample.Insert(at, many);
        await page.Locator("input[type=file]").SetInputFilesAsync(XmlFile("large.xml", largest));
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Would be refused", new() { Timeout = 180_000 });
        await Expect(page.Locator(".verdict")).ToContainTextAsync("The first 9,999 findings");
        var longest = await page.EvaluateAsync<double>("""
            async () => {
              const source = document.querySelector('textarea.source-text');
              const steps = [
                () => document.querySelectorAll('.finding-main')[1].click(),
                () => { source.scrollTop = source.scrollHeight / 2; },
                () => { source.scrollTop = source.scrollHeight; },
                () => { source.setRangeText('x', 10, 11); source.dispatchEvent(new Event('input')); },
              ];
              let longest = 0;
              for (const step of steps) {
                const begun = performance.now();
                step();
                await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
                longest = Math.max(longest, performance.now() - begun);
              }
              return longest;
            }
            """);
        // A browser lays 350,000 lines anew for an edit.
        Assert.InRange(longest, 0, 60_000);
        await Expect(page.Locator(".stale")).ToBeVisibleAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(
            XmlFile("larger.xml", largest + new string(' ', 99_999)));
        await Expect(page.Locator(".verdict")).ToContainTextAsync("larger.xml has 8.1 MB; at most 8 MB");
        visit.AssertClean();
    }

    [Fact]
    public async Task Lists_what_later_offices_would_refuse_apart()
    {
        await using var visit = await Visit.BeginAsync(server, chromium, "?view=declarations");
        var page = visit.Page;
        await page.GetByLabel("As the offices on the way check it").CheckAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(XmlFile("later.xml", StoppedLater));
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Would be refused", new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^At later offices 1", RegexOptions.None) })
            .ClickAsync();
        await Expect(page.Locator(".finding")).ToHaveCountAsync(1);
        await Expect(page.Locator(".finding-part")).ToHaveTextAsync("What later offices would refuse");
        await Expect(page.Locator(".finding-later")).ToContainTextAsync(
            "Stopped at BG003001, in the message CD050C: /CD050C/Consignment/PreviousDocument[1]/type");
        visit.AssertClean();
    }

    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1440, ColorScheme.Light)]
    public async Task Two_thousand_findings_do_not_freeze_it(int width, ColorScheme scheme)
    {
        await using var visit = await Visit.BeginAsync(
            server, chromium, "?view=declarations", width, 740, scheme);
        var page = visit.Page;
        var at = Sample.IndexOf("<Packaging>", StringComparison.Ordinal);
        var many = string.Concat(Enumerable.Range(0, 1_000).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"<Packaging>\n<sequenceNumber>{i}</sequenceNumber>\n")
            + "<typeOfPackages>??</typeOfPackages>\n</Packaging>\n"));
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "many.xml",
            MimeType = "application/xml",
            Buffer = Encoding.UTF8.GetBytes(Sample.Insert(at, many)),
        });
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Would be refused");
        var longest = await page.EvaluateAsync<double>("""
            async () => {
              const list = document.querySelector('.findings');
              document.querySelector('.finding-main').focus();
              let longest = 0;
              for (const key of ['End', 'Home', 'ArrowDown', 'End']) {
                const begun = performance.now();
                list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
                await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
                longest = Math.max(longest, performance.now() - begun);
              }
              return longest;
            }
            """);
        Assert.InRange(await page.Locator(".finding").CountAsync(), 2_000, 9_999);
        Assert.InRange(longest, 0, 5_000);
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
        visit.AssertClean();
    }

    private static FilePayload XmlFile(string name, string text) =>
        new() { Name = name, MimeType = "application/xml", Buffer = Encoding.UTF8.GetBytes(text) };
}
