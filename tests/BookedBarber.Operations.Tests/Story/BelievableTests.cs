using BookedBarber.Operations.Demo;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Operations.Tests.Story;

public sealed class BelievableTests
{
    private static readonly IReadOnlyList<(ShopHistory Shop, DemoBatch Records)> Network = [.. Shops.Network.Select(shop => (shop, Shops.Everything(shop)))];

    [Fact]
    public void A_visit_costs_thirty_to_sixty_dollars()
    {
        var sales = Network.SelectMany(shop => shop.Records.Sales).ToList();

        (sales.Sum(Shops.Net) / sales.Count(Shops.IsVisit)).ShouldBeInRange(36, 50);
        foreach (var (shop, records) in Network)
        {
            (records.Sales.Sum(Shops.Net) / Math.Max(1, records.Sales.Count(Shops.IsVisit))).ShouldBeInRange(26, 66, shop.Shop.Code);
        }
    }

    [Fact]
    public void Four_to_eight_bookings_in_a_hundred_are_missed()
    {
        var statuses = Network.SelectMany(shop => shop.Records.Bookings).CountBy(booking => booking.Status).ToDictionary();
        var kept = statuses["completed"] + statuses["no_show"] + statuses["late_cancelled"];

        (statuses["no_show"] / (double)kept).ShouldBeInRange(0.035, 0.08);
        (statuses["late_cancelled"] / (double)kept).ShouldBeInRange(0.01, 0.05);
        (statuses["cancelled"] / (double)(kept + statuses["cancelled"])).ShouldBeInRange(0.02, 0.1);
    }

    [Fact]
    public void Clients_come_back_after_two_to_eight_weeks()
    {
        var intervals = Network.SelectMany(shop => shop.Shop.Visits.Where(visit => visit is { Fate: Fate.Kept, Client: >= 0, SoldAt: > 0 }).GroupBy(visit => visit.Client))
            .SelectMany(client => client.OrderBy(visit => visit.Day).Zip(client.OrderBy(visit => visit.Day).Skip(1), (first, next) => next.Day.DayNumber - first.Day.DayNumber))
            .Order().ToList();

        intervals[intervals.Count / 2].ShouldBeInRange(21, 35);
        intervals[intervals.Count / 20].ShouldBeGreaterThanOrEqualTo(8);
        intervals[intervals.Count * 19 / 20].ShouldBeLessThanOrEqualTo(75);
    }

    [Fact]
    public void Nobody_is_booked_twice_at_the_same_time()
    {
        var barbers = Network.SelectMany(shop => shop.Records.Bookings.Where(booking => booking.Status != "cancelled").GroupBy(booking => (shop.Shop.Shop.Code, booking.StaffKey))).ToList();

        barbers.Count.ShouldBeGreaterThan(50);
        foreach (var barber in barbers)
        {
            var bookings = barber.OrderBy(booking => booking.StartsAt).ToList();
            bookings.Zip(bookings.Skip(1)).Where(pair => End(pair.First) > pair.Second.StartsAt).Select(pair => pair.Second.Key).ShouldBeEmpty(barber.Key.Code);
        }
    }

    [Fact]
    public void Work_happens_within_shifts_and_shifts_within_opening_hours()
    {
        foreach (var (shop, records) in Network)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(shop.Shop.City.TimeZone);
            var shifts = records.Shifts.ToLookup(shift => shift.StaffKey);

            records.Shifts.Where(shift => !IsOpen(shop.Shop, TimeZoneInfo.ConvertTime(shift.StartsAt, zone), TimeZoneInfo.ConvertTime(shift.EndsAt, zone))).Select(shift => shift.Key).ShouldBeEmpty(shop.Shop.Code);

            // Shifts are published three weeks ahead, appointments go further.
            records.Bookings.Where(booking => booking.StartsAt < Shops.Now.AddDays(20))
                .Where(booking => !shifts[booking.StaffKey!].Any(shift => shift.StartsAt <= booking.StartsAt && End(booking) <= shift.EndsAt))
                .Select(booking => booking.Key).ShouldBeEmpty(shop.Shop.Code);
        }
    }

    [Fact]
    public void Chairs_are_used_between_a_quarter_and_nearly_all_of_the_time()
    {
        foreach (var (shop, records) in Network)
        {
            var busy = records.Bookings.Where(booking => booking.Status == "completed").Sum(booking => booking.DurationMinutes!.Value);
            var scheduled = records.Shifts.Where(shift => shift.EndsAt < Shops.Now).Sum(shift => (shift.EndsAt - shift.StartsAt).TotalMinutes - shift.BlockedMinutes);

            (busy / scheduled).ShouldBeInRange(0.1, 0.95, shop.Shop.Code);
        }
    }

    [Fact]
    public void A_typical_shop_of_five_chairs_sees_twenty_five_to_forty_five_people_on_a_saturday()
    {
        var saturdays = Network.Where(shop => shop.Shop.Shop is { Chairs: 5, IsMature: true, ClosedOn: null, NeverCloses: false, Character.Staffing: > 0.6, Character.FirstReturn: > 0.5 })
            .SelectMany(shop => shop.Records.Sales.Where(sale => sale.BusinessDay!.Value.DayOfWeek == DayOfWeek.Saturday && Shops.IsVisit(sale)).CountBy(sale => (shop.Shop.Shop.Code, sale.BusinessDay)))
            .Select(day => day.Value).ToList();

        saturdays.Average().ShouldBeInRange(22, 42);
    }

    [Fact]
    public void Causes_show_in_the_figures()
    {
        double NoShows(Character character) => Share(Network.Where(shop => ReferenceEquals(shop.Shop.Shop.Character, character)).SelectMany(shop => shop.Records.Bookings), "no_show");

        NoShows(Character.ManyNoShows).ShouldBeGreaterThan(1.7 * NoShows(Character.Typical));
        NoShows(Character.Flagship).ShouldBeLessThan(NoShows(Character.Typical));
    }

    [Fact]
    public void Nothing_lies_in_the_future_but_appointments_and_shifts()
    {
        foreach (var (shop, records) in Network)
        {
            records.Sales.Where(sale => sale.OccurredAt > Shops.Now).ShouldBeEmpty();
            records.Bookings.Where(booking => booking.BookedAt > Shops.Now).ShouldBeEmpty();
            records.Bookings.Where(booking => booking.StartsAt > Shops.Now && booking.Status is "completed" or "in_service" or "no_show").Where(booking => booking.StartsAt > Shops.Now).ShouldBeEmpty();
            if (shop.Shop.ClosedOn is null)
            {
                records.Bookings.Count(booking => booking.StartsAt > Shops.Now).ShouldBeGreaterThan(5);
            }
        }
    }

    [Fact]
    public void The_default_network_has_three_to_four_and_a_half_hundred_thousand_sales_and_moves_at_every_hour()
    {
        var told = Shops.Tell(new DemoSize(40, 60, 42, Shops.Today));
        var perDay = told.Sum(shop => shop.Visits.Count(visit => visit.SoldAt > 0)) / 60.0;
        var hours = told.SelectMany(shop => shop.Visits).SelectMany(visit => visit.BookingInstants().Append(visit.SoldAt))
            .Where(instant => instant > Shops.Now.AddDays(-7).ToUnixTimeSeconds() && instant <= Shops.Now.ToUnixTimeSeconds())
            .CountBy(instant => DateTimeOffset.FromUnixTimeSeconds(instant).Hour).ToDictionary();

        (perDay * 730).ShouldBeInRange(300_000, 450_000);
        Enumerable.Range(0, 24).ShouldAllBe(hour => hours.GetValueOrDefault(hour) / 7 >= 18);
    }

    private static DateTimeOffset End(BookingRecord booking) => booking.StartsAt!.Value.AddMinutes(booking.DurationMinutes!.Value);

    private static bool IsOpen(ShopPlan shop, DateTimeOffset from, DateTimeOffset to) =>
        shop.Hours(DateOnly.FromDateTime(from.DateTime)) is var (opens, closes) && (int)from.TimeOfDay.TotalMinutes >= opens && (int)to.TimeOfDay.TotalMinutes <= closes;

    private static double Share(IEnumerable<BookingRecord> bookings, string status)
    {
        var list = bookings.Where(booking => booking.Status is "completed" or "no_show" or "late_cancelled").ToList();
        return list.Count(booking => booking.Status == status) / (double)list.Count;
    }
}
