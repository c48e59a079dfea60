using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Demand;

/// <summary>Which hours were open, how many came for which service, and which hours were full.</summary>
internal sealed class DemandHours
{
    private readonly Dictionary<(DateOnly Day, int Hour, string Service), (int Count, bool Full)> _counts = [];
    private readonly Dictionary<DateOnly, (int First, int Last)> _days = [];

    /// <summary>Services, in the order of the alphabet.</summary>
    public IReadOnlyList<string> Services => [.. _counts.Keys.Select(key => key.Service).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Last day with a row.</summary>
    public DateOnly Last => _days.Keys.Max();

    /// <summary>Reads a table with a row for each visit, or for each hour and service with a count.</summary>
    /// <exception cref="InputFaultException">A cell cannot be used; the message names file, row and column.</exception>
    public static DemandHours Read(PredictionArguments arguments)
    {
        using var table = CsvTable.Open(arguments.Get("--input"));
        var date = table.Column(arguments.Get("--date"));
        int? Optional(string option) => arguments.Find(option) is { } name ? table.Column(name) : null;
        var (hour, service, count, full) = (Optional("--hour"), Optional("--service"), Optional("--count"), Optional("--full"));
        var hours = new DemandHours();
        while (table.Read())
        {
            var time = table.Instant(date);
            var at = hour is { } hourColumn ? (int)Whole(table, hourColumn, 23) : time.Hour;
            var counted = count is { } countColumn ? (int)Whole(table, countColumn, 1_000_000) : 1;
            hours.Add(DateOnly.FromDateTime(time), at, service is { } serviceColumn ? table.Needed(serviceColumn) : "all", counted, full is { } fullColumn && Whole(table, fullColumn, 1) > 0);
        }

        if (hours._counts.Count == 0)
        {
            throw new InputFaultException($"{table.FileName} has a header but no rows.");
        }

        return hour is null && hours._days.Values.All(range => range.Last == 0)
            ? throw new InputFaultException($"{table.FileName}, column '{table.Columns[date]}': no cell has a time of day. Write 2026-03-31 14:00, or name the column of the hour with --hour.")
            : hours;
    }

    /// <summary>Every open hour of a weekday and hour: its day, and what was counted of a service; an hour is open between the first and the last with a row on its day.</summary>
    public IEnumerable<(DateOnly Day, int Count, bool Full)> Of(DayOfWeek weekday, int hour, string service) =>
        from day in _days
        where day.Key.DayOfWeek == weekday && hour >= day.Value.First && hour <= day.Value.Last
        orderby day.Key
        let found = _counts.GetValueOrDefault((day.Key, hour, service))
        select (day.Key, found.Count, found.Full);

    private void Add(DateOnly day, int hour, string service, int count, bool full)
    {
        var before = _counts.GetValueOrDefault((day, hour, service));
        _counts[(day, hour, service)] = (before.Count + count, before.Full || full);
        _days[day] = _days.TryGetValue(day, out var range) ? (Math.Min(range.First, hour), Math.Max(range.Last, hour)) : (hour, hour);
    }

    private static double Whole(CsvTable table, int column, int most) =>
        table.Number(column) is { } number && number >= 0 && number <= most && number == Math.Floor(number)
            ? number
            : throw table.Fault(column, FormattableString.Invariant($"'{table.Text(column)}' is not a whole number from 0 to {most}."));
}
