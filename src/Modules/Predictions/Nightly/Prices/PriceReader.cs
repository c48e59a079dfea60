using BookedBarber.Shared;
using BookedBarber.Storage;
using Dapper;

namespace BookedBarber.Predictions.Nightly.Prices;

/// <summary>What a service sold in a week in a location.</summary>
internal sealed record ServiceWeek
{
    public Guid LocationId { get; init; }

    public string Service { get; init; } = string.Empty;

    public string Currency { get; init; } = string.Empty;

    /// <summary>Monday.</summary>
    public DateOnly Week { get; init; }

    public double Units { get; init; }

    /// <summary>List price of one, before discounts.</summary>
    public double Price { get; init; }

    /// <summary>Discounts as a share of list prices.</summary>
    public double Discount { get; init; }
}

/// <summary>Reads services sold, week by week.</summary>
internal sealed class PriceReader(IDatabase database)
{
    // Two years of a large network's sales may take minutes at night.
    private const int NightSeconds = 600;

    /// <summary>Whole weeks between two Mondays.</summary>
    public async Task<IReadOnlyList<ServiceWeek>> ReadAsync(NetworkId network, IReadOnlyList<Guid> locations, DateOnly from, DateOnly before, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return [.. await session.Connection.QueryAsync<ServiceWeek>(new CommandDefinition(
            """
            select location_id, name as service, currency, date_trunc('week', business_day)::date as week, sum(quantity)::float8 as units, (sum(amount) / sum(quantity))::float8 as price,
                   (sum(discount) / nullif(sum(amount), 0))::float8 as discount
            from records.v_service_line
            where network_id = @network and location_id = any(@Locations) and business_day >= @from and business_day < @before and amount > 0
            group by 1, 2, 3, 4
            """,
            new { network, Locations = locations.ToArray(), from, before },
            session.Transaction,
            commandTimeout: NightSeconds,
            cancellationToken: cancellationToken))];
    }
}
