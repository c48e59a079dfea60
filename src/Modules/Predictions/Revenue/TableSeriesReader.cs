using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Revenue;

/// <summary>Reads series from a table with one row for each series and day (or hour, week, month), in any order.</summary>
internal sealed class TableSeriesReader(RevenueColumns columns, int horizon, DateTime now)
{
    // Any calendar that is longer is a mistyped year.
    private const int LongestSeries = 400_000;

    private readonly List<string> _notes = [];

    /// <summary>Reads the file and, where given, what is known of the days ahead.</summary>
    /// <exception cref="InputFaultException">A cell cannot be used; the message names file, row and column.</exception>
    public RevenueFile Read(string path, string? plannedIn, Frequency? wanted)
    {
        var categories = columns.Regressors.Select(_ => new Category()).ToList();
        var (rows, present) = ReadRows(path, categories);
        var frequency = wanted ?? Steps.Guess([.. rows.Take(200).SelectMany(series => series.Distances())])
            ?? throw new InputFaultException($"{Path.GetFileName(path)}: it cannot be told from the dates in '{columns.Date}' how far apart values are. Say --frequency.");
        var steps = new Steps(frequency, frequency == Frequency.Weekly ? rows.GroupBy(series => series.Weekday()).MaxBy(group => group.Count())!.Key : 0);
        var plan = plannedIn is null ? null : Plan.Read(plannedIn, columns, steps.Of, categories);
        var used = UsableRegressors(present, plan);
        var end = rows.Max(series => series.Last(steps) ?? int.MinValue) + 1;
        var name = Path.GetFileName(path);
        var result = new List<RevenueSeries>();
        foreach (var each in rows)
        {
            if (each.ToSeries(steps, end, horizon, (row, before) => InputFaultException.At(name, row, columns.Date, FormattableString.Invariant($"'{each.Id}' already has a value for this step in row {before}. Keep one, or add them up."))) is not { } series)
            {
                throw new InputFaultException($"{name}: the series '{each.Id}' has no value in column '{columns.Value}'. Leave it out.");
            }

            if (series.Values.Length > LongestSeries)
            {
                throw new InputFaultException(FormattableString.Invariant($"{name}: the series '{each.Id}' reaches from {steps.Write(series.First)} to {steps.Write(end - 1)}, which is too long to be meant. Check the years in column '{columns.Date}', or say --frequency."));
            }

            _notes.AddRange(SeriesNotes.Of(series, steps, name, each.FirstRow, columns.Value));
            result.Add(Complete(series, used, plan));
        }

        return new RevenueFile(result, frequency, steps, [.. used.Select(index => columns.Regressors[index])], [.. used.Select(index => categories[index].HasWords || string.Equals(columns.Regressors[index], columns.Holidays, StringComparison.OrdinalIgnoreCase))], steps.Period, _notes);
    }

    private (List<SeriesRows> Rows, bool[] Present) ReadRows(string path, List<Category> categories)
    {
        using var table = CsvTable.Open(path);
        var (id, date, value) = (table.Column(columns.Id), table.Column(columns.Date), table.Column(columns.Value));
        var open = table.Find(RevenueColumns.Open) is { } found && found != value ? found : (int?)null;
        var regressors = columns.Regressors.Select(table.Find).ToArray();
        var series = new Dictionary<string, SeriesRows>(StringComparer.Ordinal);
        var lookup = series.GetAlternateLookup<ReadOnlySpan<char>>();
        var ordered = new List<SeriesRows>();
        var facts = new float[regressors.Length];
        var latest = now.AddDays(1).Ticks;
        long? negative = null;
        while (table.Read())
        {
            var name = table.Span(id);
            if (name.IsEmpty)
            {
                throw table.Fault(id, "the cell is empty. Every row needs it.");
            }

            if (!lookup.TryGetValue(name, out var rows))
            {
                rows = new SeriesRows(name.ToString(), regressors.Length);
                series.Add(rows.Id, rows);
                ordered.Add(rows);
            }

            var time = table.Instant(date);
            var number = table.Number(value);
            if (time.Ticks > latest && number is not null)
            {
                throw table.Fault(date, $"'{table.Text(date)}' has not come yet. Take rows of the future out, or put what is known of them into --known.");
            }

            negative ??= number < 0 ? table.Row : null;
            for (var i = 0; i < facts.Length; i++)
            {
                facts[i] = regressors[i] is { } place ? categories[i].Code(table.Span(place)) : float.NaN;
            }

            // A closed day is no value of the business; its zero would be learnt as a bad day.
            rows.Add(time.Ticks, open is { } opens && table.Number(opens) is 0 ? double.NaN : number ?? double.NaN, checked((int)table.Row), facts);
        }

        if (ordered.Count == 0)
        {
            throw new InputFaultException($"{table.FileName} has a header but no rows.");
        }

        if (negative is { } row)
        {
            _notes.Add(FormattableString.Invariant($"{table.FileName}, row {row}, column '{columns.Value}': a value is below zero (the first of them). Series with such values are forecast without logarithms; days below zero count as zero."));
        }

        return (ordered, [.. regressors.Select(place => place is not null)]);
    }

    // A regressor helps only where it is known on the days that are forecast.
    private List<int> UsableRegressors(bool[] present, Plan? plan)
    {
        var used = new List<int>();
        for (var i = 0; i < present.Length; i++)
        {
            var name = columns.Regressors[i];
            if (!present[i] && plan?.Has[i] != true)
            {
                throw new InputFaultException($"There is no column '{name}', neither in --input nor in --known. Check --regressors and --holidays.");
            }

            if (plan?.Has[i] == true)
            {
                used.Add(i);
            }
            else
            {
                _notes.Add(plan is null ? $"'{name}' is not used, as nothing is known of it ahead: give --known." : $"'{name}' is not used, as --known does not have it.");
            }
        }

        return used;
    }

    private RevenueSeries Complete(RevenueSeries series, List<int> used, Plan? plan)
    {
        var facts = used.Select(index => series.Regressors[index]).ToArray();
        if (plan is null)
        {
            return series with { Regressors = facts };
        }

        var planned = plan.Knows(series.Id) || !plan.PerSeries ? new bool[horizon] : null;
        if (plan.PerSeries && planned is null)
        {
            _notes.Add($"--known has no row for '{series.Id}'; it is forecast as if open on its usual days.");
        }

        for (var at = 0; at < series.Values.Length + horizon; at++)
        {
            var step = plan.Find(series.Id, series.First + at);
            if (at >= series.Values.Length && planned is not null)
            {
                // Of a plan that names series, a missing day is a closed one; a plan of the calendar only says otherwise.
                planned[at - series.Values.Length] = step?.Open ?? !plan.PerSeries;
            }

            for (var r = 0; step is not null && r < facts.Length; r++)
            {
                if (float.IsNaN(facts[r][at]))
                {
                    facts[r][at] = step.Regressors[used[r]];
                }
            }
        }

        return series with { Regressors = facts, Planned = plan.PerSeries || planned!.Contains(false) ? planned : null };
    }
}
