namespace BookedBarber.Algorithms.Bulk;

/// <summary>How boosted trees are grown.</summary>
public sealed record BulkOptions
{
    /// <summary>Number of trees, 1 or more.</summary>
    /// <value>Default 300.</value>
    public int Trees { get; init; } = 300;

    /// <summary>Share of each tree's answer that is taken, above 0 to 1. Lower needs more trees and errs less.</summary>
    /// <value>Default 0.06.</value>
    public double LearningRate { get; init; } = 0.06;

    /// <summary>Leaves of a tree, 2 or more.</summary>
    /// <value>Default 48.</value>
    public int Leaves { get; init; } = 48;

    /// <summary>Fewest rows in a leaf.</summary>
    /// <value>Default 40.</value>
    public int LeastRows { get; init; } = 40;

    /// <summary>Rows without an effect that are added to each leaf, which draws small leaves toward none.</summary>
    /// <value>Default 10.</value>
    public double Ridge { get; init; } = 10;

    /// <summary>Share of the rows that each tree sees.</summary>
    /// <value>Default 0.6.</value>
    public double RowShare { get; init; } = 0.6;

    /// <summary>Share of the inputs that each tree sees.</summary>
    /// <value>Default 0.6.</value>
    public double ColumnShare { get; init; } = 0.6;

    /// <summary>Errors beyond this many times the mean absolute error pull no harder than there (Huber); infinite for plain least squares.</summary>
    /// <value>Default 4.</value>
    public double Clip { get; init; } = 4;

    /// <summary>Seed of the choice of rows and inputs. The same seed gives the same trees, on any number of processors.</summary>
    /// <value>Default 1.</value>
    public ulong Seed { get; init; } = 1;
}
