namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Forecasts means of blocks of steps, where noise evens out, and draws the steps between the blocks' centres.</summary>
/// <remarks>
/// Kourentzes, Petropoulos and Trapero, "Improving forecasting by estimating time series structural components across multiple frequencies", International Journal of Forecasting 30 (2014): the same series seen in
/// months, quarters and years shows noise, season and trend in turn, and forecasts of all three together err less than each.
/// </remarks>
public static class BlockForecast
{
    // A trend of fewer points is no trend.
    private const int FewestBlocks = 6;

    /// <summary>Forecasts by blocks.</summary>
    /// <param name="values">The series without its season, oldest first, finite.</param>
    /// <param name="block">Steps in a block, 1 or more.</param>
    /// <param name="horizon">Steps ahead, 1 or more.</param>
    /// <param name="method">Forecasts the block means: the means, oldest first, and how many blocks ahead.</param>
    /// <returns>One value per step ahead; by single steps when there are fewer than six blocks.</returns>
    public static double[] Forecast(double[] values, int block, int horizon, Func<double[], int, double[]> method)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(method);
        if (block == 1 || values.Length / block < FewestBlocks)
        {
            return method(values, horizon);
        }

        var count = values.Length / block;
        var offset = values.Length - (count * block);
        var means = new double[count];
        for (var i = 0; i < count; i++)
        {
            means[i] = values.AsSpan(offset + (i * block), block).ToArray().Average();
        }

        var ahead = method(means, ((horizon + block - 1) / block) + 1);
        var result = new double[horizon];
        for (var h = 0; h < horizon; h++)
        {
            // In blocks from the centre of the first block ahead; -1 is the centre of the last known one.
            var place = (h - ((block - 1) / 2.0)) / block;
            var before = (int)Math.Floor(place);
            var low = before < 0 ? means[^1] : ahead[before];
            result[h] = low + ((place - before) * (ahead[before + 1] - low));
        }

        return result;
    }
}
