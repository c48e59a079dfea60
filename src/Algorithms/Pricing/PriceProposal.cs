namespace BookedBarber.Algorithms.Pricing;

/// <summary>The price inside bounds that leaves most, and what changing to it would bring.</summary>
/// <param name="Price">The proposed price; the present one where no change is worth it.</param>
/// <param name="UnitsChange">Expected change of units; -0.1 is 10 % fewer.</param>
/// <param name="ProfitChange">Expected change of what is left after unit cost, as a share of the present.</param>
/// <param name="Low">5 % of outcomes are expected below this change of profit.</param>
/// <param name="High">5 % of outcomes are expected above this change of profit.</param>
public sealed record PriceProposal(double Price, double UnitsChange, double ProfitChange, double Low, double High)
{
    // 90 % of a normal distribution lie within this many deviations of its middle.
    private const double NinetyPercent = 1.645;

    // Prices are tried in this many equal steps between the bounds: finer than any price list.
    private const int Steps = 200;

    /// <summary>Proposes a price.</summary>
    /// <param name="price">Present price, above 0.</param>
    /// <param name="unitCost">What one unit costs, 0 or more.</param>
    /// <param name="elasticity">Own-price elasticity with its deviation.</param>
    /// <param name="lowest">Lowest price allowed, above 0.</param>
    /// <param name="highest">Highest price allowed, at least <paramref name="lowest"/>.</param>
    /// <param name="capacity">By which factor units may grow before there is no room for more; <see langword="null"/>: any.</param>
    /// <remarks>
    /// Units follow the price to the power of the elasticity. A change is proposed only where it gains also at the cautious end of what the elasticity may be: a price rise that pays only if
    /// clients are as loyal as the average guess is a bet, not a proposal.
    /// </remarks>
    public static PriceProposal Make(double price, double unitCost, PriceElasticities.Elasticity elasticity, double lowest, double highest, double? capacity = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
        ArgumentOutOfRangeException.ThrowIfNegative(unitCost);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowest);
        ArgumentOutOfRangeException.ThrowIfLessThan(highest, lowest);
        var best = new PriceProposal(price, 0, 0, 0, 0);
        for (var step = 0; step <= Steps; step++)
        {
            var tried = lowest + ((highest - lowest) * step / Steps);
            var (low, high) = (Profit(tried, elasticity.Value - (NinetyPercent * elasticity.Deviation)), Profit(tried, Math.Min(PriceElasticities.Weakest, elasticity.Value + (NinetyPercent * elasticity.Deviation))));
            var worst = Math.Min(low, high);
            if (worst > 0 && Profit(tried, elasticity.Value) > best.ProfitChange)
            {
                best = new PriceProposal(tried, Units(tried, elasticity.Value) - 1, Profit(tried, elasticity.Value), worst, Math.Max(low, high));
            }
        }

        return best;

        double Units(double tried, double slope) => Math.Min(capacity ?? double.PositiveInfinity, Math.Pow(tried / price, slope));

        // Where a unit costs more than it brings today there is no profit to compare with; then the change is in units of revenue.
        double Profit(double tried, double slope) => price > unitCost
            ? (Units(tried, slope) * (tried - unitCost) / (price - unitCost)) - 1
            : ((Units(tried, slope) * (tried - unitCost)) - (price - unitCost)) / price;
    }
}
