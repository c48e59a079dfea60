using System.Collections.Concurrent;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>
/// Tells who waits for another process's renewal that something happened to the connection: every renewal and refusal is an action in the feed, which reaches
/// all nodes within milliseconds of its commit. It only wakes; what is true now, the row says.
/// </summary>
internal sealed class CredentialNews : IFeedListener
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    /// <summary>Whether a change of the feed concerns connections: its subjects are their ids.</summary>
    public static bool IsNews(Change change) => change.Entity == "connection" || change.Entity.StartsWith("connection.", StringComparison.Ordinal);

    /// <summary>Ends with the next news of a connection. Ask for it before looking at the row, so that nothing is missed in between.</summary>
    public Task NextAsync(Guid connection) => _waiting.GetOrAdd(connection, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void OnChanges(IReadOnlyList<Change> changes)
    {
        foreach (var id in changes.Where(IsNews).SelectMany(change => change.Ids))
        {
            Wake(id);
        }
    }

    public void Reset()
    {
        foreach (var id in _waiting.Keys)
        {
            Wake(id);
        }
    }

    private void Wake(Guid connection)
    {
        if (_waiting.TryRemove(connection, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
