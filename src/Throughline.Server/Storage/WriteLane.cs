using System.Data.Common;
using System.Diagnostics;
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
    private Statements? _statements;

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

    /// <summary>Measures the lane; nobody does when null.</summary>
    internal TransitMeter? Meter { get; init; }

    /// <summary>Writes a change. When the task ends without an exception it is on the disk.</summary>
    /// <param name="change">Writes it; may be run more than once. What it throws undoes it alone.</param>
    /// <exception cref="BusyException">Too many wait.</exception>
    /// <exception cref="DbException">The database cannot be written to.</exception>
    public async Task<T> RunAsync<T>(Func<Write, Task<T>> change)
    {
        var waiting = new Waiting<T>(change);
        var begun = Stopwatch.GetTimestamp();
        if (!_waiting.Writer.TryWrite(waiting))
            throw new BusyException();
        Meter?.CountWaiting();
        try
        {
            return await waiting.Done.Task;
        }
        finally
        {
            Meter?.CountWritten(begun);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _pump;
        await CloseAsync();
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
        Meter?.CountBatch(batch.Count);
        using var activity = Meter?.Source.StartActivity("write");
        activity?.SetTag("changes", batch.Count);
        try
        {
            var write = await BeginAsync();
            foreach (var change in batch)
                await RunAsync(change, write);
            await write.EndAsync();
            await _statements!.Transaction!.CommitAsync();
            await _statements.Transaction.DisposeAsync();
        }
        catch (Exception e)
        {
            // Nothing of the batch is on the disk, or nobody hears that it is: whoever asks again finds out.
            await CloseAsync();
            foreach (var change in batch)
                change.Fail((e as TransactionLostException)?.Cause ?? e);
            return;
        }

        foreach (var change in batch)
            change.Finish();
    }

    /// <summary>Begins a transaction on the connection that is kept. One that was cut meanwhile is replaced, once,
    /// because nothing was written on it yet.</summary>
    private async Task<Write> BeginAsync()
    {
        if (_statements is not null)
        {
            try
            {
                return await BeginAsync(_statements);
            }
            catch (DbException)
            {
                await CloseAsync();
            }
        }

        _statements = new Statements(await _database.ConnectAsync());
        return await BeginAsync(_statements);
    }

    private async Task<Write> BeginAsync(Statements statements)
    {
        statements.Discard();
        statements.Transaction = await _database.BeginAsync(statements.Connection);
        var heads = await statements.ListAsync(
            _database.Fill("select seq, hash from chain where id = 1 {for update}"),
            r => (r.GetInt64(0), r.GetBytes(1)));
        var (seq, hash) = heads.Count > 0 ? heads[0] : (0, new byte[32]);
        return new Write(statements, _time.GetUtcNow(), seq, hash);
    }

    private async Task CloseAsync()
    {
        if (_statements is not { } statements)
            return;
        _statements = null;
        try
        {
            // What was not committed is undone with it.
            if (statements.Transaction is { } transaction)
                await transaction.DisposeAsync();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // It is gone already.
        }

        await statements.DisposeAsync();
    }

    private static async Task RunAsync(Waiting change, Write write)
    {
        try
        {
            await write.RunAsync(change.RunAsync);
        }
        catch (Exception e) when (e is not TransactionLostException)
        {
            change.Error = e;
        }
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
