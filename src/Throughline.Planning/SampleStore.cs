using System.Collections.Concurrent;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Draws of the elements of a snapshot, made when first asked for.</summary>
/// <remarks>Arcs of one element share its draws. What an arc uses is kept with the arc as well, so that it need not be
/// found by name each time; two threads that find it at once find the same.</remarks>
internal sealed class SampleStore(CorridorSnapshot snapshot, Network network)
{
    private readonly ConcurrentDictionary<(string, Spread), int[]> _spreads = new();
    private readonly ConcurrentDictionary<(string, int, WaitModel), int[]> _waits = new();
    private readonly ConcurrentDictionary<(TransportMode, int), float[]> _legs = new();
    private readonly int[]?[] _ofArc = new int[]?[network.ArcCount];
    private readonly int[]?[] _ofStart = new int[]?[network.VertexCount];
    private readonly int[]?[] _ofEnd = new int[]?[network.VertexCount];
    private readonly int[]?[]?[] _ofSections = new int[]?[]?[network.ArcCount];
    private readonly Line[]?[] _lines = new Line[]?[network.ArcCount];

    /// <summary>Draws of the transfer, the crossing or the wait on an arc.</summary>
    public ref int[]? OfArc(int arc) => ref _ofArc[arc];

    /// <summary>Draws of loading at a vertex.</summary>
    public ref int[]? OfStart(int vertex) => ref _ofStart[vertex];

    /// <summary>Draws of unloading at a vertex.</summary>
    public ref int[]? OfEnd(int vertex) => ref _ofEnd[vertex];

    /// <summary>Draws of a section of the ride on an arc.</summary>
    public ref int[]? OfSection(int arc, int section) => ref
        (_ofSections[arc] ??= new int[]?[network.ArcAlight[arc] - network.ArcBoard[arc]])
        [section - network.ArcBoard[arc]];

    /// <summary>Draws of a log-normal element.</summary>
    public int[] Spread(string element, Spread spread) =>
        _spreads.GetOrAdd((element, spread), static key => Samples.LogNormal(key.Item1, key.Item2));

    /// <summary>Draws of the wait for a frequency service.</summary>
    public int[] Wait(string service, int headway, WaitModel model) =>
        _waits.GetOrAdd((service, headway, model),
            static key => Samples.Wait("wait " + key.Item1, key.Item2, key.Item3));

    /// <summary>Running-time factors of the n-th leg of a mode in an itinerary.</summary>
    public float[] Leg(TransportMode mode, int ordinal) => _legs.GetOrAdd((mode, ordinal), key =>
    {
        var spread = snapshot.Corridor.RunningTimes.FirstOrDefault(r => r.Mode == key.Item1)?.P90OverMedian ?? 1;
        return Samples.Factor($"leg {key.Item1} {key.Item2}", spread);
    });

    /// <summary>All lines of the service on which the ride of a timetable arc costs the same: who misses one departure
    /// takes any of them.</summary>
    public Line[] LinesOf(int arc) => _lines[arc] ??= ListLines(arc);

    private Line[] ListLines(int arc)
    {
        var line = network.Lines[network.ArcGate[arc]];
        return [.. network.Lines.Where(other => other.Service == line.Service
            && other.Trips[0].PriceMinor == line.Trips[0].PriceMinor
            && other.Trips[0].Times[network.ArcBoard[arc]].MayBoard
            && other.Trips[0].Times[network.ArcAlight[arc]].MayAlight).Distinct()];
    }
}
