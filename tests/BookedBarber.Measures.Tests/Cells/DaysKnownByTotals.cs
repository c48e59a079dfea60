using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Measures.Tests.Cells;

/// <summary>Where nothing but day totals is stored, a shorter query gives the facts. It must give the same ones.</summary>
public sealed class DaysKnownByTotals
{
    private static readonly DateOnly First = new(2025, 12, 1);

    private sealed record Close(int Place, int Day, int Source, int? NetSales, int? Visits);

    [Fact]
    public async Task Facts_and_cells_are_the_same_by_the_short_way()
    {
        var closes = (from place in Gen.Choose(0, 2) from day in Gen.Choose(0, 40) from source in Gen.Choose(0, 2) from net in Amount(-50, 500) from visits in Amount(0, 60)
                      select new Close(place, day, source, net, visits ?? (net is null ? (int?)1 : null))).ListOf(60);
        foreach (var month in Gen.Sample(closes, 8))
        {
            await using var trade = await Trade.OpenAsync();
            foreach (var half in month.Chunk(30))
            {
                await trade.WriteAsync(Insert, ParametersOf(trade, half)); // the first half finds no cells, the second those of the first

                await trade.SettleAsync();

                (await DifferingFactsAsync(trade)).ShouldBe(0);
                var verification = await trade.VerifyAsync();
                verification.Differences.Select(difference => difference.ToString()).ShouldBeEmpty();
                verification.Checked.ShouldBeGreaterThan(0);
            }
        }
    }

    [Fact]
    public async Task A_sale_on_one_of_the_days_takes_the_place_of_its_total()
    {
        await using var trade = await Trade.OpenAsync();
        await trade.CloseAsync(trade.Berlin, First, 900, 31);
        await trade.CloseAsync(trade.Berlin, First.AddDays(1), 800, 30);
        await trade.SettleAsync();

        await trade.SellAsync(trade.Berlin, First, "Ada", service: 40);
        await trade.SettleAsync();

        (await trade.ReadAsync<decimal>("select sum(net_sales) from measures.cell where node_id = @Berlin and grain = 'm'", new { trade.Berlin })).ShouldBe(840);
        (await trade.VerifyAsync()).Differences.ShouldBeEmpty();
    }

    private const string Insert =
        """
        insert into records.daily_close (network_id, location_id, business_day, source, id, currency, net_sales, visits)
        select @Network, * from unnest(@Places, @Days, @Sources, @Ids, @Currencies, @NetSales, @Visits)
        on conflict (network_id, location_id, business_day, source) do update set net_sales = excluded.net_sales, visits = excluded.visits, recorded_at = clock_timestamp()
        """;

    private static Gen<int?> Amount(int least, int most) => Gen.Choose(0, 4).SelectMany(kind => kind == 0 ? Gen.Constant<int?>(null) : Gen.Choose(least, most).Select(value => (int?)value));

    private static object ParametersOf(Trade trade, IReadOnlyList<Close> closes)
    {
        NodeId[] places = [trade.Berlin, trade.NewYork, trade.Tokyo];
        var distinct = closes.DistinctBy(close => (close.Place, close.Day, close.Source)).ToList();
        return new
        {
            trade.Network,
            Places = distinct.Select(close => places[close.Place].Value).ToArray(),
            Days = distinct.Select(close => First.AddDays(close.Day)).ToArray(),
            Sources = distinct.Select(close => $"source {close.Source}").ToArray(),
            Ids = distinct.Select(_ => Guid.CreateVersion7(trade.Clock.GetUtcNow())).ToArray(),
            Currencies = distinct.Select(close => close.Place == 2 ? "JPY" : "EUR").ToArray(),
            NetSales = distinct.Select(close => (decimal?)close.NetSales).ToArray(),
            Visits = distinct.Select(close => close.Visits).ToArray(),
        };
    }

    private static async Task<long> DifferingFactsAsync(Trade trade)
    {
        var facts = trade.Node.Get<IDayFacts>();
        await using var session = await trade.Node.Database.ReadAsync(trade.Network, CancellationToken.None);
        return await session.FirstAsync<long>(
            $"""
            with span as materialized (select location_id, @First::date as first_day, @Last::date as last_day from unnest(@Places) s(location_id)),
            whole as (select f::text as fact from ({facts.Sql}) f),
            short as (select f::text as fact from ({facts.SqlOfTotals}) f)
            select (select count(*) from whole full join short using (fact) where whole.fact is null or short.fact is null)
                 + case when {facts.HoldSingleRecords} then 1 else 0 end
            """,
            new { NetworkId = trade.Network.Value, First, Last = First.AddDays(60), Places = new[] { trade.Berlin.Value, trade.NewYork.Value, trade.Tokyo.Value } },
            CancellationToken.None);
    }
}
