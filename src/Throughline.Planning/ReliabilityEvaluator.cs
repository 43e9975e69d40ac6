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
            Apply(stage, scratch);
        Draws.Shift(time, -ready);
        var mean = Draws.Mean(time);
        var weakest = Weakest(mean, scratch, stepCount);
        var (least, most) = Draws.Range(time);
        var p10 = Draws.Select(time, Rank(0.1), least, most);
        var p50 = Draws.Select(time, Rank(0.5), p10, most);
        var p90 = Draws.Select(time, Rank(0.9), p50, most);
        double? onTime = deadline is { } latest
            ? (double)Draws.CountUpTo(time, latest - ready) / Samples.Count
            : null;
        _pool.Add(scratch);
        return new(p10, p50, p90, (int)Math.Round(mean), onTime, weakest.Step, weakest.Share);
    }

    private static int Rank(double p) => (int)(p * Samples.Count);

    private void Apply(in Stage stage, Scratch scratch)
    {
        var time = scratch.Time;
        switch (stage.Kind)
        {
            case StageKind.Fixed:
                Draws.Shift(time, stage.Seconds);
                return;
            case StageKind.Drawn:
                Draws.Add(time, scratch.DeltaOf(stage.Step), stage.Draws!);
                return;
            case StageKind.Run:
                Draws.Run(time, scratch.DeltaOf(stage.Step), stage.Seconds, stage.Factors!);
                return;
            case StageKind.StopBegin:
                time.CopyTo(scratch.Mark, 0);
                return;
            case StageKind.StopEnd:
                Draws.AtLeast(time, scratch.Mark, stage.Seconds);
                return;
            case StageKind.Timetable:
                Ride(stage, scratch);
                return;
            default:
                WaitAtGate(stage, scratch);
                return;
        }
    }

    private void WaitAtGate(in Stage stage, Scratch scratch)
    {
        var time = scratch.Time;
        var delta = scratch.DeltaOf(stage.Step);
        var (least, most) = Draws.Range(time);
        scratch.Table.Begin(least, most);
        for (var at = least; at <= most;)
        {
            var (open, close) = NextSpan(stage, at);
            scratch.Table.Add(close - 1, open, 0);
            at = close;
        }

        scratch.Table.End();
        for (var i = 0; i < time.Length; i++)
        {
            var next = Math.Max(time[i], scratch.Table.At(time[i], out _));
            delta[i] += next - time[i];
            time[i] = next;
        }
    }

    private (int Open, int Close) NextSpan(in Stage stage, int time)
    {
        if (stage.Kind == StageKind.CrossingGate)
            return network.Crossings[stage.Index].NextSpan(time);
        var gate = network.Gates[stage.Index];
        return gate.Hours.NextSpan(time, gate.Zone);
    }

    /// <summary>Takes the departure that arrives first, leaving when it leaves and running as long as luck has
    /// it.</summary>
    private static void Ride(in Stage stage, Scratch scratch)
    {
        var time = scratch.Time;
        var (least, most) = Draws.Range(time);
        var table = scratch.Table;
        table.Begin(least, most);
        for (long at = least; at <= most;)
        {
            var until = AddDeparture(stage, (int)at, table);
            at = until + 1L;
        }

        table.End();
        var factors = stage.Factors!;
        var wait = scratch.DeltaOf(stage.Step);
        var ride = scratch.DeltaOf(stage.Step + 1);
        for (var i = 0; i < time.Length; i++)
        {
            var departure = table.At(time[i], out var seconds);
            // Nothing leaves any more: the unit is stranded, which no percentile may hide.
            if (departure == Line.Never)
                departure = time[i] + 400 * DayBits.DaySeconds;
            var ran = (int)(seconds * factors[i] + 0.5f);
            wait[i] += departure - time[i];
            ride[i] += ran;
            time[i] = departure + ran;
        }
    }

    /// <summary>Adds the departure that arrives first for who is there at an instant. Who comes later has fewer to
    /// choose from, so it stays the one to take for as long as it can be taken.</summary>
    /// <returns>The last instant at which it can.</returns>
    private static int AddDeparture(in Stage stage, int at, StepTable table)
    {
        var arrival = Line.Never;
        var seconds = 0;
        foreach (var line in stage.Lines!)
        {
            var other = line.FirstStop(stage.Board, stage.Alight, at, stage.Seconds, out var trip, out _);
            if (other >= arrival)
                continue;
            arrival = other;
            seconds = line.RideSeconds(trip, stage.Board, stage.Alight);
        }

        var until = arrival == Line.Never ? int.MaxValue : arrival - Math.Max(seconds, stage.Seconds);
        table.Add(until, arrival == Line.Never ? Line.Never : arrival - seconds, seconds);
        return until;
    }

    /// <summary>The step that explains the largest share of the variance of the arrival.</summary>
    private static (int? Step, double Share) Weakest(double mean, Scratch scratch, int stepCount)
    {
        var variance = Draws.Centre(scratch.Time, mean, scratch.Centred);
        if (variance < Samples.Count)
            return (null, 0);
        int? best = null;
        var bestCovariance = 0.0;
        for (var s = 0; s < stepCount; s++)
        {
            if (!scratch.Varies[s])
                continue;
            var covariance = Draws.Dot(scratch.DeltaOf(s), scratch.Centred);
            if (covariance > bestCovariance)
            {
                bestCovariance = covariance;
                best = s;
            }
        }

        return (best, bestCovariance / variance);
    }

    /// <summary>The distribution found.</summary>
    internal readonly record struct Outcome(
        int P10, int P50, int P90, int Mean, double? OnTime, int? WeakestStep, double WeakestShare);

    private sealed class Scratch
    {
        private readonly List<int[]> _delta = [];

        public int[] Time { get; } = new int[Samples.Count];
        public int[] Mark { get; } = new int[Samples.Count];
        public double[] Centred { get; } = new double[Samples.Count];
        public StepTable Table { get; } = new();

        /// <summary>Whether the time of a step varies.</summary>
        public List<bool> Varies { get; } = [];

        /// <summary>What the varying part of a step took, by draw.</summary>
        public int[] DeltaOf(int step)
        {
            if (!Varies[step])
            {
                Array.Clear(_delta[step]);
                Varies[step] = true;
            }

            return _delta[step];
        }

        public void Fit(int steps)
        {
            for (var s = 0; s < Varies.Count; s++)
                Varies[s] = false;
            while (_delta.Count < steps)
            {
                _delta.Add(new int[Samples.Count]);
                Varies.Add(false);
            }
        }
    }
}
