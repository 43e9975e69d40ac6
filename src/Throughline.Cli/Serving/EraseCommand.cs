using System.CommandLine;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline erase.</summary>
internal static class EraseCommand
{
    private const int UsualYears = 3;

    public static Command Make(CliOutput output)
    {
        var database = DatabaseOption.Make();
        var movement = new Argument<string?>("movement")
        {
            Description = T("erase.movement"),
            HelpName = T("value.number"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var before = new Option<DateOnly?>("--ended-before")
        {
            Description = T("erase.ended-before"),
            HelpName = T("value.date"),
        };
        var by = new Option<string>("--by")
        {
            Description = T("erase.by"),
            HelpName = T("value.text"),
            Required = true,
        };
        var reason = new Option<string>("--reason")
        {
            Description = T("erase.reason"),
            HelpName = T("value.text"),
            Required = true,
        };
        var years = new Option<int>("--legal-years")
        {
            Description = T("erase.legal-years", UsualYears),
            HelpName = T("value.count"),
            DefaultValueFactory = _ => UsualYears,
        };
        var command = new Command("erase", T("erase.description")) { movement, before, by, reason, years, database };
        command.Validators.Add(r =>
        {
            if (r.GetValue(movement) is null == r.GetValue(before) is null)
                r.AddError(T("erase.one"));
            if (r.GetValue(years) is < 0 or > 100)
                r.AddError(T("erase.years-range"));
        });
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, async () =>
        {
            var address = DatabaseOption.Of(parsed.GetValue(database));
            await using var opened = await DatabaseOption.OpenAsync(address, mustExist: true, cancellation);
            await using var lane = new WriteLane(opened, output.Time);
            var erasure = new Erasure(lane) { LegalYears = parsed.GetValue(years) };
            var (who, why) = (parsed.GetRequiredValue(by), parsed.GetRequiredValue(reason));
            if (parsed.GetValue(before) is { } day)
            {
                var time = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
                output.Line(T("erase.done-many", await erasure.RunDueAsync(time, who, why, cancellation)));
                return ExitCodes.Ok;
            }

            var outcome = await erasure.RunAsync(parsed.GetValue(movement)!, who, why);
            output.Line(outcome.Refusal ?? T("erase.done", outcome.Reference, outcome.Movements, outcome.Bodies));
            return outcome.Refusal is null ? ExitCodes.Ok : ExitCodes.NothingFound;
        }));
        return command;
    }
}
