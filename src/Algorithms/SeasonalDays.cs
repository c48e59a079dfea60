namespace BookedBarber.Algorithms;

/// <summary>Expects daily figures of a business with a week and a year, and says how far it has been off.</summary>
/// <remarks>
/// With more than a year of history the expectation of a day is the figure 364 days earlier (the same weekday of the same season) times the growth of the eight weeks before the
/// origin over the same eight weeks a year earlier; with less it is the mean of the same weekday over the last eight weeks. Both are the seasonal naive method with drift
/// (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2), which is hard to beat for sums over weeks. Ranges are not assumed but
/// measured: the same expectation is made at earlier origins, with only what was known there, and the spread of what came over what was expected is the range.
/// </remarks>
public sealed class SeasonalDays
{
    private const int Year = 364;
    private const int Recent = 56;

    // Half a year of weekly origins: enough for a fifth percentile, recent enough to be about this business as it is.
    private const int Backtests = 26;

    // Fewer trials cannot place a fifth percentile; then there is no range and so no projection.
    private const int FewestBacktests = 8;

    private readonly DateOnly _first;
    private readonly double[] _values;

    /// <summary>Takes the history.</summary>
    /// <param name="first">Day of the first value.</param>
    /// <param name="values">One value per day, days without business as 0; the last is the last day that is over.</param>
    public SeasonalDays(DateOnly first, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _first = first;
        _values = [.. values];
    }

    /// <summary>Last day of the history.</summary>
    public DateOnly LastDay => _first.AddDays(_values.Length - 1);

    /// <summary>Expected sum of the days after the history through <paramref name="end"/>, with the range that held 90 % of the backtests.</summary>
    /// <param name="end">Last day, after <see cref="LastDay"/>.</param>
    /// <returns>The expectation; null when the history is too short for eight backtests (about 16 weeks plus the horizon) or the business is too small to tell.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="end"/> is not after the history.</exception>
    public SeasonalSum? Project(DateOnly end)
    {
        var horizon = end.DayNumber - LastDay.DayNumber;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon, nameof(end));
        var ratios = new List<double>();
        for (var test = 0; test < Backtests; test++)
        {
            var origin = _values.Length - horizon - (7 * test);
            if (Expect(origin, horizon) is { } tried && tried > 0)
            {
                ratios.Add(_values.AsSpan(origin, horizon).ToArray().Sum() / tried);
            }
        }

        return ratios.Count < FewestBacktests || Expect(_values.Length, horizon) is not { } expected || expected <= 0
            ? null
            : new SeasonalSum(expected, expected * Quantile(ratios, 0.05), expected * Quantile(ratios, 0.95), ratios.Count, _values.Length > Year + Recent);
    }

    /// <summary>The range in which each day of a period was to be expected, each day from what was known a week before it.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day, at most seven days after <see cref="LastDay"/>.</param>
    /// <returns>Per day low and high, the range of 90 % of the days of the half year before <paramref name="from"/>; null for days without enough history or with nothing expected.</returns>
    public IReadOnlyList<(double Low, double High)?> Band(DateOnly from, DateOnly to)
    {
        var start = from.DayNumber - _first.DayNumber;
        var ratios = new List<double>();
        for (var day = Math.Max(0, start - (Backtests * 7)); day < Math.Min(start, _values.Length); day++)
        {
            if (ExpectDay(day - 7, day) is { } tried && tried > 0)
            {
                ratios.Add(_values[day] / tried);
            }
        }

        var (low, high) = ratios.Count >= Recent ? (Quantile(ratios, 0.05), Quantile(ratios, 0.95)) : (double.NaN, double.NaN);
        return [.. Enumerable.Range(start, to.DayNumber - from.DayNumber + 1)
            .Select(day => ratios.Count >= Recent && day - 7 <= _values.Length && ExpectDay(day - 7, day) is { } expected && expected > 0
                ? (expected * low, expected * high)
                : ((double, double)?)null)];
    }

    // What was known at the origin: values before index origin.
    private double? Expect(int origin, int horizon)
    {
        var sum = 0.0;
        for (var day = origin; day < origin + horizon; day++)
        {
            if (ExpectDay(origin, day) is not { } expected)
            {
                return null;
            }

            sum += expected;
        }

        return sum;
    }

    private double? ExpectDay(int origin, int day)
    {
        if (origin > _values.Length)
        {
            return null;
        }

        var yearBefore = day - Year;
        if (origin - Recent - Year >= 0 && yearBefore >= 0 && yearBefore < origin)
        {
            var then = SumOf(origin - Recent - Year, Recent);
            if (then > 0)
            {
                return _values[yearBefore] * SumOf(origin - Recent, Recent) / then;
            }
        }

        if (origin < Recent)
        {
            return null;
        }

        var (sum, weeks) = (0.0, Recent / 7);
        var latest = day - (((day - origin) / 7) + 1) * 7;
        for (var week = 0; week < weeks; week++)
        {
            sum += latest - (week * 7) is >= 0 and var index ? _values[index] : 0;
        }

        return sum / weeks;
    }

    private double SumOf(int start, int count) => _values.AsSpan(start, count).ToArray().Sum();

    // Linear interpolation between order statistics at (n + 1)p, widened to the extremes for few trials.
    private static double Quantile(List<double> values, double p)
    {
        var sorted = values.Order().ToList();
        var place = ((sorted.Count + 1) * p) - 1;
        if (place <= 0)
        {
            return sorted[0];
        }

        var low = (int)place;
        return low >= sorted.Count - 1 ? sorted[^1] : sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low]));
    }
}

/// <summary>An expected sum with the range that held 90 % of the backtests.</summary>
/// <param name="Value">The expectation.</param>
/// <param name="Low">5 % of the backtests came in below this.</param>
/// <param name="High">5 % of the backtests came in above this.</param>
/// <param name="Backtests">Number of earlier origins tried.</param>
/// <param name="UsesYear">Whether the year before was there to build on.</param>
public sealed record SeasonalSum(double Value, double Low, double High, int Backtests, bool UsesYear);
