using BookedBarber.Predictions.Inputs;

namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>What costs nothing: the same weekday 52 weeks ago, and the usual weekday where there was no such day.</summary>
internal sealed class NaiveMethod : IRevenueMethod
{
    public const string MethodName = "naive";

    public string Name => MethodName;

    public object SettingsFor(int nodes) => new { season = Weekdays.Year };

    public double[][] Forecast(DayTable known, int horizon, long seed, CancellationToken cancellationToken) => Array.ConvertAll(known.Sales, values => One(values, horizon));

    public static double[] One(double[] values, int horizon) => Days(values, horizon, 1);

    /// <summary>The same, times a growth.</summary>
    public static double[] Days(double[] values, int horizon, double growth)
    {
        var result = new double[horizon];
        for (var step = 0; step < horizon; step++)
        {
            var day = values.Length + step;
            var usual = Weekdays.Usual(values, day);
            var then = Weekdays.YearBefore(values, day);
            result[step] = usual == 0 || double.IsNaN(usual) ? 0 : double.IsNaN(then) ? usual : then * growth;
        }

        return result;
    }
}
