using BookedBarber.Algorithms.Scenarios;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Scenarios;

/// <summary>A forecast of one id, as <c>predict revenue</c> writes it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Days">Its days, in order.</param>
/// <param name="Steps">The forecast of each day.</param>
internal sealed record ScenarioFile(string Id, IReadOnlyList<DateOnly> Days, IReadOnlyList<ScenarioStep> Steps)
{
    /// <summary>Reads all ids, in the order of first appearance.</summary>
    /// <exception cref="InputFaultException">A cell cannot be used, or an id and day is there twice.</exception>
    public static IReadOnlyList<ScenarioFile> Read(string path)
    {
        using var table = CsvTable.Open(path);
        var (id, date, mean) = (table.Column("id"), table.Column("date"), table.Column("mean"));
        var (low, middle, high) = (table.Column("p05"), table.Column("p50"), table.Column("p95"));
        var ids = new List<string>();
        var steps = new Dictionary<string, SortedDictionary<DateOnly, ScenarioStep>>(StringComparer.Ordinal);
        while (table.Read())
        {
            var name = table.Needed(id);
            if (!steps.TryGetValue(name, out var days))
            {
                steps[name] = days = [];
                ids.Add(name);
            }

            var expected = table.Number(mean) is { } number and >= 0 ? number : throw table.Fault(mean, $"'{table.Text(mean)}' is not a number of 0 or more. Effects multiply, so a forecast below 0 has none.");
            if (!days.TryAdd(table.Day(date), new ScenarioStep(expected, table.Number(low) ?? double.NaN, table.Number(middle) ?? double.NaN, table.Number(high) ?? double.NaN)))
            {
                throw table.Fault(date, $"the day of '{name}' is there already.");
            }
        }

        return ids.Count > 0 ? ids.ConvertAll(name => new ScenarioFile(name, [.. steps[name].Keys], [.. steps[name].Values])) : throw new InputFaultException($"{table.FileName} has a header but no rows.");
    }
}
