namespace Throughline.Server;

/// <summary>Numbers of movements and messages, taken from the database in blocks. A node that stops leaves a gap; no
/// number ever comes twice.</summary>
internal sealed class Numbers(WriteLane lane) : IDisposable
{
    private const int BlockSize = 256;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, (long Next, long End)> _blocks = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Takes numbers that follow one another and gives the first.</summary>
    public async Task<long> TakeAsync(string name, int count)
    {
        await _turn.WaitAsync();
        try
        {
            var (next, end) = _blocks.GetValueOrDefault(name);
            if (next + count > end)
            {
                var size = Math.Max(BlockSize, count);
                var first = await lane.RunAsync(w => w.TakeNumbersAsync(name, size));
                // A block that follows the last one continues it.
                (next, end) = (first == end ? next : first, first + size);
            }

            _blocks[name] = (next + count, end);
            return next;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Gives back the numbers from one on, if nobody took any after them.</summary>
    public async Task GiveBackAsync(string name, long unused, long end)
    {
        await _turn.WaitAsync();
        if (_blocks.TryGetValue(name, out var block) && block.Next == end)
            _blocks[name] = (unused, block.End);
        _turn.Release();
    }
}
