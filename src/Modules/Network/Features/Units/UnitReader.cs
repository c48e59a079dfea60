using BookedBarber.Network.Storage;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Network.Features.Units;

/// <summary>Reads units for answers: what they hold from the database, under the network's row-level security; where they lie from the tree.</summary>
internal sealed class UnitReader(IDatabase database, NetworkTree tree)
{
    public async Task<Result<UnitItem>> OneAsync(NetworkId network, NodeId id, CancellationToken cancellationToken) =>
        await ManyAsync(network, [id], cancellationToken) is [var only] ? only : Problem.NotFound("unit");

    /// <summary>Units in the order of the ids; what the network does not hold is left out.</summary>
    public async Task<IReadOnlyList<UnitItem>> ManyAsync(NetworkId network, IReadOnlyList<NodeId> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0 || tree.Snapshot(network) is not { } snapshot)
        {
            return [];
        }

        await using var session = await database.ReadAsync(network, cancellationToken);
        var rows = (await UnitRow.ReadAsync(session, network, ids, cancellationToken)).ToDictionary(row => row.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => UnitItem.Of(rows[id], snapshot))];
    }
}
