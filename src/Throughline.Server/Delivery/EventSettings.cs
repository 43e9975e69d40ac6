namespace Throughline.Server;

/// <summary>How streams of events run.</summary>
public sealed record EventSettings
{
    /// <summary>Streams that may be open at a time on this node; 500 unless said otherwise.</summary>
    public int Most { get; init; } = 500;

    /// <summary>Streams of one account; 5 unless said otherwise.</summary>
    public int MostPerAccount { get; init; } = 5;

    /// <summary>A sign of life is sent when nothing else was for this long; 15 seconds unless said otherwise.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the journal is looked at while streams are open.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Entries of the journal that are gone through for somebody who comes back; who was away for longer is
    /// told to read the lists again; 20,000 unless said otherwise.</summary>
    public int MostCaughtUp { get; init; } = 20_000;
}
