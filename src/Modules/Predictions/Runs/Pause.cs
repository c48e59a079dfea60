namespace BookedBarber.Predictions.Runs;

/// <summary>Pauses of one run: while people ask, a batch is followed by as long a rest as it took, in which the database and the processors are theirs.</summary>
internal sealed class Pause(NodeTraffic traffic, TimeProvider clock)
{
    // A batch that took long must not leave the run asleep after people have gone.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private long _since = clock.GetTimestamp();

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var worked = clock.GetElapsedTime(_since);
        if (traffic.IsBusy)
        {
            await Task.Delay(worked < Longest ? worked : Longest, clock, cancellationToken);
        }

        _since = clock.GetTimestamp();
    }
}
