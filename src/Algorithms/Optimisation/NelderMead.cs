namespace BookedBarber.Algorithms.Optimisation;

/// <summary>Finds a low point of a function of a few variables without its derivatives, by a simplex that reflects, stretches and shrinks.</summary>
/// <remarks>
/// Nelder and Mead, "A simplex method for function minimization", The Computer Journal 7 (1965), with their coefficients 1, 2, ½ and ½. Good for up to about ten variables
/// and smooth or slightly rough functions, which is what fitting a smoothing method is; it finds a local minimum, so start it at a sensible point. Deterministic.
/// </remarks>
public static class NelderMead
{
    /// <summary>Minimises a function, for callers to whom the best point within a number of evaluations is enough.</summary>
    /// <param name="function">Value at a point; a value that is not finite counts as worse than any other, so bounds may be kept by returning infinity.</param>
    /// <param name="start">Where to begin; at least one variable. Not changed.</param>
    /// <param name="steps">First step of each variable, as many as <paramref name="start"/>, none of them 0.</param>
    /// <param name="evaluations">At most about this many calls of <paramref name="function"/>, 1 or more.</param>
    /// <param name="tolerance">Ends when the simplex's best and worst values differ by less than this share of the best. Default 1e-7.</param>
    /// <returns>The best point met and its value. Whether the search settled there is told by <see cref="Search"/>.</returns>
    /// <exception cref="ArgumentException">The lengths differ or there is no variable.</exception>
    public static (double[] Point, double Value) Minimise(Func<double[], double> function, IReadOnlyList<double> start, IReadOnlyList<double> steps, int evaluations, double tolerance = 1e-7)
    {
        var (point, value, _) = Search(function, start, steps, evaluations, tolerance);
        return (point, value);
    }

    /// <summary>Minimises a function and tells whether the search settled, for callers to whom numbers from half-way are worth nothing.</summary>
    /// <param name="function">As for <see cref="Minimise"/>.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="steps">First step of each variable.</param>
    /// <param name="evaluations">At most about this many calls, 1 or more.</param>
    /// <param name="tolerance">Share of the best value by which best and worst may differ at the end.</param>
    /// <exception cref="ArgumentException">The lengths differ or there is no variable.</exception>
    public static LowPoint Search(Func<double[], double> function, IReadOnlyList<double> start, IReadOnlyList<double> steps, int evaluations, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(evaluations);
        var n = start.Count;
        if (n == 0 || steps.Count != n)
        {
            throw new ArgumentException("There must be at least one variable, and a step for each.", nameof(steps));
        }

        var points = new double[n + 1][];
        var values = new double[n + 1];
        var used = 0;
        bool isSettled;
        for (var i = 0; i <= n; i++)
        {
            points[i] = [.. start];
            if (i > 0)
            {
                points[i][i - 1] += steps[i - 1];
            }

            values[i] = At(points[i]);
        }

        var centre = new double[n];
        var reflected = new double[n];
        var tried = new double[n];
        while (true)
        {
            Array.Sort(values, points);
            isSettled = double.IsFinite(values[n]) && values[n] - values[0] <= tolerance * (Math.Abs(values[0]) + tolerance);
            if (isSettled || used >= evaluations)
            {
                break;
            }

            Centre(points, centre);
            Move(centre, points[n], -1, reflected);
            var value = At(reflected);
            if (value < values[0])
            {
                Move(centre, points[n], -2, tried);
                var stretched = At(tried);
                Replace(points[n], stretched < value ? tried : reflected, Math.Min(stretched, value));
            }
            else if (value < values[n - 1])
            {
                Replace(points[n], reflected, value);
            }
            else
            {
                Move(centre, value < values[n] ? reflected : points[n], 0.5, tried);
                var drawn = At(tried);
                if (drawn < Math.Min(value, values[n]))
                {
                    Replace(points[n], tried, drawn);
                }
                else
                {
                    Shrink(points, values);
                }
            }
        }

        return new LowPoint(points[0], values[0], isSettled);

        double At(double[] point)
        {
            used++;
            var value = function(point);
            return double.IsFinite(value) ? value : double.PositiveInfinity;
        }

        void Replace(double[] worst, double[] better, double value)
        {
            better.CopyTo(worst, 0);
            values[n] = value;
        }

        void Shrink(double[][] simplex, double[] heights)
        {
            for (var i = 1; i <= n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    simplex[i][j] = simplex[0][j] + (0.5 * (simplex[i][j] - simplex[0][j]));
                }

                heights[i] = At(simplex[i]);
            }
        }
    }

    // Of all but the worst point, which is the last.
    private static void Centre(double[][] points, double[] centre)
    {
        var n = centre.Length;
        Array.Clear(centre);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                centre[j] += points[i][j] / n;
            }
        }
    }

    private static void Move(double[] centre, double[] from, double share, double[] to)
    {
        for (var j = 0; j < to.Length; j++)
        {
            to[j] = centre[j] + (share * (from[j] - centre[j]));
        }
    }
}
