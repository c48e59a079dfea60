using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Network.Storage;

/// <summary>Who lay below whom when: always computed from the placements, whole, for the units concerned. So it cannot drift from them, whatever the order of moves.</summary>
internal static class Lineage
{
    /// <summary>Computes the lineage of these units anew and stores what differs.</summary>
    public static async Task ComputeAsync(Session session, NetworkId network, IReadOnlyCollection<Guid> nodes, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            with recursive walk (node_id, ancestor_id, days) as (
                select id, id, daterange('-infinity', 'infinity', '[]') from unnest(@Nodes) as affected (id)
                union all
                select w.node_id, p.parent_id, w.days * daterange(p.valid_from, p.valid_to, '[]')
                from walk w
                join network.placement p on p.network_id = @Network and p.node_id = w.ancestor_id
                where w.days && daterange(p.valid_from, p.valid_to, '[]')
            ), spans as ( -- a unit that left an ancestor and came back has two; two that touch are one
                select node_id, ancestor_id, unnest(range_agg(days)) as days from walk group by node_id, ancestor_id
            ), wanted as materialized (
                select node_id, ancestor_id, lower(days) as valid_from, case when upper_inc(days) then upper(days) else upper(days) - 1 end as valid_to from spans
            ), gone as (
                delete from network.lineage l
                where l.network_id = @Network and l.node_id = any (@Nodes)
                  and not exists (select from wanted w where w.node_id = l.node_id and w.ancestor_id = l.ancestor_id and w.valid_from = l.valid_from)
            )
            insert into network.lineage as l (network_id, ancestor_id, node_id, valid_from, valid_to)
            select @Network, ancestor_id, node_id, valid_from, valid_to from wanted
            on conflict (network_id, ancestor_id, node_id, valid_from) do update set valid_to = excluded.valid_to where l.valid_to <> excluded.valid_to
            """,
            new { Network = network, Nodes = nodes.ToArray() },
            cancellationToken);

    /// <summary>All that lies at or below a unit on any day from this one on.</summary>
    public static async Task<HashSet<Guid>> BelowSinceAsync(Session session, NetworkId network, NodeId node, DateOnly from, CancellationToken cancellationToken) =>
    [
        .. await session.QueryAsync<Guid>(
            "select distinct node_id from network.lineage where network_id = @Network and ancestor_id = @Node and valid_to >= @From",
            new { Network = network, Node = node, From = from },
            cancellationToken),
    ];
}
