using BookedBarber.Network.Contracts;
using BookedBarber.Network.Storage;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;

namespace BookedBarber.Network.Editing;

/// <summary>Creates networks and units for other modules.</summary>
internal sealed class NetworkEditor(NetworkCreation creation, TreeEditor editor, NetworkTree tree, TimeProvider clock) : INetworkEditor
{
    public Task<Result<NetworkSummary>> CreateNetworkAsync(Caller caller, NewNetwork network, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(network);
        return creation.RunAsync(caller, network, "network.create", remember: null, cancellationToken);
    }

    public async Task<Result<IReadOnlyList<Node>>> UpsertNodesAsync(Scope scope, IReadOnlyList<NewNode> nodes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(nodes);
        await tree.LoadAsync(cancellationToken);
        var stored = await editor.RunAsync(scope, "network.upsert", edit => UpsertAsync(edit, nodes, cancellationToken), cancellationToken);
        return stored.Then<IReadOnlyList<Node>>(ids => [.. ids.Select(id => tree.Find(id)).OfType<Node>()]);
    }

    private async Task<Result<List<NodeId>>> UpsertAsync(TreeEdit edit, IReadOnlyList<NewNode> nodes, CancellationToken cancellationToken)
    {
        var keys = nodes.Where(node => node.Code is not null).Select(node => BulkPlan.Key(node.Kind, node.Code)).ToHashSet();
        var existing = edit.Tree.Nodes.Where(node => keys.Contains(BulkPlan.Key(node.Kind, node.Code))).Select(node => node.Id).ToList();
        var plan = new BulkPlan(edit, clock, existing.Count == 0 ? [] : await UnitRow.ReadAsync(edit.Session, edit.Network, existing, cancellationToken));
        foreach (var node in nodes)
        {
            if (plan.Take(node) is { } problem)
            {
                return problem;
            }
        }

        if (plan.Added.Count > 0)
        {
            await UnitTable.AddAsync(edit.Session, edit.Network, plan.Added, edit.Now, cancellationToken);
        }

        if (plan.Changed.Count > 0)
        {
            await UnitTable.ChangeAsync(edit.Session, edit.Network, plan.Changed, cancellationToken);
        }

        foreach (var (unit, parent) in plan.Moved)
        {
            var moved = await UnitMover.MoveAsync(edit, unit, parent, unit.DayAt(edit.Now), cancellationToken);
            if (!moved.Succeeded)
            {
                return moved.Problem;
            }
        }

        if (plan.Weeks.Count > 0)
        {
            await Hours.SetAsync(edit.Session, edit.Network, plan.Weeks, cancellationToken);
        }

        plan.Order.ForEach(edit.Touch);
        return plan.Order;
    }
}
