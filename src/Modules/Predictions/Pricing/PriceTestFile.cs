using BookedBarber.Algorithms.Pricing;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Pricing;

/// <summary>The files of <c>predict price-test</c>.</summary>
internal static class PriceTestFile
{
    /// <summary>Mean and standard deviation of the observations before the test.</summary>
    /// <exception cref="InputFaultException">A cell is no finite number, or there are fewer than two rows.</exception>
    public static (double Mean, double Deviation) ReadHistory(string path, string value)
    {
        using var table = CsvTable.Open(path);
        var column = table.Column(value);
        var values = new List<double>();
        while (table.Read())
        {
            values.Add(NeededNumber(table, column));
        }

        if (values.Count < 2)
        {
            throw new InputFaultException($"{table.FileName} has {values.Count} rows; two are the least that show how observations vary, and some dozens are better.");
        }

        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(one => (one - mean) * (one - mean)) / (values.Count - 1)));
    }

    /// <summary>Writes what is fixed.</summary>
    public static void WritePlan(string path, double mean, PriceTestPlan plan)
    {
        using var file = CsvOutput.Create(path, "mean", "deviation", "smallest_effect", "alpha", "power", "per_group");
        file.Cell(mean).Cell(plan.Deviation).Cell(plan.SmallestEffect).Cell(plan.Alpha).Cell(plan.Power).Cell(plan.PerGroup).EndRow();
        file.Complete();
    }

    /// <summary>Reads what was fixed.</summary>
    /// <exception cref="InputFaultException">The file is not one that planning wrote.</exception>
    public static PriceTestPlan ReadPlan(string path)
    {
        using var table = CsvTable.Open(path);
        var (deviation, effect, alpha, power, size) = (table.Column("deviation"), table.Column("smallest_effect"), table.Column("alpha"), table.Column("power"), table.Column("per_group"));
        if (!table.Read())
        {
            throw new InputFaultException($"{table.FileName} has a header but no row. Write it with --history.");
        }

        double Within(int column, double least, double most) => NeededNumber(table, column) is var number && number >= least && number <= most
            ? number
            : throw table.Fault(column, FormattableString.Invariant($"{number} is not what a plan holds. Write the plan with --history."));
        return new PriceTestPlan(Within(effect, 1e-12, 1e15), Within(deviation, 1e-12, 1e15), Within(alpha, 1e-9, 0.5), Within(power, 0.5, 1), (int)Within(size, PriceTestPlan.FirstLook, 1e9));
    }

    /// <summary>Observations of both groups by day, in the order of the calendar.</summary>
    /// <exception cref="InputFaultException">A cell cannot be used, there is a third group, or one of the two has no rows.</exception>
    public static SortedDictionary<DateOnly, (List<double> Old, List<double> New)> ReadObservations(string path, string group, string tried, string value, string date)
    {
        using var table = CsvTable.Open(path);
        var (groups, values, dates) = (table.Column(group), table.Column(value), table.Column(date));
        var days = new SortedDictionary<DateOnly, (List<double> Old, List<double> New)>();
        string? old = null;
        while (table.Read())
        {
            var name = table.Needed(groups);
            var isNew = string.Equals(name, tried, StringComparison.Ordinal);
            old ??= isNew ? null : name;
            if (!isNew && name != old)
            {
                throw table.Fault(groups, $"'{name}' is a third group beside '{tried}' and '{old}'. A test has two.");
            }

            var day = table.Day(dates);
            if (!days.TryGetValue(day, out var both))
            {
                days[day] = both = ([], []);
            }

            (isNew ? both.New : both.Old).Add(NeededNumber(table, values));
        }

        return days.Values.Any(day => day.Old.Count > 0) && days.Values.Any(day => day.New.Count > 0)
            ? days
            : throw new InputFaultException($"{table.FileName} has no rows of {(days.Values.Any(day => day.New.Count > 0) ? "the old price" : $"the new price, the group '{tried}'")}. A test needs both groups; --new names the new one.");
    }

    private static double NeededNumber(CsvTable table, int column) => table.Number(column) ?? throw table.Fault(column, "the cell is empty. Every row needs it.");
}
