using System.Globalization;
using BookedBarber.Integrations.Tests.Support;

namespace BookedBarber.Integrations.Tests.Importing;

public sealed class RealImportTests
{
    [Fact]
    public async Task The_salon_imported_whole_and_twice_has_the_sums_of_its_files()
    {
        var receipts = SharedData.Path("hair-salon/receipt_transactions.csv");
        await using var shop = await Shop.OpenAsync();

        (await shop.ImportAsync("--network", "salon", "--profile", "hair-salon/receipts", "--location", "main", "--create", receipts)).ShouldBe(0, "imported 1441, unchanged 0, refused 0");
        (await shop.ImportAsync("--network", "salon", "--profile", "hair-salon/receipts", "--location", "main", receipts)).ShouldBe(0, "imported 0, unchanged 1441, refused 0");

        var expected = SharedData.Rows("hair-salon/receipt_transactions.csv").GroupBy(row => row[1][..7]).ToDictionary(month => month.Key, month => month.Sum(row => Number(row[6])));
        (await shop.RowsAsync<MonthSum>("select to_char(business_day, 'YYYY-MM') as month, sum(net_sales) as amount from records.sale group by 1")).ToDictionary(row => row.Month, row => row.Amount).ShouldBe(expected, ignoreOrder: true);
        var visits = SharedData.Rows("hair-salon/receipt_transactions.csv").Where(row => row[3] != "WALK_IN").Select(row => (row[3], row[1])).Distinct().Count();
        (await shop.ScalarAsync<long>("select count(distinct (client_id, business_day)) from records.sale where client_id is not null")).ShouldBe(visits);
    }

    [Theory]
    [InlineData("bookings", "no-shows", "cancellations")]
    [InlineData("no-shows", "cancellations", "bookings")]
    public async Task The_salons_bookings_are_the_same_in_any_order_of_files(string first, string second, string third)
    {
        var files = new Dictionary<string, string>
        {
            ["bookings"] = SharedData.Path("hair-salon/future_bookings.csv"),
            ["no-shows"] = SharedData.Path("hair-salon/no_show_report.csv"),
            ["cancellations"] = SharedData.Path("hair-salon/client_cancellations.csv"),
        };
        await using var shop = await Shop.OpenAsync();

        foreach (var kind in new[] { first, second, third })
        {
            (await shop.ImportAsync("--network", "salon", "--profile", $"hair-salon/{kind}", "--location", "main", "--create", files[kind])).Code.ShouldBe(0);
        }

        var again = await shop.ImportAsync("--network", "salon", "--profile", $"hair-salon/{first}", "--location", "main", files[first]);
        again.LastLine.ShouldStartWith("imported 0, ");
        var counts = (await shop.RowsAsync<StatusCount>("select status, count(*) as count from records.booking group by 1")).ToDictionary(row => row.Status, row => row.Count);
        counts.ShouldBe(new Dictionary<string, long> { ["completed"] = 1282 - 45, ["no_show"] = 45, ["late_cancelled"] = 50, ["cancelled"] = 99 }, ignoreOrder: true);
        (await shop.ScalarAsync<long>("select count(*) from records.booking where status in ('completed', 'no_show') and starts_at is null")).ShouldBe(0);
    }

    [Fact]
    public async Task The_salons_lists_are_imported()
    {
        var (services, products) = (SharedData.Path("hair-salon/service_listing.csv"), SharedData.Path("hair-salon/product_listing.csv"));
        await using var shop = await Shop.OpenAsync();

        (await shop.ImportAsync("--network", "salon", "--profile", "hair-salon/services", "--create", services)).ShouldBe(0, "imported 33, unchanged 0, refused 0");
        (await shop.ImportAsync("--network", "salon", "--profile", "hair-salon/products", products)).ShouldBe(0, "imported 101, unchanged 0, refused 0");
    }

    [Fact]
    public async Task The_chains_days_have_the_sums_of_the_file_per_store_and_month()
    {
        var (stores, days) = (SharedData.Path("rossmann/stores.csv"), SharedData.Path("rossmann/daily.csv.gz"));
        await using var shop = await Shop.OpenAsync();

        (await shop.ImportAsync("--network", "rossmann", "--profile", "rossmann/stores", "--create", stores)).ShouldBe(0, "imported 400, unchanged 0, refused 0");
        (await shop.ImportAsync("--network", "rossmann", "--profile", "rossmann/stores", stores)).ShouldBe(0, "imported 0, unchanged 400, refused 0");
        (await shop.ImportAsync("--network", "rossmann", "--profile", "rossmann/days", days)).ShouldBe(0, "imported 288587, unchanged 0, refused 0");
        (await shop.ImportAsync("--network", "rossmann", "--profile", "rossmann/days", days)).ShouldBe(0, "imported 0, unchanged 288587, refused 0");

        var expected = SharedData.Rows("rossmann/daily.csv.gz").GroupBy(row => (row[0], row[1][..7])).ToDictionary(cell => cell.Key, cell => cell.Sum(row => Number(row[2])));
        var found = await shop.RowsAsync<CellSum>("select n.code, to_char(c.business_day, 'YYYY-MM') as month, sum(c.net_sales) as amount from records.daily_close c join network.node n on n.id = c.location_id group by 1, 2");
        found.ToDictionary(row => (row.Code, row.Month), row => row.Amount).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task The_restaurants_visitors_make_their_locations()
    {
        var visitors = SharedData.Path("recruit-restaurants/daily_visitors.csv.gz");
        await using var shop = await Shop.OpenAsync();

        (await shop.ImportAsync("--network", "recruit", "--profile", "recruit-restaurants/visitors", "--create", visitors)).ShouldBe(0, "imported 107409, unchanged 0, refused 0");

        shop.Network("recruit").Currency.Code.ShouldBe("JPY");
        (await shop.ScalarAsync<long>("select count(distinct location_id) from records.daily_close")).ShouldBe(400);
        (await shop.ScalarAsync<long>("select sum(visits) from records.daily_close")).ShouldBe(SharedData.Rows("recruit-restaurants/daily_visitors.csv.gz").Sum(row => long.Parse(row[2], CultureInfo.InvariantCulture)));
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private sealed record MonthSum(string Month, decimal Amount);

    private sealed record CellSum(string Code, string Month, decimal Amount);

    private sealed record StatusCount(string Status, long Count);
}
