using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Features.PriceLab;

/// <summary>Reads what is proposed for prices, and keeps owners' bounds.</summary>
internal sealed class PriceReading(IDatabase database, TimeProvider clock)
{
    private const double FifthPercentile = 1.645;
    private const double LittleOwnWeight = 0.25;

    private sealed record Row
    {
        public string Service { get; init; } = string.Empty;

        public DateOnly AsOf { get; init; }

        public Guid ModelId { get; init; }

        public int Weeks { get; init; }

        public decimal Price { get; init; }

        public decimal UnitCost { get; init; }

        public float UnitsAWeek { get; init; }

        public float Elasticity { get; init; }

        public float Deviation { get; init; }

        public float OwnWeight { get; init; }

        public decimal Lowest { get; init; }

        public decimal Highest { get; init; }

        public decimal Proposed { get; init; }

        public float UnitsChange { get; init; }

        public float ProfitChange { get; init; }

        public float ProfitLow { get; init; }

        public float ProfitHigh { get; init; }

        public decimal? SetLowest { get; init; }

        public decimal? SetHighest { get; init; }
    }

    public async Task<Result<PriceList>> ReadAsync(Node location, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(location);
        await using var session = await database.ReadAsync(location.Network, cancellationToken);
        var rows = await session.QueryAsync<Row>(
            """
            select p.service, p.as_of, p.model_id, p.weeks, p.price, p.unit_cost, p.units_a_week, p.elasticity, p.deviation, p.own_weight, p.lowest, p.highest, p.proposed, p.units_change, p.profit_change, p.profit_low, p.profit_high,
                   b.lowest as set_lowest, b.highest as set_highest
            from predictions.price p
            left join predictions.price_bound b on b.network_id = p.network_id and b.location_id = p.location_id and b.service = p.service
            where p.network_id = @Network and p.location_id = @Location and p.currency = @Code
            order by p.units_a_week * p.price desc, p.service
            """,
            new { location.Network, Location = location.Id.Value, location.Currency.Code },
            cancellationToken);
        return rows.Count == 0
            ? new Problem("no_prices_yet", "Nothing can be told of this location's prices yet: it takes twelve weeks of single sales, and a price that moved somewhere in the network.", ProblemKind.Refused)
            : new PriceList(location.Id.Value, location.Currency.Code, rows[0].AsOf, rows[0].ModelId, [.. rows.Select(Item)]);
    }

    /// <summary>Sets the bounds of a service's price. The proposal follows at once.</summary>
    public async Task<Result<PriceList>> BoundAsync(Scope scope, Node location, PriceBounds body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(body);
        var current = await ReadAsync(location, cancellationToken);
        if (!current.Succeeded)
        {
            return current.Problem;
        }

        var faults = new List<FieldProblem>();
        if (current.Value.Items.All(item => item.Service != body.Service))
        {
            faults.Add(new FieldProblem("service", "unknown", "Name a service of the location's price list."));
        }

        if (body.Lowest is not (> 0 and < 1_000_000) || body.Highest is not (> 0 and < 1_000_000) || body.Lowest > body.Highest)
        {
            faults.Add(new FieldProblem("lowest", "out_of_range", "Give a lowest price above 0 and a highest at or above it."));
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]);
        }

        await using (var session = await database.WriteAsync(scope, "api", cancellationToken))
        {
            await session.ExecuteAsync(
                """
                insert into predictions.price_bound (network_id, id, location_id, service, lowest, highest, set_at) values (@Network, @Id, @Location, @Service, @Lowest, @Highest, @Now)
                on conflict (network_id, location_id, service) do update set lowest = excluded.lowest, highest = excluded.highest, set_at = excluded.set_at
                """,
                new { scope.Network, Id = Guid.CreateVersion7(clock.GetUtcNow()), Location = location.Id.Value, body.Service, body.Lowest, body.Highest, Now = clock.GetUtcNow() },
                cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        return await ReadAsync(location, cancellationToken);
    }

    private static PriceItem Item(Row row)
    {
        var isSet = row.SetLowest is not null;
        var (lowest, highest) = (row.SetLowest ?? row.Lowest, row.SetHighest ?? row.Highest);
        var elasticity = new Algorithms.Pricing.PriceElasticities.Elasticity(row.Elasticity, row.Deviation, row.OwnWeight);

        // Bounds may have been set since the last run.
        var proposal = Algorithms.Pricing.PriceProposal.Make((double)row.Price, (double)row.UnitCost, elasticity, (double)lowest, (double)highest);
        return new PriceItem(
            row.Service, row.Price, row.UnitCost, Math.Round(row.UnitsAWeek, 1), Math.Round(row.Elasticity, 3),
            Math.Round(row.Elasticity - (FifthPercentile * row.Deviation), 3), Math.Round(Math.Min(0, row.Elasticity + (FifthPercentile * row.Deviation)), 3), Math.Round(row.OwnWeight, 3), row.Weeks,
            lowest, highest, isSet, Math.Round((decimal)proposal.Price, 2), Math.Round(proposal.UnitsChange, 4), Math.Round(proposal.ProfitChange, 4), Math.Round(proposal.Low, 4), Math.Round(proposal.High, 4), row.OwnWeight < LittleOwnWeight);
    }
}
