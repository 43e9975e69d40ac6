namespace Throughline.Planning.Core;

/// <summary>Cost and CO2e of every move for one consignment. Immutable.</summary>
internal sealed class Weights
{
    public required long[] ArcCost { get; init; }
    public required long[] ArcCo2e { get; init; }
    /// <summary>Cost of starting at a vertex.</summary>
    public required long[] StartCost { get; init; }
    /// <summary>Cost of ending at a vertex.</summary>
    public required long[] EndCost { get; init; }

    /// <summary>The same with CO2e in the place of cost, so that a search for the least cost finds the least
    /// CO2e.</summary>
    public Weights Co2eAsCost => field ??= new Weights
    {
        ArcCost = ArcCo2e,
        ArcCo2e = ArcCost,
        StartCost = new long[StartCost.Length],
        EndCost = new long[EndCost.Length],
    };
}

/// <summary>One place where a journey may begin or end, with the way between it and the real endpoint.</summary>
internal readonly record struct Terminal(int Place, int Seconds, long Metres, long Cost, long Co2e);
