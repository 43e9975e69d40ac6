using System.Collections.Concurrent;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Draws of the elements of a snapshot, made when first asked for.</summary>
internal sealed class SampleStore(CorridorSnapshot snapshot)
{
    private readonly ConcurrentDictionary<(string, Spread), int[]> _spreads = new();
    private readonly ConcurrentDictionary<(string, int, WaitModel), int[]> _waits = new();
    private readonly ConcurrentDictionary<(TransportMode, int), float[]> _legs = new();

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
}
