using BookedBarber.Storage;

namespace BookedBarber.Integrations.Hooks.Processing;

/// <summary>Wakes this node's workers when a message has come.</summary>
internal sealed class HookSignal
{
    private readonly FeedSignal _signal = new();

    public void Wake() => _signal.Wake();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _signal.WaitAsync(atMost, cancellationToken);
}
