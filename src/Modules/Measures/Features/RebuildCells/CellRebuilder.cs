using BookedBarber.Measures.Cells;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Features.RebuildCells;

/// <summary>Makes all cells of a network again from the records, beside a running server: each block takes the writers' lock, so that nothing newer is overwritten.</summary>
internal sealed class CellRebuilder(IDatabase database, CellWriter cells, RollUp rollUp, TimeProvider clock)
{
    public async Task RunAsync(NetworkSummary network, Action<string> progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> locations;
        IReadOnlyList<Period> years;
        await using (var session = await database.ReadAsync(network.Id, cancellationToken))
        {
            (locations, _) = await CellPlan.NodesAsync(session, network.Id, cancellationToken);
            years = await YearsAsync(session, network.Id, cancellationToken);
        }

        foreach (var year in years)
        {
            foreach (var block in CellPlan.Blocks(locations, year))
            {
                var spans = new NodeSpans();
                foreach (var span in block)
                {
                    spans.Add(span.Node, span.FirstDay, span.LastDay);
                }

                await using var session = await database.SystemAsync("measures:rebuild", cancellationToken);
                await cells.RecomputeDaysAsync(session, network.Id, spans, cancellationToken);
                await session.CommitAsync(cancellationToken);
            }

            progress($"{network.Slug}: days of {year}");
        }

        await MarkAsync(network.Id, cancellationToken);
        await rollUp.RunAsync(cancellationToken);
        progress($"{network.Slug}: sums");
    }

    // The records' own range is not known here: cells of earlier years, then everything since the first partition.
    private async Task<IReadOnlyList<Period>> YearsAsync(Session session, NetworkId network, CancellationToken cancellationToken)
    {
        var known = await CellPlan.YearsAsync(session, network, clock, cancellationToken);
        var from = Math.Min(known[1].From.Year, EarliestYear);
        var to = known[^2].To.Year;
        return
        [
            new Period(known[0].From, new DateOnly(from - 1, 12, 31)),
            .. Enumerable.Range(from, to - from + 1).Select(year => new Period(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31))),
            new Period(new DateOnly(to + 1, 1, 1), known[^1].To),
        ];
    }

    private const int EarliestYear = 2013;

    /// <summary>All sums are made again: also those whose parts did not change may have been wrong.</summary>
    private async Task MarkAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("measures:rebuild", cancellationToken);
        await session.ExecuteLongAsync(CellSql.MarkEverything, new { network }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
