using System.CommandLine;
using Throughline.Corridor;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Options that make a scenario.</summary>
internal sealed class ScenarioOptions
{
    public Option<string?> Name { get; } = new("--scenario")
    {
        Description = T("scenario.name"),
        HelpName = T("value.id"),
    };

    public Option<string[]> Switch { get; } = new("--switch")
    {
        Description = T("scenario.switch"),
        HelpName = T("value.id"),
    };

    public Option<int?> Year { get; } = new("--year") { Description = T("scenario.year"), HelpName = "YYYY" };

    public Option<string[]> Change { get; } = new("--change")
    {
        Description = T("scenario.change"),
        HelpName = T("value.change"),
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Name);
        command.Add(Switch);
        command.Add(Year);
        command.Add(Change);
    }

    /// <summary>What the options state.</summary>
    public ScenarioBody ReadBody(ParseResult parsed) => new()
    {
        Name = parsed.GetValue(Name),
        Switches = parsed.GetValue(Switch) ?? [],
        Year = parsed.GetValue(Year),
        Changes = parsed.GetValue(Change) ?? [],
    };

    /// <summary>The scenario that the options make.</summary>
    /// <exception cref="ProblemException">Something in it is wrong.</exception>
    public Scenario Read(ParseResult parsed, CorridorModel corridor) =>
        ScenarioReader.Resolve(corridor, ReadBody(parsed), "/scenario");
}
