namespace Throughline.Planning.Core;

/// <summary>Charges each driven second its share of a daily rest, so that bounds know of rests to come.</summary>
/// <remarks>The charged clock of a label is its arrival plus what it owes: on a road vehicle the driven part of the
/// day's share, elsewhere the most that can be owed. Along any arc that clock moves by at least <see cref="Step"/>,
/// whatever rests are taken and whatever a stop or a fresh driver forgives.</remarks>
internal readonly struct RestCharge
{
    private readonly int _daily;
    private readonly int _perDay;

    /// <summary>Sets the charge so low that no change on to a road vehicle is shorter than the debt it
    /// forgives.</summary>
    public RestCharge(Drivers drivers, Network network)
    {
        _daily = drivers.DailyRest;
        _perDay = drivers.PerDay;
        var most = _daily;
        for (var arc = 0; arc < network.ArcCount; arc++)
        {
            var onToRoad = network.KeepsDriver[network.ArcTo[arc]] && !network.KeepsDriver[network.ArcFrom[arc]];
            var renewed = network.KeepsDriver[network.ArcTo[arc]] && network.ArcHandlings[arc] > 0;
            if (onToRoad || renewed)
                most = Math.Min(most, network.ArcSeconds[arc]);
        }

        Most = most;
    }

    /// <summary>The most that can be owed, in seconds.</summary>
    public int Most { get; }

    /// <summary>What a label owes, rounded down.</summary>
    public int Owed(bool keepsDriver, in DriverState driver) =>
        keepsDriver ? (int)((long)driver.SinceDaily * Most / _perDay) : Most;

    /// <summary>The least by which an arc moves the charged clock.</summary>
    public long Step(Network network, int arc)
    {
        var seconds = (long)network.ArcSeconds[arc];
        var from = network.KeepsDriver[network.ArcFrom[arc]];
        var to = network.KeepsDriver[network.ArcTo[arc]];
        if (network.ArcDriven[arc])
        {
            // One second is taken off for the rounding of what is owed.
            var driven = seconds + seconds * Most / _perDay - 1;
            return Math.Max(0, driven)
                + (network.ArcCrossing[arc] >= 0
                    ? Stop(network.Crossings[network.ArcCrossing[arc]].Dwell.MedianSeconds)
                    : 0);
        }

        if (from && to)
            return network.ArcHandlings[arc] > 0 ? Math.Max(0, seconds - Most) : Stop(seconds);
        if (to)
            return Math.Max(0, seconds - Most);
        return network.ArcCrossing[arc] >= 0 ? Bounds.LeastSeconds(network, arc) : seconds;
    }

    /// <summary>A stop may forgive the debt when it is, or is stretched to, a daily rest.</summary>
    private long Stop(long seconds) => Math.Min(seconds, Math.Max(seconds, _daily) - Most);
}
