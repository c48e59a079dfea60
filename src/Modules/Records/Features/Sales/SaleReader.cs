using System.ComponentModel;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Records.Storage;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Dapper;
using Microsoft.AspNetCore.Mvc;

namespace BookedBarber.Records.Features.Sales;

/// <summary>Reads sales with their lines, one round trip for a sale or a page.</summary>
internal sealed class SaleReader(IDatabase database)
{
    private const string Columns =
        """
        s.id, s.location_id, s.business_day, s.occurred_at, s.receipt, s.client_id, s.currency, s.service_sales, s.product_sales, s.service_discounts, s.product_discounts,
        s.service_refunds, s.product_refunds, s.gift_card_sales, s.gift_card_redemptions, s.membership_sales, s.service_charges, s.fees, s.tax, s.tips, s.total, s.net_sales,
        s.taxes, s.tips_by_staff, s.payments, s.source, s.source_key, s.version, s.recorded_at
        """;

    private const string LineColumns =
        "l.sale_id, l.kind, l.name, l.item_id, l.staff_id, l.quantity, l.unit_price, l.amount, l.discount, l.discounts, l.is_refund";

    private const string DayOfSql = "select business_day from records.sale_key where network_id = @Network and id = @Id";

    private const string OneSql =
        $"""
         {PlanOnce.Sql}
         select {Columns} from records.sale s
         where s.network_id = @Network and s.business_day = @Day and s.id = @Id and s.location_id = @Location and (@Staff::uuid is null or @Staff = any(s.staff_ids));
         select {LineColumns} from records.sale_line l
         where l.network_id = @Network and l.business_day = @Day and l.sale_id = @Id
         order by l.position
         """;

    private const string PageSql =
        $"""
         {PlanOnce.Sql}
         select {Columns} from records.sale s
         where s.network_id = @Network and s.location_id = @Location
           and s.business_day between coalesce(@From::date, '-infinity') and least(coalesce(@To::date, 'infinity'), coalesce(@Day::date, 'infinity'))
           and (@Staff::uuid is null or @Staff = any(s.staff_ids))
           and (@Client::uuid is null or s.client_id = @Client)
           and (@Pattern::text is null or s.receipt ilike @Pattern or s.source_key ilike @Pattern
                or @MaySeeNames and s.client_id in (select c.id from records.client c where c.network_id = @Network and c.home_location_id = @Location and c.name ilike @Pattern))
           and (@Id::uuid is null or (s.business_day, coalesce(s.occurred_at, '-infinity'), s.id) < (@Day::date, coalesce(@At::timestamptz, '-infinity'), @Id::uuid))
         order by s.business_day desc, coalesce(s.occurred_at, '-infinity') desc, s.id desc
         """;

    // "offset 0" keeps the inner query one index probe per sale.
    private const string LinesSql =
        $"""
         select {LineColumns} from unnest(@Days::date[], @Ids::uuid[]) k (business_day, id)
         cross join lateral (select * from records.sale_line l where l.network_id = @Network and l.business_day = k.business_day and l.sale_id = k.id offset 0) l
         order by l.sale_id, l.position
         """;

    /// <remarks>The day is asked of the small key table first, so that one partition is opened, not all.</remarks>
    public async Task<SaleItem?> FindAsync(Session session, Scope scope, Guid id, CancellationToken cancellationToken)
    {
        var day = await session.FirstAsync<DateOnly?>(DayOfSql, new { Network = scope.Network.Value, Id = id }, cancellationToken);
        if (day is null)
        {
            return null;
        }

        var parameters = new { Network = scope.Network.Value, Location = scope.Node.Id.Value, Id = id, Day = day.Value, Staff = scope.StaffId };
        await using var results = await session.Connection.QueryMultipleAsync(new CommandDefinition(OneSql, parameters, session.Transaction, cancellationToken: cancellationToken));
        var sale = await results.ReadFirstOrDefaultAsync<StoredSale>();
        var lines = await results.ReadAsync<StoredLine>();
        return sale?.ToItem(lines);
    }

    public async Task<SaleItem?> FindAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        return await FindAsync(session, scope, id, cancellationToken);
    }

    public async Task<Result<Page<SaleItem>>> ListAsync(Scope scope, SalesQuery query, CancellationToken cancellationToken)
    {
        var read = Cursor.Read<DatedPlace>(query.Limit, query.Cursor, query.Search);
        if (!read.Succeeded)
        {
            return read.Problem!;
        }

        var (limit, place) = read.Value;
        var parameters = new
        {
            Network = scope.Network.Value,
            Location = scope.Node.Id.Value,
            query.From,
            query.To,
            Staff = scope.StaffId ?? query.Staff,
            query.Client,
            Pattern = Search.Pattern(query.Search),
            MaySeeNames = scope.Caller.Can(Permission.ClientsRead, scope.Node),
            place?.Day,
            place?.At,
            place?.Id,
        };
        if (scope.StaffId is not null && query.Staff is { } other && other != scope.StaffId)
        {
            return new Page<SaleItem>([], null);
        }

        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var sales = await session.QueryAsync<StoredSale>(Cursor.Limited(PageSql, limit), parameters, cancellationToken);
        var page = Page<StoredSale>.Of(sales, limit, sale => Cursor.Write(new DatedPlace(sale.BusinessDay, sale.OccurredAt?.UtcDateTime, sale.Id)));
        var keys = new { Network = scope.Network.Value, Days = page.Items.Select(sale => sale.BusinessDay).ToArray(), Ids = page.Items.Select(sale => sale.Id).ToArray() };
        var lines = (await session.QueryAsync<StoredLine>(LinesSql, keys, cancellationToken)).ToLookup(line => line.SaleId);
        return new Page<SaleItem>([.. page.Items.Select(sale => sale.ToItem(lines[sale.Id]))], page.NextCursor);
    }
}

/// <summary>Which sales to list.</summary>
internal sealed record SalesQuery
{
    [FromQuery(Name = "from")]
    [Description("First business day.")]
    public DateOnly? From { get; init; }

    [FromQuery(Name = "to")]
    [Description("Last business day.")]
    public DateOnly? To { get; init; }

    [FromQuery(Name = "staff")]
    [Description("Only sales in which this staff member served, sold or was tipped.")]
    public Guid? Staff { get; init; }

    [FromQuery(Name = "client")]
    [Description("Only this client's.")]
    public Guid? Client { get; init; }

    [FromQuery(Name = "search")]
    [Description("Part of a receipt number, of a key, or of the client's name (with clients.read).")]
    public string? Search { get; init; }

    [FromQuery(Name = "cursor")]
    [Description("Where the page begins: nextCursor of the page before.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "limit")]
    [Description("Items on a page, 1 to 200. Default 50.")]
    public int? Limit { get; init; }
}
