using BookedBarber.Predictions.Inputs;

namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>Last year's same weekdays times the growth of the last eight weeks over a year: one node by itself, at once.</summary>
internal sealed class GrowthMethod : IRevenueMethod
{
    public const string MethodName = "growth";

    public string Name => MethodName;

    public object SettingsFor(int nodes) => new { season = Weekdays.Year, growthOver = 56 };

    public double[][] Forecast(DayTable known, int horizon, long seed, CancellationToken cancellationToken) => Array.ConvertAll(known.Sales, values => One(values, horizon));

    public static double[] One(double[] values, int horizon) => NaiveMethod.Days(values, horizon, Math.Clamp(Weekdays.Growth(values), 0.25, 4));
}
