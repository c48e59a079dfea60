using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Dapper;

namespace BookedBarber.Measures.Tests.Cells;

/// <summary>Clients whom a connection brought once for every shop that met them are made one when a database comes to this release.</summary>
public sealed class ClientsThatWereOne
{
    private const string Source = "square:0123456789abcdef0123456789abcdef";

    private static readonly DateOnly First = new(2026, 1, 5);

    [Fact]
    public async Task Their_visits_are_those_of_the_named_one_and_every_cell_follows()
    {
        await using var trade = await Trade.OpenAsync();
        await MeetAsync(trade, trade.Berlin, "at Berlin", "C-1", name: null);
        await MeetAsync(trade, trade.Hamburg, "at Hamburg", "C-1", name: "Ada Lovelace");
        await MeetAsync(trade, trade.NewYork, "somebody else", "C-2", name: null);
        await trade.SellAsync(trade.Berlin, First, "at Berlin", service: 40);
        await trade.SellAsync(trade.Hamburg, First.AddDays(20), "at Hamburg", service: 50);
        await trade.SellAsync(trade.Hamburg, First.AddDays(40), "at Hamburg", service: 50);
        await trade.BookAsync(trade.Berlin, First.AddDays(45), "10:00", 30, "confirmed", "at Berlin");
        await trade.SellAsync(trade.NewYork, First, "somebody else", service: 60);
        await trade.SettleAsync();
        (await NewClientsAsync(trade)).ShouldBe(3);

        await MigrateAsync(trade);
        await trade.SettleAsync();

        var named = Trade.Person("at Hamburg");
        (await trade.ReadAsync<string>("select string_agg(distinct client_id::text, ' ') from records.sale where location_id in (@Berlin, @Hamburg)", new { trade.Berlin, trade.Hamburg })).ShouldBe(named.ToString());
        (await trade.ReadAsync<Guid>("select client_id from records.booking")).ShouldBe(named);
        (await trade.ReadAsync<string>("select string_agg(coalesce(name, '-') || ' ' || home_by, ', ' order by source_key) from records.client")).ShouldBe("Ada Lovelace visit, - visit");
        (await NewClientsAsync(trade)).ShouldBe(2);
        (await trade.VerifyAsync()).Differences.ShouldBeEmpty();
    }

    private static Task MeetAsync(Trade trade, NodeId location, string client, string key, string? name) =>
        trade.WriteAsync(
            "insert into records.client (network_id, id, home_location_id, source, source_key, name) values (@Network, @Id, @Location, @Source, @key, @name)",
            new { trade.Network, Id = Trade.Person(client), Location = location, Source, key, name });

    private static async Task MigrateAsync(Trade trade)
    {
        var assembly = typeof(RecordsModule).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith("0082_account_clients.sql", StringComparison.Ordinal)))!);
        await using var connection = await trade.Node.Get<DataSources>().Owner.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(await reader.ReadToEndAsync(TestContext.Current.CancellationToken), transaction: transaction);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    private static Task<decimal> NewClientsAsync(Trade trade) =>
        trade.ReadAsync<decimal>("select sum(new_clients) from measures.cell where grain = 'd' and node_id in (@Berlin, @Hamburg, @NewYork)", new { trade.Berlin, trade.Hamburg, trade.NewYork });
}
