namespace BookedBarber.Algorithms.Changes;

/// <summary>Finds the one lasting change that explains a series best: a step, or a steady drift.</summary>
/// <remarks>
/// Least squares for a step at every possible moment (Bai, "Estimation of a change point in multiple regression models", Review of Economics and Statistics 79, 1997) against a straight line; the one that leaves less unexplained is
/// taken. Standard errors allow for neighbours that are alike (first-order autocorrelation), without which any slow wave would pass for a change.
/// </remarks>
public static class ChangeFinder
{
    // 90 % of a normal distribution lie within this many deviations of its middle.
    private const double NinetyPercent = 1.645;
    private const double MostAlike = 0.8;

    /// <summary>Finds a change.</summary>
    /// <param name="values">The series, oldest first; NaN where a value is missing.</param>
    /// <param name="least">Fewest known values before and after a step.</param>
    /// <param name="strength">Least size in standard errors; as every moment is tried, chance alone reaches 3.</param>
    /// <returns>The change; null where there is none so strong, or too few values to tell.</returns>
    public static SeriesChange? Find(IReadOnlyList<double> values, int least, double strength)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 2);
        var known = Enumerable.Range(0, values.Count).Where(at => double.IsFinite(values[at])).ToArray();
        if (known.Length < 2 * least)
        {
            return null;
        }

        var y = Array.ConvertAll(known, at => values[at]);
        var step = Step(y, least);
        var drift = Drift(known, y);

        // A step may choose its moment, so that some step fits a drift well: it counts as two more values fitted (Schwarz, "Estimating the dimension of a model", Annals of Statistics 6, 1978).
        var found = step.Left * Math.Exp(2 * Math.Log(y.Length) / y.Length) <= drift.Left
            ? new SeriesChange(true, known[step.Place], step.Size, step.Size - (NinetyPercent * step.Error), step.Size + (NinetyPercent * step.Error), Math.Abs(step.Size) / step.Error)
            : new SeriesChange(false, 0, drift.Slope, drift.Slope - (NinetyPercent * drift.Error), drift.Slope + (NinetyPercent * drift.Error), Math.Abs(drift.Slope) / drift.Error);
        return found.Strength >= strength ? found : null;
    }

    /// <summary>The same change looked for in series to which nothing is known to have happened: what is seen there is chance.</summary>
    /// <remarks>
    /// Neighbouring values say how restless a series is from one to the next, not how far it wanders over months; other series do (Abadie, Diamond and Hainmueller, "Synthetic control methods for comparative case studies", Journal of
    /// the American Statistical Association 105, 2010, section 2.4, on placebo studies).
    /// </remarks>
    /// <param name="change">What was found.</param>
    /// <param name="others">Other series over the same time; a few of them may have changed, too.</param>
    /// <param name="least">Fewest known values before and after a step.</param>
    /// <returns>The change, its range widened and its strength lowered to what chance does in the others; as it was where too few others can tell (<see cref="RobustDeviation.Fewest"/>).</returns>
    public static SeriesChange AgainstChance(SeriesChange change, IEnumerable<IReadOnlyList<double>> others, int least)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(others);
        var error = RobustDeviation.AroundZero(others.Select(values => SizeOf(values, change, least))) ?? 0;
        return error * change.Strength <= Math.Abs(change.Size) ? change : change with { Low = change.Size - (NinetyPercent * error), High = change.Size + (NinetyPercent * error), Strength = Math.Abs(change.Size) / error };
    }

    private static double SizeOf(IReadOnlyList<double> values, SeriesChange change, int least)
    {
        var known = Enumerable.Range(0, values.Count).Where(at => double.IsFinite(values[at])).ToArray();
        var before = known.Count(at => at < change.At);
        return change.IsStep
            ? before < least || known.Length - before < least ? double.NaN : known.Skip(before).Average(at => values[at]) - known.Take(before).Average(at => values[at])
            : known.Length < 2 * least ? double.NaN : Drift(known, Array.ConvertAll(known, at => values[at])).Slope;
    }

    private static (int Place, double Size, double Error, double Left) Step(double[] y, int least)
    {
        var (sums, total) = (new double[y.Length + 1], y.Sum());
        for (var at = 0; at < y.Length; at++)
        {
            sums[at + 1] = sums[at] + y[at];
        }

        var (place, gain) = (least, double.NegativeInfinity);
        for (var at = least; at <= y.Length - least; at++)
        {
            var (before, after) = (sums[at] / at, (total - sums[at]) / (y.Length - at));
            var explained = (at * before * before) + ((y.Length - at) * after * after);
            (place, gain) = explained > gain ? (at, explained) : (place, gain);
        }

        var (first, second) = (sums[place] / place, (total - sums[place]) / (y.Length - place));
        var errors = y.Select((value, at) => value - (at < place ? first : second)).ToArray();
        var (left, spread) = Spread(errors, 2);
        return (place, second - first, spread * Math.Sqrt((1.0 / place) + (1.0 / (y.Length - place))), left);
    }

    private static (double Slope, double Error, double Left) Drift(int[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var squares = x.Sum(at => (at - meanX) * (at - meanX));
        var slope = x.Zip(y, (at, value) => (at - meanX) * (value - meanY)).Sum() / squares;
        var errors = x.Zip(y, (at, value) => value - meanY - (slope * (at - meanX))).ToArray();
        var (left, spread) = Spread(errors, 2);
        return (slope, spread / Math.Sqrt(squares), left);
    }

    private static (double Left, double Spread) Spread(double[] errors, int parameters)
    {
        var rest = errors.Sum(error => error * error);
        var neighbours = errors.Zip(errors.Skip(1), (one, next) => one * next).Sum();
        var alike = rest > 0 ? Math.Clamp(neighbours / rest, 0, MostAlike) : 0;
        return (rest, Math.Max(1e-9, Math.Sqrt(rest / Math.Max(1, errors.Length - parameters) * (1 + alike) / (1 - alike))));
    }
}
