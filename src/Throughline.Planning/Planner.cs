using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>Plans over one snapshot. Thread-safe: any number of requests may run at once.</summary>
public sealed class Planner
{
    /// <summary>Compiles a snapshot for planning; takes milliseconds.</summary>
    public Planner(CorridorSnapshot snapshot)
    {
        Snapshot = snapshot;
    }

    /// <summary>The snapshot that is planned over.</summary>
    public CorridorSnapshot Snapshot { get; }

    /// <summary>Answers a request.</summary>
    /// <exception cref="PlanRequestException">The request is wrong; carries every error.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public PlanAnswer Plan(PlanRequest request, CancellationToken cancellation = default) =>
        throw new NotSupportedException("The search follows in the next commit.");
}
