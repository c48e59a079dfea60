using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Places;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Integrations.Syncing.Tracing;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>Takes held items once what they waited for is there: their place, or a better map.</summary>
internal sealed class HeldRetake(IDatabase database, INetworkTree tree, IPlaces vendorPlaces, IFieldMaps maps, RecordIntake intake, RuleStore rules, ListsAnew lists)
{
    private const int AtOnce = 1_000;

    /// <summary>Takes what waited for places that are linked by now, stream after stream in the manifest's order, and brings lists to the shops that are matched now.</summary>
    public async Task<IntakeCounts> OfPlacesAsync(Connection connection, Manifest manifest, Guid cause, CancellationToken cancellationToken)
    {
        var counts = default(IntakeCounts);
        foreach (var stream in manifest.Streams.Where(stream => stream.Map is not null).OrderBy(stream => stream.Order))
        {
            counts += await OfStreamAsync(connection, manifest, stream, onlyPlaced: true, cause, cancellationToken);
        }

        await lists.BeginAsync(connection, manifest, cancellationToken);
        return counts;
    }

    /// <summary>Takes entries of lists that named no shop and waited for one, before their stream is read on.</summary>
    public async Task OfWaitingAsync(Connection connection, Manifest manifest, VendorStream stream, PlaceMap places, Guid cause, CancellationToken cancellationToken)
    {
        if (stream.Map is { } map && Placings.Of(map.Record) != Placing.Named && places.Shops.Count > 0)
        {
            await OfStreamAsync(connection, manifest, stream, onlyPlaced: true, cause, cancellationToken);
        }
    }

    /// <summary>Takes everything of a stream that is held, or only what waited for a place that is linked or left out by now.</summary>
    public async Task<IntakeCounts> OfStreamAsync(Connection connection, Manifest manifest, VendorStream stream, bool onlyPlaced, Guid cause, CancellationToken cancellationToken)
    {
        if (await PlaceMap.LoadAsync(vendorPlaces, tree, connection, cancellationToken) is not { } places)
        {
            return default;
        }

        var mapper = await maps.ForAsync(connection.Network, connection.Id, manifest, stream.Name, cancellationToken);
        var counts = default(IntakeCounts);
        for (var after = string.Empty; ;)
        {
            await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), SyncCause.Text(connection.Id, cause), cancellationToken);
            var held = await HeldItems.ReadAsync(session, connection, stream.Name, onlyPlaced, after, AtOnce, cancellationToken);
            if (held.Count == 0)
            {
                return counts;
            }

            var state = await SyncStore.FindAsync(session, connection, stream.Name, cancellationToken);
            var target = new IntakeTarget(connection, stream, mapper, places, await rules.ReadAsync(session, connection, cancellationToken), cause, state?.Pass ?? 0);
            counts += await intake.TakeAsync(session, target, ItemMapping.Map(target, [.. held.Select(item => item.Item)]), cancellationToken);
            await session.CommitAsync(cancellationToken);
            after = held[^1].Key;
        }
    }
}
