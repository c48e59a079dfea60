using BookedBarber.Records.Contracts;
using BookedBarber.Records.Storage.Writing.Business;

namespace BookedBarber.Records.Features.ExportRecords;

/// <summary>The types of record that can be read back.</summary>
internal static class ExportKinds
{
    private const string Mine = $"t.network_id = @Network and t.location_id = any(@Locations) and {ExportSql.Chosen}";

    private const string InDays = "and t.business_day between coalesce(@From::date, '-infinity') and coalesce(@To::date, 'infinity')";

    private static readonly object[] All =
    [
        new ExportKind<ServiceRow, ServiceRecord>(
            $"select t.location_id, {ExportSql.Key("t")} as key, t.name, t.category, t.price, t.cost, t.duration_minutes, t.is_active from records.service t where {Mine} order by t.location_id, key",
            row => new(row.LocationId, new ServiceRecord(row.Key, row.Name, row.Category, row.Price, row.Cost, row.DurationMinutes, row.IsActive))),
        new ExportKind<ProductRow, ProductRecord>(
            $"select t.location_id, {ExportSql.Key("t")} as key, t.name, t.category, t.brand, t.price, t.cost, t.on_hand, t.is_active from records.product t where {Mine} order by t.location_id, key",
            row => new(row.LocationId, new ProductRecord(row.Key, row.Name, row.Category, row.Brand, row.Price, row.Cost, row.OnHand, row.IsActive))),
        new ExportKind<StaffRow, StaffRecord>(
            $"select t.location_id, {ExportSql.Key("t")} as key, t.name, t.title, t.hired_on, t.left_on, t.is_active from records.staff t where {Mine} order by t.location_id, key",
            row => new(row.LocationId, new StaffRecord(row.Key, row.Name, row.Title, row.HiredOn, row.LeftOn, row.IsActive))),
        new ExportKind<ClientRow, ClientRecord>(
            $"select t.home_location_id as location_id, {ExportSql.Key("t")} as key, t.name, t.email, t.phone from records.client t where t.network_id = @Network and t.home_location_id = any(@Locations) and {ExportSql.Chosen} order by t.home_location_id, key",
            row => new(row.LocationId, new ClientRecord(row.Key, row.Name, row.Email, row.Phone))),
        new ExportKind<DailyCloseRow, DailyCloseRecord>(
            $"select t.location_id, t.business_day, t.net_sales, t.tax, t.tips, t.visits, t.transactions, t.currency from records.daily_close t where {Mine} {InDays} order by t.location_id, t.business_day, t.source",
            row => new(row.LocationId, new DailyCloseRecord(row.BusinessDay, row.NetSales, row.Tax, row.Tips, row.Visits, row.Transactions, row.Currency))),
        new ExportKind<ShiftRow, ShiftRecord>(
            $"""
             select t.location_id, {ExportSql.Key("t")} as key, {ExportSql.Key("f")} as staff_key, t.starts_at, t.ends_at, t.blocked_minutes
             from records.shift t join records.staff f on f.network_id = @Network and f.id = t.staff_id
             where {Mine} {InDays} order by t.location_id, t.business_day, key
             """,
            row => new(row.LocationId, new ShiftRecord(row.Key, row.StaffKey, row.StartsAt, row.EndsAt, row.BlockedMinutes))),
        new ExportKind<BookingRow, BookingRecord>(
            $"""
             select t.location_id, {ExportSql.Key("t")} as key, {ExportSql.Key("c")} as client_key, {ExportSql.Key("f")} as staff_key, {ExportSql.Key("s")} as service_key,
                    t.starts_at, t.business_day, (extract(epoch from t.ends_at - t.starts_at) / 60)::int as duration_minutes, t.status, t.booked_at, t.cancelled_on
             from records.booking t
             left join records.client c on c.network_id = @Network and c.id = t.client_id
             left join records.staff f on f.network_id = @Network and f.id = t.staff_id
             left join records.service s on s.network_id = @Network and s.id = t.service_id
             where {Mine} {InDays} order by t.location_id, t.business_day, key
             """,
            row => new(row.LocationId, new BookingRecord(row.Key, row.ClientKey, null, row.StaffKey, row.ServiceKey, row.StartsAt, row.BusinessDay, row.DurationMinutes, row.Status, row.BookedAt, row.CancelledOn))),
        new ExportKind<ExportedSale, SaleRecord>(ExportSql.Sales, sale => new(sale.LocationId, sale.ToRecord())),
    ];

    /// <summary>How a type is read.</summary>
    public static IExportKind<T> Of<T>()
        where T : CanonicalRecord => All.OfType<IExportKind<T>>().SingleOrDefault() ?? new BusinessExportKind<T>(BusinessKinds.Of<T>()!);

    private sealed record ServiceRow(Guid LocationId, string Key, string Name, string? Category, decimal? Price, decimal? Cost, int? DurationMinutes, bool IsActive);

    private sealed record ProductRow(Guid LocationId, string Key, string Name, string? Category, string? Brand, decimal? Price, decimal? Cost, decimal? OnHand, bool IsActive);

    private sealed record StaffRow(Guid LocationId, string Key, string Name, string? Title, DateOnly? HiredOn, DateOnly? LeftOn, bool IsActive);

    private sealed record ClientRow(Guid LocationId, string Key, string? Name, string? Email, string? Phone);

    private sealed record DailyCloseRow(Guid LocationId, DateOnly BusinessDay, decimal? NetSales, decimal? Tax, decimal? Tips, int? Visits, int? Transactions, string Currency);

    private sealed record ShiftRow(Guid LocationId, string Key, string StaffKey, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int BlockedMinutes);

    private sealed record BookingRow(
        Guid LocationId, string Key, string? ClientKey, string? StaffKey, string? ServiceKey, DateTimeOffset? StartsAt, DateOnly BusinessDay, int? DurationMinutes, string Status, DateTimeOffset? BookedAt, DateOnly? CancelledOn);
}
