namespace BookedBarber.Algorithms.Boosting;

/// <summary>How boosted trees are grown.</summary>
public sealed record BoostingOptions
{
    /// <summary>What is made small.</summary>
    /// <value>Default: <see cref="BoostingLoss.Squared"/>.</value>
    public BoostingLoss Loss { get; init; }

    /// <summary>Most trees, 1 or more.</summary>
    /// <value>Default: 300.</value>
    public int Trees { get; init; } = 300;

    /// <summary>Share of each tree's step that is taken, above 0 to 1; half of it asks for about twice the trees.</summary>
    /// <value>Default: 0.05.</value>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Most leaves of a tree, 2 or more.</summary>
    /// <value>Default: 31.</value>
    public int Leaves { get; init; } = 31;

    /// <summary>Fewest training rows in a leaf, 1 or more.</summary>
    /// <value>Default: 20.</value>
    public int LeafRows { get; init; } = 20;

    /// <summary>Pull of a leaf's value towards 0, 0 or more.</summary>
    /// <value>Default: 1.</value>
    public double Ridge { get; init; } = 1;

    /// <summary>Share of the columns that each tree sees, above 0 to 1.</summary>
    /// <value>Default: 1.</value>
    public double FeatureShare { get; init; } = 1;

    /// <summary>Share of the rows that each tree sees, above 0 to 1.</summary>
    /// <value>Default: 1.</value>
    public double RowShare { get; init; } = 1;

    /// <summary>Rows that a kind's own average is held against, so that rare kinds are not split off for their luck; 0 or more.</summary>
    /// <value>Default: 10.</value>
    public double KindSmoothing { get; init; } = 10;

    /// <summary>Chooses rows and columns.</summary>
    /// <value>Default: 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Threads that build histograms, 1 or more; the result is the same for any number.</summary>
    /// <value>Default: 1.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Ends growing once the loss of the rows held back has not fallen for this many trees, and keeps the trees up to the lowest; 0 does not. Needs rows held back.</summary>
    /// <value>Default: 0.</value>
    public int Patience { get; init; }
}
