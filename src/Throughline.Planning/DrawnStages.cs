using System.Runtime.CompilerServices;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>The times at which the drawn journeys of an itinerary end each of its stages.</summary>
/// <remarks>They stay until other stages take their place, so that the next itinerary draws only what it does not
/// have in common with the one before: itineraries of one search are a tree. Times stand in frames, one for each
/// stage that varies; what is the same in all draws is added up aside, because most stages are.</remarks>
internal sealed class DrawnStages
{
    private readonly Network _network;
    private readonly List<Drawn> _drawn = [];
    private readonly List<int[]> _frames = [];
    private readonly StepTable _table = new();
    private readonly int[] _now = new int[Samples.Count];
    private double[] _projection = [];

    /// <summary>Makes scratch for a network.</summary>
    public DrawnStages(Network network)
    {
        _network = network;
        _frames.Add(new int[Samples.Count]);
    }

    /// <summary>The instant at which the goods are ready.</summary>
    public int Ready { get; private set; }

    /// <summary>Seconds to add to each of the times of the last itinerary, which then count from ready.</summary>
    public int Shift => _drawn.Count == 0 ? 0 : _drawn[^1].Shift;

    /// <summary>What <see cref="Covary"/> found, by step.</summary>
    public double[] Covariance { get; private set; } = [];

    /// <summary>Forgets all stages.</summary>
    public void Begin(int ready)
    {
        Ready = ready;
        _drawn.Clear();
    }

    /// <summary>Draws the stages of an itinerary.</summary>
    /// <returns>The arrivals, without <see cref="Shift"/>; valid until the next call.</returns>
    public int[] Draw(List<Stage> stages)
    {
        var common = 0;
        while (common < _drawn.Count && common < stages.Count && _drawn[common].Stage == stages[common])
            common++;
        _drawn.RemoveRange(common, _drawn.Count - common);
        for (var i = common; i < stages.Count; i++)
            _drawn.Add(Apply(stages[i]));
        return _frames[_drawn.Count == 0 ? 0 : _drawn[^1].Frame];
    }

    /// <summary>Computes for each step the covariance of its time with the arrival, both times the number of
    /// draws.</summary>
    /// <returns>The variance of the arrival, times the number of draws.</returns>
    public double Covary(List<Stage> stages, int stepCount, double mean)
    {
        if (Covariance.Length < stepCount)
            Covariance = new double[stepCount * 2];
        Array.Clear(Covariance, 0, stepCount);
        if (stages.Count == 0)
            return 0;
        var last = _drawn[^1].Frame;
        if (_projection.Length < last + 1)
            _projection = new double[_frames.Count * 2];
        Draws.Project(_frames, last, mean, _projection);
        var before = 0;
        for (var i = 0; i < stages.Count; i++)
        {
            var frame = _drawn[i].Frame;
            if (frame == before)
                continue;
            // What a stretched stop makes up for belongs to no step.
            if (stages[i].Kind == StageKind.Timetable)
            {
                Covariance[stages[i].Step] += _projection[frame - 1] - _projection[before];
                Covariance[stages[i].Step + 1] += _projection[frame] - _projection[frame - 1];
            }
            else if (stages[i].Kind != StageKind.StopEnd)
            {
                Covariance[stages[i].Step] += _projection[frame] - _projection[before];
            }

            before = frame;
        }

        return _projection[last];
    }

    private Drawn Apply(in Stage stage)
    {
        var before = _drawn.Count == 0 ? default : _drawn[^1];
        var time = _frames[before.Frame];
        switch (stage.Kind)
        {
            case StageKind.Fixed:
                return before with { Stage = stage, Shift = before.Shift + stage.Seconds };
            case StageKind.Drawn:
                Draws.Add(time, stage.Draws!, Frame(before.Frame + 1));
                return before with { Stage = stage, Frame = before.Frame + 1 };
            case StageKind.Run:
                Draws.Run(time, stage.Seconds, stage.Factors!, Frame(before.Frame + 1));
                return before with { Stage = stage, Frame = before.Frame + 1 };
            case StageKind.StopBegin:
                return before with { Stage = stage, MarkFrame = before.Frame, MarkShift = before.Shift };
            case StageKind.StopEnd:
                Draws.AtLeast(time, _frames[before.MarkFrame], before.MarkShift - before.Shift + stage.Seconds,
                    Frame(before.Frame + 1));
                return before with { Stage = stage, Frame = before.Frame + 1 };
            case StageKind.Timetable:
                Ride(stage, Now(time, before.Shift), Frame(before.Frame + 1), Frame(before.Frame + 2),
                    Ready + before.Shift);
                return before with { Stage = stage, Frame = before.Frame + 2 };
            default:
                WaitAtGate(stage, Now(time, before.Shift), Frame(before.Frame + 1), Ready + before.Shift);
                return before with { Stage = stage, Frame = before.Frame + 1 };
        }
    }

    private int[] Frame(int index)
    {
        while (_frames.Count <= index)
            _frames.Add(new int[Samples.Count]);
        return _frames[index];
    }

    private int[] Now(int[] time, int shift)
    {
        Draws.Shift(time, Ready + shift, _now);
        return _now;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WaitAtGate(in Stage stage, int[] now, int[] after, int shift)
    {
        var (least, most) = Draws.Range(now);
        _table.Begin(least, most);
        for (var at = least; at <= most;)
        {
            var (open, close) = NextSpan(stage, at);
            _table.Add(close - 1, open, 0);
            at = close;
        }

        _table.End();
        for (var i = 0; i < now.Length; i++)
            after[i] = Math.Max(now[i], _table.At(now[i], out _)) - shift;
    }

    private (int Open, int Close) NextSpan(in Stage stage, int time)
    {
        if (stage.Kind == StageKind.CrossingGate)
            return _network.Crossings[stage.Index].NextSpan(time);
        var gate = _network.Gates[stage.Index];
        return gate.Hours.NextSpan(time, gate.Zone);
    }

    /// <summary>Takes the departure that arrives first, leaving when it leaves and running as long as luck has
    /// it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Ride(in Stage stage, int[] now, int[] departed, int[] arrived, int shift)
    {
        var (least, most) = Draws.Range(now);
        _table.Begin(least, most);
        for (long at = least; at <= most;)
        {
            var until = AddDeparture(stage, (int)at);
            at = until + 1L;
        }

        _table.End();
        var factors = stage.Factors!;
        for (var i = 0; i < now.Length; i++)
        {
            var departure = _table.At(now[i], out var seconds);
            // Nothing leaves any more: the unit is stranded, which no percentile may hide.
            if (departure == Line.Never)
                departure = now[i] + 400 * DayBits.DaySeconds;
            departed[i] = departure - shift;
            arrived[i] = departed[i] + (int)(seconds * factors[i] + 0.5f);
        }
    }

    /// <summary>Adds the departure that arrives first for who is there at an instant. Who comes later has fewer to
    /// choose from, so it stays the one to take for as long as it can be taken.</summary>
    /// <returns>The last instant at which it can.</returns>
    private int AddDeparture(in Stage stage, int at)
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
        _table.Add(until, arrival == Line.Never ? Line.Never : arrival - seconds, seconds);
        return until;
    }

    /// <summary>A stage and where the times after it stand.</summary>
    private readonly record struct Drawn(Stage Stage, int Frame, int Shift, int MarkFrame, int MarkShift);
}
