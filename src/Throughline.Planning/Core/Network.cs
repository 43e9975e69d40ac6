using Throughline.Corridor;

namespace Throughline.Planning.Core;

/// <summary>What an arc does.</summary>
internal enum ArcKind : byte
{
    /// <summary>Run over a link, past a crossing when there is one.</summary>
    Run,
    /// <summary>Change of vehicle at a place.</summary>
    Transfer,
    /// <summary>Expected wait and ride of a frequency service.</summary>
    Frequency,
    /// <summary>Next departure of a timetabled line, and ride.</summary>
    Timetable,
}

/// <summary>How a vertex may be used at the ends of a journey.</summary>
[Flags]
internal enum VertexUse : byte
{
    /// <summary>Neither begins nor ends a journey.</summary>
    None = 0,
    /// <summary>A journey may begin here.</summary>
    Start = 1,
    /// <summary>A journey may end here.</summary>
    End = 2,
}

/// <summary>The two posts of a crossing in one direction.</summary>
internal readonly record struct DirectedCrossing(
    int Crossing, OpeningHours? Near, ZoneClock NearZone, OpeningHours? Far, ZoneClock FarZone, Spread Dwell)
{
    /// <summary>No instant at which both posts are open.</summary>
    public const int Never = int.MaxValue;

    /// <summary>The first instant from <paramref name="time"/> on at which both posts are open.</summary>
    public int NextOpen(int time) => Math.Max(time, NextSpan(time).Open);

    /// <summary>The first span that ends after an instant in which both posts are open; from <see cref="Never"/> on
    /// when they never are.</summary>
    public (int Open, int Close) NextSpan(int time)
    {
        // Each round moves to the next opening of one post. Hours repeat weekly, so what has not met after some
        // weeks of openings never meets; four openings a day for three weeks is the bound.
        for (var round = 0; round < 84; round++)
        {
            var near = Near?.NextSpan(time, NearZone) ?? (int.MinValue, int.MaxValue);
            var far = Far?.NextSpan(Math.Max(time, near.Item1), FarZone) ?? (int.MinValue, int.MaxValue);
            var open = Math.Max(near.Item1, far.Item1);
            var close = Math.Min(near.Item2, far.Item2);
            if (open < close)
                return (open, close);
            time = open;
        }

        return (Never, Never);
    }
}

/// <summary>Working hours of a transfer.</summary>
internal readonly record struct Gate(OpeningHours Hours, ZoneClock Zone);

/// <summary>The vertices of a network and what belongs to them.</summary>
internal sealed class VertexTable
{
    public required VertexKey[] Vertices { get; init; }
    /// <summary>Vertices of place p are <c>FirstVertex[p]</c> to <c>FirstVertex[p + 1] - 1</c>.</summary>
    public required int[] FirstVertex { get; init; }
    /// <summary>Transfer row for starting at a vertex, or −1.</summary>
    public required int[] StartRow { get; init; }
    /// <summary>Transfer row for ending at a vertex, or −1.</summary>
    public required int[] EndRow { get; init; }
    public required VertexUse[] Use { get; init; }
    /// <summary>Median seconds from availability at the origin to standing at a vertex.</summary>
    public required int[] StartSeconds { get; init; }
    /// <summary>Median seconds from standing at a vertex to availability at the destination.</summary>
    public required int[] EndSeconds { get; init; }
    /// <summary>Gate of the start row, or −1.</summary>
    public required int[] StartGate { get; init; }
    /// <summary>Gate of the end row, or −1.</summary>
    public required int[] EndGate { get; init; }
    public required DirectedCrossing[] Crossings { get; init; }
    public required Line[] Lines { get; init; }
}

/// <summary>The service graph of one load unit under one snapshot, as parallel arrays. Immutable.</summary>
/// <remarks>Vertices are (place, standing, phase). Arcs out of vertex v are <c>FirstArc[v]</c> to
/// <c>FirstArc[v + 1] - 1</c>. Seconds of an arc hold what does not depend on the time of day: run, median of a
/// transfer, expected wait and ride of a frequency service; for a timetable the shortest ride of the pair.</remarks>
internal sealed class Network
{
    public required VertexTable Table { get; init; }
    public int VertexCount => Table.Vertices.Length;
    /// <summary>A unit here is on a road vehicle, or on a ferry in one, so its driver counts.</summary>
    public required bool[] KeepsDriver { get; init; }

    public int ArcCount => ArcTo.Length;
    public required int[] FirstArc { get; init; }
    public required int[] ArcFrom { get; init; }
    public required int[] ArcTo { get; init; }
    public required ArcKind[] ArcKinds { get; init; }
    public required int[] ArcSeconds { get; init; }
    /// <summary>Link, transfer row or service behind the arc, by kind.</summary>
    public required int[] ArcRef { get; init; }
    /// <summary>Directed crossing of a run, or −1.</summary>
    public required int[] ArcCrossing { get; init; }
    /// <summary>Gate of a transfer or −1; line of a timetable.</summary>
    public required int[] ArcGate { get; init; }
    /// <summary>Stop index where a ride begins.</summary>
    public required short[] ArcBoard { get; init; }
    /// <summary>Stop index where a ride ends.</summary>
    public required short[] ArcAlight { get; init; }
    public required byte[] ArcHandlings { get; init; }
    /// <summary>A driver drives this arc.</summary>
    public required bool[] ArcDriven { get; init; }
    /// <summary>Arcs into vertex v are <c>ArcInto[FirstArcInto[v]]</c> and so on.</summary>
    public required int[] FirstArcInto { get; init; }
    public required int[] ArcInto { get; init; }
    public required Gate[] Gates { get; init; }

    public DirectedCrossing[] Crossings => Table.Crossings;
    public Line[] Lines => Table.Lines;

    /// <summary>When goods that come to a vertex at an instant are available at its place.</summary>
    public long EndAt(int vertex, int time)
    {
        if (Table.EndGate[vertex] >= 0)
        {
            var gate = Gates[Table.EndGate[vertex]];
            time = gate.Hours.NextOpen(time, gate.Zone);
        }

        return (long)time + Table.EndSeconds[vertex];
    }
}

/// <summary>An arc while the network is being built.</summary>
internal sealed record ArcDraft
{
    public required int From { get; init; }
    public required int To { get; init; }
    public required ArcKind Kind { get; init; }
    public required int Seconds { get; init; }
    public required int Ref { get; init; }
    public int Crossing { get; init; } = -1;
    public int Gate { get; init; } = -1;
    public int Board { get; init; }
    public int Alight { get; init; }
    public int Handlings { get; init; }
    public bool Driven { get; init; }
}

/// <summary>Collects arcs and lays them out.</summary>
internal sealed class ArcBuilder
{
    private readonly List<ArcDraft> _arcs = [];
    private readonly List<Gate> _gates = [];

    /// <summary>Adds an arc.</summary>
    public void Add(ArcDraft arc) => _arcs.Add(arc);

    /// <summary>Adds a gate and returns its number.</summary>
    public int AddGate(OpeningHours hours, ZoneClock zone)
    {
        _gates.Add(new(hours, zone));
        return _gates.Count - 1;
    }

    /// <summary>Lays the arcs out in order of their start, keeping rides of one line and stop together.</summary>
    public Network Finish(VertexTable table)
    {
        var count = _arcs.Count;
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        Array.Sort(order, (x, y) =>
        {
            var byFrom = _arcs[x].From.CompareTo(_arcs[y].From);
            return byFrom != 0 ? byFrom : x.CompareTo(y);
        });
        var vertices = table.Vertices.Length;
        var network = new Network
        {
            Table = table,
            KeepsDriver = Array.ConvertAll(table.Vertices, v => v.KeepsDriver),
            FirstArc = new int[vertices + 1],
            ArcFrom = new int[count],
            ArcTo = new int[count],
            ArcKinds = new ArcKind[count],
            ArcSeconds = new int[count],
            ArcRef = new int[count],
            ArcCrossing = new int[count],
            ArcGate = new int[count],
            ArcBoard = new short[count],
            ArcAlight = new short[count],
            ArcHandlings = new byte[count],
            ArcDriven = new bool[count],
            FirstArcInto = new int[vertices + 1],
            ArcInto = new int[count],
            Gates = [.. _gates],
        };
        for (var i = 0; i < count; i++)
            Place(network, i, _arcs[order[i]]);
        Index(network);
        return network;
    }

    private static void Place(Network network, int i, ArcDraft arc)
    {
        network.ArcFrom[i] = arc.From;
        network.ArcTo[i] = arc.To;
        network.ArcKinds[i] = arc.Kind;
        network.ArcSeconds[i] = arc.Seconds;
        network.ArcRef[i] = arc.Ref;
        network.ArcCrossing[i] = arc.Crossing;
        network.ArcGate[i] = arc.Gate;
        network.ArcBoard[i] = (short)arc.Board;
        network.ArcAlight[i] = (short)arc.Alight;
        network.ArcHandlings[i] = (byte)arc.Handlings;
        network.ArcDriven[i] = arc.Driven;
        network.FirstArc[arc.From + 1]++;
        network.FirstArcInto[arc.To + 1]++;
    }

    private static void Index(Network network)
    {
        for (var v = 0; v < network.VertexCount; v++)
        {
            network.FirstArc[v + 1] += network.FirstArc[v];
            network.FirstArcInto[v + 1] += network.FirstArcInto[v];
        }

        var next = (int[])network.FirstArcInto.Clone();
        for (var i = 0; i < network.ArcCount; i++)
            network.ArcInto[next[network.ArcTo[i]]++] = i;
    }
}
