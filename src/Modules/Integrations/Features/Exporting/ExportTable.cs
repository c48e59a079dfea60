using BookedBarber.Integrations.Mapping;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Features.Exporting;

/// <summary>A type of record as rows of text: the columns of the <c>bookedbarber/*</c> profile of the same name.</summary>
internal interface IExportTable
{
    /// <summary>Name in addresses and commands; also the profile's name behind <c>bookedbarber/</c>.</summary>
    string Name { get; }

    IReadOnlyList<string> Columns { get; }

    /// <summary>Calls back with the type of record.</summary>
    TResult Accept<TResult>(IExportVisitor<TResult> visitor);
}

/// <summary>Something done with a table that depends on its type of record.</summary>
internal interface IExportVisitor<out TResult>
{
    TResult Visit<T>(ExportTable<T> table)
        where T : CanonicalRecord;
}

/// <summary>The table of a type of record.</summary>
/// <param name="Rows">The rows of a record, given its location's code; one value per column, null: none.</param>
internal sealed record ExportTable<T>(string Name, IReadOnlyList<string> Columns, Func<string, T, IEnumerable<object?[]>> Rows) : IExportTable
    where T : CanonicalRecord
{
    public TResult Accept<TResult>(IExportVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>All tables.</summary>
internal static class ExportTables
{
    private static readonly string[] DiscountTypes = ["promotion", "loyalty", "employee", "complimentary", "membership", "other"];

    public static IReadOnlyList<IExportTable> All { get; } =
    [
        Plain<BookingRecord>("bookings", "key clientKey staffKey serviceKey startsAt businessDay durationMinutes status bookedAt cancelledOn", booking =>
            [booking.Key, booking.ClientKey, booking.StaffKey, booking.ServiceKey, booking.StartsAt, booking.BusinessDay, booking.DurationMinutes, booking.Status, booking.BookedAt, booking.CancelledOn]),
        Plain<ClientRecord>("clients", "key name email phone", client => [client.Key, client.Name, client.Email, client.Phone]),
        Plain<DailyCloseRecord>("daily-closes", "businessDay netSales tax tips visits transactions currency", day =>
            [day.BusinessDay, day.NetSales, day.Tax, day.Tips, day.Visits, day.Transactions, day.Currency]),
        Plain<ProductRecord>("products", "key name category brand price cost onHand isActive", product =>
            [product.Key, product.Name, product.Category, product.Brand, product.Price, product.Cost, product.OnHand, product.IsActive]),
        new ExportTable<SaleRecord>(
            "sales",
            ["location", .. "key businessDay occurredAt receipt clientKey currency total part kind name itemKey staffKey quantity unitPrice amount isRefund".Split(' '), .. DiscountTypes],
            SaleRows),
        Plain<ServiceRecord>("services", "key name category price cost durationMinutes isActive", service =>
            [service.Key, service.Name, service.Category, service.Price, service.Cost, service.DurationMinutes, service.IsActive]),
        Plain<ShiftRecord>("shifts", "key staffKey startsAt endsAt blockedMinutes", shift => [shift.Key, shift.StaffKey, shift.StartsAt, shift.EndsAt, shift.BlockedMinutes]),
        Plain<StaffRecord>("staff", "key name title hiredOn leftOn isActive", staff => [staff.Key, staff.Name, staff.Title, staff.HiredOn, staff.LeftOn, staff.IsActive]),
        .. BusinessTables.All,
    ];

    /// <summary>A table by name; null when there is none.</summary>
    public static IExportTable? Find(string name) => All.FirstOrDefault(table => table.Name == name);

    /// <summary>The text of a value.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        decimal amount => amount.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture),
        int number => Values.Write(number),
        bool flag => Values.Write(flag),
        DateOnly day => Values.Write(day),
        DateTimeOffset instant => Values.Write(instant),
        _ => throw new InvalidOperationException($"No text form of {value.GetType()}."),
    };

    private static ExportTable<T> Plain<T>(string name, string columns, Func<T, object?[]> values)
        where T : CanonicalRecord => new(name, ["location", .. columns.Split(' ')], (location, record) => [[location, .. values(record)]]);

    // One row per part of the sale; what belongs to the sale as a whole stands on each, so a row can be read by itself.
    private static IEnumerable<object?[]> SaleRows(string location, SaleRecord sale)
    {
        object?[] head = [location, sale.Key, sale.BusinessDay, sale.OccurredAt, sale.Receipt, sale.ClientKey, sale.Currency, sale.Total];
        foreach (var line in sale.Lines)
        {
            var discounts = DiscountTypes.Select(type => line.Discounts.Where(discount => discount.Type == type).Select(discount => (decimal?)discount.Amount).Aggregate((decimal?)null, (sum, amount) => (sum ?? 0) + amount));
            yield return [.. head, "line", SaleParts.NameOf(line.Kind), line.Name, line.ItemKey, line.StaffKey, line.Quantity, line.UnitPrice, line.Amount, line.IsRefund, .. discounts.Cast<object?>()];
        }

        foreach (var tax in sale.Taxes)
        {
            yield return Part(head, "tax", null, tax.Name, null, tax.Amount);
        }

        foreach (var tip in sale.Tips)
        {
            yield return Part(head, "tip", null, null, tip.StaffKey, tip.Amount);
        }

        foreach (var payment in sale.Payments)
        {
            yield return Part(head, "payment", payment.Method, null, null, payment.Amount);
        }
    }

    private static object?[] Part(object?[] head, string part, string? kind, string? name, string? staffKey, decimal amount) =>
        [.. head, part, kind, name, null, staffKey, null, null, amount, null, null, null, null, null, null, null];
}
