using BookedBarber.Integrations.Connections;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>One Square account for a chain of two shops: customers, catalogue and team are the account's, sales the shops'.</summary>
public sealed class SquareChainTests(SquareAcceptance.House shared) : IClassFixture<SquareAcceptance.House>
{
    private readonly AcceptanceHouse _house = shared.Value;

    [Fact]
    public async Task A_customer_of_both_shops_is_one_client_and_a_service_has_its_price_at_both()
    {
        var connection = await ConnectChainAsync();
        _house.Pages.AreParallel = true;

        foreach (var stream in new[] { "locations", "clients", "services", "products", "staff", "sales", "bookings" })
        {
            (await _house.SyncAsync(connection, stream)).State.ShouldBe("done", stream);
            if (stream == "locations")
            {
                await MatchTwoAsync(connection);
            }
        }

        var visited = await _house.RowAsync<(long Clients, long Keys, long OfBoth)>(
            """
            select count(*), count(distinct c.source_key), count(*) filter (where (select count(distinct s.location_id) from records.sale s where s.network_id = c.network_id and s.client_id = c.id) = 2)
            from records.client c where c.source = @Source
            """,
            new { connection.Source });
        visited.Keys.ShouldBe(visited.Clients);
        visited.OfBoth.ShouldBeGreaterThan(0);
        (await _house.RowAsync<long>( // the home of who has visited is a shop that was visited
            """
            select count(*) from records.client c
            where c.source = @Source and c.home_by = 'visit' and not exists (select from records.sale s where s.network_id = c.network_id and s.client_id = c.id and s.location_id = c.home_location_id)
              and not exists (select from records.booking b where b.network_id = c.network_id and b.client_id = c.id and b.location_id = c.home_location_id)
            """,
            new { connection.Source })).ShouldBe(0);
        var offered = await _house.RowAsync<(long Keys, long Prices)>(
            "select count(distinct source_key), count(*) filter (where price is not null) from records.service where source = @Source and source_key in (select key from integrations.record_link where stream = 'services')",
            new { connection.Source });
        offered.Keys.ShouldBeGreaterThan(0);
        offered.Prices.ShouldBe(offered.Keys * 2);
        (await _house.RowAsync<long>("select count(*) from integrations.held_item where connection_id = @Id and faults -> 0 ->> 'code' = 'place_not_told'", new { connection.Id })).ShouldBe(0);
    }

    private async Task<Connection> ConnectChainAsync()
    {
        await _house.Get<INetworkEditor>().UpsertNodesAsync(Scope.OfSystem(_house.Network), [new NewNode(NodeKind.Location, "2", "Side")], AcceptanceHouse.Ct);
        return await _house.ConnectAsync(node: NodeId.Root(_house.Network));
    }

    private Task MatchTwoAsync(Connection connection) => _house.ExecuteAsync(
        """
        with place as (select key, row_number() over (order by key) as n from integrations.place where connection_id = @Id),
             shop as (select id, row_number() over (order by code) as n from network.node where network_id = @Network and kind = 'location')
        update integrations.place p set location_id = shop.id, is_ignored = shop.id is null from place left join shop on shop.n = place.n where p.connection_id = @Id and p.key = place.key
        """,
        new { connection.Id, connection.Network });
}
