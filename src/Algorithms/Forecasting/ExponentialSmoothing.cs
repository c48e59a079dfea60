using BookedBarber.Algorithms.Optimisation;

namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Exponential smoothing with a level, a trend that may be damped, and a season: fitted by maximum likelihood, compared by AICc.</summary>
/// <remarks>
/// Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), chapters 2 and 5, in the error-correction form. Level, trend and the smoothing
/// parameters are optimised, the first season is taken from the decomposition, as optimising a state for each month of short series fits noise.
/// </remarks>
public sealed class ExponentialSmoothing
{
    // Bounds that the book and R's forecast package use: smoothing below 0.0001 is none, damping below 0.8 is over before a year is.
    private const double LeastSmoothing = 1e-4;
    private const double LeastDamping = 0.8;
    private const double MostDamping = 0.98;

    private readonly int _period;
    private readonly TrendForm _trend;
    private readonly SeasonalForm _season;
    private readonly double[] _seasonal;
    private double _level;
    private double _slope;
    private double _damping;

    private ExponentialSmoothing(int period, TrendForm trend, SeasonalForm season)
    {
        _period = season == SeasonalForm.None ? 1 : period;
        _trend = trend;
        _season = season;
        _seasonal = new double[_period];
    }

    /// <summary>Corrected Akaike criterion; comparable between forms of the same series, lower is better. Infinite when the series is too short for the form.</summary>
    public double Criterion { get; private set; } = double.PositiveInfinity;

    /// <summary>Root of the mean squared one-step error, in the series' unit.</summary>
    public double StandardError { get; private set; }

    /// <summary>Fits one form.</summary>
    /// <param name="values">The series, oldest first, finite; positive when <paramref name="season"/> is multiplicative or <paramref name="relative"/> is set. At least four values, and two seasons when there is a season.</param>
    /// <param name="period">Season length in steps; not used without a season.</param>
    /// <param name="trend">The trend.</param>
    /// <param name="season">The season.</param>
    /// <param name="relative">Errors are a share of the expected value, so that large values are allowed large errors.</param>
    /// <returns>The fitted method, at the end of the series.</returns>
    /// <exception cref="ArgumentException">Too few values.</exception>
    public static ExponentialSmoothing Fit(double[] values, int period, TrendForm trend, SeasonalForm season, bool relative)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length < 4 || (season != SeasonalForm.None && values.Length < 2 * period))
        {
            throw new ArgumentException($"Smoothing needs four values and two seasons; there are {values.Length}.", nameof(values));
        }

        var method = new ExponentialSmoothing(period, trend, season);
        var first = season == SeasonalForm.None ? [] : Seasonality.Indices(FirstYears(values, period), period, season == SeasonalForm.Multiplicative);
        var (level, slope) = method.Begin(values, first);
        var scale = values.Average(Math.Abs) + 1e-9;
        var (start, steps) = method.StartingPoint(level / scale, slope / scale);
        var (point, value) = NelderMead.Minimise(parameters => method.Run(values, first, parameters, scale, relative), start, steps, 120 * start.Count, 1e-6);
        method.Run(values, first, point, scale, relative);
        var count = point.Length + (season == SeasonalForm.None ? 0 : period - 1) + 1;
        var left = values.Length - count - 1;
        method.Criterion = left > 0 ? value + (2.0 * count * values.Length / left) : double.PositiveInfinity;
        return method;
    }

    /// <summary>Forecasts from the end of the series.</summary>
    /// <param name="horizon">Steps ahead, 1 or more.</param>
    /// <returns>One value per step ahead.</returns>
    public double[] Forecast(int horizon)
    {
        var result = new double[horizon];
        var (reach, step) = (0.0, 1.0);
        for (var h = 0; h < horizon; h++)
        {
            step *= _damping;
            reach += step;
            var level = _level + (reach * _slope);
            result[h] = _season switch
            {
                SeasonalForm.None => level,
                SeasonalForm.Additive => level + _seasonal[h % _period],
                _ => level * _seasonal[h % _period],
            };
        }

        return result;
    }

    private static ReadOnlySpan<double> FirstYears(double[] values, int period) => values.AsSpan(0, Math.Min(values.Length, Math.Max(4 * period, 2 * period)));

    private (double Level, double Slope) Begin(double[] values, double[] first)
    {
        var count = Math.Min(values.Length, Math.Max(10, 2 * _period));
        var (sumT, sumY, sumTt, sumTy) = (0.0, 0.0, 0.0, 0.0);
        for (var t = 0; t < count; t++)
        {
            var y = Adjust(values[t], first, t);
            sumT += t;
            sumY += y;
            sumTt += (double)t * t;
            sumTy += t * y;
        }

        var slope = ((count * sumTy) - (sumT * sumY)) / ((count * sumTt) - (sumT * sumT));
        return _trend == TrendForm.None ? (sumY / count, 0) : (((sumY - (slope * sumT)) / count) - slope, slope);
    }

    private double Adjust(double value, double[] first, int t) => _season switch
    {
        SeasonalForm.None => value,
        SeasonalForm.Additive => value - first[t % _period],
        _ => first[t % _period] > 1e-6 ? value / first[t % _period] : value,
    };

    private (List<double> Start, List<double> Steps) StartingPoint(double level, double slope)
    {
        List<double> start = [level, Logit(0.2)];
        List<double> steps = [0.1, 0.7];
        if (_trend != TrendForm.None)
        {
            start.AddRange([slope, Logit(0.1)]);
            steps.AddRange([Math.Max(0.01, Math.Abs(slope) * 0.5), 0.7]);
        }

        if (_trend == TrendForm.Damped)
        {
            start.Add(1.5);
            steps.Add(0.7);
        }

        if (_season != SeasonalForm.None)
        {
            start.Add(Logit(0.1));
            steps.Add(0.7);
        }

        return (start, steps);
    }

    // Runs over the series with the parameters, leaves the states at its end, and returns minus twice the log-likelihood.
    private double Run(double[] values, double[] first, double[] parameters, double scale, bool relative)
    {
        var next = 0;
        _level = parameters[next++] * scale;
        var alpha = Within(parameters[next++], LeastSmoothing, 0.9999);
        (_slope, _damping) = (0, 1);
        var (beta, gamma) = (0.0, 0.0);
        if (_trend != TrendForm.None)
        {
            _slope = parameters[next++] * scale;
            beta = alpha * Within(parameters[next++], LeastSmoothing, 0.9999);
        }

        if (_trend == TrendForm.Damped)
        {
            _damping = Within(parameters[next++], LeastDamping, MostDamping);
        }

        if (_season != SeasonalForm.None)
        {
            gamma = (1 - alpha) * Within(parameters[next], LeastSmoothing, 0.9999);
            first.CopyTo(_seasonal, 0);
        }

        var (squares, logs) = (0.0, 0.0);
        var place = 0;
        for (var t = 0; t < values.Length; t++)
        {
            var level = _level + (_damping * _slope);
            var season = _season == SeasonalForm.None ? 0 : _seasonal[place];
            var expected = _season switch { SeasonalForm.None => level, SeasonalForm.Additive => level + season, _ => level * season };
            if (relative && expected <= scale * 1e-6)
            {
                return double.PositiveInfinity;
            }

            var error = values[t] - expected;
            var inLevel = _season == SeasonalForm.Multiplicative ? error / Math.Max(season, 1e-6) : error;
            _level = level + (alpha * inLevel);
            _slope = (_damping * _slope) + (beta * inLevel);
            if (_season != SeasonalForm.None)
            {
                _seasonal[place] = _season == SeasonalForm.Additive ? season + (gamma * error) : Math.Max(1e-3, season + (gamma * error / (Math.Abs(level) < scale * 1e-6 ? scale : level)));
                place = place + 1 == _period ? 0 : place + 1;
            }

            var counted = relative ? error / expected : error;
            squares += counted * counted;
            logs += relative ? Math.Log(expected) : 0;
        }

        StandardError = Math.Sqrt(squares / values.Length);
        if (place > 0)
        {
            Rotate(place);
        }

        return (values.Length * Math.Log((squares / values.Length) + 1e-300)) + (2 * logs);
    }

    // So that index 0 is the step after the series.
    private void Rotate(int place)
    {
        Span<double> turned = _period <= 512 ? stackalloc double[_period] : new double[_period];
        for (var i = 0; i < _period; i++)
        {
            turned[i] = _seasonal[(place + i) % _period];
        }

        turned.CopyTo(_seasonal);
    }

    private static double Logit(double share) => Math.Log(share / (1 - share));

    private static double Within(double x, double least, double most) => least + ((most - least) / (1 + Math.Exp(-x)));
}
