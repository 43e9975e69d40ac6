using Throughline.Corridor;

namespace Throughline.Planning.Core;

/// <summary>Where in its change of vehicles a unit stands.</summary>
internal enum Phase : byte
{
    /// <summary>In a vehicle that runs over links.</summary>
    Run,
    /// <summary>Processed, waiting for the departure of a service.</summary>
    Ready,
    /// <summary>Just arrived by a service.</summary>
    Landed,
}

/// <summary>What a vertex stands for: a place, a standing and a phase; on a ferry also what rolled on.</summary>
internal readonly record struct VertexKey(int Place, Standing Standing, Phase Phase, Standing Carrying)
{
    /// <summary>A unit on a running vehicle.</summary>
    public static VertexKey Running(int place, Standing standing) => new(place, standing, Phase.Run, standing);

    /// <summary>The unit is on a road vehicle, or on a ferry in one.</summary>
    public bool KeepsDriver => Standing == Standing.Road && Phase == Phase.Run
        || Standing == Standing.Ferry && Carrying == Standing.Road;
}
