using System.Collections.Concurrent;

namespace BookedBarber.Predictions.Runs;

/// <summary>Threads apart from those that answer people: what is begun on them stays on them, on half of the processors and, where the system knows priorities of threads, below the others.</summary>
/// <remarks>
/// Linux knows the niceness of a thread instead, which must not be raised here: whatever a thread starts inherits it, and the runtime starts workers of its pool from the thread that has work for them, so that requests would be
/// answered by nice threads long after the run.
/// </remarks>
internal sealed class BackgroundThreads : TaskScheduler, IDisposable
{
    [ThreadStatic]
    private static BackgroundThreads? _own;

    private readonly BlockingCollection<Task> _tasks = [];
    private readonly Lock _gate = new();
    private readonly Lazy<Thread[]> _threads;
    private bool _hasEnded;

    public BackgroundThreads()
        : this(Math.Max(1, Environment.ProcessorCount / 2))
    {
    }

    /// <param name="count">Threads, 1 or more; none is there before there is something to do.</param>
    public BackgroundThreads(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        MaximumConcurrencyLevel = count;
        _threads = new Lazy<Thread[]>(Start);
    }

    public override int MaximumConcurrencyLevel { get; }

    /// <summary>Runs work with all that it waits for and comes back to.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.None, this).Unwrap();

    public void Dispose()
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return;
            }

            _hasEnded = true;
            _tasks.CompleteAdding();
        }

        if (_threads.IsValueCreated)
        {
            Array.ForEach(_threads.Value, thread => thread.Join());
        }

        _tasks.Dispose();
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _ = _threads.Value;
                _tasks.Add(task);
                return;
            }
        }

        // The node stops: what comes back now only has to come to its end.
        ThreadPool.UnsafeQueueUserWorkItem(late => TryExecuteTask(late), task, preferLocal: false);
    }

    // Who waits here for a task of ours does it meanwhile; else all threads could wait for what none of them is free to do.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => _own == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _tasks];

    private Thread[] Start() => [.. Enumerable.Range(0, MaximumConcurrencyLevel).Select(_ =>
    {
        var thread = new Thread(Work) { IsBackground = true, Name = "predictions", Priority = ThreadPriority.BelowNormal };
        thread.Start();
        return thread;
    })];

    private void Work()
    {
        _own = this;
        foreach (var task in _tasks.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}
