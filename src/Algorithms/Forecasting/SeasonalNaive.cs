namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Repeats the last season, or the last value where there is no season: the forecast that every method has to beat.</summary>
/// <remarks>Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2.</remarks>
public static class SeasonalNaive
{
    /// <summary>Forecasts.</summary>
    /// <param name="values">The series, oldest first; at least one value.</param>
    /// <param name="period">Season length in steps; 1: no season. Longer than the series: as no season.</param>
    /// <param name="horizon">Steps ahead, 1 or more.</param>
    /// <returns>One value per step ahead.</returns>
    /// <exception cref="ArgumentException">The series is empty.</exception>
    public static double[] Forecast(ReadOnlySpan<double> values, int period, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        if (values.IsEmpty)
        {
            throw new ArgumentException("A series without values cannot be repeated.", nameof(values));
        }

        var season = period > values.Length || period < 1 ? 1 : period;
        var result = new double[horizon];
        for (var h = 0; h < horizon; h++)
        {
            result[h] = values[values.Length - season + (h % season)];
        }

        return result;
    }

    /// <summary>Repeats the last value of the seasonally adjusted series, with its season put back (the M competitions' Naive2).</summary>
    /// <param name="values">The series, oldest first; at least one value, finite.</param>
    /// <param name="period">Season length in steps; 1: no season.</param>
    /// <param name="horizon">Steps ahead, 1 or more.</param>
    /// <returns>One value per step ahead. Where <see cref="Seasonality.IsPresent"/> finds no season: the last value.</returns>
    public static double[] ForecastAdjusted(ReadOnlySpan<double> values, int period, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        var result = new double[horizon];
        if (!Seasonality.IsPresent(values, period))
        {
            Array.Fill(result, values[^1]);
            return result;
        }

        var indices = Seasonality.Indices(values, period, multiplicative: true);
        var level = values[^1] / indices[(values.Length - 1) % period];
        for (var h = 0; h < horizon; h++)
        {
            result[h] = level * indices[(values.Length + h) % period];
        }

        return result;
    }
}
