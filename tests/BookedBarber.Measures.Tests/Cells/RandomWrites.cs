using BookedBarber.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Measures.Tests.Cells;

public sealed class RandomWrites
{
    private static readonly DateOnly First = new(2025, 12, 25);

    /// <summary>One write: what, where, when, who, how much.</summary>
    private sealed record Step(int Kind, int Place, int Day, int Client, int Amount);

    [Fact]
    public async Task Cells_after_any_sequence_of_writes_are_what_recomputation_gives()
    {
        var steps = (from kind in Gen.Choose(0, 9) from place in Gen.Choose(0, 3) from day in Gen.Choose(0, 12) from client in Gen.Choose(0, 4) from amount in Gen.Choose(0, 99)
                     select new Step(kind, place, day, client, amount)).ListOf(40);
        await using var trade = await Trade.OpenAsync();
        foreach (var sequence in Gen.Sample(steps, 12, 40))
        {
            foreach (var (step, index) in sequence.Select((step, index) => (step, index)))
            {
                await ApplyAsync(trade, step);
                if (index % 7 == 0)
                {
                    await trade.SettleAsync();
                }
            }

            await trade.SettleAsync();
            var verification = await trade.VerifyAsync();
            verification.Differences.Select(difference => difference.ToString()).ShouldBeEmpty();
            verification.Checked.ShouldBeGreaterThan(0);
            (await SumAsync(trade, "location")).ShouldBe(await SumAsync(trade, "network"));
            (await SumAsync(trade, "location")).ShouldBe(await SumAsync(trade, "region"));
        }
    }

    private static Task ApplyAsync(Trade trade, Step step)
    {
        var location = new[] { trade.Berlin, trade.Hamburg, trade.NewYork, trade.Tokyo }[step.Place];
        var currency = step.Place == 3 ? "JPY" : "EUR";
        var day = First.AddDays(step.Day);
        var client = step.Client == 0 ? null : $"client {step.Client}";
        var noon = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero);
        return step.Kind switch
        {
            0 or 1 => trade.SellAsync(location, day, client, step.Amount, product: step.Amount / 2, discount: step.Amount / 3, currency: currency),
            2 => trade.BookAsync(location, day, "10:00", 45, (step.Amount % 4) switch { 0 => "completed", 1 => "no_show", 2 => "in_service", _ => "confirmed" }, client, $"staff {step.Amount % 2}", noon.AddHours(-step.Amount)),
            3 => trade.BookAsync(location, day.AddDays(20), "11:00", 30, "confirmed", client, bookedAt: noon.AddHours(step.Amount - 50)),
            4 => trade.CloseAsync(location, day, step.Amount, step.Client, currency),
            5 => trade.ShiftAsync(location, day, "09:00", 480, $"staff {step.Amount % 2}", step.Amount),
            6 => trade.WriteAsync("delete from records.sale where network_id = @Network and location_id = @location and business_day = @day", new { trade.Network, location, day }),
            7 => trade.WriteAsync(
                "update records.sale set client_id = @Client, business_day = business_day + 1 where network_id = @Network and location_id = @location and business_day = @day",
                new { trade.Network, location, day, Client = Trade.Person($"client {step.Client + 1}") }),
            8 => trade.WriteAsync(
                "update records.booking set booked_at = booked_at + interval '7 hours', status = 'completed' where network_id = @Network and location_id = @location and business_day between @day and @day + 3",
                new { trade.Network, location, day }),
            _ => step.Amount % 3 == 0
                ? trade.MoveAsync(location, step.Client % 2 == 0 ? trade.North : trade.South, day)
                : trade.WriteAsync("update network.node set chairs = @Chairs where network_id = @Network and id = @location", new { trade.Network, location, Chairs = step.Client }),
        };
    }

    private static Task<string?> SumAsync(Trade trade, string kind) =>
        trade.ReadAsync<string>(
            """
            select coalesce(string_agg(format('%s %s %s %s', currency, sales, visits, minutes), '; ' order by currency), '')
            from (
                select c.currency, sum(c.net_sales)::numeric(19,4) as sales, sum(c.visits) as visits, sum(c.busy_minutes) as minutes
                from measures.cell c join network.node n on n.id = c.node_id where n.kind = @kind and c.grain = 'm' group by c.currency
            ) total
            """,
            new { kind });
}
