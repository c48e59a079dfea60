namespace BookedBarber.Predictions.Inputs;

/// <summary>Net sales of nodes day by day; NaN where nothing was taken, which may be a closed day or one that nobody told of.</summary>
/// <param name="From">First day.</param>
/// <param name="Sales">[node][day].</param>
internal sealed record DayTable(DateOnly From, double[][] Sales)
{
    /// <summary>Days read.</summary>
    public int Days => Sales.Length == 0 ? 0 : Sales[0].Length;

    /// <summary>Place of a node's first day with sales; −1 where it has none.</summary>
    public int FirstKnown(int node) => Array.FindIndex(Sales[node], value => !double.IsNaN(value));

    /// <summary>Days with sales of a node.</summary>
    public int Known(int node) => Sales[node].Count(value => !double.IsNaN(value));

    /// <summary>The same as it was known on an earlier day.</summary>
    /// <param name="days">Days kept.</param>
    public DayTable Until(int days) => new(From, Array.ConvertAll(Sales, series => series[..days]));
}
