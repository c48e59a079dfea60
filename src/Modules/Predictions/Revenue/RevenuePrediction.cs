using System.Diagnostics;
using System.Globalization;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Revenue;

/// <summary><c>predict revenue</c>: what each place will take, with a range.</summary>
internal sealed class RevenuePrediction(TimeProvider clock) : IPrediction
{
    private const int LongestHorizon = 1000;

    public string Name => "revenue";

    public string Summary => "Revenue, visits or any other figure of many places, with ranges.";

    public IReadOnlyList<PredictionOption> Options =>
    [
        new("--input", Required: true), new("--id"), new("--date"), new("--value"), new("--horizon", Required: true), new("--frequency"),
        new("--known"), new("--regressors"), new("--holidays"), new("--total"), new("--out", Required: true),
    ];

    public string Usage =>
        """
        Usage: ./run predict revenue --input FILE --id COL --date COL --value COL --horizon N --out FILE
               ./run predict revenue --input SERIES.jsonl --horizon N --out FILE

          --input FILE         CSV with a header, one row for each place and day (or hour, week, month), in any order; or JSON lines of
                               {"id": "a", "frequency": 12, "train": [1, 2, 3]}, where frequency is the season's length. Either may be packed with gzip.
          --id COL             the column that names the place
          --date COL           the column with the local day (2026-03-31), hour (2026-03-31 14:00) or month (2026-03)
          --value COL          the column with the figure; an empty cell is a figure that is not known
          --horizon N          steps ahead, counted from the last date of the file
          --frequency WORD     daily, weekly, monthly or hourly; told from the dates when it is not said
          --known FUTURE.csv   what is known ahead: the same columns without the figure. Days that it leaves out for a place it names are closed and forecast 0.
                               Without a column of places its rows hold for all of them.
          --regressors a,b     columns of both files that move the figure, numbers or words: a promotion, a price, school holidays. Used only where --known has them.
          --holidays COL       a column of both files with the kind of holiday, 0 or empty for none
          --total ID           adds rows of the whole of all places under this name; places and whole add up
          --out FILE           the answer: id, date (or step for JSON lines), mean, p05, p50, p95, model

        A column "Open" with 0 and 1 is understood as closed and open. mean is the central forecast; 90 in 100 outcomes are expected between p05 and p95.
        p05, p50 and p95 are empty where too little is known to say. model says in plain words what the row rests on, and on how little.
        A fault of the input is one line with row and column, exit code 2, and no file is written. The same input gives the same answer.

        Example:
          ./run predict revenue --input takings.csv --id shop --date day --value takings --horizon 42 --known plan.csv --regressors promo --out forecast.csv
        """;

    public async Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        var horizon = arguments.Whole("--horizon", 1, LongestHorizon);
        var input = arguments.Get("--input");
        CsvOutput.Check(arguments.Get("--out"));
        var started = Stopwatch.GetTimestamp();
        await progress.WriteLineAsync($"Reading {Path.GetFileName(input)} …");
        var file = Read(arguments, input, horizon);
        var whole = arguments.Find("--total");
        Refuse(file, whole);
        foreach (var note in file.Notes.Distinct().Take(20))
        {
            await progress.WriteLineAsync(note);
        }

        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Forecasting {file.Series.Count:N0} series, {horizon} steps …"));
        var forecasts = PanelRevenue.Takes(file) ? PanelRevenue.Forecast(file, horizon, cancellationToken) : UnivariateRevenue.Forecast(file, horizon, cancellationToken);
        if (whole is not null)
        {
            (file, forecasts) = WholeForecast.Add(file, forecasts, whole, horizon, cancellationToken);
        }

        Write(arguments.Get("--out"), file, forecasts, horizon);
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Done in {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s."));
    }

    private static void Refuse(RevenueFile file, string? whole)
    {
        if (whole is null)
        {
            return;
        }

        if (file.Steps is null)
        {
            throw new InputFaultException("--total needs dates: series in JSON lines share no calendar, so they have no sum.");
        }

        if (file.Series.Any(series => series.Id == whole))
        {
            throw new InputFaultException($"--total is '{whole}', which is a place of the file. Give the whole another name.");
        }
    }

    private RevenueFile Read(PredictionArguments arguments, string input, int horizon)
    {
        var frequency = Steps.Read(arguments.Find("--frequency"));
        if (JsonSeriesReader.Recognises(input))
        {
            return JsonSeriesReader.Read(input, frequency);
        }

        List<string> regressors = [.. arguments.List("--regressors")];
        if (arguments.Find("--holidays") is { } holidays && !regressors.Contains(holidays, StringComparer.OrdinalIgnoreCase))
        {
            regressors.Add(holidays);
        }

        regressors.RemoveAll(name => string.Equals(name, RevenueColumns.Open, StringComparison.OrdinalIgnoreCase));
        var columns = new RevenueColumns(arguments.Get("--id"), arguments.Get("--date"), arguments.Get("--value"), regressors, arguments.Find("--holidays"));
        return new TableSeriesReader(columns, horizon, clock.GetLocalNow().DateTime).Read(input, arguments.Find("--known"), frequency);
    }

    private static void Write(string path, RevenueFile file, IReadOnlyList<RevenueForecast> forecasts, int horizon)
    {
        using var output = CsvOutput.Create(path, "id", file.Steps is null ? "step" : "date", "mean", "p05", "p50", "p95", "model");
        for (var i = 0; i < forecasts.Count; i++)
        {
            var series = file.Series[i];
            for (var h = 0; h < horizon; h++)
            {
                var step = forecasts[i].Steps[h];
                output.Cell(series.Id).Cell(file.Steps?.Write(series.End + h) ?? (h + 1).ToString(CultureInfo.InvariantCulture));
                output.Cell(step.Mean).Cell(step.P05).Cell(step.P50).Cell(step.P95).Cell(forecasts[i].Model(h)).EndRow();
            }
        }

        output.Complete();
    }
}
