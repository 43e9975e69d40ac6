using System.CommandLine;
using System.Globalization;
using Throughline.Customs;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>What an identifying number is, or why it is none.</summary>
internal sealed record NumberReport(string Number, string Kind, bool Valid, string? Fault, int? Year, string? Country,
    string? Serial, string? Procedure);

/// <summary>throughline customs mrn: reads MRNs and GRNs, containers and wagons.</summary>
internal static class CustomsNumberCommand
{
    private const int WagonDigits = 12;

    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var numbers = new Argument<string[]>("number")
        {
            Description = T("customs.mrn.number"),
            HelpName = T("value.number"),
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("mrn", T("customs.mrn.description")) { numbers };
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, () =>
        {
            NumberReport[] reports = [.. parsed.GetRequiredValue(numbers).Select(Read)];
            if (parsed.GetValue(globals.Json))
                output.Json(reports, CliJson.Wire.NumberReportArray);
            else
                Write(output, reports);
            return Task.FromResult(reports.All(r => r.Valid) ? ExitCodes.Ok : ExitCodes.NothingFound);
        }));
        return command;
    }

    /// <summary>Takes the kind of number that the text comes nearest to.</summary>
    private static NumberReport Read(string text)
    {
        var number = text.Trim().Replace(" ", "", StringComparison.Ordinal);
        if (number.Length == WagonDigits && number.All(char.IsAsciiDigit))
            return Of(number, "wagon", WagonNumber.FindFault(number));
        if (number.Length == 11 && char.IsAsciiLetter(number[0]))
            return Of(number, "container", ContainerNumber.FindFault(number));
        if (number.Length is 17 or 24)
        {
            return Of(number, "GRN", Grn.FindFault(number)) is { Valid: true } report
                && Grn.TryParse(number, out var grn, out var _)
                ? report with { Year = grn.Year, Country = grn.Country, Serial = grn.Serial }
                : Of(number, "GRN", Grn.FindFault(number));
        }

        return Mrn.TryParse(number, out var mrn, out var fault)
            ? new NumberReport(number, "MRN", true, null, mrn.Year, mrn.Country, mrn.Serial, mrn.Procedure?.ToString())
            : Of(number, "MRN", fault);
    }

    private static NumberReport Of(string number, string kind, NumberFault? fault) =>
        new(number, kind, fault is null, fault?.Reason, null, null, null, null);

    private static void Write(CliOutput output, NumberReport[] reports)
    {
        foreach (var r in reports)
        {
            var year = r.Year?.ToString("00", CultureInfo.InvariantCulture);
            string?[] parts = [year, r.Country, r.Serial, r.Procedure];
            output.Line(r.Valid
                ? T("customs.mrn.valid", r.Number, r.Kind, string.Join(", ", parts.OfType<string>()))
                : T("customs.mrn.wrong", r.Number, r.Kind, r.Fault), r.Valid ? "green" : "red");
        }
    }
}
