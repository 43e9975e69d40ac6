using System.Data.Common;
using System.Threading.Channels;

namespace Throughline.Server;

/// <summary>Writes to the database: changes that wait are written together in one transaction and end together on the
/// disk, each whole or not at all.</summary>
/// <remarks>Whoever writes holds the head of the journal, so that there is one writer at a time on all nodes, the chain
/// has no forks, and what a change has read inside <see cref="Write"/> holds until it is written.</remarks>
public sealed class WriteLane : IAsyncDisposable
{
    private const int MostTogether = 64;
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly Channel<Waiting> _waiting;
    private readonly Task _pump;

    /// <summary>Opens a lane.</summary>
    /// <param name="database">The database.</param>
    /// <param name="time">The clock.</param>
    /// <param name="mostWaiting">Changes that may wait; the next one is refused.</param>
    public WriteLane(Database database, TimeProvider time, int mostWaiting = 1_024)
    {
        _database = database;
        _time = time;
        _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(mostWaiting) { SingleReader = true });
        _pump = Task.Run(PumpAsync);
    }

    /// <summary>Writes a change. When the task ends without an exception it is on the disk.</summary>
    /// <param name="change">Writes it; may be run more than once. What it throws undoes it alone.</param>
    /// <exception cref="BusyException">Too many wait.</exception>
    /// <exception cref="DbException">The database cannot be written to.</exception>
    public async Task<T> RunAsync<T>(Func<Write, Task<T>> change)
    {
        var waiting = new Waiting<T>(change);
        if (!_waiting.Writer.TryWrite(waiting))
            throw new BusyException();
        return await waiting.Done.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _pump;
    }

    private async Task PumpAsync()
    {
        var batch = new List<Waiting>(MostTogether);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostTogether && _waiting.Reader.TryRead(out var next))
                batch.Add(next);
            await WriteAsync(batch);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        try
        {
            await using var connection = await _database.ConnectAsync();
            await using var transaction = await _database.BeginAsync(connection);
            var heads = await connection.ListAsync(
                _database.Fill("select seq, hash from chain where id = 1 {for update}"),
                r => (r.GetInt64(0), r.GetBytes(1)), CancellationToken.None);
            var (seq, hash) = heads.Count > 0 ? heads[0] : (0, new byte[32]);
            var write = new Write(connection, _time.GetUtcNow(), seq, hash);
            foreach (var change in batch)
                await RunAsync(change, write, connection);
            await connection.ExecuteAsync("update chain set seq = @1, hash = @2 where id = 1",
                CancellationToken.None, write.Head.Seq, write.Head.Hash);
            await transaction.CommitAsync();
        }
        catch (Exception e)
        {
            // Nothing of the batch is on the disk, and nobody hears that it is.
            foreach (var change in batch)
                change.Fail(e);
            return;
        }

        foreach (var change in batch)
            change.Finish();
    }

    private static async Task RunAsync(Waiting change, Write write, DbConnection connection)
    {
        var head = write.Head;
        await connection.ExecuteAsync("savepoint change", CancellationToken.None);
        try
        {
            await change.RunAsync(write);
        }
        catch (Exception e)
        {
            change.Error = e;
            await connection.ExecuteAsync("rollback to savepoint change", CancellationToken.None);
            write.Head = head;
        }

        await connection.ExecuteAsync("release savepoint change", CancellationToken.None);
    }

    private abstract class Waiting
    {
        public Exception? Error { get; set; }

        public abstract Task RunAsync(Write write);

        public abstract void Finish();

        public abstract void Fail(Exception error);
    }

    private sealed class Waiting<T>(Func<Write, Task<T>> change) : Waiting
    {
        private T? _result;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task RunAsync(Write write) => _result = await change(write);

        public override void Finish()
        {
            if (Error is { } error)
                Done.TrySetException(error);
            else
                Done.TrySetResult(_result!);
        }

        public override void Fail(Exception error) => Done.TrySetException(error);
    }
}

/// <summary>Too much waits to be written: the same request may succeed a little later.</summary>
public sealed class BusyException : Exception;
