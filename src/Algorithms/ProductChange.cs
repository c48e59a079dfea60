namespace BookedBarber.Algorithms;

/// <summary>Splits the change of a product of two factors (net sales = visits × ticket) into the part of each factor, summing exactly to the change.</summary>
/// <remarks>
/// Each factor's part is its change times the mean of the other factor before and after: the average over both orders in which the factors could have moved
/// (Shapley's value for two players; in index theory the Bennet indicator, T. L. Bennet, Journal of the Royal Statistical Society 83, 1920). No order is preferred and no rest is left over.
/// </remarks>
public static class ProductChange
{
    /// <summary>The parts of the two factors.</summary>
    /// <param name="before">Product before.</param>
    /// <param name="after">Product after.</param>
    /// <param name="countBefore">First factor before (visits), above 0.</param>
    /// <param name="countAfter">First factor after, above 0.</param>
    /// <param name="digits">Digits to round to, half away from zero. The second part takes what is left, so that both sum to <paramref name="after"/> − <paramref name="before"/> exactly.</param>
    /// <returns>Part of the first factor, part of the second.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is not above 0.</exception>
    public static (decimal Count, decimal Each) Split(decimal before, decimal after, decimal countBefore, decimal countAfter, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countBefore);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(countAfter);
        var each = ((before / countBefore) + (after / countAfter)) / 2;
        var count = decimal.Round((countAfter - countBefore) * each, digits, MidpointRounding.AwayFromZero);
        return (count, after - before - count);
    }
}
