namespace BookedBarber.Algorithms.Forecasting;

/// <summary>Turns errors at earlier origins into the errors to expect of each series at each step.</summary>
internal sealed class ErrorBands
{
    // Weight of what the series' unrest says against each origin's own error: one origin of a series is but one wave of it.
    private const double Prior = 2;

    // Steps to each side whose errors are pooled: neighbours are much alike, and more errors place the outer quantiles better.
    private const int Neighbours = 2;
    private const int MostErrors = 2000;
    private const double Elasticity = 0.75;
    private readonly double[] _size;
    private readonly double[][] _pooled;

    public ErrorBands(IReadOnlyList<List<double[]>> errors, IReadOnlyList<double> unrest, int horizon)
    {
        var growth = Growth(errors, horizon);
        var prior = PriorSizes(errors, unrest, growth);
        _size = new double[errors.Count];
        var scaled = new List<double>[horizon];
        for (var h = 0; h < horizon; h++)
        {
            scaled[h] = [];
        }

        for (var i = 0; i < errors.Count; i++)
        {
            var sizes = errors[i].Select(error => Size(error, growth)).ToList();
            _size[i] = Shrunk(sizes, prior[i]);
            for (var k = 0; k < sizes.Count; k++)
            {
                // Judged as a new origin would be: by what the others and the prior say.
                var other = Shrunk([.. sizes.Where((_, index) => index != k)], prior[i]);
                for (var h = 0; h < horizon && other > 0; h++)
                {
                    scaled[h].Add(errors[i][k][h] / other);
                }
            }
        }

        _pooled = [.. Enumerable.Range(0, horizon).Select(h => Pool(scaled, h))];
    }

    /// <summary>Sorted errors per step for a series; empty when no series could be tried.</summary>
    public double[][] Errors(int series) => Array.ConvertAll(_pooled, errors => Array.ConvertAll(errors, error => error * _size[series]));

    private static double[] Growth(IReadOnlyList<List<double[]>> errors, int horizon)
    {
        var growth = new double[horizon];
        foreach (var error in errors.SelectMany(each => each))
        {
            for (var h = 0; h < horizon; h++)
            {
                growth[h] += Math.Min(Math.Abs(error[h]), 1e6);
            }
        }

        var mean = growth.Average();
        return mean > 0 ? Array.ConvertAll(growth, sum => Math.Max(sum / mean, 0.05)) : [.. growth.Select(_ => 1.0)];
    }

    private static double Size(double[] error, double[] growth)
    {
        var sum = 0.0;
        for (var h = 0; h < error.Length; h++)
        {
            sum += Math.Abs(error[h]) / growth[h];
        }

        return sum / error.Length;
    }

    // The typical size, moved by how restless the series is compared to the others.
    private static double[] PriorSizes(IReadOnlyList<List<double[]>> errors, IReadOnlyList<double> unrest, double[] growth)
    {
        var logs = new List<double>();
        for (var i = 0; i < errors.Count; i++)
        {
            logs.AddRange(errors[i].Select(error => Size(error, growth)).Where(size => size > 0 && unrest[i] > 0).Select(size => Math.Log(size) - (Elasticity * Math.Log(unrest[i]))));
        }

        var typical = logs.Count == 0 ? 0 : Math.Exp(logs.Average());
        return [.. unrest.Select(value => typical * Math.Pow(value, Elasticity))];
    }

    private static double Shrunk(IReadOnlyList<double> sizes, double prior) => (sizes.Sum() + (Prior * prior)) / (sizes.Count + Prior);

    private static double[] Pool(List<double>[] scaled, int step)
    {
        var errors = new List<double>();
        for (var h = Math.Max(0, step - Neighbours); h <= Math.Min(scaled.Length - 1, step + Neighbours); h++)
        {
            errors.AddRange(scaled[h]);
        }

        errors.Sort();
        if (errors.Count <= MostErrors)
        {
            return [.. errors];
        }

        // As many quantiles in their place: each series gets a copy, and thousands of series share one pool.
        return [.. Enumerable.Range(0, MostErrors).Select(i => Quantiles.OfSorted([.. errors], (i + 0.5) / MostErrors))];
    }
}
