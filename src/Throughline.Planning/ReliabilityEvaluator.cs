using System.Collections.Concurrent;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Computes the distributions of the arrivals of itineraries from their stages.</summary>
internal sealed class ReliabilityEvaluator(Network network)
{
    private readonly ConcurrentBag<DrawnStages> _pool = [];

    /// <summary>Takes scratch for itineraries that begin when the goods are ready; to be given back.</summary>
    public DrawnStages Rent(int ready)
    {
        if (!_pool.TryTake(out var drawn))
            drawn = new DrawnStages(network);
        drawn.Begin(ready);
        return drawn;
    }

    /// <summary>Gives scratch back.</summary>
    public void Return(DrawnStages drawn) => _pool.Add(drawn);

    /// <summary>Evaluates stages.</summary>
    /// <param name="drawn">Scratch; what the stages have in common with the last ones is not drawn again.</param>
    /// <param name="stages">Stages in order.</param>
    /// <param name="stepCount">Number of steps.</param>
    /// <param name="deadline">Latest arrival, or null.</param>
    public static Outcome Evaluate(DrawnStages drawn, List<Stage> stages, int stepCount, int? deadline)
    {
        var time = drawn.Draw(stages);
        var shift = drawn.Shift;
        var mean = Draws.Mean(time);
        var weakest = Weakest(drawn, stages, stepCount, mean);
        var (least, most) = Draws.Range(time);
        var p10 = Draws.Select(time, Rank(0.1), least, most);
        var p50 = Draws.Select(time, Rank(0.5), p10, most);
        var p90 = Draws.Select(time, Rank(0.9), p50, most);
        double? onTime = deadline is { } latest
            ? (double)Draws.CountUpTo(time, latest - drawn.Ready - shift) / Samples.Count
            : null;
        return new(p10 + shift, p50 + shift, p90 + shift, (int)Math.Round(mean + shift), onTime,
            weakest.Step, weakest.Share);
    }

    /// <summary>Median and 90th percentile of the duration alone.</summary>
    public static (int P50, int P90) Percentiles(DrawnStages drawn, List<Stage> stages)
    {
        var time = drawn.Draw(stages);
        var (least, most) = Draws.Range(time);
        var p50 = Draws.Select(time, Rank(0.5), least, most);
        return (p50 + drawn.Shift, Draws.Select(time, Rank(0.9), p50, most) + drawn.Shift);
    }

    private static int Rank(double p) => (int)(p * Samples.Count);

    /// <summary>The step that explains the largest share of the variance of the arrival.</summary>
    private static (int? Step, double Share) Weakest(
        DrawnStages drawn, List<Stage> stages, int stepCount, double mean)
    {
        var variance = drawn.Covary(stages, stepCount, mean);
        if (variance < Samples.Count)
            return (null, 0);
        int? best = null;
        var bestCovariance = 0.0;
        for (var s = 0; s < stepCount; s++)
        {
            // Steps on the same service meet the same luck; of those equal but for rounding the first is named.
            if (drawn.Covariance[s] <= bestCovariance * (1 + 1e-9))
                continue;
            bestCovariance = drawn.Covariance[s];
            best = s;
        }

        return (best, bestCovariance / variance);
    }

    /// <summary>The distribution found.</summary>
    internal readonly record struct Outcome(
        int P10, int P50, int P90, int Mean, double? OnTime, int? WeakestStep, double WeakestShare);
}
