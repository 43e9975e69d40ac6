using System.CommandLine;
using System.CommandLine.Parsing;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Options of what a server tells about its work: the log, metrics and traces.</summary>
internal sealed class LogOptions
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private readonly Option<string?> _log = new("--log") { Description = T("serve.log"), HelpName = "text|json" };
    private readonly Option<string?> _otlp = new("--otlp")
    {
        Description = T("serve.otlp", Collector),
        HelpName = "URL",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        _log.AcceptOnlyFromAmong("text", "json");
        command.Add(_log);
        command.Add(_otlp);
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="CliException">The collector is no address.</exception>
    public TelemetryOptions Read(ParseResult parsed) => new()
    {
        HasJsonLog = parsed.GetValue(_log) == "json",
        Otlp = CollectorOf(parsed.GetValue(_otlp)),
        IsOtlpOverHttp = Environment.GetEnvironmentVariable(Protocol) == "http/protobuf",
    };

    /// <summary>Where metrics and traces go: what is asked for, else what the environment says, else nowhere.</summary>
    /// <exception cref="CliException">It is no address.</exception>
    private static Uri? CollectorOf(string? asked)
    {
        var text = asked ?? Environment.GetEnvironmentVariable(Collector);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new CliException(T("serve.otlp-address", text));
    }
}
