using System.Runtime.InteropServices;

namespace Throughline.Planning.Core;

/// <summary>A way that the search has found to a vertex, by its last arc. One cache line long.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Label
{
    /// <summary>Vertex at which the way ends; the number of vertices for the goal.</summary>
    public int Vertex { get; init; }
    /// <summary>Label of the way without its last arc, or −1.</summary>
    public int Parent { get; init; }
    /// <summary>Last arc; −1 − vertex for a start and for an end.</summary>
    public int Arc { get; init; }
    /// <summary>Instant of arrival.</summary>
    public int Arrival { get; init; }
    /// <summary>Cost in cents so far.</summary>
    public long Cost { get; init; }
    /// <summary>CO2e in grams so far.</summary>
    public long Co2e { get; init; }
    /// <summary>State of the driver where <see cref="Network.KeepsDriver"/> says that there is one.</summary>
    public DriverState Driver { get; init; }
    /// <summary>Handlings so far.</summary>
    public int Handlings { get; init; }
    /// <summary>What the queue orders by.</summary>
    public int Key { get; init; }
    /// <summary>Number of closed labels of the vertex that this one was compared with when it was made.</summary>
    public int Compared { get; init; }
    /// <summary>Requirements met so far, as bits.</summary>
    public byte Mask { get; init; }
}
