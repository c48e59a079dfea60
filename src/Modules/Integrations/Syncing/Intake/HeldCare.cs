using System.Collections.Concurrent;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>Has held items taken whose place is matched by now: whoever put them aside, or matched it, may have died before it could.</summary>
internal sealed class HeldCare(IDatabase database, IJobQueue jobs, TimeProvider clock) : IConnectionCare
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _looked = [];

    public async Task LookAfterAsync(Connection connection, Manifest manifest, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_looked.TryGetValue(connection.Id, out var last) && now - last < BetweenLooks)
        {
            return;
        }

        _looked[connection.Id] = now;
        await using var session = await database.SystemAsync("sync", cancellationToken);
        if (await HeldItems.HasPlacedAsync(session, connection, cancellationToken))
        {
            await jobs.EnqueueAsync(
                new NewJob(connection.Network, RetakeJobHandler.JobKind, new RetakePayload(connection.Network.Value, connection.Id, null), UniqueKey: $"retake:{connection.Id:N}"), Caller.System, session, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }
    }
}
