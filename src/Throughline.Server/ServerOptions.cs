using Throughline.Corridor;

namespace Throughline.Server;

/// <summary>How a server runs.</summary>
public sealed record ServerOptions
{
    /// <summary>The port that is taken when none is asked for.</summary>
    public const int DefaultPort = 5080;

    /// <summary>The corridor to serve.</summary>
    public required CorridorModel Corridor { get; init; }
    /// <summary>Addresses to listen on, such as http://0.0.0.0:8080; null: the loopback, port
    /// <see cref="DefaultPort"/> or, where that is taken, any free one.</summary>
    public string? Urls { get; init; }
    /// <summary>A folder with the console's files, read at every request; null: those inside the program.</summary>
    public string? ConsoleFolder { get; init; }
    /// <summary>A folder with a reference pack, which is watched; null: the built-in lists alone.</summary>
    public string? PackFolder { get; init; }
    /// <summary>Time between two looks into <see cref="PackFolder"/>. A pack that was copied there is in use after two
    /// or three.</summary>
    public TimeSpan PackInterval { get; init; } = TimeSpan.FromSeconds(2);
    /// <summary>The database of the transit service: path of a file, or postgres://USER:PASSWORD@HOST:PORT/NAME. Null:
    /// the service does not run.</summary>
    public string? Database { get; init; }
    /// <summary>Whether a demonstration can be started beside a fresh installation, from the machine itself.</summary>
    public bool OffersDemonstration { get; init; }
    /// <summary>Whether this is a demonstration, and says so on every page.</summary>
    public bool IsDemonstration { get; init; }
    /// <summary>Whether the installation is for training. Its database is marked at the first start; a marked one is
    /// used for nothing else, and no other for this.</summary>
    public bool IsTraining { get; init; }
    /// <summary>What the transit service is set to.</summary>
    public TransitSettings Transit { get; init; } = new();
    /// <summary>Other installations, and how they are talked with. Null: there are none. Their
    /// <see cref="NeighbourSettings.Countries"/> take the place of those of <see cref="Transit"/>.</summary>
    public NeighbourSettings? Neighbours { get; init; }
    /// <summary>How webhooks are sent.</summary>
    public WebhookSettings Webhooks { get; init; } = new();
    /// <summary>How streams of events run.</summary>
    public EventSettings Events { get; init; } = new();
    /// <summary>How accounts, sessions and logins are set.</summary>
    public AccessSettings Access { get; init; } = new();
    /// <summary>What the front office is set to.</summary>
    public FrontOfficeSettings FrontOffice { get; init; } = new();
    /// <summary>How the log is written, and where metrics and traces go.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();
    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
    /// <summary>Requests that may plan at the same time; the number of cores when 0.</summary>
    public int Parallelism { get; init; }
    /// <summary>Longest planning of one request.</summary>
    public TimeSpan PlanningLimit { get; init; } = TimeSpan.FromSeconds(60);
}
