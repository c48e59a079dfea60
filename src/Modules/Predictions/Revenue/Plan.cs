using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Revenue;

/// <summary>What is known ahead: for each series and day, or for each day alone, whether it is open and the regressors.</summary>
internal sealed class Plan
{
    private readonly Dictionary<(string Id, int Step), PlannedStep> _facts = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    private Plan(bool perSeries, bool[] has) => (PerSeries, Has) = (perSeries, has);

    /// <summary>Whether the plan names series; otherwise its facts hold for all of them.</summary>
    public bool PerSeries { get; }

    /// <summary>Per regressor whether the plan has its column.</summary>
    public bool[] Has { get; }

    /// <summary>The facts of a step; null when the plan does not have it.</summary>
    public PlannedStep? Find(string id, int step) => _facts.GetValueOrDefault((PerSeries ? id : string.Empty, step));

    /// <summary>Whether anything is planned for a series.</summary>
    public bool Knows(string id) => PerSeries && _ids.Contains(id);

    /// <summary>Reads the file. Its date column may have another name when there is but one with "date" in it; without a column of ids its facts hold for every series.</summary>
    /// <exception cref="InputFaultException">No date column, a broken cell, or a step planned twice.</exception>
    public static Plan Read(string path, RevenueColumns columns, Func<DateTime, int> step, IReadOnlyList<Category> categories)
    {
        using var table = CsvTable.Open(path);
        var id = table.Find(columns.Id);
        var date = table.Find(columns.Date) ?? Only(table, columns.Date);
        var open = table.Find(RevenueColumns.Open);
        var regressors = columns.Regressors.Select(table.Find).ToArray();
        var plan = new Plan(id is not null, [.. regressors.Select(column => column is not null)]);
        while (table.Read())
        {
            var name = id is { } column ? table.Needed(column) : string.Empty;
            var at = step(table.Instant(date));
            var facts = new PlannedStep(open is not { } opens || table.Number(opens) is not 0, [.. regressors.Select((place, i) => place is { } cell ? categories[i].Code(table.Span(cell)) : float.NaN)]);
            plan._ids.Add(name);
            if (!plan._facts.TryAdd((name, at), facts))
            {
                throw table.Fault(date, $"'{table.Text(date)}' is planned twice{(id is null ? string.Empty : $" for '{name}'")}. Keep one row.");
            }
        }

        return plan;
    }

    private static int Only(CsvTable table, string wanted)
    {
        var dated = table.Columns.Where(name => name.Contains("date", StringComparison.OrdinalIgnoreCase)).ToList();
        return table.Column(dated is [var only] ? only : wanted);
    }
}

/// <summary>What is planned for a step.</summary>
/// <param name="Open">False: closed.</param>
/// <param name="Regressors">As the columns; NaN where not known.</param>
internal sealed record PlannedStep(bool Open, float[] Regressors);
