namespace BookedBarber.Algorithms.Sites;

/// <summary>Where demand lives, where shops are, and how far they are apart.</summary>
/// <param name="Demand">Spending power of each district, in money or people per year, each 0 or more.</param>
/// <param name="Size">What draws people to each shop, such as floor area or chairs; above 0.</param>
/// <param name="Distance">[district][shop], in any one unit, 0 or more.</param>
public sealed record TradeArea(double[] Demand, double[] Size, double[][] Distance)
{
    /// <summary>Number of districts.</summary>
    public int Districts => Demand.Length;

    /// <summary>Number of shops.</summary>
    public int Shops => Size.Length;
}
