namespace Throughline.Planning.Core;

/// <summary>What a label may be at most at each vertex to be of use for any of many goals.</summary>
/// <remarks>Each goal gives an instant and a cost that a way must not exceed. What is least from a vertex to the goal
/// is taken off; the vertex keeps the most generous of all goals, for each measure alone.</remarks>
internal sealed class Horizon
{
    private readonly int[] _arrival;
    private readonly int[] _charged;
    private readonly long[] _cost;

    /// <summary>Makes a horizon without goals: no label is of use.</summary>
    public Horizon(int vertices)
    {
        _arrival = new int[vertices];
        _charged = new int[vertices];
        _cost = new long[vertices];
        Array.Fill(_arrival, int.MinValue);
        Array.Fill(_charged, int.MinValue);
        Array.Fill(_cost, long.MinValue);
    }

    /// <summary>Adds a goal.</summary>
    /// <param name="bounds">Towards the goal.</param>
    /// <param name="latest">The last instant at which an arrival there is of use.</param>
    /// <param name="most">The most that a way there may cost.</param>
    public void Add(Bounds bounds, int latest, long most)
    {
        var free = (Bounds.Layers - 1) * bounds.Stride;
        var charged = bounds.Charged.AsSpan(free, _arrival.Length);
        var cost = bounds.Cost.AsSpan(free, _arrival.Length);
        for (var v = 0; v < _arrival.Length; v++)
        {
            if (bounds.Least[v] == Bounds.Unreachable)
                continue;
            _arrival[v] = Math.Max(_arrival[v], latest - bounds.Least[v]);
            _charged[v] = Math.Max(_charged[v], latest - (int)charged[v]);
            _cost[v] = Math.Max(_cost[v], most - cost[v]);
        }
    }

    /// <summary>Whether a label is beyond use for every goal.</summary>
    /// <param name="label">The label.</param>
    /// <param name="owed">What the label owes of rests, in seconds.</param>
    public bool IsBeyond(in Label label, int owed) =>
        label.Arrival > _arrival[label.Vertex] || label.Arrival + owed > _charged[label.Vertex]
        || label.Cost > _cost[label.Vertex];
}
