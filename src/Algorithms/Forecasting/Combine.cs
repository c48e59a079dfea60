namespace BookedBarber.Algorithms.Forecasting;

/// <summary>One forecast from several, step by step.</summary>
/// <remarks>Bates and Granger, "The combination of forecasts", Operational Research Quarterly 20 (1969); that the plain mean and the median are hard to beat, Makridakis, Spiliotis and Assimakopoulos on the M4 competition (2020).</remarks>
public static class Combine
{
    /// <summary>The mean of the forecasts at each step.</summary>
    /// <param name="forecasts">At least one; all of one length.</param>
    public static double[] Mean(IReadOnlyList<double[]> forecasts)
    {
        var result = new double[forecasts[0].Length];
        foreach (var forecast in forecasts)
        {
            for (var h = 0; h < result.Length; h++)
            {
                result[h] += forecast[h] / forecasts.Count;
            }
        }

        return result;
    }

    /// <summary>The median of the forecasts at each step; the mean of the middle two of an even number.</summary>
    /// <param name="forecasts">At least one; all of one length.</param>
    public static double[] Median(IReadOnlyList<double[]> forecasts)
    {
        var result = new double[forecasts[0].Length];
        var column = new double[forecasts.Count];
        for (var h = 0; h < result.Length; h++)
        {
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = forecasts[i][h];
            }

            Array.Sort(column);
            result[h] = (column[(column.Length - 1) / 2] + column[column.Length / 2]) / 2;
        }

        return result;
    }
}
