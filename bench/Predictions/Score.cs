namespace BookedBarber.Bench.Predictions;

/// <summary>Adds up how far forecasts of many places and periods were off.</summary>
internal sealed class Score
{
    private readonly Dictionary<string, (double Actual, double Forecast)> _periods = [];
    private readonly Dictionary<string, (double Actual, double Forecast)> _places = [];
    private double _absolute;
    private double _actual;
    private double _squaredShare;
    private double _squaredLog;
    private int _count;
    private int _ranged;
    private int _inside;

    public void Add(string place, string period, double actual, double forecast, double low = double.NaN, double high = double.NaN)
    {
        _absolute += Math.Abs(actual - forecast);
        _actual += actual;
        _squaredShare += actual > 0 ? Math.Pow((actual - forecast) / actual, 2) : 0;
        _squaredLog += Math.Pow(Math.Log(1 + actual) - Math.Log(1 + Math.Max(0, forecast)), 2);
        _count++;
        Sum(_periods, period, actual, forecast);
        Sum(_places, place, actual, forecast);
        Range(actual, low, high);
    }

    /// <summary>Counts whether a value was inside its range; nothing where there was none.</summary>
    public void Range(double actual, double low, double high)
    {
        if (!double.IsNaN(low))
        {
            _ranged++;
            _inside += actual >= low && actual <= high ? 1 : 0;
        }
    }

    public double Accuracy => 1 - (_absolute / _actual);

    public double Network => 1 - (_periods.Values.Sum(sums => Math.Abs(sums.Actual - sums.Forecast)) / _actual);

    public double WithinFive => _places.Values.Count(sums => Math.Abs((sums.Forecast / sums.Actual) - 1) <= 0.05) / (double)_places.Count;

    public double Rmspe => Math.Sqrt(_squaredShare / _count);

    public double Rmsle => Math.Sqrt(_squaredLog / _count);

    public double Coverage => _ranged == 0 ? double.NaN : (double)_inside / _ranged;

    private static void Sum(Dictionary<string, (double Actual, double Forecast)> sums, string key, double actual, double forecast)
    {
        var (a, f) = sums.GetValueOrDefault(key);
        sums[key] = (a + actual, f + forecast);
    }
}
