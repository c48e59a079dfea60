namespace BookedBarber.Measures.Domain;

/// <summary>What a value counts.</summary>
internal enum Unit
{
    Money,
    Count,
    Percent,
    Minutes,
    Hours,
}

/// <summary>Which way is better.</summary>
internal enum Direction
{
    Up,
    Down,
}

/// <summary>The one definition of a measure: what people read, and how it is computed.</summary>
internal sealed record MeasureDefinition(
    string Name,
    string Title,
    string Text,
    string Formula,
    Unit Unit,
    Direction Direction,
    string Requirement,
    Computation Computation)
{
    /// <summary>Whether the values of parts (days, locations) sum to the value of the whole.</summary>
    public bool IsAdditive => Computation is SumOf;

    /// <summary>The facts it needs from cells; none for measures over clients.</summary>
    public IEnumerable<Fact> Facts => Computation switch
    {
        SumOf sum => sum.Facts,
        RatioOf ratio => ratio.Numerator.Concat(ratio.Denominator).Concat(ratio.Less),
        _ => [],
    };

    /// <summary>The value from facts; null when there is nothing to divide by.</summary>
    /// <exception cref="InvalidOperationException">The measure is not computed from facts.</exception>
    public decimal? Evaluate(FactSums sums) => Computation switch
    {
        SumOf sum => sum.Facts.Sum(fact => sums[fact]),
        RatioOf ratio => ratio.Evaluate(sums),
        _ => throw new InvalidOperationException($"{Name} is not computed from facts."),
    };
}

/// <summary>How a measure is computed.</summary>
internal abstract record Computation;

/// <summary>The sum of facts.</summary>
internal sealed record SumOf(params Fact[] Facts) : Computation;

/// <summary>Scale × numerator ÷ (denominator − less), where the sums of days and nodes are divided, never their ratios averaged.</summary>
internal sealed record RatioOf(Fact[] Numerator, Fact[] Denominator, Fact[] Less, decimal Scale, decimal? AtMost = null) : Computation
{
    public decimal? Evaluate(FactSums sums)
    {
        var denominator = Denominator.Sum(fact => sums[fact]) - Less.Sum(fact => sums[fact]);
        if (denominator <= 0)
        {
            return null;
        }

        var value = Scale * Numerator.Sum(fact => sums[fact]) / denominator;
        return AtMost is { } limit && value > limit ? limit : value;
    }
}

/// <summary>A measure over clients' visits, computed from the records by a query.</summary>
internal sealed record OverClients(ClientQuestion Question, int Days = 0, ClientGroup Group = ClientGroup.All) : Computation;

/// <summary>A measure over the locations of a node.</summary>
internal sealed record OverLocations(LocationQuestion Question) : Computation;

internal enum ClientQuestion
{
    Retention,
    Churn,
    Lapsed,
    Active,
    ValueToDate,
    LifetimeValue,
}

internal enum ClientGroup
{
    All,
    New,
    Returning,
}

internal enum LocationQuestion
{
    SameLocationGrowth,
    Active,
}
