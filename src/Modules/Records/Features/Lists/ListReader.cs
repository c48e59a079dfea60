using System.ComponentModel;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Records.Storage;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Mvc;

namespace BookedBarber.Records.Features.Lists;

/// <summary>Reads the lists of a location, page by page.</summary>
internal sealed class ListReader(IDatabase database)
{
    // Names sort by bytes (collate "C") so that the cursor's comparison is the order's own, whatever locale the database has.
    private const string NamedEnd =
        """
          and (@Pattern::text is null or t.name ilike @Pattern)
          and (@AfterId::uuid is null or (lower(coalesce(t.name, '')) collate "C", t.id) > (lower(@AfterName::text) collate "C", @AfterId::uuid))
        order by lower(coalesce(t.name, '')) collate "C", t.id
        """;

    private const string StaffSql =
        $"""
         select t.id, t.name, t.title, t.hired_on, t.left_on, t.is_active, t.source, t.source_key, t.version
         from records.staff t where t.network_id = @Network and t.location_id = @Location
         {NamedEnd}
         """;

    private const string ServiceSql =
        $"""
         select t.id, t.name, t.category, t.price, t.duration_minutes, t.is_active, t.source, t.source_key, t.version
         from records.service t where t.network_id = @Network and t.location_id = @Location
         {NamedEnd}
         """;

    private const string ProductSql =
        $"""
         select t.id, t.name, t.category, t.brand, t.price, t.on_hand, t.is_active, t.source, t.source_key, t.version
         from records.product t where t.network_id = @Network and t.location_id = @Location
         {NamedEnd}
         """;

    private const string ClientSql =
        $"""
         select t.id, t.name, t.email, t.phone, t.source, t.source_key, t.version
         from records.client t where t.network_id = @Network and t.home_location_id = @Location
         {NamedEnd}
         """;

    private const string ShiftSql =
        """
        select t.id, t.business_day, t.staff_id, f.name as staff_name, t.starts_at, t.ends_at, t.blocked_minutes, t.version
        from records.shift t
        left join records.staff f on f.network_id = @Network and f.id = t.staff_id
        where t.network_id = @Network and t.location_id = @Location
          and t.business_day between coalesce(@From::date, '-infinity') and least(coalesce(@To::date, 'infinity'), coalesce(@Day::date, 'infinity'))
          and (@Staff::uuid is null or t.staff_id = @Staff)
          and (@Pattern::text is null or f.name ilike @Pattern)
          and (@AfterId::uuid is null or (t.business_day, t.starts_at, t.id) < (@Day::date, @At::timestamptz, @AfterId::uuid))
        order by t.business_day desc, t.starts_at desc, t.id desc
        """;

    private const string DailyCloseSql =
        $"""
        {PlanOnce.Sql}
        select t.id, t.business_day, t.currency, t.net_sales, t.tax, t.tips, t.visits, t.transactions, t.source, t.version, t.recorded_at
        from records.daily_close t
        where t.network_id = @Network and t.location_id = @Location
          and t.business_day between coalesce(@From::date, '-infinity') and least(coalesce(@To::date, 'infinity'), coalesce(@Day::date, 'infinity'))
          and (@Pattern::text is null or t.source ilike @Pattern)
          and (@AfterId::uuid is null or (t.business_day, t.id) < (@Day::date, @AfterId::uuid))
        order by t.business_day desc, t.id desc
        """;

    public Task<Result<Page<StaffItem>>> StaffAsync(Scope scope, ListQuery query, CancellationToken cancellationToken) => NamedAsync<StaffItem>(scope, StaffSql, query, cancellationToken);

    public Task<Result<Page<ServiceItem>>> ServicesAsync(Scope scope, ListQuery query, CancellationToken cancellationToken) => NamedAsync<ServiceItem>(scope, ServiceSql, query, cancellationToken);

    public Task<Result<Page<ProductItem>>> ProductsAsync(Scope scope, ListQuery query, CancellationToken cancellationToken) => NamedAsync<ProductItem>(scope, ProductSql, query, cancellationToken);

    public Task<Result<Page<ClientItem>>> ClientsAsync(Scope scope, ListQuery query, CancellationToken cancellationToken) => NamedAsync<ClientItem>(scope, ClientSql, query, cancellationToken);

    /// <summary>Shifts, latest first; a barber's own only.</summary>
    public Task<Result<Page<ShiftItem>>> ShiftsAsync(Scope scope, DatedListQuery query, CancellationToken cancellationToken) =>
        DatedAsync<ShiftItem>(scope, ShiftSql, query, shift => new DatedPlace(shift.BusinessDay, shift.StartsAt.UtcDateTime, shift.Id), cancellationToken);

    public Task<Result<Page<DailyCloseItem>>> DailyClosesAsync(Scope scope, DatedListQuery query, CancellationToken cancellationToken) =>
        DatedAsync<DailyCloseItem>(scope, DailyCloseSql, query, close => new DatedPlace(close.BusinessDay, null, close.Id), cancellationToken);

    private async Task<Result<Page<T>>> NamedAsync<T>(Scope scope, string sql, ListQuery query, CancellationToken cancellationToken)
        where T : INamedItem
    {
        var read = Cursor.Read<NamedPlace>(query.Limit, query.Cursor, query.Search);
        if (!read.Succeeded)
        {
            return read.Problem!;
        }

        var (limit, place) = read.Value;
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<T>(
            Cursor.Limited(sql, limit),
            new { Network = scope.Network.Value, Location = scope.Node.Id.Value, Pattern = Search.Pattern(query.Search), AfterName = place?.Name, AfterId = place?.Id },
            cancellationToken);
        return Page<T>.Of(rows, limit, item => Cursor.Write(new NamedPlace(item.Name ?? string.Empty, item.Id)));
    }

    private async Task<Result<Page<T>>> DatedAsync<T>(Scope scope, string sql, DatedListQuery query, Func<T, DatedPlace> place, CancellationToken cancellationToken)
    {
        var read = Cursor.Read<DatedPlace>(query.Limit, query.Cursor, query.Search);
        if (!read.Succeeded)
        {
            return read.Problem!;
        }

        var (limit, after) = read.Value;
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<T>(
            Cursor.Limited(sql, limit),
            new
            {
                Network = scope.Network.Value,
                Location = scope.Node.Id.Value,
                query.From,
                query.To,
                Staff = scope.StaffId,
                Pattern = Search.Pattern(query.Search),
                after?.Day,
                after?.At,
                AfterId = after?.Id,
            },
            cancellationToken);
        return Page<T>.Of(rows, limit, item => Cursor.Write(place(item)));
    }
}

/// <summary>Which part of a list ordered by name.</summary>
internal sealed record ListQuery
{
    [FromQuery(Name = "search")]
    [Description("Part of the name.")]
    public string? Search { get; init; }

    [FromQuery(Name = "cursor")]
    [Description("Where the page begins: nextCursor of the page before.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit")]
    [Description("Items on a page, 1 to 200. Default 50.")]
    public int? Limit { get; init; }
}

/// <summary>Which part of a list of days, latest first.</summary>
internal sealed record DatedListQuery
{
    [FromQuery(Name = "from")]
    [Description("First business day.")]
    public DateOnly? From { get; init; }

    [FromQuery(Name = "to")]
    [Description("Last business day.")]
    public DateOnly? To { get; init; }

    [FromQuery(Name = "search")]
    [Description("Part of the staff member's name or of the source.")]
    public string? Search { get; init; }

    [FromQuery(Name = "cursor")]
    [Description("Where the page begins: nextCursor of the page before.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit")]
    [Description("Items on a page, 1 to 200. Default 50.")]
    public int? Limit { get; init; }
}
