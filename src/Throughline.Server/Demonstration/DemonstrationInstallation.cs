using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Throughline.Server;

/// <summary>A demonstration that runs: a server over a database of its own, which begins anew each time and is thrown
/// away at the end. No other database is ever opened by it.</summary>
public sealed class DemonstrationInstallation : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private DemonstrationInstallation(DirectoryInfo folder, WebApplication app, DemonstrationResult made)
    {
        _folder = folder;
        App = app;
        Made = made;
    }

    /// <summary>The server.</summary>
    public WebApplication App { get; }

    /// <summary>Who may log in.</summary>
    public DemonstrationResult Made { get; }

    /// <summary>Starts a demonstration.</summary>
    /// <param name="options">How the server runs. The database that it names is left alone.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="IOException">An address that was asked for is in use.</exception>
    public static async Task<DemonstrationInstallation> StartAsync(
        ServerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = Directory.CreateTempSubdirectory("throughline-demo-");
        WebApplication? app = null;
        try
        {
            app = await ThroughlineServer.StartAsync(options with
            {
                Database = Path.Combine(folder.FullName, "demonstration.db"),
                IsDemonstration = true,
                OffersDemonstration = false,
                // Cookies do not tell ports apart: a login here must not end one of the installation beside it.
                Access = options.Access with { Cookie = "throughline-demo", PublicUrl = null },
            }, cancellation);
            var made = await DemonstrationCorridor.FillAsync(app);
            app.Services.GetRequiredService<DemonstrationHost>().Made = made;
            return new DemonstrationInstallation(folder, app, made);
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
