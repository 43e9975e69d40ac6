namespace Throughline.Server;

/// <summary>What the front office is set to.</summary>
public sealed record FrontOfficeSettings
{
    /// <summary>Most bytes of a scan: 10,000,000 unless said otherwise.</summary>
    public int MostScanBytes { get; init; } = 10_000_000;

    /// <summary>A holder lets a front office collect for this long; 30 days unless said otherwise.</summary>
    public TimeSpan MandateLife { get; init; } = TimeSpan.FromDays(30);
}
