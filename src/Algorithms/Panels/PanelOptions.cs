using BookedBarber.Algorithms.Bulk;

namespace BookedBarber.Algorithms.Panels;

/// <summary>How much a panel learns.</summary>
public sealed record PanelOptions
{
    /// <summary>Rows to learn from at most, over all places.</summary>
    /// <value>Default 200,000; more make it slower and, as places share their days, hardly better.</value>
    public int Rows { get; init; } = 200_000;

    /// <summary>Trees of each run.</summary>
    /// <value>Default 300.</value>
    public int TreesEach { get; init; } = 300;

    /// <summary>Runs with different seeds whose answers are averaged.</summary>
    /// <value>Default 2.</value>
    public int Runs { get; init; } = 2;

    /// <summary>Leaves of a tree, 2 or more.</summary>
    /// <value>Default 8: places share their days, and a tree with many leaves learns single days by heart.</value>
    public int Leaves { get; init; } = 8;

    /// <summary>Share of each tree's answer that is taken, above 0 to 1.</summary>
    /// <value>Default 0.08.</value>
    public double LearningRate { get; init; } = 0.08;

    /// <summary>Seed; the same seed gives the same forecasts.</summary>
    /// <value>Default 1.</value>
    public ulong Seed { get; init; } = 1;

    // Few rows cannot teach many.
    internal IReadOnlyList<BulkOptions> Trees(int rows) => [.. Enumerable.Range(0, Runs).Select(run => new BulkOptions { Trees = Math.Clamp(rows / 50, 1, TreesEach), Leaves = Leaves, LearningRate = LearningRate, Seed = Seed + (ulong)run })];
}
