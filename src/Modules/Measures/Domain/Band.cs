namespace BookedBarber.Measures.Domain;

/// <summary>The five performance bands of DEF-11, best first.</summary>
internal enum Band
{
    Elite,
    HighPerformer,
    Average,
    Developing,
    Underperforming,
}

/// <summary>The rule by which locations are placed.</summary>
internal static class BandRule
{
    /// <summary>Smallest peer group in which percentiles decide.</summary>
    public const int SmallestGroup = 10;

    public const string Text =
        "Percentile = (lower + ½ equal) ÷ n × 100 among peers (same network, currency and age class; open less than 13 full months apart). "
        + "Elite from 90, High Performer from 70, Average from 30, Developing from 10, else Underperforming. "
        + "Groups of fewer than ten are placed by value ÷ target (the set target, else the comparison period's value): 1.10, 1.03, 0.97, 0.90.";

    /// <summary>The band of a percentile.</summary>
    public static Band OfPercentile(decimal percentile) => percentile switch
    {
        >= 90 => Band.Elite,
        >= 70 => Band.HighPerformer,
        >= 30 => Band.Average,
        >= 10 => Band.Developing,
        _ => Band.Underperforming,
    };

    /// <summary>The band of a value against a fixed target; null when the target says nothing (zero or below).</summary>
    public static Band? OfTarget(decimal value, decimal target, Direction direction)
    {
        if (target <= 0)
        {
            return null;
        }

        // For measures that should be low, 10 % below the target is as good as 10 % above it is for the others.
        var ratio = direction == Direction.Up ? value / target : 2 - (value / target);
        return ratio switch
        {
            >= 1.10m => Band.Elite,
            >= 1.03m => Band.HighPerformer,
            >= 0.97m => Band.Average,
            >= 0.90m => Band.Developing,
            _ => Band.Underperforming,
        };
    }
}
