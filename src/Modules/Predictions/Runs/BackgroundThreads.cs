using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace BookedBarber.Predictions.Runs;

/// <summary>Threads below those that answer people: what is begun on them stays on them, and the system gives them the processors that nobody else wants.</summary>
internal sealed class BackgroundThreads : TaskScheduler, IDisposable
{
    // Linux knows no priority of a thread but its niceness. Ten steps leave a tenth of a processor that others want, too: what holds a lock, or collects garbage, still comes to its end.
    private const int Niceness = 10;
    private const int OneThread = 0; // PRIO_PROCESS; of a thread where the id is one's, and 0 is the calling thread

    [ThreadStatic]
    private static BackgroundThreads? _own;

    private readonly BlockingCollection<Task> _tasks = [];
    private readonly Lock _gate = new();
    private readonly Lazy<Thread[]> _threads;
    private bool _hasEnded;

    public BackgroundThreads()
        : this(Environment.ProcessorCount)
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
        if (OperatingSystem.IsLinux())
        {
            _ = SetPriority(OneThread, 0, Niceness); // where a sandbox forbids it the work is done all the same
        }

        foreach (var task in _tasks.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }

    [DllImport("libc", EntryPoint = "setpriority"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int niceness);
}
