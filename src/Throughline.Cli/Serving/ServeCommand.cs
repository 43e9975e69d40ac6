using System.CommandLine;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline serve.</summary>
internal static class ServeCommand
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var port = new Option<int?>("--port") { Description = T("serve.port"), HelpName = "PORT" };
        port.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int?>() is < 0 or > 65535)
                r.AddError(T("serve.port-range"));
        });
        var urls = new Option<string?>("--urls") { Description = T("serve.urls"), HelpName = "URL" };
        var console =
            new Option<string?>("--console") { Description = T("serve.console"), HelpName = T("value.folder") };
        var pack = new Option<string?>("--pack") { Description = T("serve.pack"), HelpName = T("value.folder") };
        var database = DatabaseOption.Make();
        var demo = new Option<bool>("--demo") { Description = T("serve.demo") };
        var training = new Option<bool>("--training") { Description = T("serve.training") };
        var log = new Option<string?>("--log") { Description = T("serve.log"), HelpName = "text|json" };
        log.AcceptOnlyFromAmong("text", "json");
        var otlp = new Option<string?>("--otlp") { Description = T("serve.otlp", Collector), HelpName = "URL" };
        var command = new Command("serve", T("serve.description"))
        {
            port, urls, console, pack, database, demo, training, log, otlp,
        };
        command.Validators.Add(r =>
        {
            if (r.GetValue(demo) && (r.GetValue(database) is not null || r.GetValue(training)))
                r.AddError(T("serve.demo-own"));
        });
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, async () =>
        {
            var options = new ServerOptions
            {
                Corridor = globals.Load(parsed),
                Urls = parsed.GetValue(urls)
                    ?? (parsed.GetValue(port) is { } p ? ThroughlineServer.Loopback(p) : null),
                ConsoleFolder = parsed.GetValue(console),
                PackFolder = parsed.GetValue(pack),
                Database = DatabaseOption.Of(
                    parsed.GetValue(database), parsed.GetValue(training) ? "training.db" : "throughline.db"),
                IsTraining = parsed.GetValue(training),
                Time = output.Time,
                Telemetry = new TelemetryOptions
                {
                    HasJsonLog = parsed.GetValue(log) == "json",
                    Otlp = CollectorOf(parsed.GetValue(otlp)),
                    IsOtlpOverHttp = Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL")
                        == "http/protobuf",
                },
            };
            if (parsed.GetValue(demo))
                await ServeDemoAsync(options, output, cancellation);
            else
                await ServeAsync(options, output, isDemo: false, cancellation);
            return ExitCodes.Ok;
        }));
        return command;
    }

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

    /// <summary>A demonstration has a database of its own, which begins anew each time and is thrown away.</summary>
    private static async Task ServeDemoAsync(
        ServerOptions options, CliOutput output, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("throughline-demo-");
        try
        {
            var own = options with { Database = Path.Combine(folder.FullName, "demonstration.db") };
            await ServeAsync(own, output, isDemo: true, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ServeAsync(
        ServerOptions options, CliOutput output, bool isDemo, CancellationToken cancellation)
    {
        try
        {
            await using var app = await ThroughlineServer.StartAsync(options, cancellation);
            output.Line(app.Urls.First(), "bold");
            if (isDemo)
            {
                var demo = await DemonstrationCorridor.FillAsync(app);
                output.Line(T("serve.demo-ready", demo.Password));
                foreach (var login in demo.Logins)
                    output.Line($"  {login.Login}: {login.What}");
            }
            else if (options.IsTraining)
            {
                output.Line(T("serve.training-ready"));
            }

            if (!isDemo && await FirstStart.FindUrlAsync(app) is { } first)
                output.Line(T("serve.first", first));

            var stopped = new TaskCompletionSource();
            await using var registration = cancellation.Register(() => stopped.TrySetResult());
            app.Lifetime.ApplicationStopping.Register(() => stopped.TrySetResult());
            await stopped.Task;
            await app.StopAsync(CancellationToken.None);
        }
        catch (PackRefusedException e)
        {
            throw new CliException(T("customs.pack.wrong", e.Folder, e.Issues.Count))
            {
                Lines = [.. e.Issues.Select(i => i.ToString())],
            };
        }
        catch (DatabaseException e)
        {
            throw new CliException(e.Message);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or FormatException)
        {
            throw new CliException(T("serve.cannot-listen", options.Urls, e.Message));
        }
    }
}
