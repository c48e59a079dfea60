using BookedBarber.Records.Domain;
using BookedBarber.Records.Storage;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Dapper;

namespace BookedBarber.Records.Features.Day;

/// <summary>What the tables say about a location's day, read in one round trip.</summary>
internal sealed record DayRows(
    IReadOnlyList<DayRows.StaffRow> Staff, IReadOnlyList<DayRows.ShiftRow> Shifts, IReadOnlyList<DayRows.BookingRow> Bookings, IReadOnlyList<DayRows.SaleRow> Sales)
{
    // A day holds some dozens of bookings and sales; the limits keep a broken source from filling the screen.
    private const string Sql =
        $"""
        {PlanOnce.Sql}
        select f.id, f.name,
               coalesce(sum(case when l.kind not in ('service', 'product') then 0 when l.is_refund then -l.amount else l.amount - l.discount end), 0) as net_sales,
               count(distinct case when not l.is_refund and l.kind in ('service', 'product') then coalesce(s.client_id, s.id) end) as visits
        from records.staff f
        left join (records.sale s join records.sale_line l on l.network_id = @Network and l.business_day = @Day and l.sale_id = s.id)
          on s.network_id = @Network and s.location_id = @Location and s.business_day = @Day and l.staff_id = f.id
        where f.network_id = @Network and f.location_id = @Location and (@Own::uuid is null or f.id = @Own)
          and (f.is_active or l.staff_id is not null or exists (
                select from records.shift h where h.network_id = @Network and h.location_id = @Location and h.business_day = @Day and h.staff_id = f.id))
        group by f.id, f.name
        order by f.name, f.id limit 500;

        select h.staff_id, h.starts_at, h.ends_at, h.blocked_minutes from records.shift h
        where h.network_id = @Network and h.location_id = @Location and h.business_day = @Day and (@Own::uuid is null or h.staff_id = @Own)
        order by h.starts_at limit 1000;

        select b.id, b.starts_at, b.ends_at, b.status, case when @MaySeeNames then c.name end as client_name, coalesce(v.name, b.service_name) as service_name, b.staff_id, f.name as staff_name
        from records.booking b
        left join records.client c on c.network_id = @Network and c.id = b.client_id
        left join records.service v on v.network_id = @Network and v.id = b.service_id
        left join records.staff f on f.network_id = @Network and f.id = b.staff_id
        where b.network_id = @Network and b.location_id = @Location and b.business_day = @Day and (@Own::uuid is null or b.staff_id = @Own)
        order by b.starts_at nulls last, b.id limit 1000;

        select s.id, s.occurred_at, s.total, s.net_sales, s.tips, s.tax, s.is_visit, s.client_id, case when @MaySeeNames then c.name end as client_name,
               array(select f.name from records.staff f where f.network_id = @Network and f.id = any(s.staff_ids) order by f.name) as staff_names,
               array(select l.name from records.sale_line l where l.network_id = @Network and l.business_day = @Day and l.sale_id = s.id order by l.position) as items
        from records.sale s
        left join records.client c on c.network_id = @Network and c.id = s.client_id
        where s.network_id = @Network and s.location_id = @Location and s.business_day = @Day and (@Own::uuid is null or @Own = any(s.staff_ids))
        order by s.occurred_at desc nulls last, s.id desc limit 1000;
        """;

    public static async Task<DayRows> ReadAsync(Session session, Scope scope, DateOnly day, CancellationToken cancellationToken)
    {
        var parameters = new { Network = scope.Network.Value, Location = scope.Node.Id.Value, Day = day, Own = scope.StaffId, MaySeeNames = scope.Caller.Can(Permission.ClientsRead, scope.Node) };
        await using var results = await session.Connection.QueryMultipleAsync(new CommandDefinition(Sql, parameters, session.Transaction, cancellationToken: cancellationToken));
        return new DayRows(
            [.. await results.ReadAsync<StaffRow>()], [.. await results.ReadAsync<ShiftRow>()], [.. await results.ReadAsync<BookingRow>()], [.. await results.ReadAsync<SaleRow>()]);
    }

    internal sealed class StaffRow
    {
        public Guid Id { get; init; }

        public string Name { get; init; } = string.Empty;

        public decimal NetSales { get; init; }

        public long Visits { get; init; }
    }

    internal sealed class ShiftRow
    {
        public Guid StaffId { get; init; }

        public DateTimeOffset StartsAt { get; init; }

        public DateTimeOffset EndsAt { get; init; }

        public int BlockedMinutes { get; init; }

        public Span Span => new(StartsAt, EndsAt);
    }

    internal sealed class BookingRow
    {
        public Guid Id { get; init; }

        public DateTimeOffset? StartsAt { get; init; }

        public DateTimeOffset? EndsAt { get; init; }

        public string Status { get; init; } = string.Empty;

        public string? ClientName { get; init; }

        public string? ServiceName { get; init; }

        public Guid? StaffId { get; init; }

        public string? StaffName { get; init; }

        /// <summary>Time it takes, where both ends are known.</summary>
        public Span? Span => StartsAt is { } from && EndsAt is { } to ? new Span(from, to) : null;

        public bool IsOff => Status is "cancelled" or "late_cancelled" or "no_show";

        /// <summary>Kept or running (DEF-03).</summary>
        public bool IsService => Status is "completed" or "in_service";
    }

    internal sealed class SaleRow
    {
        public Guid Id { get; init; }

        public DateTimeOffset? OccurredAt { get; init; }

        public decimal Total { get; init; }

        public decimal NetSales { get; init; }

        public decimal Tips { get; init; }

        public decimal Tax { get; init; }

        public bool IsVisit { get; init; }

        public Guid? ClientId { get; init; }

        public string? ClientName { get; init; }

        public string[] StaffNames { get; init; } = [];

        public string[] Items { get; init; } = [];
    }
}
