using BookedBarber.Network.Contracts;
using BookedBarber.Network.Domain;
using BookedBarber.Network.Storage;
using BookedBarber.Shared;

namespace BookedBarber.Network.Editing;

/// <summary>Moves a unit under another from a day on. What it earned before that day stays with the units it lay under then.</summary>
internal static class UnitMover
{
    /// <returns>The unit's id; or <c>invalid_request</c>, <c>would_be_cycle</c>, <c>before_last_move</c>.</returns>
    public static async Task<Result<NodeId>> MoveAsync(TreeEdit edit, Node unit, Node parent, DateOnly from, CancellationToken cancellationToken)
    {
        var (session, network) = (edit.Session, edit.Network);
        if (from > unit.DayAt(edit.Now))
        {
            return Faults.One("from", "in_future", "A move takes effect today or on a day in the past.");
        }

        var since = await Placements.SinceAsync(session, network, unit.Id, cancellationToken);
        if (from < since)
        {
            return new Problem(
                "before_last_move",
                $"{unit.Name} was last moved with effect from {since:yyyy-MM-dd}; a move cannot take effect before that. Nothing was moved.",
                ProblemKind.Refused);
        }

        var below = await Lineage.BelowSinceAsync(session, network, unit.Id, from, cancellationToken);
        if (below.Contains(parent.Id.Value))
        {
            return new Problem(
                "would_be_cycle",
                parent.Id == unit.Id || parent.Ref.Path.Contains(unit.Id)
                    ? $"{parent.Name} lies below {unit.Name}; a unit cannot be moved below itself. Nothing was moved."
                    : $"{parent.Name} lay below {unit.Name} on some day since {from:yyyy-MM-dd}. Choose a later day. Nothing was moved.",
                ProblemKind.Refused);
        }

        await Placements.MoveAsync(session, network, unit.Id, parent.Id, from, cancellationToken);
        await session.ExecuteAsync(
            """
            update network.node n
            set parent_id = case when n.id = @Id then @Parent else n.parent_id end,
                version = n.version + case when n.id = @Id then 1 else 0 end,
                path = p.path || n.path[array_position(n.path, @Id):]
            from network.node p
            where p.network_id = @Network and p.id = @Parent and n.network_id = @Network and @Id = any (n.path)
            """,
            new { Network = network, unit.Id, Parent = parent.Id },
            cancellationToken);
        // Asked of the table: in a list of units each move may lie upon the one before, which the tree in memory does not know yet.
        var levels = await session.FirstAsync<int>("select max(cardinality(path)) from network.node where network_id = @Network and @Id = any (path)", new { Network = network, unit.Id }, cancellationToken);
        if (levels > ParentRules.MostLevels)
        {
            return ParentRules.TooDeep();
        }

        await Lineage.ComputeAsync(session, network, below, cancellationToken);
        await session.RecordActionAsync(network, "node.moved", unit.Id.Value, new { from, oldParent = unit.ParentId, newParent = parent.Id }, cancellationToken);
        edit.Touch(unit.Id);
        return unit.Id;
    }
}
