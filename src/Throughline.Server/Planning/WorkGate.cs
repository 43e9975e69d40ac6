namespace Throughline.Server;

/// <summary>Lets only so much planning run at once, so that a flood of requests is refused rather than all of them
/// being slow; and ends work that takes too long.</summary>
/// <param name="running">Requests that may work at the same time.</param>
/// <param name="waiting">Requests that may wait for their turn.</param>
/// <param name="limit">Longest work of one request.</param>
/// <param name="time">The clock.</param>
public sealed class WorkGate(int running, int waiting, TimeSpan limit, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _places = new(running);
    private int _waiting;

    /// <summary>Requests that work now.</summary>
    public int Running => running - _places.CurrentCount;

    /// <summary>Waits for a turn.</summary>
    /// <exception cref="ProblemException">Too many wait already: 503.</exception>
    public async Task<Work> EnterAsync(CancellationToken cancellation)
    {
        if (!_places.Wait(0, CancellationToken.None))
        {
            if (Interlocked.Increment(ref _waiting) > waiting)
            {
                Interlocked.Decrement(ref _waiting);
                throw ProblemException.Of(503, "busy");
            }

            try
            {
                await _places.WaitAsync(cancellation);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }

        return new Work(_places, limit, time, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    /// <summary>A turn; dispose it to let the next one in.</summary>
    public sealed class Work : IDisposable
    {
        private readonly SemaphoreSlim _places;
        private readonly CancellationTokenSource _timer;
        private readonly CancellationTokenSource _either;

        internal Work(SemaphoreSlim places, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
        {
            _places = places;
            _timer = new CancellationTokenSource(limit, time);
            _either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _timer.Token);
        }

        /// <summary>Is cancelled when the client goes away or the work takes too long.</summary>
        public CancellationToken Cancellation => _either.Token;

        /// <inheritdoc/>
        public void Dispose()
        {
            _either.Dispose();
            _timer.Dispose();
            _places.Release();
        }
    }
}
