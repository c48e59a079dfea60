using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Network.Storage;

/// <summary>Under which unit another one lies from which day.</summary>
internal static class Placements
{
    /// <summary>The day of a unit's last move; <see cref="DateOnly.MinValue"/> when it has always been where it is.</summary>
    public static async Task<DateOnly> SinceAsync(Session session, NetworkId network, NodeId node, CancellationToken cancellationToken) =>
        await session.FirstAsync<DateOnly>(
            "select valid_from from network.placement where network_id = @Network and node_id = @Node and valid_to = 'infinity'",
            new { Network = network, Node = node },
            cancellationToken);

    /// <summary>Puts a unit under another from a day on, which must not lie before its last move. A second move of the same day replaces the first.</summary>
    public static async Task MoveAsync(Session session, NetworkId network, NodeId node, NodeId parent, DateOnly from, CancellationToken cancellationToken)
    {
        var move = new { Network = network, Node = node, Parent = parent, From = from };
        await session.ExecuteAsync("delete from network.placement where network_id = @Network and node_id = @Node and valid_from = @From", move, cancellationToken);
        await session.ExecuteAsync("update network.placement set valid_to = @From - 1 where network_id = @Network and node_id = @Node and valid_to >= @From", move, cancellationToken);
        var stayed = await session.ExecuteAsync(
            "update network.placement set valid_to = 'infinity' where network_id = @Network and node_id = @Node and parent_id = @Parent and valid_to = @From - 1",
            move,
            cancellationToken);
        if (stayed == 0)
        {
            await session.ExecuteAsync(
                "insert into network.placement (network_id, node_id, parent_id, valid_from) values (@Network, @Node, @Parent, @From)",
                move,
                cancellationToken);
        }
    }
}
