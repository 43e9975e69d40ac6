using System.CommandLine;
using System.CommandLine.Parsing;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Options of the transit service: sizes, webhooks, rates, the seal.</summary>
internal sealed class TransitOptions
{
    private const int LeastBytes = 100_000;
    private const int MostBytes = 100_000_000;

    private readonly Option<WebhookReach> _reach = new("--webhooks-to")
    {
        Description = T("serve.webhooks-to"),
        HelpName = "public|loopback|private",
        DefaultValueFactory = _ => WebhookReach.Public,
    };

    private readonly Option<int?> _maxMessage = new("--max-message")
    {
        Description = T("serve.max-message"),
        HelpName = "BYTES",
    };

    private readonly Option<string?> _rates = File("--rates", "serve.rates");
    private readonly Option<string?> _key = File("--tad-key", "serve.tad-key");
    private readonly Option<string?> _keyId = new("--tad-key-id")
    {
        Description = T("serve.tad-key-id"),
        HelpName = T("value.id"),
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_reach, _maxMessage, _rates, _key, _keyId])
            command.Add(option);
        command.Validators.Add(r =>
        {
            if (r.GetValue(_maxMessage) is < LeastBytes or > MostBytes)
                r.AddError(T("serve.max-message-range", LeastBytes, MostBytes));
            if (r.GetValue(_key) is null != r.GetValue(_keyId) is null)
                r.AddError(T("serve.tad-key-and-id"));
        });
    }

    /// <summary>The options of a server with these.</summary>
    /// <exception cref="CliException">A file cannot be read, or is wrong.</exception>
    public ServerOptions Apply(ParseResult parsed, ServerOptions options)
    {
        var transit = options.Transit;
        return options with
        {
            Webhooks = options.Webhooks with { Reach = parsed.GetValue(_reach) },
            Transit = transit with
            {
                MostMessageBytes = parsed.GetValue(_maxMessage) ?? transit.MostMessageBytes,
                Rates = parsed.GetValue(_rates) is { } rates ? Read(rates, RateTable.Load) : transit.Rates,
                Seal = parsed.GetValue(_key) is { } key
                    ? Read(key, p => SealKey.Of(System.IO.File.ReadAllText(p), parsed.GetValue(_keyId)!))
                    : transit.Seal,
            },
        };
    }

    private static TFile Read<TFile>(string path, Func<string, TFile> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(T("file.cannot-read", path, e.Message));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new CliException(T("serve.wrong-file", path, e.Message));
        }
    }

    private static Option<string?> File(string name, string text) =>
        new(name) { Description = T(text), HelpName = T("value.file") };
}
