using System.Runtime.CompilerServices;

namespace Throughline.Planning.Core;

/// <summary>The labels of one search; its arrays are kept and used again.</summary>
internal sealed class SearchState
{
    private readonly int _vertices;
    private readonly Dictionary<int, Bounds[]> _bounds = [];
    private Label[] _labels = new Label[1024];
    private Queued[] _heap = new Queued[1024];
    private int _heapSize;

    /// <summary>Makes room for a network.</summary>
    public SearchState(int vertices, int arcs)
    {
        Closed = new ClosedLabels(vertices);
        Blocked = new bool[arcs];
        ArcMask = new byte[arcs];
        VertexMask = new byte[vertices];
        VertexBlocked = new bool[vertices];
        _vertices = vertices;
    }

    /// <summary>A label by its number.</summary>
    public ref readonly Label this[int label] => ref _labels[label];

    /// <summary>All labels; those from <see cref="Count"/> on mean nothing. Replaced when it gets too
    /// small.</summary>
    public Label[] Labels => _labels;

    /// <summary>The labels that were taken and not dropped, by vertex.</summary>
    public ClosedLabels Closed { get; }

    /// <summary>Arcs that this request may not use.</summary>
    public bool[] Blocked { get; }
    /// <summary>Requirements that an arc meets.</summary>
    public byte[] ArcMask { get; }
    /// <summary>Requirements that starting at a vertex meets.</summary>
    public byte[] VertexMask { get; }
    /// <summary>Vertices at which this request may not begin or end.</summary>
    public bool[] VertexBlocked { get; }
    /// <summary>Bounds for requests whose goal is not one place; so many that some requirements may be met or
    /// not.</summary>
    public Bounds[] BoundsFor(byte required)
    {
        var count = BoundsTask.CountFor(required);
        if (_bounds.TryGetValue(count, out var bounds))
            return bounds;
        return _bounds[count] = Core.Bounds.Several(_vertices, count);
    }

    /// <summary>Labels of the whole search.</summary>
    public int Count { get; private set; }
    /// <summary>Labels at the goal, by arrival.</summary>
    public List<int> Solutions { get; } = new(64);
    /// <summary>What is known to be reachable at the goal: from a quick first pass, then from the search
    /// itself.</summary>
    public Frontier Known { get; } = new();

    /// <summary>What of the front is wanted when it is only the short list.</summary>
    public ShortListRegion Region { get; } = new();

    /// <summary>Room for the ways to drive a run; cleared stacks would cost more than the driving.</summary>
    public DriveOutcome[] Outcomes { get; } = new DriveOutcome[Drivers.MostOutcomes];
    /// <summary>As long, to work in.</summary>
    public DriveOutcome[] OutcomesToBe { get; } = new DriveOutcome[Drivers.MostOutcomes];

    /// <summary>A label could not go on because nothing leaves any more or it would arrive too late.</summary>
    public bool RanOut { get; set; }

    /// <summary>Forgets the last search.</summary>
    public void Reset()
    {
        RanOut = false;
        Count = 0;
        _heapSize = 0;
        Closed.Clear();
        Solutions.Clear();
    }

    /// <summary>Forgets what is known of the goal.</summary>
    public void ForgetGoal() => Known.Clear();

    /// <summary>Makes a label and returns its number.</summary>
    public int Add(in Label label)
    {
        if (Count == _labels.Length)
            Array.Resize(ref _labels, Count * 2);
        _labels[Count] = label;
        return Count++;
    }

    /// <summary>Puts a label among the closed ones of its vertex.</summary>
    public void Close(int label) => Closed.Add(label, _labels[label]);

    /// <summary>Queues a label.</summary>
    public void Push(int label)
    {
        if (_heapSize == _heap.Length)
            Array.Resize(ref _heap, _heap.Length * 2);
        var queued = new Queued(_labels[label].Key, label, _labels[label].Cost);
        var at = _heapSize++;
        while (at > 0)
        {
            var up = (at - 1) >> 2;
            if (!Before(queued, _heap[up]))
                break;
            _heap[at] = _heap[up];
            at = up;
        }

        _heap[at] = queued;
    }

    /// <summary>Takes the label with the least (key, cost, CO2e, handlings, number), or −1.</summary>
    public int Pop()
    {
        if (_heapSize == 0)
            return -1;
        var top = _heap[0].Label;
        var last = _heap[--_heapSize];
        var at = 0;
        while (true)
        {
            var first = 4 * at + 1;
            if (first >= _heapSize)
                break;
            var least = first;
            var end = Math.Min(first + 4, _heapSize);
            for (var child = first + 1; child < end; child++)
            {
                if (Before(_heap[child], _heap[least]))
                    least = child;
            }

            if (!Before(_heap[least], last))
                break;
            _heap[at] = _heap[least];
            at = least;
        }

        if (_heapSize > 0)
            _heap[at] = last;
        return top;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Before(in Queued a, in Queued b) =>
        a.Key != b.Key ? a.Key < b.Key : a.Cost != b.Cost ? a.Cost < b.Cost : BeforeAtOneCost(a.Label, b.Label);

    private bool BeforeAtOneCost(int a, int b)
    {
        ref readonly var first = ref _labels[a];
        ref readonly var second = ref _labels[b];
        if (first.Co2e != second.Co2e)
            return first.Co2e < second.Co2e;
        return first.Handlings != second.Handlings ? first.Handlings < second.Handlings : a < b;
    }

    /// <summary>A queued label with what mostly decides its turn, so that the queue need not look it up.</summary>
    private readonly record struct Queued(int Key, int Label, long Cost);
}
