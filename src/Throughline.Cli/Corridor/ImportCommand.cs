using System.CommandLine;
using Throughline.Corridor;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline corridor import.</summary>
internal sealed class ImportCommand
{
    private readonly Argument<string> _feed = new("feed")
    {
        Description = T("import.feed"),
        HelpName = T("value.feed"),
    };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = T("import.output"),
        HelpName = T("value.folder"),
        Required = true,
    };

    private readonly Option<ImportFormat?> _format = new("--format") { Description = T("import.format") };
    private readonly Option<bool> _beside = new("--beside") { Description = T("import.beside") };
    private readonly Option<bool> _force = new("--force") { Description = T("import.force") };
    private readonly Option<string?> _name = new("--name") { Description = T("import.name") };
    private readonly Option<string?> _country = new("--country") { Description = T("import.country") };
    private readonly Option<int> _gauge = new("--gauge")
    {
        Description = T("import.gauge"),
        DefaultValueFactory = _ => new GtfsOptions().RailGaugeMm,
    };

    private readonly Option<double> _join = new("--join-within")
    {
        Description = T("import.join"),
        DefaultValueFactory = _ => new GtfsOptions().JoinWithinMetres,
    };

    private readonly Option<bool> _platforms = new("--keep-platforms") { Description = T("import.platforms") };
    private readonly Option<string?> _timeZone = new("--time-zone") { Description = T("import.time-zone") };
    private readonly Option<string?> _length = new("--length-unit") { Description = T("import.length-unit") };
    private readonly Option<string?> _speed = new("--speed-unit") { Description = T("import.speed-unit") };
    private readonly Option<double?> _defaultSpeed = new("--default-speed")
    {
        Description = T("import.default-speed"),
    };

    private ImportCommand()
    {
    }

    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var self = new ImportCommand();
        var command = new Command("import", T("import.description"))
        {
            self._feed, self._output, self._format, self._beside, self._force, self._name, self._country, self._gauge,
            self._join, self._platforms, self._timeZone, self._length, self._speed, self._defaultSpeed,
        };
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(
            output, () => Task.FromResult(self.Run(parsed, globals, output))));
        return command;
    }

    private int Run(ParseResult parsed, GlobalOptions globals, CliOutput output)
    {
        var target = new ImportTarget(parsed.GetRequiredValue(_output), parsed.GetValue(_force));
        var imported = Load(parsed, globals.Load(parsed));
        var result = imported.Corridor is { } corridor ? target.Write(corridor) : imported;
        var issues = imported.Corridor is null ? imported.Issues : [.. imported.Issues, .. result.Issues];
        var report = new LoadResult(result.Corridor, issues);
        if (parsed.GetValue(globals.Json))
            output.Json(CheckReport.Of(target.Folder, report), CliJson.Wire.CheckReport);
        else
            CheckCommand.Write(output, target.Folder, report);
        return result.HasErrors ? ExitCodes.NothingFound : ExitCodes.Ok;
    }

    private LoadResult Load(ParseResult parsed, CorridorModel terms)
    {
        var feed = parsed.GetRequiredValue(_feed);
        if (!Directory.Exists(feed) && !File.Exists(feed))
            throw new CliException(T("import.no-feed", feed));
        var format = parsed.GetValue(_format) ?? ImportFormats.Find(feed)
            ?? throw new CliException(T("import.unknown-format", feed));
        return format == ImportFormat.Gtfs
            ? GtfsImport.Load(feed, Common(parsed, terms, new GtfsOptions
            {
                KeepPlatforms = parsed.GetValue(_platforms),
            }))
            : GmnsImport.Load(feed, Common(parsed, terms, new GmnsOptions
            {
                TimeZone = parsed.GetValue(_timeZone),
                LengthUnit = parsed.GetValue(_length),
                SpeedUnit = parsed.GetValue(_speed),
                DefaultSpeedKmh = parsed.GetValue(_defaultSpeed),
            }));
    }

    private TOptions Common<TOptions>(ParseResult parsed, CorridorModel terms, TOptions options)
        where TOptions : ImportOptions => (TOptions)(options with
        {
            Base = terms,
            BesideBase = parsed.GetValue(_beside),
            JoinWithinMetres = parsed.GetValue(_join),
            Name = parsed.GetValue(_name),
            Country = parsed.GetValue(_country),
            RailGaugeMm = parsed.GetValue(_gauge),
        });
}
