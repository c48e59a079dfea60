using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Features.SearchClients;

/// <summary>Finds clients by the beginning of their name or of its last word, at the locations where the caller may see clients.</summary>
internal sealed class ClientSearch(IDatabase database, INetworkTree tree) : ISearchSource
{
    // The last code point of Unicode stands after everything that begins with the text: a range that an index answers.
    private const string Sql =
        """
        select distinct on (id) id, name, home_location_id, rank from (
            (select id, name, home_location_id, case when name_key = lower(@text) then 0 else 1 end as rank
             from records.client
             where network_id = @Network and name_key >= lower(@text) and name_key < lower(@text) || U&'\+10FFFF' and (@Everywhere or home_location_id = any(@Locations))
             order by name_key limit @limit)
            union all
            (select id, name, home_location_id, 2
             from records.client
             where network_id = @Network and surname_key >= lower(@text) and surname_key < lower(@text) || U&'\+10FFFF' and (@Everywhere or home_location_id = any(@Locations))
             order by surname_key limit @limit)
        ) hits
        order by id, rank
        """;

    public Permission Permission => Permission.ClientsRead;

    public async Task<IReadOnlyList<SearchHit>> SearchAsync(Scope scope, string text, int limit, CancellationToken cancellationToken)
    {
        Guid[] locations = scope.SeesWholeNetwork ? [] : [.. tree.LocationsUnder(scope.Network, scope.Roots, withArchived: true).Select(location => location.Id.Value)];
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<Row>(
            Sql, new { Network = scope.Network.Value, text, Everywhere = scope.SeesWholeNetwork, Locations = locations, limit }, cancellationToken);
        return [.. rows.OrderBy(row => row.Rank).Take(limit).Select(row => new SearchHit("client", row.Id, row.Name, tree.Find(row.HomeLocationId)?.Name, row.Rank))];
    }

    private sealed class Row
    {
        public Guid Id { get; init; }

        public string Name { get; init; } = string.Empty;

        public NodeId HomeLocationId { get; init; }

        public int Rank { get; init; }
    }
}
