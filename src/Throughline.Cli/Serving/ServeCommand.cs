using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline serve.</summary>
internal static class ServeCommand
{
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
        var neighbours = new Option<string?>("--neighbours")
        {
            Description = T("serve.neighbours"),
            HelpName = T("value.file"),
        };
        var keep = new Option<int?>("--keep-years")
        {
            Description = T("serve.keep-years"),
            HelpName = T("value.count"),
        };
        var database = DatabaseOption.Make();
        var demo = new Option<bool>("--demo") { Description = T("serve.demo") };
        var training = new Option<bool>("--training") { Description = T("serve.training") };
        var command = new Command("serve", T("serve.description"))
        {
            port, urls, console, pack, neighbours, keep, database, demo, training,
        };
        var transit = new TransitOptions();
        transit.AddTo(command);
        var access = new AccessOptions();
        access.AddTo(command);
        var log = new LogOptions();
        log.AddTo(command);
        command.Validators.Add(r =>
        {
            if (r.GetValue(demo) && (r.GetValue(database) is not null || r.GetValue(training)))
                r.AddError(T("serve.demo-own"));
            if (r.GetValue(demo) && r.GetValue(neighbours) is not null)
                r.AddError(T("serve.demo-alone"));
            if (r.GetValue(keep) is < 1 or > 100)
                r.AddError(T("serve.keep-range"));
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
                Transit = new TransitSettings { KeepYears = parsed.GetValue(keep) },
                Neighbours = parsed.GetValue(neighbours) is { } file ? NeighbourCommands.Load(file) : null,
                Access = access.Read(parsed),
                OffersDemonstration = !parsed.GetValue(training),
                Time = output.Time,
                Telemetry = log.Read(parsed),
            };
            options = transit.Apply(parsed, options);
            await ServeAsync(options, output, parsed.GetValue(demo), cancellation);
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static async Task ServeAsync(
        ServerOptions options, CliOutput output, bool isDemo, CancellationToken cancellation)
    {
        try
        {
            if (isDemo)
            {
                await using var demo = await DemonstrationInstallation.StartAsync(options, cancellation);
                output.Line(demo.App.Urls.First(), "bold");
                output.Line(T("serve.demo-ready", demo.Made.Password));
                foreach (var login in demo.Made.Logins)
                    output.Line($"  {login.Login}: {login.What}");
                await WaitAsync(demo.App, cancellation);
                return;
            }

            await using var app = await ThroughlineServer.StartAsync(options, cancellation);
            output.Line(app.Urls.First(), "bold");
            if (options.IsTraining)
                output.Line(T("serve.training-ready"));
            if (await FirstStart.FindUrlAsync(app) is { } first)
                output.Line(T("serve.first", first));
            await WaitAsync(app, cancellation);
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

    private static async Task WaitAsync(WebApplication app, CancellationToken cancellation)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = cancellation.Register(() => stopped.TrySetResult());
        app.Lifetime.ApplicationStopping.Register(() => stopped.TrySetResult());
        await stopped.Task;
    }
}
