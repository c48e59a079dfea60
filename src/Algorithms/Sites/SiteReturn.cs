namespace BookedBarber.Algorithms.Sites;

/// <summary>What a new shop would bring in its first twelve months.</summary>
/// <param name="Sales">Its sales.</param>
/// <param name="TakenFromOwn">Sales that own shops would lose to it.</param>
/// <param name="TakenFromOthers">Sales that other shops would lose to it.</param>
/// <param name="Return">Contribution of the net new sales less running cost, over the investment; 0.2 is 20 %.</param>
/// <param name="Low">5 % of outcomes are expected below this return.</param>
/// <param name="High">5 % of outcomes are expected above this return.</param>
public sealed record SiteReturn(double Sales, double TakenFromOwn, double TakenFromOthers, double Return, double Low, double High)
{
    // 90 % of a normal distribution lie within this many deviations of its middle.
    private const double NinetyPercent = 1.645;

    /// <summary>Judges one candidate beside the shops there are.</summary>
    /// <param name="model">How people choose.</param>
    /// <param name="area">Districts and the shops there are.</param>
    /// <param name="own">Which of these shops are own.</param>
    /// <param name="size">Size of the candidate.</param>
    /// <param name="distance">Its distance to each district.</param>
    /// <param name="terms">Money terms.</param>
    /// <remarks>The range comes from the model's spread over known shops; where that is not known it is as wide as a factor of two to either side, which says that little is known.</remarks>
    public static SiteReturn Of(HuffModel model, TradeArea area, IReadOnlyList<bool> own, double size, IReadOnlyList<double> distance, SiteTerms terms)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(area);
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(distance);
        ArgumentNullException.ThrowIfNull(terms);
        var before = model.Sales(area);
        var with = new TradeArea(area.Demand, [.. area.Size, size], [.. area.Distance.Select((row, district) => row.Append(distance[district]).ToArray())]);
        var after = model.Sales(with);
        var sales = after[^1];
        var lost = before.Select((value, shop) => value - after[shop]).ToArray();
        var fromOwn = lost.Where((_, shop) => own[shop]).Sum();
        var spread = Math.Exp(NinetyPercent * (double.IsNaN(model.Spread) ? Math.Log(2) / NinetyPercent : model.Spread));
        return new SiteReturn(sales, fromOwn, lost.Sum() - fromOwn, Return(1), Return(1 / spread), Return(spread));

        // What is not known is how much the new shop itself draws; what it takes from own shops is set against the whole of that.
        double Return(double factor) => ((((factor * sales) - fromOwn) * terms.ContributionRate * terms.FirstYearShare) - terms.RunningCost) / terms.Investment;
    }
}
