namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>How far outcomes came in from what was expected, in units of each node's restlessness: what ranges are made of.</summary>
/// <remarks>
/// Split conformal ranges (Lei and others, "Distribution-free predictive inference for regression", Journal of the American Statistical Association 113, 2018) with errors normalised by the restlessness of the node. Nodes above
/// locations stand apart: what all shops miss together does not even out.
/// </remarks>
/// <param name="LeafDays">Of locations, by how far ahead a day is: the 5th, 50th and 95th percentile.</param>
/// <param name="InnerDays">Of nodes above.</param>
/// <param name="LeafMonths">By the month ahead.</param>
/// <param name="InnerMonths">Of nodes above.</param>
/// <param name="LeafTotal">Of the whole horizon.</param>
/// <param name="InnerTotal">Of nodes above.</param>
/// <param name="LeafSpans">Of the sums of the first days (see <see cref="Spans"/>); null in tables that were learnt before there were such sums.</param>
/// <param name="InnerSpans">Of nodes above.</param>
internal sealed record RangeTable(double[]?[] LeafDays, double[]?[] InnerDays, double[]?[] LeafMonths, double[]?[] InnerMonths, double[]? LeafTotal, double[]? InnerTotal, double[]?[]? LeafSpans = null, double[]?[]? InnerSpans = null)
{
    /// <summary>Days ahead after which a later group of days begins.</summary>
    public static readonly int[] DayGroups = [14, 42, 91];

    /// <summary>Months told apart.</summary>
    public const int Months = 7;

    /// <summary>Sums of so many days from the first one on have ranges of their own: a month and the six weeks that staff are planned for.</summary>
    public static readonly int[] Spans = [30, 42];

    /// <summary>No ranges: nothing could be tried.</summary>
    public static RangeTable None { get; } = new(new double[4][], new double[4][], new double[Months][], new double[Months][], null, null);

    /// <summary>Which group of days a step belongs to.</summary>
    public static int GroupOf(int step) => DayGroups.Count(border => step >= border);

    public double[]? OfDay(bool isLeaf, int step) => (isLeaf ? LeafDays : InnerDays)[GroupOf(step)];

    public double[]? OfMonth(bool isLeaf, int month) => (isLeaf ? LeafMonths : InnerMonths)[Math.Min(month, Months - 1)];

    public double[]? OfSpan(bool isLeaf, int span) => (isLeaf ? LeafSpans : InnerSpans)?[span];

    public double[]? OfTotal(bool isLeaf) => isLeaf ? LeafTotal : InnerTotal;

    /// <summary>A percentile of what may come; NaN where nothing is known of errors.</summary>
    /// <param name="mean">What is expected.</param>
    /// <param name="restlessness">Of the node.</param>
    /// <param name="errors">One of the table's rows.</param>
    /// <param name="at">0 for the 5th, 1 for the 50th, 2 for the 95th percentile.</param>
    public static double At(double mean, double restlessness, double[]? errors, int at) => mean <= 0 ? 0 : errors is null ? double.NaN : mean * Math.Exp(restlessness * errors[at]);
}
