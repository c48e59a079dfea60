namespace BookedBarber.Algorithms.Boosting;

/// <summary>Rows for boosted trees, kept by column.</summary>
public sealed class BoostingTable
{
    private readonly double[][] _columns;

    /// <summary>A table.</summary>
    /// <param name="features">The columns, in order.</param>
    /// <param name="columns">The values of each column, all of one length; <see cref="double.NaN"/> where a value is not known. Not copied.</param>
    /// <exception cref="ArgumentException">Lengths differ, a value is infinite, or a code is not a whole number of 0 or more; the column is named.</exception>
    public BoostingTable(IReadOnlyList<BoostingFeature> features, double[][] columns)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(columns);
        if (features.Count == 0 || features.Count != columns.Length)
        {
            throw new ArgumentException($"There are {features.Count} features and {columns.Length} columns; there must be as many, and at least one.", nameof(columns));
        }

        for (var at = 0; at < columns.Length; at++)
        {
            if (columns[at].Length != columns[0].Length)
            {
                throw new ArgumentException($"Column '{features[at].Name}' has {columns[at].Length} rows, the first has {columns[0].Length}.", nameof(columns));
            }

            var wrong = Array.FindIndex(columns[at], features[at].IsCategorical ? value => !double.IsNaN(value) && (value < 0 || value > int.MaxValue || value != Math.Floor(value)) : double.IsInfinity);
            if (wrong >= 0)
            {
                throw new ArgumentException($"Column '{features[at].Name}' has {columns[at][wrong]} in row {wrong}, which is not {(features[at].IsCategorical ? "a code" : "finite")}.", nameof(columns));
            }
        }

        (Features, _columns) = (features, columns);
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<BoostingFeature> Features { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _columns[0].Length;

    /// <summary>The values of a column.</summary>
    public ReadOnlySpan<double> Column(int feature) => _columns[feature];

    /// <summary>The values of a row, in the order of the columns.</summary>
    public void CopyRow(int row, Span<double> values)
    {
        for (var at = 0; at < _columns.Length; at++)
        {
            values[at] = _columns[at][row];
        }
    }

    /// <summary>Some of the rows, in the order given.</summary>
    public BoostingTable Take(IReadOnlyList<int> rows) => new(Features, Array.ConvertAll(_columns, column => rows.Select(row => column[row]).ToArray()));
}
