using System.CommandLine;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>throughline neighbours: what is done once before installations exchange messages.</summary>
internal static class NeighbourCommands
{
    private const int UsualDays = 825;

    public static Command Make(CliOutput output) => new("neighbours", T("neighbours.description"))
    {
        MakeCertificate(output), MakeCheck(output),
    };

    /// <summary>Reads the file of neighbours; every fault stands in its own line.</summary>
    /// <exception cref="CliException">Something in it is wrong.</exception>
    public static NeighbourSettings Load(string path)
    {
        try
        {
            return NeighbourFile.Load(path);
        }
        catch (NeighbourFileException e)
        {
            throw new CliException(e.Message) { Lines = e.Faults };
        }
    }

    private static Command MakeCertificate(CliOutput output)
    {
        var name = new Argument<string>("host") { Description = T("neighbours.host"), HelpName = T("value.host") };
        var folder = new Option<string>("--output")
        {
            Description = T("neighbours.output"),
            HelpName = T("value.folder"),
            DefaultValueFactory = _ => ".",
        };
        var command = new Command("certificate", T("neighbours.certificate")) { name, folder };
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, async () =>
        {
            var host = parsed.GetRequiredValue(name);
            if (Uri.CheckHostName(host) != UriHostNameType.Dns)
                throw new CliException(T("neighbours.no-host", host));
            var path = Path.Combine(parsed.GetRequiredValue(folder), host);
            var (certificate, key) = NeighbourCheck.MakeCertificate(host, output.Time.GetUtcNow(), UsualDays);
            await WriteKeyAsync(path + ".key", key);
            Files.WriteText(path + ".crt", certificate);
            using var made = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(certificate);
            output.Line(T("neighbours.made", path + ".crt", path + ".key"));
            output.Line(NeighbourCheck.Fingerprint(made));
            return ExitCodes.Ok;
        }));
        return command;
    }

    /// <summary>Only the user may read the key, from the first byte on; one that is there stays.</summary>
    private static async Task WriteKeyAsync(string path, string key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using var stream = new FileStream(path, options);
            await using var writer = new StreamWriter(stream);
            await writer.WriteAsync(key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(T("file.cannot-write", path, e.Message));
        }
    }

    private static Command MakeCheck(CliOutput output)
    {
        var file = new Argument<string>("file") { Description = T("serve.neighbours"), HelpName = T("value.file") };
        var command = new Command("check", T("neighbours.check")) { file };
        command.SetAction((parsed, cancellation) => GlobalOptions.RunAsync(output, async () =>
        {
            var settings = Load(parsed.GetRequiredValue(file));
            output.Line(T("neighbours.own", NeighbourCheck.Fingerprint(settings.Certificate),
                settings.Certificate.NotAfter));
            var isWell = true;
            foreach (var neighbour in settings.Neighbours)
            {
                output.Line($"{neighbour.Name} ({string.Join(", ", neighbour.Countries)}) {neighbour.Address}", "bold");
                foreach (var certificate in neighbour.Certificates)
                {
                    output.Line("  " + T("neighbours.pinned", NeighbourCheck.Fingerprint(certificate),
                        certificate.NotAfter));
                }

                var fault = await NeighbourCheck.FindFaultAsync(settings, neighbour, output.Time, cancellation);
                isWell &= fault is null;
                output.Line("  " + (fault ?? T("neighbours.well")), fault is null ? null : "red");
            }

            return isWell ? ExitCodes.Ok : ExitCodes.NothingFound;
        }));
        return command;
    }
}
