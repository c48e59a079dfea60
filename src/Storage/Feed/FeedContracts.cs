using BookedBarber.Shared;

namespace BookedBarber.Storage;

/// <summary>A durable consumer: sees every change once, in order; its effect and its position commit together.</summary>
public interface IFeedConsumer
{
    /// <summary>Stable name under which the position is kept. A new name starts at the beginning of the kept feed.</summary>
    string Name { get; }

    /// <summary>Most changes handed over at once.</summary>
    int BatchSize { get; }

    /// <summary>Applies the changes in the session. Must not commit; throwing rolls the batch back and it is tried again later.</summary>
    /// <param name="session">A system session; commits after this returns, together with the position.</param>
    /// <param name="changes">In feed order, of all networks.</param>
    /// <param name="cancellationToken">The node is stopping.</param>
    Task HandleAsync(Session session, IReadOnlyList<Change> changes, CancellationToken cancellationToken);

    /// <summary>Finishes what the consumer does apart from its batches (sums made from cells, say), so that everything follows from the feed's head.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <remarks>Default: nothing to finish.</remarks>
    Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A listener in this process: told of changes on every node as they come, from the feed's head at start. For memory only (caches, boards).</summary>
public interface IFeedListener
{
    /// <summary>Takes the changes in feed order. Must be quick; slow work goes to the listener's own channel.</summary>
    /// <remarks>After <see cref="Reset"/> everything held in memory has to be loaded again.</remarks>
    void OnChanges(IReadOnlyList<Change> changes);

    /// <summary>The feed jumped (more passed by than is worth replaying): drop what is cached.</summary>
    void Reset();

    /// <summary>Everything that was committed before this moment has been told: the age of what is held in memory, also when nothing happens.</summary>
    /// <remarks>Default: nobody asks for the age.</remarks>
    void OnCurrent(DateTimeOffset asOf)
    {
    }
}

/// <summary>Reads the feed from any position that is still kept: what is younger than 90 days, and what some durable consumer has not applied.</summary>
public interface IFeedReader
{
    /// <summary>Changes of a network after <paramref name="afterSeq"/>, oldest first.</summary>
    Task<IReadOnlyList<Change>> ReadNetworkAsync(NetworkId network, long afterSeq, int limit, CancellationToken cancellationToken);

    /// <summary>The newest number of a network; 0 when it has none.</summary>
    Task<long> NetworkHeadAsync(NetworkId network, CancellationToken cancellationToken);

    /// <summary>The feed's newest position over all networks.</summary>
    Task<long> HeadAsync(CancellationToken cancellationToken);

    /// <summary>Waits until all durable consumers have applied everything up to a position. For tests and verbs that need a settled state.</summary>
    Task WaitForConsumersAsync(long position, CancellationToken cancellationToken);
}

/// <summary>Brings all durable consumers up to the feed's head, in this process: for verbs that write or check without a server running.</summary>
public interface IFeedCatchUp
{
    /// <summary>Publishes what waits in the outbox and runs every consumer until it stands at the head. Beside a running server both share the work.</summary>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Keeps the consumers near the head while something is written by the million, so that little is left for <see cref="RunAsync"/> when it is done.</summary>
    /// <param name="writing">What writes. Its fault is its own: whoever called awaits it as well.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <returns>When the writing is over, or a consumer failed; never faulted.</returns>
    Task FollowAsync(Task writing, CancellationToken cancellationToken);
}

/// <summary>Wakes this node's feed pump after a commit; a wake-up is never lost and never carries data.</summary>
#pragma warning disable CA1001 // a SemaphoreSlim whose wait handle is never asked for holds nothing; and a commit may still wake the pump while the host is going down
public sealed class FeedSignal
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _semaphore = new(0, 1);

    /// <summary>Something may have been written.</summary>
    public void Wake()
    {
        try
        {
            _semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake: the pump reads everything there is when it runs.
        }
    }

    /// <summary>Waits for a wake-up or for the time to pass.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _semaphore.WaitAsync(atMost, cancellationToken);
}
