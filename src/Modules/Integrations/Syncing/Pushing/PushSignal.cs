using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Pushing;

/// <summary>Wakes this node's worker when there is something to be written to a vendor.</summary>
internal sealed class PushSignal
{
    private readonly FeedSignal _signal = new();

    public void Wake() => _signal.Wake();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _signal.WaitAsync(atMost, cancellationToken);
}
