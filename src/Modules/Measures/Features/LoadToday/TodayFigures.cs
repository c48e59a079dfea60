using BookedBarber.Measures.Contracts;
using BookedBarber.Measures.Domain;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Features.LoadToday;

internal sealed class TodayFigures(IDatabase database, INetworkTree tree, IDayFacts facts, TimeProvider clock) : ITodayFigures
{
    private static readonly string CellsOfToday =
        $"""
        select c.node_id as location_id, c.period as day, c.currency,
               {string.Join(", ", Facts.All.Where(fact => fact.Derivation() is null).Select(fact => $"coalesce(c.{fact.Column()}, 0) as {fact.Column()}"))}
        from unnest(@Locations::uuid[], @Days::date[]) t(location_id, day)
        join measures.cell c on c.network_id = @network and c.grain = 'd' and c.node_id = t.location_id and c.period = t.day
        where c.period between @First and @Last
        """;

    public async Task<IReadOnlyList<DayFacts>> LoadAsync(NetworkId network, IReadOnlyList<NodeId> locations, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return InOwnCurrencyFirst(await facts.ComputeAsync(session, network, Today(locations.Select(tree.Find)), cancellationToken));
    }

    public async Task<IReadOnlyList<DayFacts>> LoadAllAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var today = Today(tree.LocationsUnder(network, [NodeId.Root(network)]));
        if (today.Count == 0)
        {
            return [];
        }

        await using var session = await database.SystemAsync("measures", cancellationToken);
        var parameters = new
        {
            network,
            Locations = today.Select(span => span.LocationId.Value).ToArray(),
            Days = today.Select(span => span.FirstDay).ToArray(),
            First = today.Min(span => span.FirstDay),
            Last = today.Max(span => span.FirstDay),
        };
        // In this order: what is applied before the first query is in the cells by the second.
        var behind = (await session.QueryAsync<NodeId>(LocationsBehind, parameters, cancellationToken)).ToHashSet();
        var stored = await session.QueryAsync<DayFacts>(CellsOfToday, parameters, cancellationToken);
        var fresh = await facts.ComputeAsync(session, network, [.. today.Where(span => behind.Contains(span.LocationId))], cancellationToken);
        return InOwnCurrencyFirst(stored.Where(day => !behind.Contains(new NodeId(day.LocationId))).Concat(fresh));
    }

    // Changes that are committed but not yet in the cells: still in the outbox, or numbered and ahead of the consumer.
    private const string LocationsBehind =
        """
        select location_id from feed.outbox
        where network_id = @network and location_id is not null and (first_day is null or (first_day <= @Last and last_day >= @First))
        union
        select location_id from feed.change
        where network_id = @network and location_id is not null and (first_day is null or (first_day <= @Last and last_day >= @First))
          and position > coalesce((select position from feed.consumer where name = 'measures'), 0)
        """;

    private List<DaySpan> Today(IEnumerable<Node?> locations)
    {
        var now = clock.GetUtcNow();
        return [.. locations.OfType<Node>().Select(location => new DaySpan(location.Id, location.DayAt(now), location.DayAt(now)))];
    }

    private IReadOnlyList<DayFacts> InOwnCurrencyFirst(IEnumerable<DayFacts> days) =>
        [.. days.OrderBy(day => tree.Find(new NodeId(day.LocationId))?.Currency.Code == day.Currency ? 0 : 1)];
}
