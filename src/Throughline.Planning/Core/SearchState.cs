namespace Throughline.Planning.Core;

/// <summary>The labels of one search, as parallel arrays that are kept and used again.</summary>
internal sealed class SearchState
{
    private int[] _heap = new int[1024];
    private int _heapSize;
    private int _touchedCount;
    private readonly int[] _touched;

    /// <summary>Makes room for a network.</summary>
    public SearchState(int vertices, int arcs)
    {
        BagHead = new int[vertices + 1];
        Array.Fill(BagHead, -1);
        _touched = new int[vertices + 1];
        Blocked = new bool[arcs];
        ArcMask = new byte[arcs];
        VertexMask = new byte[vertices];
        VertexBlocked = new bool[vertices];
        Bounds = new Bounds(vertices);
        Grow(1024);
    }

    // One entry a label.
    public int[] Vertex = [];
    public int[] Parent = [];
    public int[] Arc = [];
    public int[] Arrival = [];
    public int[] Key = [];
    public long[] Cost = [];
    public long[] Co2e = [];
    public int[] Handlings = [];
    public byte[] Mask = [];
    public DriverState[] Driver = [];
    public int[] BagNext = [];

    /// <summary>Last closed label of each vertex, or −1; the others follow by <see cref="BagNext"/>.</summary>
    public int[] BagHead { get; }

    /// <summary>Arcs that this request may not use.</summary>
    public bool[] Blocked { get; }
    /// <summary>Requirements that an arc meets.</summary>
    public byte[] ArcMask { get; }
    /// <summary>Requirements that starting at a vertex meets.</summary>
    public byte[] VertexMask { get; }
    /// <summary>Vertices at which this request may not begin or end.</summary>
    public bool[] VertexBlocked { get; }
    /// <summary>Bounds for requests whose goal is not one place.</summary>
    public Bounds Bounds { get; }
    /// <summary>Labels of the whole search.</summary>
    public int Count { get; private set; }
    /// <summary>Labels at the goal, by arrival.</summary>
    public List<int> Solutions { get; } = new(64);
    /// <summary>What is known to be reachable at the goal: from a quick first pass, then from the search
    /// itself.</summary>
    public Frontier Known { get; } = new();

    /// <summary>A label could not go on because nothing leaves any more or it would arrive too late.</summary>
    public bool RanOut { get; set; }

    /// <summary>Forgets the last search.</summary>
    public void Reset()
    {
        RanOut = false;
        Count = 0;
        _heapSize = 0;
        for (var i = 0; i < _touchedCount; i++)
            BagHead[_touched[i]] = -1;
        _touchedCount = 0;
        Solutions.Clear();
    }

    /// <summary>Forgets what is known of the goal.</summary>
    public void ForgetGoal() => Known.Clear();

    /// <summary>Makes a label and returns its number.</summary>
    public int Add(int vertex, int parent, int arc, int arrival, int key, long cost, long co2e, int handlings,
        byte mask, in DriverState driver)
    {
        if (Count == Vertex.Length)
            Grow(Count * 2);
        var label = Count++;
        Vertex[label] = vertex;
        Parent[label] = parent;
        Arc[label] = arc;
        Arrival[label] = arrival;
        Key[label] = key;
        Cost[label] = cost;
        Co2e[label] = co2e;
        Handlings[label] = handlings;
        Mask[label] = mask;
        Driver[label] = driver;
        return label;
    }

    /// <summary>Puts a label among the closed ones of its vertex.</summary>
    public void Close(int label)
    {
        var vertex = Vertex[label];
        if (BagHead[vertex] < 0)
            _touched[_touchedCount++] = vertex;
        BagNext[label] = BagHead[vertex];
        BagHead[vertex] = label;
    }

    /// <summary>Queues a label.</summary>
    public void Push(int label)
    {
        if (_heapSize == _heap.Length)
            Array.Resize(ref _heap, _heap.Length * 2);
        var at = _heapSize++;
        while (at > 0)
        {
            var up = (at - 1) >> 2;
            if (!Before(label, _heap[up]))
                break;
            _heap[at] = _heap[up];
            at = up;
        }

        _heap[at] = label;
    }

    /// <summary>Takes the label with the least (key, cost, CO2e, handlings, number), or −1.</summary>
    public int Pop()
    {
        if (_heapSize == 0)
            return -1;
        var top = _heap[0];
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

    private bool Before(int a, int b)
    {
        if (Key[a] != Key[b])
            return Key[a] < Key[b];
        if (Cost[a] != Cost[b])
            return Cost[a] < Cost[b];
        if (Co2e[a] != Co2e[b])
            return Co2e[a] < Co2e[b];
        return Handlings[a] != Handlings[b] ? Handlings[a] < Handlings[b] : a < b;
    }

    private void Grow(int size)
    {
        Array.Resize(ref Vertex, size);
        Array.Resize(ref Parent, size);
        Array.Resize(ref Arc, size);
        Array.Resize(ref Arrival, size);
        Array.Resize(ref Key, size);
        Array.Resize(ref Cost, size);
        Array.Resize(ref Co2e, size);
        Array.Resize(ref Handlings, size);
        Array.Resize(ref Mask, size);
        Array.Resize(ref Driver, size);
        Array.Resize(ref BagNext, size);
    }
}
