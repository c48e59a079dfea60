namespace BookedBarber.Storage;

/// <summary>Wakes this node's job worker.</summary>
internal sealed class JobSignal
{
    private readonly FeedSignal _signal = new();

    public void Wake() => _signal.Wake();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _signal.WaitAsync(atMost, cancellationToken);
}
