using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Facts;

internal sealed class DayFactsQuery : IDayFacts
{
    private static readonly string Query =
        $"""
        with span as materialized (
            select * from unnest(@Locations::uuid[], @FirstDays::date[], @LastDays::date[]) as s(location_id, first_day, last_day)
        )
        select * from ({FactsSql.Text}) facts
        """;

    public string Sql => FactsSql.Text;

    public string SqlOfTotals => FactsSql.OfTotals;

    public string HoldSingleRecords => FactsSql.HoldSingleRecords;

    public async Task<IReadOnlyList<DayFacts>> ComputeAsync(Session session, NetworkId network, IReadOnlyList<DaySpan> spans, CancellationToken cancellationToken)
    {
        if (spans.Count == 0)
        {
            return [];
        }

        var parameters = new
        {
            NetworkId = network.Value,
            Locations = spans.Select(span => span.LocationId.Value).ToArray(),
            FirstDays = spans.Select(span => span.FirstDay).ToArray(),
            LastDays = spans.Select(span => span.LastDay).ToArray(),
        };
        return await session.QueryAsync<DayFacts>(Query, parameters, cancellationToken);
    }
}
