namespace BookedBarber.Predictions.Nightly.Revenue;

/// <summary>Collects errors of trials and makes a <see cref="RangeTable"/> of them.</summary>
internal sealed class RangeLearner
{
    // Fewer errors cannot place a fifth percentile.
    private const int Fewest = 20;

    private readonly List<(int Origin, bool IsLeaf, int Group, double Error)> _days = [];
    private readonly List<(int Origin, bool IsLeaf, int Group, double Error)> _months = [];
    private readonly List<(int Origin, bool IsLeaf, int Group, double Error)> _spans = [];
    private readonly List<(int Origin, bool IsLeaf, int Group, double Error)> _totals = [];

    /// <summary>Takes what came of one node's forecast.</summary>
    /// <param name="origin">Number of the trial.</param>
    /// <param name="isLeaf">Whether it is a location.</param>
    /// <param name="first">First day that was forecast.</param>
    /// <param name="mean">What was expected.</param>
    /// <param name="actual">What came; NaN where nothing was taken.</param>
    /// <param name="day">Restlessness of its days.</param>
    /// <param name="week">Restlessness of its weeks.</param>
    public void Add(int origin, bool isLeaf, DateOnly first, double[] mean, double[] actual, double day, double week)
    {
        for (var step = 0; step < mean.Length; step++)
        {
            if (mean[step] > 0 && actual[step] > 0)
            {
                _days.Add((origin, isLeaf, RangeTable.GroupOf(step), Math.Log(actual[step] / mean[step]) / day));
            }
        }

        foreach (var (span, at) in MonthSpan.Of(first, mean.Length).Select((span, at) => (span, at)))
        {
            Add(_months, origin, isLeaf, Math.Min(at, RangeTable.Months - 1), span.Sum(mean), span.Sum(actual), week);
        }

        foreach (var (days, at) in RangeTable.Spans.Select((days, at) => (days, at)).Where(span => span.days <= mean.Length))
        {
            Add(_spans, origin, isLeaf, at, Sum(mean, days), Sum(actual, days), week);
        }

        Add(_totals, origin, isLeaf, 0, mean.Sum(), actual.Where(value => !double.IsNaN(value)).Sum(), week);
    }

    /// <summary>The table.</summary>
    /// <param name="without">A trial to leave out; −1 for none.</param>
    public RangeTable Table(int without = -1) => new(
        Groups(_days, true, RangeTable.DayGroups.Length + 1, without),
        Groups(_days, false, RangeTable.DayGroups.Length + 1, without),
        Groups(_months, true, RangeTable.Months, without),
        Groups(_months, false, RangeTable.Months, without),
        Groups(_totals, true, 1, without)[0],
        Groups(_totals, false, 1, without)[0],
        Groups(_spans, true, RangeTable.Spans.Length, without),
        Groups(_spans, false, RangeTable.Spans.Length, without));

    /// <summary>Share of outcomes inside the 90 % range that was learnt from the other trials; null with fewer than two trials.</summary>
    public (double? Days, double? Months, int Cases) Coverage()
    {
        var origins = _days.Select(one => one.Origin).Distinct().ToList();
        if (origins.Count < 2)
        {
            return (null, null, _months.Count);
        }

        var (inDays, days, inMonths, months) = (0, 0, 0, 0);
        foreach (var origin in origins)
        {
            var table = Table(origin);
            Count(_days.Where(one => one.Origin == origin), (isLeaf, group) => (isLeaf ? table.LeafDays : table.InnerDays)[group], ref inDays, ref days);
            Count(_months.Where(one => one.Origin == origin), (isLeaf, group) => (isLeaf ? table.LeafMonths : table.InnerMonths)[group], ref inMonths, ref months);
        }

        return (days == 0 ? null : (double)inDays / days, months == 0 ? null : (double)inMonths / months, months);
    }

    private static double Sum(double[] values, int days) => values.AsSpan(0, days).ToArray().Where(value => !double.IsNaN(value)).Sum();

    private static void Add(List<(int, bool, int, double)> to, int origin, bool isLeaf, int group, double mean, double actual, double week)
    {
        if (mean > 0 && actual > 0)
        {
            to.Add((origin, isLeaf, group, Math.Log(actual / mean) / week));
        }
    }

    private static void Count(IEnumerable<(int Origin, bool IsLeaf, int Group, double Error)> errors, Func<bool, int, double[]?> range, ref int inside, ref int all)
    {
        foreach (var (_, isLeaf, group, error) in errors)
        {
            if (range(isLeaf, group) is { } row)
            {
                inside += error >= row[0] && error <= row[2] ? 1 : 0;
                all++;
            }
        }
    }

    // A group with too few errors of its own takes those of the nearest groups, the farther ahead the sooner.
    private static double[]?[] Groups(List<(int Origin, bool IsLeaf, int Group, double Error)> errors, bool isLeaf, int groups, int without)
    {
        var of = new List<double>[groups];
        for (var group = 0; group < groups; group++)
        {
            of[group] = [];
        }

        foreach (var one in errors)
        {
            if (one.IsLeaf == isLeaf && one.Origin != without)
            {
                of[one.Group].Add(one.Error);
            }
        }

        return [.. Enumerable.Range(0, groups).Select(group =>
        {
            var taken = new List<double>(of[group]);
            for (var reach = 1; taken.Count < Fewest && reach < groups; reach++)
            {
                taken.AddRange(group + reach < groups ? of[group + reach] : []);
                taken.AddRange(group - reach >= 0 ? of[group - reach] : []);
            }

            return taken.Count < Fewest ? null : Percentiles(taken);
        })];
    }

    // Between order statistics at (n + 1)p, so that n errors leave room for the one that is still to come.
    private static double[] Percentiles(List<double> errors)
    {
        errors.Sort();
        return [At(0.05), At(0.5), At(0.95)];

        double At(double share)
        {
            var place = Math.Clamp(((errors.Count + 1) * share) - 1, 0, errors.Count - 1);
            var low = Math.Min((int)place, errors.Count - 2);
            return errors[low] + ((place - low) * (errors[low + 1] - errors[low]));
        }
    }
}
