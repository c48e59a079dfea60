using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>Tells the scheduler that a connection was made: who has just connected something waits for its first records.</summary>
internal sealed class SchedulePrompt : IFeedListener
{
    private int _asked;

    /// <summary>Whether a round was asked for since the last call.</summary>
    public bool Take() => Interlocked.Exchange(ref _asked, 0) == 1;

    public void OnChanges(IReadOnlyList<Change> changes)
    {
        if (changes.Any(change => change.Entity == "connection.authorised"))
        {
            Volatile.Write(ref _asked, 1);
        }
    }

    public void Reset() => Volatile.Write(ref _asked, 1);
}
