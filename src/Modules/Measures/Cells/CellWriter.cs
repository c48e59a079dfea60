using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Cells;

/// <summary>Recomputes location-day cells from the records, in the caller's transaction.</summary>
internal sealed class CellWriter(IDayFacts facts)
{
    // About what one statement works through in a second or two.
    private const int DaysPerStatement = 100_000;

    private readonly string _atHand = CellSql.LocationDaysAtHand(facts.HoldSingleRecords);
    private readonly string _days = CellSql.LocationDays(facts.Sql);
    private readonly string _daysOfTotals = CellSql.LocationDays(facts.SqlOfTotals);
    private readonly string _firstDays = CellSql.FirstLocationDays(facts.Sql);
    private readonly string _firstDaysOfTotals = CellSql.FirstLocationDays(facts.SqlOfTotals);

    private sealed record CellKey(Guid LocationId, DateOnly Day);

    private sealed record AtHand(bool HasCells, bool HasSingleRecords);

    /// <summary>Brings the spans' cells, and those that depend on them through a client's first visit, to what the records say; marks what lies above as pending.</summary>
    public async Task RecomputeAsync(Session session, NetworkId network, NodeSpans spans, CancellationToken cancellationToken)
    {
        foreach (var portion in await RecomputeDaysAsync(session, network, spans, cancellationToken))
        {
            await session.ExecuteLongAsync(CellSql.MarkPending, portion, cancellationToken);
        }
    }

    /// <summary>The same without marking; for work over everything, which marks everything.</summary>
    /// <returns>What was recomputed.</returns>
    public async Task<IReadOnlyList<SpanParameters>> RecomputeDaysAsync(Session session, NetworkId network, NodeSpans spans, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(CellSql.LockDays, null, cancellationToken);
        foreach (var portion in NodeSpans.Portions(spans.Merged(), DaysPerStatement))
        {
            foreach (var cell in await session.QueryLongAsync<CellKey>(CellSql.FirstVisits, SpanParameters.Of(network, portion), cancellationToken))
            {
                spans.Add(cell.LocationId, cell.Day, cell.Day);
            }
        }

        var portions = NodeSpans.Portions(spans.Merged(), DaysPerStatement).Select(portion => SpanParameters.Of(network, portion)).ToList();
        foreach (var portion in portions)
        {
            await session.ExecuteLongAsync(await StatementForAsync(session, portion, cancellationToken), portion, cancellationToken);
        }

        return portions;
    }

    /// <summary>All four write the same cells. An import of years asks for them by the million, and then three quarters of the work are not needed.</summary>
    private async Task<string> StatementForAsync(Session session, SpanParameters portion, CancellationToken cancellationToken) =>
        (await session.QueryLongAsync<AtHand>(_atHand, portion, cancellationToken))[0] switch
        {
            { HasCells: true, HasSingleRecords: true } => _days,
            { HasCells: true } => _daysOfTotals,
            { HasSingleRecords: true } => _firstDays,
            _ => _firstDaysOfTotals,
        };
}
