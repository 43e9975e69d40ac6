using System.Collections.Concurrent;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Computes the distribution of the arrival of an itinerary from its stages.</summary>
internal sealed class ReliabilityEvaluator(Network network)
{
    private readonly ConcurrentBag<Scratch> _pool = [];

    /// <summary>Evaluates stages that begin when the goods are ready.</summary>
    /// <param name="ready">The instant of readiness.</param>
    /// <param name="stages">Stages in order.</param>
    /// <param name="stepCount">Number of steps.</param>
    /// <param name="deadline">Latest arrival, or null.</param>
    public Outcome Evaluate(int ready, List<Stage> stages, int stepCount, int? deadline)
    {
        if (!_pool.TryTake(out var scratch))
            scratch = new Scratch();
        scratch.Fit(stepCount);
        var time = scratch.Time;
        Array.Fill(time, ready);
        foreach (var stage in stages)
        {
            if (stage.Kind == StageKind.Timetable)
                Ride(stage, time, scratch.Delta[stage.Step], scratch.Delta[stage.Step + 1]);
            else
                Apply(stage, time, scratch.Mark, scratch.Delta[stage.Step]);
        }

        for (var i = 0; i < time.Length; i++)
            time[i] -= ready;
        var mean = Mean(time);
        var weakest = Weakest(time, mean, scratch, stepCount);
        var onTime = 0;
        if (deadline is { } latest)
        {
            foreach (var duration in time)
                onTime += duration <= latest - ready ? 1 : 0;
        }

        var sorted = scratch.Sorted;
        time.CopyTo(sorted, 0);
        Select(sorted, 0, sorted.Length - 1, Rank(0.5));
        var p50 = sorted[Rank(0.5)];
        Select(sorted, 0, Rank(0.5), Rank(0.1));
        var p10 = sorted[Rank(0.1)];
        Select(sorted, Rank(0.5), sorted.Length - 1, Rank(0.9));
        var p90 = sorted[Rank(0.9)];
        _pool.Add(scratch);
        return new(p10, p50, p90, (int)Math.Round(mean), deadline is null ? null : (double)onTime / Samples.Count,
            weakest.Step, weakest.Share);
    }

    private static int Rank(double p) => (int)(p * Samples.Count);

    private void Apply(in Stage stage, int[] time, int[] mark, int[] delta)
    {
        switch (stage.Kind)
        {
            case StageKind.Fixed:
                for (var i = 0; i < time.Length; i++)
                    time[i] += stage.Seconds;
                return;
            case StageKind.Drawn:
                var draws = stage.Draws!;
                for (var i = 0; i < time.Length; i++)
                {
                    time[i] += draws[i];
                    delta[i] += draws[i];
                }

                return;
            case StageKind.Run:
                var factors = stage.Factors!;
                for (var i = 0; i < time.Length; i++)
                {
                    var seconds = (int)(stage.Seconds * factors[i] + 0.5f);
                    time[i] += seconds;
                    delta[i] += seconds;
                }

                return;
            case StageKind.StopBegin:
                time.CopyTo(mark, 0);
                return;
            case StageKind.StopEnd:
                for (var i = 0; i < time.Length; i++)
                    time[i] = Math.Max(time[i], mark[i] + stage.Seconds);
                return;
            default:
                for (var i = 0; i < time.Length; i++)
                {
                    var next = Next(stage, time[i]);
                    delta[i] += next - time[i];
                    time[i] = next;
                }

                return;
        }
    }

    private int Next(in Stage stage, int time)
    {
        if (stage.Kind == StageKind.CrossingGate)
            return network.Crossings[stage.Index].NextOpen(time);
        var gate = network.Gates[stage.Index];
        return gate.Hours.NextOpen(time, gate.Zone);
    }

    /// <summary>Takes the departure that arrives first, leaving when it leaves and running as long as luck has
    /// it.</summary>
    private static void Ride(in Stage stage, int[] time, int[] wait, int[] ride)
    {
        var factors = stage.Factors!;
        for (var i = 0; i < time.Length; i++)
        {
            var arrival = Line.Never;
            var seconds = 0;
            foreach (var line in stage.Lines!)
            {
                var other = line.FirstStop(stage.Board, stage.Alight, time[i], stage.Seconds, out var trip, out _);
                if (other >= arrival)
                    continue;
                arrival = other;
                seconds = line.RideSeconds(trip, stage.Board, stage.Alight);
            }

            // Nothing leaves any more: the unit is stranded, which no percentile may hide.
            var departure = arrival == Line.Never ? time[i] + 400 * DayBits.DaySeconds : arrival - seconds;
            var ran = (int)(seconds * factors[i] + 0.5f);
            wait[i] += departure - time[i];
            ride[i] += ran;
            time[i] = departure + ran;
        }
    }

    private static double Mean(int[] values)
    {
        var sum = 0L;
        foreach (var value in values)
            sum += value;
        return (double)sum / values.Length;
    }

    /// <summary>The step that explains the largest share of the variance of the arrival.</summary>
    private static (int? Step, double Share) Weakest(int[] total, double mean, Scratch scratch, int stepCount)
    {
        var variance = 0.0;
        foreach (var value in total)
            variance += (value - mean) * (value - mean);
        if (variance < total.Length)
            return (null, 0);
        int? best = null;
        var bestCovariance = 0.0;
        for (var s = 0; s < stepCount; s++)
        {
            var delta = scratch.Delta[s];
            var covariance = 0.0;
            for (var i = 0; i < delta.Length; i++)
                covariance += delta[i] * (total[i] - mean);
            if (covariance > bestCovariance)
            {
                bestCovariance = covariance;
                best = s;
            }
        }

        return (best, bestCovariance / variance);
    }

    /// <summary>Puts the k-th least value at its place between two indexes (quickselect).</summary>
    private static void Select(int[] values, int left, int right, int k)
    {
        while (left < right)
        {
            var pivot = values[(left + right) >> 1];
            var i = left;
            var j = right;
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (k <= j)
                right = j;
            else if (k >= i)
                left = i;
            else
                return;
        }
    }

    /// <summary>The distribution found.</summary>
    internal readonly record struct Outcome(
        int P10, int P50, int P90, int Mean, double? OnTime, int? WeakestStep, double WeakestShare);

    private sealed class Scratch
    {
        public int[] Time { get; } = new int[Samples.Count];
        public int[] Mark { get; } = new int[Samples.Count];
        public int[] Sorted { get; } = new int[Samples.Count];
        public List<int[]> Delta { get; } = [];

        public void Fit(int steps)
        {
            while (Delta.Count < steps)
                Delta.Add(new int[Samples.Count]);
            for (var s = 0; s < steps; s++)
                Array.Clear(Delta[s]);
        }
    }
}
