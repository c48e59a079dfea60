using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Features.RosterProposals;
using BookedBarber.Predictions.Nightly.Demand;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Tests.Platform;

public sealed class RosterProposalTests(RosterProposalTests.Shop shop) : IClassFixture<RosterProposalTests.Shop>
{
    private static readonly DateOnly Week = Chain.Today.AddDays(7);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Chain Chain => shop.Chain;

    [Fact]
    public async Task Hours_go_to_where_visits_are_wanted_and_nobody_works_more_than_planned()
    {
        var made = (await ProposeAsync(0)).Value!;

        made.IsBetter.ShouldBeTrue();
        (made.Week, made.Basis.PlanWeek, made.Basis.VisitMinutes).ShouldBe((Week, Week, 30));
        made.Gain.ProposalVisits.ShouldBeGreaterThan(made.Gain.PlanVisits + 5);
        made.Gain.ProposalVisits.ShouldBeLessThanOrEqualTo(made.Gain.VisitsWanted);
        made.Gain.HoursMoved.ShouldBeGreaterThan(4);
        made.People.Count.ShouldBe(4);
        made.People.ShouldAllBe(person => person.ProposalHours <= person.PlanHours);
        double Staffed(Func<DateOnly, bool> days, Func<RosterHour, double> pick) => made.Hours.Where(hour => days(hour.Day)).Sum(pick);
        Staffed(day => day == Week.AddDays(5), hour => hour.Proposal).ShouldBeGreaterThan(Staffed(day => day == Week.AddDays(5), hour => hour.Plan));
        Staffed(day => day < Week.AddDays(4), hour => hour.Proposal).ShouldBeLessThan(Staffed(day => day < Week.AddDays(4), hour => hour.Plan));
    }

    [Fact]
    public async Task Days_off_and_rest_are_kept_and_habits_that_are_not_are_told_with_what_they_weigh()
    {
        var made = (await ProposeAsync(0, days: 4)).Value!;

        var away = made.People.Single(person => person.Name == "Barber 2");
        away.DaysOff.ShouldBe([Week.AddDays(4), Week.AddDays(5)]);
        away.Proposal.ShouldAllBe(turn => !away.DaysOff.Contains(turn.Day));
        foreach (var person in made.People)
        {
            var days = person.Proposal.Select(turn => turn.Day.DayNumber).Order().ToList();
            days.ShouldBe(days.Distinct());
            Longest(days).ShouldBeLessThanOrEqualTo(4);
            made.Unmet.Count(one => one.StaffId == person.StaffId && one.Kind == "day_off").ShouldBe(person.Proposal.Count(turn => turn.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));
        }

        made.Unmet.ShouldAllBe(one => one.Visits > 0 && one.Sentence.StartsWith(one.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_proposed_is_kept_and_read_again()
    {
        Chain.Clock.Advance(TimeSpan.FromMinutes(1));
        var made = (await ProposeAsync(0)).Value!;

        var rosters = Chain.Get<ProposedRosters>();
        (await rosters.GetAsync(Scope.OfSystem(Chain.Network), made.Id, Ct)).Value!.Gain.ShouldBe(made.Gain);
        (await rosters.NewestAsync(Scope.OfSystem(Chain.Network), Chain.Shops[0].Value, Week.AddDays(3), Ct)).Value!.Id.ShouldBe(made.Id);
        (await rosters.NewestAsync(Scope.OfSystem(Chain.Network), Chain.Shops[0].Value, Week.AddDays(21), Ct)).Problem!.Kind.ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public async Task A_week_without_shifts_is_set_beside_the_last_one_that_had_some()
    {
        var made = (await ProposeAsync(0, Week.AddDays(14))).Value!;

        made.Basis.PlanWeek.ShouldBe(Chain.Today.AddDays(-7));
        made.Basis.Sentences.ShouldContain(sentence => sentence.Contains("No shifts are planned", StringComparison.Ordinal));
        made.Gain.PlanHours.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Where_demand_or_shifts_are_not_known_nothing_is_invented()
    {
        (await ProposeAsync(1)).Problem!.Code.ShouldBe("no_shifts_yet");
        (await ProposeAsync(2)).Problem!.Code.ShouldBe("no_demand_yet");
        (await ProposeAsync(0, Week.AddDays(100))).Problem!.Fields!.ShouldContain(field => field.Field == "week");
        (await Chain.Get<ProposedRosters>().ProposeAsync(Scope.OfSystem(Chain.Network), new RosterRequest(Chain.Root.Value, Week, 9, 30), Ct)).Problem!.Kind.ShouldBe(ProblemKind.NotFound);
    }

    private Task<Result<RosterProposalItem>> ProposeAsync(int at, DateOnly? week = null, int? days = null) =>
        Chain.Get<ProposedRosters>().ProposeAsync(Scope.OfSystem(Chain.Network), new RosterRequest(Chain.Shops[at].Value, week ?? Week, days, null), Ct);

    private static int Longest(List<int> days)
    {
        var (longest, run) = (0, 0);
        for (var at = 0; at < days.Count; at++)
        {
            run = at > 0 && days[at] == days[at - 1] + 1 ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    /// <summary>Three shops: one with four barbers who are there from Monday to Friday while its clients come on Fridays and Saturdays, one whose shifts nobody knows, one without bookings.</summary>
    public sealed class Shop : IAsyncLifetime
    {
        public Chain Chain { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Chain = await Chain.OpenAsync(3);
            await Chain.BookAsync([.. from back in Enumerable.Range(1, 120)
                                     let day = Chain.Today.AddDays(-back)
                                     where day.DayOfWeek != DayOfWeek.Sunday
                                     from hour in Enumerable.Range(10, 8)
                                     from visit in Enumerable.Range(0, day.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday ? 5 : 1)
                                     from shop in Enumerable.Range(0, 2)
                                     select new Chain.Booking(shop, day, hour, null, "Haircut", "completed", 1)]);
            await HireAsync();
            await Chain.RunAsync(DemandPart.PartName);
        }

        public ValueTask DisposeAsync() => Chain.DisposeAsync();

        private async Task HireAsync()
        {
            var staff = Enumerable.Range(1, 4).Select(number => (Id: Guid.CreateVersion7(Chain.Clock.GetUtcNow()), Name: $"Barber {number}")).ToList();
            var days = Enumerable.Range(-56, 70).Select(Chain.Today.AddDays).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToArray();
            await Chain.WriteAsync(
                """
                insert into records.staff (network_id, id, location_id, source, source_key, name) select @Network, i, @Shop, 'test', n, n from unnest(@Ids::uuid[], @Names::text[]) t(i, n);
                insert into records.shift (network_id, location_id, business_day, id, staff_id, source, source_key, starts_at, ends_at)
                select @Network, @Shop, d, gen_random_uuid(), i, 'test', d::text || i::text, (d + time '10:00') at time zone 'America/New_York', (d + time '18:00') at time zone 'America/New_York'
                from unnest(@Days::date[]) d cross join unnest(@Ids::uuid[]) i;
                insert into records.time_off (network_id, id, node_id, source, source_key, staff_key, type, status, first_day, last_day)
                values (@Network, gen_random_uuid(), @Shop, 'test', 'off', 'Barber 2', 'vacation', 'approved', @First, @Last)
                """,
                new { Chain.Network, Shop = Chain.Shops[0].Value, Ids = staff.Select(one => one.Id).ToArray(), Names = staff.Select(one => one.Name).ToArray(), Days = days, First = Week.AddDays(4), Last = Week.AddDays(5) });
        }
    }
}
