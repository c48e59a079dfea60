namespace BookedBarber.Shared;

/// <summary>Work that is done again and again for as long as a node runs.</summary>
public static class Rounds
{
    /// <summary>Does one round after the other until it is stopped. It outlives every fault: what a round could not do, the next one tries again.</summary>
    /// <param name="between">From the beginning of one round to that of the next; the first one begins so long after the call.</param>
    /// <param name="clock">The node's clock.</param>
    /// <param name="round">One round.</param>
    /// <param name="failed">Is told what ended a round early.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task RunAsync(TimeSpan between, TimeProvider clock, Func<CancellationToken, Task> round, Action<Exception> failed, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(failed);
        using var timer = new PeriodicTimer(between, clock);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stop);
                await round(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the next round tries again, whatever it was
            catch (Exception fault)
#pragma warning restore CA1031
            {
                failed(fault);
            }
        }
    }
}
