namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Measures of how far forecasts were off.</summary>
/// <remarks>Hyndman and Koehler, "Another look at measures of forecast accuracy", International Journal of Forecasting 22 (2006); the M4 competition's forms of sMAPE and MASE.</remarks>
public static class ForecastAccuracy
{
    /// <summary>Symmetric mean absolute percentage error, 0–200; a step where both are 0 counts 0.</summary>
    public static double Smape(ReadOnlySpan<double> forecast, ReadOnlySpan<double> actual)
    {
        var sum = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            var both = Math.Abs(forecast[i]) + Math.Abs(actual[i]);
            sum += both > 0 ? 200 * Math.Abs(forecast[i] - actual[i]) / both : 0;
        }

        return sum / actual.Length;
    }

    /// <summary>Mean absolute error in units of the history's mean seasonal change; 0 for a history that never changes.</summary>
    /// <param name="forecast">Forecasts.</param>
    /// <param name="actual">What came, as many.</param>
    /// <param name="history">The series before, oldest first.</param>
    /// <param name="period">Season length in steps.</param>
    public static double Mase(ReadOnlySpan<double> forecast, ReadOnlySpan<double> actual, ReadOnlySpan<double> history, int period)
    {
        var change = 0.0;
        for (var t = period; t < history.Length; t++)
        {
            change += Math.Abs(history[t] - history[t - period]);
        }

        return change > 0 ? MeanAbsolute(forecast, actual) / (change / (history.Length - period)) : 0;
    }

    /// <summary>Mean absolute error, in the series' unit.</summary>
    public static double MeanAbsolute(ReadOnlySpan<double> forecast, ReadOnlySpan<double> actual)
    {
        var sum = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            sum += Math.Abs(forecast[i] - actual[i]);
        }

        return sum / actual.Length;
    }
}
