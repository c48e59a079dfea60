using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Cells;

/// <summary>Keeps location-day cells at what the records say: every change marks days, the batch's days are recomputed at once.</summary>
internal sealed class CellConsumer(CellWriter cells, RollUp rollUp, INetworkTree tree) : IFeedConsumer
{
    public string Name => "measures";

    // The changes carry rows: more at once would need much memory, fewer would merge less.
    public int BatchSize => 1000;

    public async Task HandleAsync(Session session, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        foreach (var group in changes.GroupBy(change => change.Network))
        {
            var changed = new ChangedDays(tree);
            foreach (var change in group)
            {
                changed.Add(change);
            }

            await ApplyAsync(session, group.Key, changed, cancellationToken);
        }
    }

    public Task SettleAsync(CancellationToken cancellationToken) => rollUp.RunAsync(cancellationToken);

    private async Task ApplyAsync(Session session, NetworkId network, ChangedDays changed, CancellationToken cancellationToken)
    {
        var ancestors = (await changed.CompleteAsync(session, network, cancellationToken)).Merged();
        if (changed.Spans.Merged().Count > 0)
        {
            await cells.RecomputeAsync(session, network, changed.Spans, cancellationToken);
        }

        if (changed.WholeTree)
        {
            await session.ExecuteLongAsync(CellSql.MarkWholeTree, new { network }, cancellationToken);
        }

        if (ancestors.Count > 0)
        {
            await session.ExecuteLongAsync(CellSql.MarkPending, SpanParameters.Of(network, ancestors), cancellationToken);
        }
    }
}
