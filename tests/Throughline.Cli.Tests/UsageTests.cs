namespace Throughline.Cli.Tests;

/// <summary>What a person reads who gets a command wrong.</summary>
public sealed class UsageTests
{
    private static readonly string[] Journey = ["--from", "Baku", "--to", "Kars", "--depart", "2030-06-03"];

    [Theory]
    [InlineData("--mass 1e30", "--mass: '1e30' is not a whole number")]
    [InlineData("--max-handlings two", "--max-handlings: 'two' is not a whole number")]
    [InlineData("--value x", "--value: 'x' is not a number")]
    [InlineData("--tolerance NaN", "--tolerance: The tolerance is a share")]
    [InlineData("--mode boat", "--mode: There is no mode 'boat'")]
    [InlineData("--route nowhere", "--route: There is no named route 'nowhere'")]
    [InlineData("--limit -1", "--limit -1: give a number from 0 up")]
    public async Task Names_the_option_that_is_wrong(string options, string expected)
    {
        var (code, output) = await CommandTests.RunAsync(["plan", .. Journey, .. options.Split(' ')]);
        Assert.Equal(2, code);
        Assert.Contains("error: " + expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--public-url ftp://x", "--public-url: give an address")]
    [InlineData("--proxy somewhere", "--proxy: give an IP address")]
    [InlineData("--issuer http://identity.example --audience a", "--issuer: give an address that begins with https")]
    [InlineData("--issuer https://identity.example", "--issuer and --audience go together")]
    [InlineData("--issuer-decides", "--issuer and --audience go together")]
    public async Task Does_not_serve_with_half_a_configuration(string options, string expected)
    {
        var (code, output) = await CommandTests.RunAsync(["serve", .. options.Split(' ')]);
        Assert.Equal(2, code);
        Assert.Contains("error: " + expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_values_of_a_sweep_and_the_scenarios_of_a_comparison()
    {
        var (code, output) = await CommandTests.RunAsync(
            ["sweep", .. Journey, "--vary", "year", "--values", "2030..1000000"]);
        Assert.Equal(2, code);
        Assert.Contains("error: --values:", output, StringComparison.Ordinal);
        (code, output) = await CommandTests.RunAsync(["compare", .. Journey, "--scenarios", "today,nowhere"]);
        Assert.Equal(2, code);
        Assert.Contains("error: --scenarios: There is no scenario 'nowhere'", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "matrix")]
    [InlineData("corridor", "validate")]
    public async Task Shows_what_there_is_when_no_command_is_given(string group, string command)
    {
        var (code, output) =
            await CommandTests.RunAsync(group.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, code);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
        Assert.Contains($"\n  {command}", output, StringComparison.Ordinal);
        Assert.DoesNotContain("error", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_once_that_there_is_no_such_command()
    {
        var (code, output) = await CommandTests.RunAsync("corridor", "frobnicate");
        Assert.Equal(2, code);
        Assert.Equal(2, output.Trim().Split('\n').Length);
        Assert.Contains("'frobnicate'", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_once_what_blocks_a_request()
    {
        var (code, output) = await CommandTests.RunAsync(["plan", .. Journey, "--avoid-country", "AZ"]);
        Assert.Equal(1, code);
        Assert.Equal(2, output.Split("The request avoids country AZ").Length);
    }
}
