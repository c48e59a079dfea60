using BookedBarber.Algorithms.Demand;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Demand;

/// <summary><c>predict demand</c>: how many would come on each weekday, at each hour, for each service, full hours taken for what they hide.</summary>
internal sealed class DemandPrediction : IPrediction
{
    // An hour of half a year ago counts half.
    private const double HalfLifeDays = 182;

    // What is usual weighs as two hours that were seen.
    private const double Trust = 2;
    private const int FewHours = 8;

    public string Name => "demand";

    public string Summary => "Visits wanted per weekday, hour and service, also where full hours hid them.";

    public IReadOnlyList<PredictionOption> Options =>
        [new("--input", Required: true), new("--date", Required: true), new("--hour"), new("--service"), new("--count"), new("--full"), new("--out", Required: true)];

    public string Usage =>
        """
        Usage: ./run predict demand --input FILE --date COL [--hour COL] [--service COL] [--count COL] [--full COL] --out FILE

          --input FILE    CSV with a header, one row for each visit, or one for each hour and service; may be packed with gzip
          --date COL      the column with the local day (2026-03-31), or day and hour (2026-03-31 14:00)
          --hour COL      the column with the hour, 0 to 23; left out: the hour of --date
          --service COL   the column with the service; left out: all together
          --count COL     the column with the number of visits; left out: every row is one
          --full COL      the column with 1 where the hour was full, so that more may have been wanted; left out: no hour was
          --out FILE      the answer: weekday, hour, service, mean, p05, p50, p95, observed, hours, full, model,
                          capacity, turned_away, utilisation

        mean is the demand expected in one such hour, p05 to p95 hold 90 in 100 hours; observed is the mean of what was served. hours is how many such hours
        were seen, full how many of them were full. An hour counts as open between the first and the last hour with a row on its day; without a row it is an
        hour in which nobody came. Hours of half a year ago count half. capacity is what such an hour served on average when it was full (empty where it never was),
        turned_away the visits of one such hour that are wanted and not served, utilisation the share of the capacity that is used: near 1, the hour is saturated. Rows may be in any order; several of one hour and service add up. A fault of the input is one line with row and column, exit code 2, and no file is written.

        Example:
          ./run predict demand --input bookings.csv --date day --hour hour --service service --full sold_out --out demand.csv
        """;

    public Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        CsvOutput.Check(arguments.Get("--out"));
        var hours = DemandHours.Read(arguments);
        var cells = Cells(hours);
        using var file = CsvOutput.Create(arguments.Get("--out"), "weekday", "hour", "service", "mean", "p05", "p50", "p95", "observed", "hours", "full", "model", "capacity", "turned_away", "utilisation");
        var dispersion = Dispersion(cells);
        foreach (var cell in cells)
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.Cell(cell.Weekday.ToString().ToLowerInvariant()).Cell(cell.Hour).Cell(cell.Service).Cell(cell.Mean);
            foreach (var share in new[] { 0.05, 0.5, 0.95 })
            {
                file.Cell(CensoredDemand.Quantile(cell.Mean, dispersion, share));
            }

            file.Cell(cell.Counts.Average()).Cell(cell.Counts.Length).Cell(cell.Full.Count(full => full)).Cell(Describe(cell));
            WriteSaturation(file, cell, dispersion);
            file.EndRow();
        }

        file.Complete();
        return Task.CompletedTask;
    }

    // Full hours show what can be served; where none was full the capacity is not known, and nothing is said.
    private static void WriteSaturation(CsvOutput file, Cell cell, double dispersion)
    {
        var capacity = cell.Counts.Where((count, at) => cell.Full[at] && count > 0).Select(count => (double)count).DefaultIfEmpty(double.NaN).Average();
        var saturation = double.IsNaN(capacity) ? null : Saturation.Of(cell.Mean, dispersion, Math.Max(1, (int)Math.Round(capacity)));
        file.Cell(capacity).Cell(saturation?.TurnedAway ?? double.NaN).Cell(saturation?.Utilisation ?? double.NaN);
    }

    private sealed record Cell(DayOfWeek Weekday, int Hour, string Service, int[] Counts, bool[] Full, double Mean);

    // Monday first.
    private static List<Cell> Cells(DemandHours hours)
    {
        var services = hours.Services;
        var cells = new List<Cell>();
        foreach (var weekday in Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7)))
        {
            for (var hour = 0; hour < 24; hour++)
            {
                foreach (var service in services)
                {
                    var seen = hours.Of(weekday, hour, service).ToList();
                    if (seen.Count == 0)
                    {
                        continue;
                    }

                    double[] weights = [.. seen.Select(one => Math.Pow(0.5, (hours.Last.DayNumber - one.Day.DayNumber) / HalfLifeDays))];
                    int[] counts = [.. seen.Select(one => one.Count)];
                    bool[] full = [.. seen.Select(one => one.Full)];
                    cells.Add(new Cell(weekday, hour, service, counts, full, CensoredDemand.Mean(counts, full, weights, Usual(hours, hour, service), Trust)));
                }
            }
        }

        return cells;
    }

    // The same hour and service on any weekday, as served.
    private static double Usual(DemandHours hours, int hour, string service) =>
        Enumerable.Range(0, 7).SelectMany(day => hours.Of((DayOfWeek)day, hour, service)).Average(one => one.Count);

    // Spread of the hours that were not full around their means, relative to what chance alone gives.
    private static double Dispersion(List<Cell> cells)
    {
        var (squares, means) = (0.0, 0.0);
        foreach (var cell in cells)
        {
            for (var i = 0; i < cell.Counts.Length; i++)
            {
                if (!cell.Full[i])
                {
                    squares += (cell.Counts[i] - cell.Mean) * (cell.Counts[i] - cell.Mean);
                    means += cell.Mean;
                }
            }
        }

        return means > 0 ? Math.Max(1, squares / means) : 1;
    }

    private static string Describe(Cell cell)
    {
        var full = cell.Full.Count(one => one);
        return full == cell.Counts.Length ? "every such hour was full: at least this much"
            : cell.Counts.Length < FewHours ? FormattableString.Invariant($"only {cell.Counts.Length} such hours seen, drawn toward the hour of other weekdays")
            : full > 0 ? "counts, full hours taken as at least what was served"
            : "counts";
    }
}
