using System.Diagnostics;
using System.Globalization;
using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Mapping;

public sealed class RealFileTests
{
    [Fact]
    public void The_salons_receipts_map_to_net_sales_equal_to_the_sum_of_Amount_in_every_month()
    {
        var file = SharedData.Path("hair-salon/receipt_transactions.csv");

        var (sales, refusals, totals) = Mapped.File<SaleRecord>(Mapped.BuiltIn("hair-salon/receipts"), () => File.OpenRead(file), Mapped.Shop("America/Winnipeg", "CAD"));

        refusals.ShouldBeEmpty();
        var expected = SharedData.Rows("hair-salon/receipt_transactions.csv").GroupBy(row => row[1][..7]).ToDictionary(month => month.Key, month => month.Sum(row => Number(row[6])));
        sales.GroupBy(sale => Values.Month(sale.BusinessDay!.Value)).ToDictionary(month => month.Key, month => month.Sum(NetSales)).ShouldBe(expected, ignoreOrder: true);
        totals.Rows.ShouldBe(SharedData.Rows("hair-salon/receipt_transactions.csv").Count());
        totals.Imported.ShouldBe(totals.Rows);
    }

    [Fact]
    public void The_salons_products_are_told_from_its_services()
    {
        var file = SharedData.Path("hair-salon/receipt_transactions.csv");
        var products = SharedData.Rows("hair-salon/product_listing.csv").Select(row => row[2]).Where(name => name.Length > 0).ToHashSet();

        var (sales, _, _) = Mapped.File<SaleRecord>(Mapped.BuiltIn("hair-salon/receipts"), () => File.OpenRead(file), Mapped.Shop("America/Winnipeg", "CAD"));

        sales.SelectMany(sale => sale.Lines).Where(line => line.Name != "(no description)").ShouldAllBe(line => (line.Kind == SaleLineKind.Product) == products.Contains(line.Name));
    }

    [Fact]
    public void The_salons_bookings_and_no_shows_meet_on_the_same_keys()
    {
        var (kept, noShows) = (SharedData.Path("hair-salon/future_bookings.csv"), SharedData.Path("hair-salon/no_show_report.csv"));

        var (bookings, refusals, _) = Mapped.File<BookingRecord>(Mapped.BuiltIn("hair-salon/bookings"), () => File.OpenRead(kept), Mapped.Shop("America/Winnipeg", "CAD"));
        var (missed, _, _) = Mapped.File<BookingRecord>(Mapped.BuiltIn("hair-salon/no-shows"), () => File.OpenRead(noShows), Mapped.Shop("America/Winnipeg", "CAD"));

        refusals.ShouldBeEmpty();
        missed.Count.ShouldBe(45);
        missed.Select(booking => booking.Key).ShouldBeSubsetOf(bookings.Select(booking => booking.Key));
        bookings.ShouldAllBe(booking => booking.StartsAt != null);
    }

    [Fact]
    public void The_salons_cancellations_are_late_with_less_than_a_days_notice()
    {
        var file = SharedData.Path("hair-salon/client_cancellations.csv");

        var (bookings, refusals, _) = Mapped.File<BookingRecord>(Mapped.BuiltIn("hair-salon/cancellations"), () => File.OpenRead(file), Mapped.Shop("America/Winnipeg", "CAD"));

        refusals.ShouldBeEmpty();
        var late = SharedData.Rows("hair-salon/client_cancellations.csv").Count(row => row[6].Length == 0 || Number(row[6]) < 1);
        bookings.Count(booking => booking.Status == "late_cancelled").ShouldBe(late);
        bookings.Count(booking => booking.Status == "cancelled").ShouldBe(149 - late);
    }

    [Fact]
    public void The_salons_lists_map_without_a_refusal()
    {
        var (services, products) = (SharedData.Path("hair-salon/service_listing.csv"), SharedData.Path("hair-salon/product_listing.csv"));

        Mapped.File<ServiceRecord>(Mapped.BuiltIn("hair-salon/services"), () => File.OpenRead(services)).Records.Count.ShouldBe(33);
        Mapped.File<ProductRecord>(Mapped.BuiltIn("hair-salon/products"), () => File.OpenRead(products)).Records.Count.ShouldBe(101);
    }

    [Fact]
    public void The_chains_days_and_the_restaurants_visitors_map_whole()
    {
        var (days, visitors) = (SharedData.Path("rossmann/daily.csv.gz"), SharedData.Path("recruit-restaurants/daily_visitors.csv.gz"));

        var watch = Stopwatch.GetTimestamp();
        var chain = Mapped.File<DailyCloseRecord>(Mapped.BuiltIn("rossmann/days"), () => File.OpenRead(days));
        TestContext.Current.SendDiagnosticMessage($"{chain.Totals.Rows / Stopwatch.GetElapsedTime(watch).TotalSeconds:N0} rows/s");
        var restaurants = Mapped.File<DailyCloseRecord>(Mapped.BuiltIn("recruit-restaurants/visitors"), () => File.OpenRead(visitors));

        chain.Refusals.ShouldBeEmpty();
        chain.Records.Sum(day => day.NetSales!.Value).ShouldBe(SharedData.Rows("rossmann/daily.csv.gz").Sum(row => Number(row[2])));
        chain.Records.Sum(day => day.Visits!.Value).ShouldBe(SharedData.Rows("rossmann/daily.csv.gz").Sum(row => int.Parse(row[3], CultureInfo.InvariantCulture)));
        restaurants.Records.Count.ShouldBe(107_409);
        restaurants.Records.ShouldAllBe(day => day.NetSales == null && day.Visits > 0);
    }

    private static decimal NetSales(SaleRecord sale) => sale.Lines.Sum(line => line.IsRefund ? -line.Amount : line.Amount);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static class Values
    {
        public static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
    }
}
