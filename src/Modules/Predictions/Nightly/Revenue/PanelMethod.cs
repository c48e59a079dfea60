using BookedBarber.Algorithms.Panels;
using BookedBarber.Predictions.Inputs;

namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>All nodes together: each from its own level and weekdays, corrected by trees that learnt from all of them what seasons and closed days do.</summary>
internal sealed class PanelMethod : IRevenueMethod
{
    public const string MethodName = "panel";

    // Nodes share their days: so many rows of each say what there is to learn, and ten thousand nodes are learnt from in parts.
    private const int RowsEach = 1000;
    private const int FewestRows = 20_000;
    private const int MostRows = 100_000;

    public string Name => MethodName;

    public object SettingsFor(int nodes) => new { rows = Rows(nodes), trees = 200, runs = 1 };

    public double[][] Forecast(DayTable known, int horizon, long seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        var first = Array.ConvertAll([.. Enumerable.Range(0, known.Sales.Length)], known.FirstKnown);
        var panel = known.Sales.Select((values, node) => new PanelSeries(known.From.DayNumber + first[node], values[first[node]..], [], null)).ToList();
        var options = new PanelOptions { Rows = Rows(panel.Count), TreesEach = 200, Runs = 1, Seed = (ulong)seed };
        var forecast = PanelForecaster.Forecast(panel, PanelCalendar.Days, horizon, options, cancellationToken);
        var result = new double[panel.Count][];
        for (var node = 0; node < result.Length; node++)
        {
            result[node] = new double[horizon];
            for (var step = 0; step < horizon; step++)
            {
                result[node][step] = forecast.IsOpen(node, step) ? Math.Max(0, forecast.Mean(node, step)) : 0;
            }
        }

        return result;
    }

    private static int Rows(int nodes) => Math.Clamp(nodes * RowsEach, FewestRows, MostRows);
}
