using System.ComponentModel;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Records.Storage;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Mvc;

namespace BookedBarber.Records.Features.Bookings;

/// <summary>Reads bookings with the names they point to.</summary>
internal sealed class BookingReader(IDatabase database)
{
    private const string DayOfSql = "select business_day from records.booking_key where network_id = @Network and id = @Id";

    private const string Select =
        $"""
        {PlanOnce.Sql}
        select b.id, b.location_id, b.business_day, b.starts_at, b.ends_at, b.status, b.client_id, case when @MaySeeNames then c.name end as client_name,
               b.service_id, coalesce(v.name, b.service_name) as service_name, b.staff_id, f.name as staff_name, b.booked_at, b.cancelled_on, b.source, b.source_key, b.version, b.recorded_at
        from records.booking b
        left join records.client c on c.network_id = @Network and c.id = b.client_id
        left join records.service v on v.network_id = @Network and v.id = b.service_id
        left join records.staff f on f.network_id = @Network and f.id = b.staff_id
        where b.network_id = @Network and b.location_id = @Location and (@Staff::uuid is null or b.staff_id = @Staff)
        """;

    private const string OneSql = $"{Select} and b.id = @Id and b.business_day = @Day";

    private const string ListSql =
        $"""
         {Select}
           and b.business_day between coalesce(@From::date, '-infinity') and least(coalesce(@To::date, 'infinity'), coalesce(@Day::date, 'infinity'))
           and (@Client::uuid is null or b.client_id = @Client)
           and (@Status::text is null or b.status = @Status)
           and (@Pattern::text is null or b.service_name ilike @Pattern or f.name ilike @Pattern or @MaySeeNames and c.name ilike @Pattern)
           and (@Id::uuid is null or (b.business_day, coalesce(b.starts_at, '-infinity'), b.id) < (@Day::date, coalesce(@At::timestamptz, '-infinity'), @Id::uuid))
         order by b.business_day desc, coalesce(b.starts_at, '-infinity') desc, b.id desc
         """;

    /// <remarks>The day is asked of the small key table first, so that one partition is opened, not all.</remarks>
    public async Task<BookingItem?> FindAsync(Session session, Scope scope, Guid id, CancellationToken cancellationToken)
    {
        var day = await session.FirstAsync<DateOnly?>(DayOfSql, new { Network = scope.Network.Value, Id = id }, cancellationToken);
        return day is null
            ? null
            : await session.FirstAsync<BookingItem>(
                OneSql,
                new { Network = scope.Network.Value, Location = scope.Node.Id.Value, Id = id, Day = day.Value, Staff = scope.StaffId, MaySeeNames = scope.Caller.Can(Permission.ClientsRead, scope.Node) },
                cancellationToken);
    }

    public async Task<BookingItem?> FindAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        return await FindAsync(session, scope, id, cancellationToken);
    }

    public async Task<Result<Page<BookingItem>>> ListAsync(Scope scope, BookingsQuery query, CancellationToken cancellationToken)
    {
        var read = Cursor.Read<DatedPlace>(query.Limit, query.Cursor, query.Search);
        if (!read.Succeeded)
        {
            return read.Problem!;
        }

        if (scope.StaffId is { } chair && query.Staff is { } other && other != chair)
        {
            return new Page<BookingItem>([], null);
        }

        var (limit, place) = read.Value;
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<BookingItem>(
            Cursor.Limited(ListSql, limit),
            new
            {
                Network = scope.Network.Value,
                Location = scope.Node.Id.Value,
                query.From,
                query.To,
                Staff = scope.StaffId ?? query.Staff,
                query.Client,
                query.Status,
                Pattern = Search.Pattern(query.Search),
                MaySeeNames = scope.Caller.Can(Permission.ClientsRead, scope.Node),
                place?.Day,
                place?.At,
                place?.Id,
            },
            cancellationToken);
        return Page<BookingItem>.Of(rows, limit, booking => Cursor.Write(new DatedPlace(booking.BusinessDay, booking.StartsAt?.UtcDateTime, booking.Id)));
    }
}

/// <summary>Which bookings to list.</summary>
internal sealed record BookingsQuery
{
    [FromQuery(Name = "from")]
    [Description("First business day.")]
    public DateOnly? From { get; init; }

    [FromQuery(Name = "to")]
    [Description("Last business day.")]
    public DateOnly? To { get; init; }

    [FromQuery(Name = "staff")]
    [Description("Only this staff member's.")]
    public Guid? Staff { get; init; }

    [FromQuery(Name = "client")]
    [Description("Only this client's.")]
    public Guid? Client { get; init; }

    [FromQuery(Name = "status")]
    [Description("Only with this status.")]
    public string? Status { get; init; }

    [FromQuery(Name = "search")]
    [Description("Part of the service's, the staff member's or (with clients.read) the client's name.")]
    public string? Search { get; init; }

    [FromQuery(Name = "cursor")]
    [Description("Where the page begins: nextCursor of the page before.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit")]
    [Description("Items on a page, 1 to 200. Default 50.")]
    public int? Limit { get; init; }
}
