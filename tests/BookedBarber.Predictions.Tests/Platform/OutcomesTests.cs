using BookedBarber.Predictions.Nightly.Clients;
using BookedBarber.Predictions.Nightly.Findings;
using BookedBarber.Predictions.Nightly.NoShows;
using BookedBarber.Predictions.Nightly.Outcomes;

namespace BookedBarber.Predictions.Tests.Platform;

public sealed class OutcomesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chance_told_before_a_booking_began_stays_and_is_set_against_whether_the_client_came()
    {
        await using var chain = await Chain.OpenAsync(2);
        await chain.BookAsync([.. Past(), .. Enumerable.Range(0, 40).Select(client => new Chain.Booking(client % 2, Chain.Today.AddDays(1), 8 + (client % 8), $"client {client}", "Haircut", "confirmed", 3))]);
        await chain.RunAsync(NoShowsPart.PartName);
        var told = await ChancesAsync(chain);

        // A day later, at ten: what began at eight and nine has begun.
        chain.Clock.Advance(TimeSpan.FromDays(1));
        await chain.WriteAsync("update records.booking set status = 'no_show' where business_day = @Day and extract(hour from starts_at at time zone 'America/New_York') in (8, 9)", new { Day = Chain.Today.AddDays(1) });
        await chain.WriteAsync("update records.booking set booked_at = starts_at - interval '30 days' where business_day = @Day", new { Day = Chain.Today.AddDays(1) });
        await chain.RunAsync(NoShowsPart.PartName, today: Chain.Today.AddDays(1));

        var later = await ChancesAsync(chain);
        told.Where(one => one.Hour is 8 or 9 or 10).ShouldAllBe(one => later.Contains(one));
        later.Except(told).ShouldNotBeEmpty("what is still to come is told anew");

        // Another day later all is over but what was cancelled.
        await chain.WriteAsync("update records.booking set status = case when extract(hour from starts_at at time zone 'America/New_York') = 15 then 'cancelled' else 'completed' end where business_day = @Day and status = 'confirmed'", new { Day = Chain.Today.AddDays(1) });
        (await chain.RunAsync(OutcomesPart.PartName, today: Chain.Today.AddDays(2))).ShouldStartWith("35 bookings");
        (await chain.RunAsync(OutcomesPart.PartName, today: Chain.Today.AddDays(2))).ShouldStartWith("0 bookings");

        var judged = await chain.Get<OutcomeReading>().ReadAsync(chain.Network, null, OutcomeKind.NoShow, Chain.Today.AddDays(2), Ct);
        judged.Cases.ShouldBe(35);
        judged.Judgement.ShouldBeNull("35 of 100 outcomes are too few");
        judged.Bands.Sum(band => band.Happened).ShouldBe(10);
        judged.Bands.Sum(band => band.Said).ShouldBe(later.Where(one => one.Hour != 15).Sum(one => (double)one.Chance), 1e-6);
        (await chain.Get<OutcomeReading>().ReadAsync(chain.Network, [chain.Shops[0].Value], OutcomeKind.NoShow, Chain.Today.AddDays(2), Ct)).Cases.ShouldBe(20);

        // A day that was noted wrong is corrected within a fortnight.
        await chain.WriteAsync("update records.booking set status = 'completed' where business_day = @Day and status = 'no_show'", new { Day = Chain.Today.AddDays(1) });
        (await chain.RunAsync(OutcomesPart.PartName, today: Chain.Today.AddDays(3))).ShouldStartWith("10 bookings");
        (await chain.Get<OutcomeReading>().ReadAsync(chain.Network, null, OutcomeKind.NoShow, Chain.Today.AddDays(3), Ct)).Bands.Sum(band => band.Happened).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_told_of_clients_is_kept_once_a_month_and_set_against_the_ninety_days_that_follow()
    {
        await using var chain = await Chain.OpenAsync(2);
        await chain.SellAsync([.. from client in Enumerable.Range(0, 120) from visit in Enumerable.Range(0, 8) select new Chain.Sale(client % 2, Chain.Today.AddDays(-1 - (client % 7) - (28 * visit)), $"client {client}", "Haircut", 30)]);
        await chain.RunAsync(ClientsPart.PartName);

        (await chain.RunAsync(OutcomesPart.PartName)).ShouldEndWith("what was told of 120 clients kept for later.");
        (await chain.RunAsync(OutcomesPart.PartName, today: Chain.Today.AddDays(7))).ShouldEndWith("what was told of 0 clients kept for later.");

        // Two turn out to be one with others; of the rest a third comes again in time, a third too late, a third never.
        await chain.WriteAsync("update records.sale set client_id = null where client_id = any(@Gone)", new { Gone = new[] { Chain.Person("client 0"), Chain.Person("client 2") } });
        await chain.SellAsync([.. from client in Enumerable.Range(0, 120) where client > 2 && client % 3 != 2 select new Chain.Sale(client % 2, Chain.Today.AddDays(client % 3 == 0 ? 89 : 90), $"client {client}", "Haircut", 30)]);
        (await chain.RunAsync(OutcomesPart.PartName, today: Chain.Today.AddDays(89))).ShouldContain("and 0 clients set against what came");
        (await chain.RunAsync(OutcomesPart.PartName, today: Chain.Today.AddDays(90))).ShouldContain("and 118 clients set against what came");

        var judged = await chain.Get<OutcomeReading>().ReadAsync(chain.Network, null, OutcomeKind.Clients, Chain.Today.AddDays(90), Ct);
        judged.Bands.Sum(band => band.Happened).ShouldBe(79);
        judged.Judgement!.All.Cases.ShouldBe(118);
        judged.Judgement.Brier.ShouldBe((await chain.ReadAsync<double>("select avg(power(p_no_visit - case when stayed_away then 1 else 0 end, 2)) from predictions.client_sample")).Single(), 1e-6);
        judged.Months.ShouldHaveSingleItem().Month.ShouldBe(OutcomesPart.MonthOf(Chain.Today));

        // Regulars of whom two thirds stay away were told that hardly any would: that is an alarm.
        OutcomeRule.IsOff(judged.Judgement).ShouldBeTrue();
        await chain.RunAsync(FindingsPart.PartName, today: Chain.Today.AddDays(90));
        var found = (await chain.ReadAsync<(string Key, string Title, double Size)>("select key, title, size::float8 from predictions.finding where kind = 'forecast_off'")).ShouldHaveSingleItem();
        found.Title.ShouldBe("Chances of clients staying away are off");
        found.Size.ShouldBe((79.0 / 118) - (judged.Judgement.All.Said / 118), 1e-4);
    }

    [Fact]
    public async Task Of_a_large_network_the_clients_of_a_month_are_drawn_by_their_ids_and_others_the_next_month()
    {
        await using var chain = await Chain.OpenAsync(1);
        await chain.WriteAsync(
            """
            insert into predictions.client_outlook (network_id, client_id, location_id, currency, as_of, run_id, model_id, basis, visits, first_day, last_day, is_lapsed, p_alive, p_no_visit, expected_visits, value_to_date, value_at_risk, step, reason)
            select @Network, md5(n::text)::uuid, @Shop, 'USD', @Day, gen_random_uuid(), gen_random_uuid(), 'own_rhythm', 3, @Day, @Day, false, 1, 0.2, 1, 1, 0, 'none', '' from generate_series(1, 2500) n
            """,
            new { chain.Network, Shop = chain.Shops[0].Value, Day = Chain.Today.AddDays(-1) });

        await chain.RunAsync(OutcomesPart.PartName);
        var first = await chain.ReadAsync<Guid>("select client_id from predictions.client_sample");
        await chain.WriteAsync("delete from predictions.client_sample", new { });
        await chain.RunAsync(OutcomesPart.PartName);
        var again = await chain.ReadAsync<Guid>("select client_id from predictions.client_sample");
        (await chain.RunAsync(OutcomesPart.PartName, today: Chain.Today.AddMonths(1))).ShouldEndWith("what was told of 0 clients kept for later."); // what was told last month is no news
        await chain.WriteAsync("update predictions.client_outlook set as_of = @Day", new { Day = Chain.Today.AddMonths(1).AddDays(-1) });
        await chain.RunAsync(OutcomesPart.PartName, today: Chain.Today.AddMonths(1));
        var next = await chain.ReadAsync<Guid>("select client_id from predictions.client_sample where month = @Month", new { Month = OutcomesPart.MonthOf(Chain.Today.AddMonths(1)) });

        first.Count.ShouldBe(ClientOutcomes.MostKept);
        again.ShouldBe(first, ignoreOrder: true);
        next.Count.ShouldBe(ClientOutcomes.MostKept);
        next.Intersect(first).Count().ShouldBeInRange(1500, 1700); // four fifths of four fifths
    }

    private static IEnumerable<Chain.Booking> Past() =>
        from client in Enumerable.Range(0, 40)
        from visit in Enumerable.Range(1, 6)
        select new Chain.Booking(client % 2, Chain.Today.AddDays(-(visit * 20) - (client % 7)), 10 + (client % 8), $"client {client}", "Haircut", client % 4 == 0 && visit % 2 == 0 ? "no_show" : "completed", 3);

    private static Task<IReadOnlyList<(Guid Booking, int Hour, float Chance)>> ChancesAsync(Chain chain) => chain.ReadAsync<(Guid, int, float)>(
        "select n.booking_id, extract(hour from b.starts_at at time zone 'America/New_York')::int, n.probability from predictions.no_show n join records.booking b on b.network_id = n.network_id and b.business_day = n.business_day and b.id = n.booking_id");
}
