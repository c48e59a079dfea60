using System.Globalization;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Operations.Demo;

/// <summary>A shop's months in the shape of a salon register's exports.</summary>
internal static class SalonFiles
{
    private const decimal GoodsTax = 0.05m;
    private const decimal ProvincialTax = 0.08m;

    public static IEnumerable<(string Name, string Text)> Of(ShopHistory salon, DateOnly from, DateOnly to)
    {
        var now = new DateTimeOffset(to.AddDays(1).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
        var records = new ShopRecords(salon);
        var batch = records.Days(from, to, now, newest: false);
        var names = new Codes(salon);
        yield return ("receipt_transactions.csv", SampleFiles.Csv("Receipt,Date,Description,Client,Staff,Quantity,Amount,GST,PST", batch.Sales.SelectMany(sale => Receipt(sale, names))));
        yield return ("future_bookings.csv", SampleFiles.Csv("Code,Staff,Service,Date,Time,TimeInt", Bookings(salon, batch, names, "completed", "no_show").Select(KeptBooking)));
        yield return ("no_show_report.csv", SampleFiles.Csv("Date,Code,Service,Staff", Bookings(salon, batch, names, "no_show").Select(booking => SampleFiles.Line($"{booking.Day:yyyy-MM-dd},{booking.Client},{booking.Service},{booking.Staff}"))));
        yield return ("client_cancellations.csv", SampleFiles.Csv("Cancel Date,Code,Service,Staff,Booking Date,Canceled By,Days", Bookings(salon, batch, names, "cancelled", "late_cancelled").Select(Cancellation)));
        yield return ("service_listing.csv", SampleFiles.Csv("IsActive,Code,Desc,Cate,Price,Cost", records.Lists(now).Services.Select(service => SampleFiles.Line($"True,{service.Key},{service.Name},{service.Category},{service.Price},{service.Cost}"))));
        yield return ("product_listing.csv", SampleFiles.Csv("IsActive,Code,Description,Supplier,Brand,Category,Price,On Hand,Minimum,Maximum,Cost,COG,YTD,Package", records.Lists(now).Products.Select(Product)));
    }

    /// <summary>Register lines: services and products, tax apart, what is given back negative. Tips and gift cards are not in such an export.</summary>
    private static IEnumerable<string> Receipt(SaleRecord sale, Codes codes)
    {
        foreach (var line in sale.Lines.Where(line => line.Kind is SaleLineKind.Service or SaleLineKind.Product))
        {
            var amount = (line.Amount - line.Discounts.Sum(discount => discount.Amount)) * (line.IsRefund ? -1 : 1);
            var name = line.Kind == SaleLineKind.Product ? $"PO {line.Name}" : line.Name; // the register marks what is sold by a brand in front
            yield return SampleFiles.Line($"{sale.Receipt},{sale.BusinessDay:yyyy-MM-dd},{name},{codes.Client(sale.ClientKey)},{codes.Staff(line.StaffKey)},{line.Quantity},{amount:0.00},{SalesTax.On(amount, GoodsTax):0.00},{SalesTax.On(amount, ProvincialTax):0.00}");
        }
    }

    private static IEnumerable<Entry> Bookings(ShopHistory salon, DemoBatch batch, Codes codes, params string[] statuses) =>
        batch.Bookings.Where(booking => statuses.Contains(booking.Status)).Select(booking => new Entry(
            booking.BusinessDay!.Value,
            codes.Client(booking.ClientKey),
            codes.Staff(booking.StaffKey),
            booking.ServiceKey!,
            (int)((booking.StartsAt!.Value.ToUnixTimeSeconds() - salon.Clock.Midnight(booking.BusinessDay.Value)) / 60),
            booking.CancelledOn));

    private static string KeptBooking(Entry booking) => SampleFiles.Line(
        $"{booking.Client},{booking.Staff},{booking.Service},{booking.Day:yyyy-MM-dd},{new TimeOnly(booking.Minute / 60, booking.Minute % 60).ToString("h:mm:ss tt", CultureInfo.InvariantCulture)},{booking.Minute}");

    private static string Cancellation(Entry booking) => SampleFiles.Line(
        $"{booking.CancelledOn:yyyy-MM-dd},{booking.Client},{booking.Service},{booking.Staff},{booking.Day:yyyy-MM-dd},ADMIN,{booking.Day.DayNumber - booking.CancelledOn!.Value.DayNumber}.0");

    private static string Product(ProductRecord product) => SampleFiles.Line(
        $"True,{product.Key},PO {product.Name},{product.Brand},{product.Brand},RETAIL,{product.Price:0.0},{product.OnHand},2,6,{product.Cost:0.00},{product.Cost * product.OnHand:0.00},0.0,False");

    private sealed record Entry(DateOnly Day, string Client, string Staff, string Service, int Minute, DateOnly? CancelledOn);

    /// <summary>Short codes as registers make them: three letters of the last name, one of the first, two digits.</summary>
    private sealed class Codes(ShopHistory salon)
    {
        private readonly Dictionary<string, string> _clients = MakeClients(salon);
        private readonly Dictionary<string, string> _staff = salon.Barbers.ToDictionary(barber => barber.Key, barber => barber.Name.Split(' ')[0].ToUpperInvariant());

        public string Client(string? key) => key is null ? "WALK_IN" : _clients[key];

        public string Staff(string? key) => key is null ? "HOUSE" : _staff[key];

        private static Dictionary<string, string> MakeClients(ShopHistory salon)
        {
            var codes = new Dictionary<string, string>(StringComparer.Ordinal);
            var taken = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var client in salon.Clients)
            {
                var name = client.Name.ToUpperInvariant().Replace("'", string.Empty, StringComparison.Ordinal).Split(' ');
                var letters = name[1].PadRight(3, 'X')[..3] + name[0][0];
                var number = taken[letters] = taken.GetValueOrDefault(letters) + 1;
                codes.Add(client.Key, letters + number.ToString("D2", CultureInfo.InvariantCulture));
            }

            return codes;
        }
    }
}
