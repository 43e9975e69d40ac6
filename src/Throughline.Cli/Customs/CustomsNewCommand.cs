using System.CommandLine;
using Throughline.Customs;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline customs new: a valid skeleton of a declaration for a route.</summary>
internal sealed class CustomsNewCommand
{
    private readonly Option<string> _departure = Office("--departure", isRequired: true);
    private readonly Option<string> _destination = Office("--destination", isRequired: true);
    private readonly Option<string[]> _transit = new("--transit")
    {
        Description = T("customs.new.transit"),
        HelpName = T("value.office"),
    };

    private readonly Option<string> _mode = Word("--mode", "road", "rail");
    private readonly Option<string> _type = Word("--type", "T1", "T2", "T2F", "T", "TIR");
    private readonly Option<bool> _simplified = new("--simplified") { Description = T("customs.new.simplified") };
    private readonly Option<bool> _preLodged = new("--pre-lodged") { Description = T("customs.new.pre-lodged") };
    private readonly Option<bool> _binding = new("--binding-itinerary")
    {
        Description = T("customs.new.binding-itinerary"),
    };
    private readonly Option<int> _containers = Number("--containers", 0);
    private readonly Option<int> _seals = Number("--seals", 1);
    private readonly Option<int> _wagons = Number("--wagons", 1);
    private readonly Option<int> _trailers = Number("--trailers", 0);
    private readonly Option<int> _items = Number("--items", 1);
    private readonly Option<int?> _houses = new("--houses")
    {
        Description = T("customs.new.houses"),
        HelpName = T("value.count"),
    };
    private readonly Option<string[]> _guarantees = new("--guarantee")
    {
        Description = T("customs.new.guarantee"),
        HelpName = T("value.guarantee"),
    };

    private readonly Option<int> _vouchers = Number("--vouchers", 1);
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = T("customs.new.output"),
        HelpName = T("value.file"),
    };

    private readonly ReferenceOptions _reference = new();

    private CustomsNewCommand()
    {
    }

    public static Command Make(CliOutput output)
    {
        var self = new CustomsNewCommand();
        var command = new Command("new", T("customs.new.description"))
        {
            self._departure, self._destination, self._transit, self._mode, self._type, self._simplified,
            self._preLodged, self._binding, self._containers, self._seals, self._wagons, self._trailers, self._items,
            self._houses, self._guarantees, self._vouchers, self._output,
        };
        self._reference.AddTo(command);
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, () => self.RunAsync(parsed, output)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CliOutput output)
    {
        var request = Read(parsed, output.Time);
        var made = Make(request);
        Check(made, DateOnly.FromDateTime(request.Prepared), _reference.Read(parsed));
        if (parsed.GetValue(_output) is not { } path)
        {
            output.Out.WriteLine(MessageWriter.ToXml(made));
            return ExitCodes.Ok;
        }

        await Files.Write(path, stream =>
        {
            MessageWriter.Write(made, stream);
            return Task.CompletedTask;
        });
        output.Line(T("customs.new.written", path));
        return ExitCodes.Ok;
    }

    private SkeletonRequest Read(ParseResult parsed, TimeProvider time)
    {
        var now = time.GetLocalNow().DateTime;
        return new SkeletonRequest
        {
            Departure = parsed.GetRequiredValue(_departure),
            Destination = parsed.GetRequiredValue(_destination),
            Transits = parsed.GetValue(_transit) ?? [],
            Prepared = now,
            Mode = parsed.GetValue(_mode) == "rail" ? SkeletonMode.Rail : SkeletonMode.Road,
            Type = parsed.GetValue(_type)!,
            IsSimplified = parsed.GetValue(_simplified),
            IsPreLodged = parsed.GetValue(_preLodged),
            HasBindingItinerary = parsed.GetValue(_binding),
            Containers = parsed.GetValue(_containers),
            Seals = parsed.GetValue(_seals),
            Wagons = parsed.GetValue(_wagons),
            Trailers = parsed.GetValue(_trailers),
            Items = parsed.GetValue(_items),
            Houses = parsed.GetValue(_houses),
            Guarantees = parsed.GetValue(_guarantees) ?? [],
            Vouchers = parsed.GetValue(_vouchers),
        };
    }

    private static Message Make(SkeletonRequest request)
    {
        try
        {
            return DeclarationSkeleton.Make(request);
        }
        catch (ArgumentException e)
        {
            throw new CliException(e.ParamName is { } name
                ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message);
        }
    }

    /// <summary>A route that no declaration can be right for is refused with what it lacks.</summary>
    private static void Check(Message made, DateOnly day, ReferenceData reference)
    {
        var wrong = new MessageCheck(reference.Lists).Run(made, day).Where(f => f.Severity == Severity.Error)
            .DistinctBy(f => (f.Reason, f.Message)).ToList();
        if (wrong.Count == 0)
            return;
        throw new CliException(T("customs.new.impossible"))
        {
            Lines = [.. wrong.Select(f => $"{FindingText.Name(f)} {f.Pointer}: {f.Message} {f.Remedy}")],
        };
    }

    private static Option<string> Office(string name, bool isRequired) => new(name)
    {
        Description = T("customs.new." + name[2..]),
        HelpName = T("value.office"),
        Required = isRequired,
    };

    private static Option<string> Word(string name, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = T("customs.new." + name[2..]),
            DefaultValueFactory = _ => words[0],
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private static Option<int> Number(string name, int usual) => new(name)
    {
        Description = T("customs.new." + name[2..]),
        HelpName = T("value.count"),
        DefaultValueFactory = _ => usual,
    };
}
