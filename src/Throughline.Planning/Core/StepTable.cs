namespace Throughline.Planning.Core;

/// <summary>A rule that holds the same for whole spans of time, written out over the times that occur, so that
/// thousands of draws look it up instead of asking the calendar.</summary>
internal sealed class StepTable
{
    private const int Buckets = 1024;
    private readonly int[] _bucket = new int[Buckets + 1];
    private int[] _until = new int[64];
    private int[] _first = new int[64];
    private int[] _second = new int[64];
    private int _count;
    private int _begin;
    private int _shift;

    /// <summary>Begins a table of the times from one to another, both inclusive.</summary>
    public void Begin(int from, int to)
    {
        _count = 0;
        _begin = from;
        _shift = 0;
        while (((long)to - from) >> _shift >= Buckets)
            _shift++;
    }

    /// <summary>Adds the span that follows the last one.</summary>
    /// <param name="until">Its last instant.</param>
    /// <param name="first">First value that holds in it.</param>
    /// <param name="second">Second value.</param>
    public void Add(int until, int first, int second)
    {
        if (_count == _until.Length)
        {
            Array.Resize(ref _until, _count * 2);
            Array.Resize(ref _first, _count * 2);
            Array.Resize(ref _second, _count * 2);
        }

        _until[_count] = until;
        _first[_count] = first;
        _second[_count++] = second;
    }

    /// <summary>Ends the table; the last span must reach the last time.</summary>
    public void End()
    {
        var span = 0;
        for (var b = 0; b <= Buckets; b++)
        {
            var begin = _begin + ((long)b << _shift);
            while (span < _count - 1 && _until[span] < begin)
                span++;
            _bucket[b] = span;
        }
    }

    /// <summary>The values that hold at a time.</summary>
    public int At(int time, out int second)
    {
        var span = _bucket[(time - _begin) >> _shift];
        while (_until[span] < time)
            span++;
        second = _second[span];
        return _first[span];
    }
}
