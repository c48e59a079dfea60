namespace BookedBarber.Algorithms;

/// <summary>Shares work among the threads of whoever asked: who asks from a scheduler of their own, such as one of low priority, finds none of it elsewhere.</summary>
internal static class CallersThreads
{
    /// <summary>Options for <see cref="Parallel"/>, whose own default is the thread pool whoever asks.</summary>
    /// <param name="most">Threads at most; −1 for as many as the scheduler has.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static ParallelOptions Options(int most = -1, CancellationToken cancellationToken = default) => new() { TaskScheduler = TaskScheduler.Current, MaxDegreeOfParallelism = most, CancellationToken = cancellationToken };
}
